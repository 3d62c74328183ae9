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

/* The choice of a half. ---------------------------------------------------------------------- */

static unsigned records;
static struct hf_journal_walk walk_end; /* where the last record ended */
static int plain_record;                /* the last record was no copy */

/* Any record, as journal_next proves a step: it leaves any walk behind that holds the invariant. The
 * third call ends the walk: it stands for all that follow. */
hf_err_t next_model(struct hf_journal *from, struct hf_journal_walk *walk,
                    struct hf_journal_record *record)
{
    struct hf_journal_walk any;

    PROVE(from == &journal && walk->half <= 1 && walk->at <= journal.capacity &&
              walk->at % HF_JOURNAL_GRANULE == 0,
          "a walk holds its invariant");
    PROVE(records != 0 || (walk->at == 0 && walk->generation == 0), "a walk starts at the start");
    ASSUME(any.half == walk->half && any.at >= walk->at && any.at <= journal.capacity &&
           any.at % HF_JOURNAL_GRANULE == 0);
    if (records == 2u || any_int()) {
        any.generation = walk->generation;
        *walk = any;
        walk_end = any;
        return HF_ERR_JOURNAL_END;
    }
    ASSUME(any.at > walk->at && (walk->generation == 0 || any.generation == walk->generation));
    record->head.kind = any_u8();
    plain_record = (record->head.kind & HF_JOURNAL_COPY) == 0;
    records++;
    *walk = any;
    walk_end = any;
    return HF_OK;
}

/* @proof journal_survey
 * A half of any capacity, over records as journal_next proves them: the walk starts at the half's
 * start, a half counts only if a record that is no copy authenticated, and is blank only if the walk
 * never left its start. Up to two records are met: one leaves any state behind.
 * @quick
 * @models hf_journal_next:next_model
 * @options --unwind 13 --unwindset survey_half.0:4
 * @plant firmware/store/journal.c only_by_a_record s/\(record.head.kind \& HF_JOURNAL_COPY\) == 0;/(record.head.kind \& HF_JOURNAL_COPY) != 0;/
 * @plant firmware/store/journal.c blank_only s/survey->blank = walk.at == 0;/survey->blank = walk.sequence == 0;/
 * @plant firmware/store/journal.c (of_its_half|invariant) s/^    walk.half = half;/    walk.half = half + 1u;/
 */
void proof_journal_survey(void)
{
    struct survey survey;
    uint32_t const half = any_u8() & 1u;

    any_journal(1u << 24);
    journal.active = any_u32();
    survey_half(&journal, half, &survey);
    PROVE((survey.committed != 0) == (records != 0 && plain_record),
          "it counts only by a record that is no copy");
    PROVE((survey.blank != 0) == (walk_end.at == 0), "blank only if the walk never left its start");
    PROVE(survey.generation == walk_end.generation && walk_end.half == half,
          "the generation is that of its half");
}

static struct survey surveys[2];

/* Any survey, as journal_survey proves it. */
void survey_model(struct hf_journal *of, uint32_t half, struct survey *survey)
{
    struct survey any;

    PROVE(of == &journal && half <= 1, "one of the two halves");
    surveys[half] = any;
    *survey = any;
}

/* @proof journal_pick
 * Over any two surveys, as journal_survey proves them: the half in use is one whose compaction was
 * completed, the younger of two such; without one there is none, and "never started" is said only
 * where both halves are blank. The capacity is whole granules that both hold, and nothing can be
 * written before a walk.
 * @quick
 * @models survey_half:survey_model
 * @options --unwind 3
 * @plant firmware/store/journal.c was_completed s/journal->active = survey\[1\].committed \&\&/journal->active = survey[0].generation != 7u \&\&/
 * @plant firmware/store/journal.c younger s/survey\[1\].generation > survey\[0\].generation\);/survey[1].generation < survey[0].generation);/
 * @plant firmware/store/journal.c both_are_blank s/survey\[0\].blank \&\& survey\[1\].blank/survey[0].blank || survey[1].blank/
 * @plant firmware/store/journal.c before_a_walk s/^    journal->state = HF_JOURNAL_CLOSED;$/    journal->state = HF_JOURNAL_READY;/
 * @plant firmware/store/journal.c both_hold s/half\[0\].size < half\[1\].size \?/half[0].size > half[1].size ?/
 * @plant firmware/store/journal.c whole_granules s/smaller - smaller % HF_JOURNAL_GRANULE/smaller/
 * @plant firmware/store/journal.c ever_higher s/if \(survey\[i\].generation > journal->highest\)/if (survey[i].committed)/
 * @plant firmware/store/journal.c one_of_the_two s/journal->turn_to = journal->active;$/journal->turn_to = 2;/
 */
void proof_journal_pick(void)
{
    any_journal(1u << 24);
    journal.state = any_u8();
    journal.highest = any_u32();
    journal.setup.half[0].size = any_u32();
    journal.setup.half[1].size = any_u32();
    uint32_t const highest = journal.highest;
    hf_err_t const result = hf_journal_pick(&journal);
    uint32_t const it = journal.active & 1u;

    PROVE(journal.state == HF_JOURNAL_CLOSED && journal.tail.at == 0, "closed before a walk");
    PROVE(journal.capacity <= journal.setup.half[0].size &&
              journal.capacity <= journal.setup.half[1].size,
          "both hold the capacity");
    PROVE(journal.capacity % HF_JOURNAL_GRANULE == 0, "it is whole granules");
    int const any_committed = surveys[0].committed != 0 || surveys[1].committed != 0;

    PROVE(journal.active <= 1 && journal.turn_to == journal.active, "one of the two");
    PROVE((result == HF_OK) == any_committed, "there is one exactly if one was completed");
    PROVE(result != HF_OK || surveys[it].committed != 0, "the half in use was completed");
    PROVE(result != HF_OK || surveys[1u - it].committed == 0 ||
              surveys[it].generation >= surveys[1u - it].generation,
          "it is the younger of two");
    PROVE(journal.highest >= highest && journal.highest >= surveys[0].generation &&
              journal.highest >= surveys[1].generation,
          "no generation was ever higher");
    PROVE((result == HF_ERR_JOURNAL_EMPTY) ==
              (!any_committed && surveys[0].blank != 0 && surveys[1].blank != 0),
          "never started only if both are blank");
}

/* @proof journal_area
 * Any two halves of up to three sectors each, of any sizes, and any buffer: what passes is not empty,
 * and has a buffer that holds a record and no more than a length can say.
 * @options --unwind 5
 * @plant firmware/store/journal.c holds_a_record s/setup->work_size < hf_journal_record_size\(0\)/0/
 * @plant firmware/store/journal.c length_can_say s/setup->work_size > UINT16_MAX/0/
 * @plant firmware/store/journal.c no_half_is_empty s/return region->size != 0;/return 1;/
 */
void proof_journal_area(void)
{
    struct hf_journal_setup setup = {.work_size = any_u32()};

    for (unsigned i = 0; i < 2u; i++) {
        setup.half[i] = (struct hf_region){.base = any_u32(), .size = any_u32()};
        ASSUME(setup.half[i].size < 4u * HF_JOURNAL_GRANULE);
    }
    if (hf_journal_check(&setup) != HF_OK) {
        return;
    }
    PROVE(setup.half[0].size != 0 && setup.half[1].size != 0, "no half is empty");
    PROVE(setup.work_size >= hf_journal_record_size(0), "the buffer holds a record");
    PROVE(setup.work_size <= UINT16_MAX, "it holds no more than a length can say");
}
