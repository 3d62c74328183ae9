/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The forms of journal, boot log and vault, and the arithmetic of a hardened decision. */
#include "core/bootlog.c"
#include "core/journal.c"
#include "core/proof.c"
#include "core/vault.c"
#include "lab/proofs/proof.h"

/* @proof journal_head
 * Any 32 bytes: a head that is read is written back as the same bytes, with its length beside its
 * inverse; one that is refused leaves the output as it was.
 * @quick
 * @options --unwind 33
 * @plant core/journal.c written_back s/hf_copy\(\&read, in, HF_JOURNAL_HEAD\)/hf_copy(\&read, in, HF_JOURNAL_HEAD - 1u)/
 * @plant core/journal.c inverse s/\(read.inverse \^ read.length\) != UINT16_MAX/0/
 */
void proof_journal_head(void)
{
    uint8_t *in = any_bytes(HF_JOURNAL_HEAD);
    uint8_t *again = any_bytes(HF_JOURNAL_HEAD);
    struct hf_journal_head head;
    struct hf_journal_head const before = head;
    uint16_t const magic = any_u16();
    uint8_t const version = any_u8();
    unsigned const i = any_u8() % HF_JOURNAL_HEAD;

    if (hf_journal_head_read(in, magic, version, &head) != HF_OK) {
        PROVE(head.length == before.length && head.sequence == before.sequence,
              "a refused head changes nothing");
        return;
    }
    PROVE(head.magic == magic && head.version == version, "magic and version as asked for");
    PROVE((uint16_t)~hf_read_u16(in + 6) == head.length, "the inverse is beside it");
    PROVE(hf_journal_record_size(head.length) % HF_JOURNAL_GRANULE == 0 &&
              hf_journal_record_size(head.length) >= HF_JOURNAL_HEAD + head.length + HF_JOURNAL_TAG,
          "a record takes whole granules");
    hf_journal_head_write(&head, again);
    PROVE(again[i] == in[i], "written back as it was");
}

/* @proof vault_meta
 * Any 20 bytes for a value of any size: what is read holds the bounds that the vault relies on, and
 * is written back as the same bytes.
 * @options --unwind 33
 * @plant core/vault.c capacity_is_bounded s/ \|\| capacity > HF_VAULT_VALUE_MAX//
 * @plant core/vault.c (written_back|flags) s/\(flags \& \(uint8_t\)~HF_VAULT_FLAGS\) != 0/0/
 * @plant core/vault.c written_back s/hf_read_u16\(in \+ AT_RESERVED\) != 0/0/
 */
void proof_vault_meta(void)
{
    uint8_t *in = any_bytes(HF_VAULT_META);
    uint8_t *again = any_bytes(HF_VAULT_META);
    uint32_t const size = any_u32();
    struct hf_vault_meta meta;
    unsigned const i = any_u8() % HF_VAULT_META;

    if (hf_vault_meta_read(in, size, &meta) != HF_OK) {
        return;
    }
    PROVE(size <= meta.capacity && meta.capacity <= HF_VAULT_VALUE_MAX, "the capacity is bounded");
    PROVE(meta.name.uid != 0, "there is a name");
    PROVE(meta.name.space >= HF_VAULT_ITS && meta.name.space <= HF_VAULT_KEY, "a known space");
    PROVE((meta.flags & (uint8_t)~HF_VAULT_FLAGS) == 0, "known flags");
    hf_vault_meta_write(&meta, again);
    PROVE(again[i] == in[i], "written back as it was");
}

/* @proof bootlog_body
 * Any body of any kind and size: nothing outside is read; what is read names a role that exists
 * where it has one, has its place among the states, and is written back as the same bytes.
 * @options --unwind 49
 * @plant core/bootlog.c dereference s/body.size != size_of\(kind\)/body.size > size_of(kind)/
 * @plant core/bootlog.c role_exists s/entry->as.install.role >= HF_ROLE_COUNT/entry->as.install.role > HF_ROLE_COUNT/
 * @plant core/bootlog.c place_among s/row <= HF_BOOTLOG_CONFIRM - HF_BOOTLOG_INSTALL/row < HF_BOOTLOG_CONFIRM - HF_BOOTLOG_INSTALL/
 * @plant core/bootlog.c verdict_exists s/confirm->verdict == HF_BOOTLOG_REJECTED/confirm->verdict != 0/
 */
