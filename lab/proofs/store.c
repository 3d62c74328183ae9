/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The scan of a journal, as boot log and vault do it, over flash that may hold anything, be
 * unreadable anywhere, and say something else at each look. A seal is taken as a function that says
 * yes or no and may rewrite the record; what it proves is cryptography, and not shown here. */
#include "core/bootlog.c"
#include "core/journal.c"
#include "firmware/store/journal.c"
#include "lab/proofs/proof.h"

static struct hf_journal journal;
static uint32_t work_size;

uint8_t hf_nvm_erased_value(void)
{
    return any_int() ? 0xff : 0x00;
}

uint32_t hf_nvm_program_unit(void)
{
    return 1u << (any_u8() % 8u);
}

/* Sectors of any size, which may differ from place to place. */
hf_err_t hf_nvm_sector(uint32_t at, uint32_t *start, uint32_t *size)
{
    if (any_int()) {
        return HF_ERR_NVM_RANGE;
    }
    *start = at - any_u16();
    *size = any_u32();
    ASSUME(*size >= HF_JOURNAL_GRANULE);
    return HF_OK;
}

hf_err_t hf_nvm_read(uint32_t at, uint8_t *out, size_t size)
{
    uint32_t const from_0 = at - journal.setup.half[0].base;
    uint32_t const from_1 = at - journal.setup.half[1].base;

    PROVE((from_0 <= journal.capacity && size <= journal.capacity - from_0) ||
              (from_1 <= journal.capacity && size <= journal.capacity - from_1),
          "only the journal's halves are read");
    PROVE(out >= journal.setup.work && (size_t)(out - journal.setup.work) + size <= work_size,
          "a record stays in the work buffer");
    __CPROVER_havoc_object(journal.setup.work);
    return any_int() ? HF_OK : HF_ERR_NVM_ECC;
}

static hf_err_t seal(const void *keys, uint8_t *record, uint32_t length)
{
    (void)keys;
    (void)record;
    (void)length;
    return HF_ERR_CRYPTO_ENGINE;
}

static hf_err_t unseal(const void *keys, uint8_t *record, uint32_t length)
{
    (void)keys;
    PROVE(record == journal.setup.work, "the record starts where the buffer does");
    PROVE(HF_JOURNAL_HEAD + length + HF_JOURNAL_TAG <= work_size,
          "head, body and tag are in the buffer");
    return any_int() ? HF_OK : HF_ERR_JOURNAL_SEAL;
}

static struct hf_journal_seal sealing = {HF_BOOTLOG_MAGIC, HF_BOOTLOG_VERSION, seal, unseal};

/* Halves anywhere, of any capacity, and a buffer of any size that holds a record. */
static void any_journal(uint32_t capacity_most)
{
    journal.setup.seal = &sealing;
    journal.setup.half[0].base = any_u32();
    journal.setup.half[1].base = any_u32();
    journal.capacity = any_u32();
    ASSUME(journal.capacity % HF_JOURNAL_GRANULE == 0 && journal.capacity <= capacity_most);
    work_size = any_u32();
    ASSUME(work_size >= hf_journal_record_size(0) && work_size <= 8192);
    journal.setup.work = any_bytes(work_size);
    journal.setup.work_size = work_size;
}

/* Any walk that holds the invariant, with at most `left` bytes before its end. */
static struct hf_journal_walk any_place(uint32_t left)
{
    struct hf_journal_walk walk;

    ASSUME(walk.half <= 1 && walk.at <= journal.capacity && walk.at % HF_JOURNAL_GRANULE == 0);
    ASSUME(journal.capacity - walk.at <= left);
    return walk;
}

/* @proof journal_next
 * From every place of a half of any capacity, up to three granules before its end, over any bytes:
 * the step ends, reads only the half and writes only its buffer, keeps the invariant (at <=
 * capacity, whole granules), and moves forward when it gives a record, which is whole. The buffer
 * has up to 128 bytes; journal_load has it without that bound.
 * @options --unwind 33 --unwindset hf_journal_next.0:5
 * @plant firmware/store/journal.c (halves_are_read|invariant) s/ \|\| total > journal->capacity - at//
 * @plant firmware/store/journal.c in_the_(work_)?buffer s/total > setup->work_size \|\| //
 * @plant firmware/store/journal.c moves_forward s/walk->at \+= hf_journal_record_size\(record->head.length\)/walk->at += hf_journal_record_size(record->head.length) - HF_JOURNAL_GRANULE * 2u/
 */