void proof_bootlog_body(void)
{
    size_t const size = any_size();
    uint8_t const kind = any_u8();
    struct hf_bootlog_entry entry;
    uint8_t *again = any_bytes(HF_BOOTLOG_BODY_MAX);

    ASSUME(size <= 2u * HF_BOOTLOG_BODY_MAX);
    uint8_t *body = any_bytes(size);

    if (hf_bootlog_read(kind, (hf_span_t){body, size}, &entry) != HF_OK) {
        return;
    }
    unsigned const i = any_u8();
    int const is_state =
        kind == HF_BOOTLOG_INSTALL || kind == HF_BOOTLOG_PROGRESS || kind == HF_BOOTLOG_CONFIRM;

    PROVE(!is_state || body[0] < HF_ROLE_COUNT, "the role exists");
    PROVE(kind != HF_BOOTLOG_CONFIRM || body[1] == HF_BOOTLOG_TRIAL ||
              body[1] == HF_BOOTLOG_CONFIRMED || body[1] == HF_BOOTLOG_REJECTED,
          "the verdict exists");
    PROVE((hf_bootlog_state_index(&entry) < HF_BOOTLOG_STATES) == is_state,
          "a place among the states, or none");
    PROVE(hf_bootlog_write(&entry, again) == size, "as long as it was");
    PROVE(i >= size || again[i] == body[i], "written back as it was");
}

/* @proof decision_folds
 * Over up to four bytes and all words: a fold is zero exactly for equal spans, a grant is paid in
 * full or not at all, and a floor is kept.
 * @quick
 * @options --unwind 6
 * @plant core/proof.c exactly_for_equal s/difference \|= hf_opaque\(b/difference = hf_opaque(b/
 * @plant core/proof.c not_below s/\(uint64_t\)hf_opaque\(value\) - hf_opaque\(floor\)/(uint64_t)(int64_t)(int32_t)(value - floor)/
 * @plant core/proof.c full_or_not s/\(hf_opaque\(value\) \| \(0u - hf_opaque\(value\)\)\)/(hf_opaque(value))/
 */
void proof_decision_folds(void)
{
    size_t const size = any_size();
    uint32_t const value = any_u32();
    uint32_t const other = any_u32();

    ASSUME(size <= 4);
    uint8_t *a = any_bytes(size);
    uint8_t *b = any_bytes(size);
    int same = 1;

    for (size_t i = 0; i < size; i++) {
        same = same && a[i] == b[i];
    }
    PROVE((hf_fold_up(a, b, size) == 0) == same, "zero exactly for equal spans");
    PROVE((hf_fold_down(a, b, size) == 0) == same, "zero exactly for equal spans");
    PROVE((hf_fold_below(value, other) == 0) == (value >= other), "zero when not below");
    PROVE(hf_grant(value, other) == (value == 0 ? other : 0u), "in full or not at all");
    PROVE((hf_lead_astray(value, other) == value) == (other == 0), "astray unless zero");
}

/* @proof decision_entry
 * Whatever the reset vector and whichever of the twelve grants were paid: the entry is the reset
 * vector when all were and all steps were made, and at least 12 MiB away when any was not.
 * @options --unwind 7
 * @plant core/proof.c far_from_it s/0xf99adc2bu, 0x0ee66182u/0x08813dadu, 0x00000000u/
 * @plant core/proof.c reset_vector s/0x0ee66182u/0x0ee66183u/
 */
void proof_decision_entry(void)
{
    uint32_t const reset = any_u32();
    uint32_t const paid = any_u16() & 0xfffu;
    uint32_t first = 0;
    uint32_t second = 0;

    for (unsigned i = 0; i < HF_PROOF_COUNT; i++) {
        first += hf_grant(~paid & 1u << i, hf_grants_forward[i]);
        second += hf_grant(~paid & 64u << i, hf_grants_backward[i]);
    }
    uint32_t const steps = HF_STEPS_MIX(
        HF_STEPS_MIX(HF_STEPS_MIX(HF_STEPS_SEED, HF_STEP_PARSED, 0u), HF_STEP_FORWARD, first),
        HF_STEP_BACKWARD, second);
    uint32_t const entry = hf_entry_from(reset + HF_BLIND_RESET, first, second, steps);
    uint32_t const away = entry - reset;

    if (paid == 0xfffu) {
        PROVE(entry == reset, "the reset vector");
    } else {
        PROVE(away >= 12u << 20 && away <= 0u - (12u << 20), "far from it");
    }
}