void proof_journal_next(void)
{
    any_journal(1u << 24);
    ASSUME(work_size <= 128);
    struct hf_journal_walk walk = any_place(3u * HF_JOURNAL_GRANULE);
    struct hf_journal_walk const before = walk;
    struct hf_journal_record record;
    hf_err_t const result = hf_journal_next(&journal, &walk, &record);

    PROVE(walk.at <= journal.capacity && walk.at % HF_JOURNAL_GRANULE == 0, "the invariant holds");
    PROVE(walk.half == before.half && walk.at >= before.at, "it never turns back");
    if (result != HF_OK) {
        PROVE(result == HF_ERR_JOURNAL_END, "a scan ends in one way");
        return;
    }
    PROVE(walk.at > before.at, "a record moves forward");
    PROVE(record.at >= before.at &&
              record.at + hf_journal_record_size(record.head.length) == walk.at,
          "the record is whole, and the next place is behind it");
    PROVE(record.body == journal.setup.work + HF_JOURNAL_HEAD, "its body is in the buffer");
    PROVE(before.generation == 0 || record.head.generation == before.generation,
          "it belongs to the walk's generation");
    PROVE(record.follows == 0 || record.head.sequence == before.sequence + 1u,
          "it follows only if its number does");
}

/* @proof journal_load
 * At every place of a half of any capacity, with a head that says any length up to 65,535: nothing
 * outside the half is read, nothing outside the buffer is written, and the seal gets a whole record.
 * @quick
 * @options --unwind 33
 * @plant firmware/store/journal.c halves_are_read s/ \|\| total > journal->capacity - at//
 * @plant firmware/store/journal.c in_the_(work_)?buffer s/total > setup->work_size \|\| //
 * @plant firmware/store/journal.c halves_are_read s/at >= journal->capacity \|\| //
 */
void proof_journal_load(void)
{
    uint32_t const at = any_u32();
    struct hf_journal_record record;

    any_journal(1u << 24);
    journal.active = any_u8() & 1u;
    if (hf_journal_read(&journal, at, &record) != HF_OK) {
        return;
    }
    PROVE(at + hf_journal_record_size(record.head.length) <= journal.capacity,
          "a record that was read is whole");
    PROVE(record.at == at && record.body == journal.setup.work + HF_JOURNAL_HEAD,
          "and stands where it says");
}

/* @proof journal_pick
 * Two halves of up to two granules, over any bytes and any sectors: the choice ends, reads only the
 * halves, and says which half counts only where a record proved it. The setup is one that hf_journal_check() takes.
 * @slow
 * @options --unwind 33 --unwindset hf_journal_next.0:4,survey_half.0:4,is_whole_sectors.0:4
 * @plant firmware/store/journal.c (halves_are_read|buffer|whole) s/setup->work_size < hf_journal_record_size\(0\)/0/
 * @plant firmware/store/journal.c one_of_the_two s/journal->turn_to = journal->active;$/journal->turn_to = 2;/
 */
void proof_journal_pick(void)
{
    any_journal(2u * HF_JOURNAL_GRANULE);
    work_size = any_u32();
    ASSUME(work_size >= HF_JOURNAL_HEAD && work_size <= 256);
    journal.setup.work = any_bytes(work_size);
    journal.setup.work_size = work_size;
    journal.setup.half[0].size = any_u32();
    journal.setup.half[1].size = any_u32();
    ASSUME(journal.setup.half[0].size <= 95 && journal.setup.half[1].size <= 95);
    if (hf_journal_check(&journal.setup) != HF_OK) {
        return;
    }
    hf_err_t const result = hf_journal_pick(&journal);

    PROVE(journal.state == HF_JOURNAL_CLOSED, "not to be written before a walk");
    if (result == HF_OK) {
        PROVE(journal.active <= 1 && journal.turn_to == journal.active, "one of the two");
        PROVE(journal.capacity <= 95 && journal.capacity % HF_JOURNAL_GRANULE == 0,
              "the capacity is whole granules of the smaller half");
        PROVE(work_size >= hf_journal_record_size(0), "the buffer holds a whole record");
    }
}
