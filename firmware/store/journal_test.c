/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The journal alone, with a seal that anybody can compute: what it finds, and what it passes over.
 */
#include "firmware/store/journal.h"

#include "hw/api/nvm.h"
#include "hw/fake/nvm.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#define BASE 0x08010000u
#define HALF 0x1000u

/* A new journal starts in the second half, and compacts into the first. */
#define FIRST (BASE + HALF)
#define OTHER BASE

static struct hf_journal journal;
static uint8_t work[256];

static uint8_t sum(const uint8_t *record, uint32_t length)
{
    uint32_t total = 1;

    for (uint32_t i = 0; i < HF_JOURNAL_HEAD + length; i++) {
        total = (total ^ record[i]) * 16777619u;
    }
    return (uint8_t)(total >> 24);
}

static hf_err_t seal(const void *keys, uint8_t *record, uint32_t length)
{
    (void)keys;
    memset(record + HF_JOURNAL_HEAD + length, sum(record, length), HF_JOURNAL_TAG);
    return HF_OK;
}

static hf_err_t unseal(const void *keys, uint8_t *record, uint32_t length)
{
    (void)keys;
    return record[HF_JOURNAL_HEAD + length] == sum(record, length) ? HF_OK : HF_ERR_JOURNAL_SEAL;
}

static const struct hf_journal_seal sealing = {0x4a54, 1, seal, unseal};

static hf_err_t reopen(void)
{
    struct hf_journal_walk walk;
    struct hf_journal_record record;
    hf_err_t result;

    memset(&journal, 0, sizeof(journal));
    journal.setup = (struct hf_journal_setup){
        .seal = &sealing,
        .half = {{BASE, HALF}, {BASE + HALF, HALF}},
        .work = work,
        .work_size = sizeof(work),
    };
    result = hf_journal_check(&journal.setup);
    if (result == HF_OK) {
        result = hf_journal_pick(&journal);
    }
    if (result == HF_OK) {
        hf_journal_walk_start(&journal, &walk);
        while (hf_journal_next(&journal, &walk, &record) == HF_OK) {
        }
        hf_journal_ready(&journal, &walk);
    }
    return result;
}

static int fresh(void **state)
{
    (void)state;
    hf_fake_nvm_setup(&hf_fake_l5);
    return reopen() == HF_ERR_JOURNAL_EMPTY && hf_journal_turn(&journal, 0) == HF_OK &&
                   hf_journal_commit(&journal, 0) == HF_OK
               ? 0
               : -1;
}

static hf_err_t add(uint8_t value)
{
    uint32_t at;

    memset(hf_journal_body(&journal), value, 16);
    return hf_journal_append(&journal, 1, 16, &at);
}

/* The first body bytes of all records of kind 1, and how many do not follow their predecessor. */
static uint32_t gaps;
static void expect(const char *values)
{
    struct hf_journal_walk walk;
    struct hf_journal_record record;
    uint32_t count = 0;

    gaps = 0;
    hf_journal_walk_start(&journal, &walk);
    while (hf_journal_next(&journal, &walk, &record) == HF_OK) {
        gaps += !record.follows;
        if ((record.head.kind & HF_JOURNAL_KIND) == 1) {
            assert_int_equal(values[count], record.body[0]);
            count++;
        }
    }
    assert_int_equal(strlen(values), count);
}

static void blank_halves_are_an_empty_journal(void **state)
{
    (void)state;
    hf_fake_nvm_setup(&hf_fake_l5);
    assert_int_equal(HF_ERR_JOURNAL_EMPTY, reopen());
}

static void rubbish_is_a_foreign_journal(void **state)
{
    (void)state;
    hf_fake_nvm_setup(&hf_fake_l5);
    hf_fake_nvm_bytes(OTHER)[0] = 0;
    assert_int_equal(HF_ERR_JOURNAL_FOREIGN, reopen());
}

static void records_come_back_in_order(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, add('a'));
    assert_int_equal(HF_OK, add('b'));
    expect("ab");
    assert_int_equal(HF_OK, reopen());
    expect("ab");
    assert_int_equal(0, gaps);
    assert_int_equal(HF_OK, add('c'));
    expect("abc");
    assert_int_equal(0, gaps);
}

static void a_full_half_says_so(void **state)
{
    uint32_t count = 0;

    (void)state;
    while (add('x') == HF_OK) {
        count++;
    }
    assert_int_equal((HALF - 64) / 64, count);
    assert_int_equal(HF_ERR_JOURNAL_FULL, add('y'));
    assert_int_equal(HF_OK, reopen());
    assert_int_equal(0, hf_journal_room(&journal));
}

static void an_uncommitted_compaction_counts_for_nothing(void **state)
{
    uint32_t at;

    (void)state;
    assert_int_equal(HF_OK, add('a'));
    assert_int_equal(HF_OK, hf_journal_turn(&journal, 0));
    memset(hf_journal_body(&journal), 'z', 16);
    assert_int_equal(HF_OK, hf_journal_append(&journal, 1 | HF_JOURNAL_COPY, 16, &at));
    assert_int_equal(HF_OK, reopen());
    expect("a");
    assert_int_equal(2, journal.highest);
}

static void a_committed_compaction_counts_alone(void **state)
{
    uint32_t at;

    (void)state;
    assert_int_equal(HF_OK, add('a'));
    assert_int_equal(HF_OK, hf_journal_turn(&journal, 9));
    memset(hf_journal_body(&journal), 'z', 16);
    assert_int_equal(HF_OK, hf_journal_append(&journal, 1 | HF_JOURNAL_COPY, 16, &at));
    assert_int_equal(HF_OK, hf_journal_commit(&journal, 0));
    assert_int_equal(HF_OK, reopen());
    expect("z");
    assert_int_equal(9, journal.epoch);
}

static void a_compaction_whose_commit_was_lost_is_proved_by_a_later_record(void **state)
{
    uint32_t at;

    (void)state;
    assert_int_equal(HF_OK, hf_journal_turn(&journal, 0));
    memset(hf_journal_body(&journal), 'z', 16);
    assert_int_equal(HF_OK, hf_journal_append(&journal, 1 | HF_JOURNAL_COPY, 16, &at));
    assert_int_equal(HF_OK, hf_journal_commit(&journal, 0));
    assert_int_equal(HF_OK, add('b'));
    hf_fake_nvm_poison(OTHER + 64);
    assert_int_equal(HF_OK, reopen());
    expect("zb");
    assert_int_equal(1, gaps);
}

/* Its commit may be readable again at the next start, and it is the newer one. */
static void nothing_goes_into_the_old_half_while_the_new_one_may_come_back(void **state)
{
    uint8_t before[2 * HALF];

    (void)state;
    assert_int_equal(HF_OK, add('a'));
    assert_int_equal(HF_OK, hf_journal_turn(&journal, 0));
    memset(hf_journal_body(&journal), 'z', 16);
    assert_int_equal(HF_OK, hf_journal_append(&journal, 1 | HF_JOURNAL_COPY, 16, &(uint32_t){0}));
    assert_int_equal(HF_OK, hf_journal_commit(&journal, 0));
    hf_fake_nvm_poison(OTHER + 64);
    assert_int_equal(HF_OK, reopen());
    expect("a");
    memcpy(before, hf_fake_nvm_bytes(BASE), sizeof(before));
    assert_int_equal(HF_ERR_JOURNAL_WORN, add('b'));
    assert_memory_equal(before, hf_fake_nvm_bytes(BASE), sizeof(before));
    assert_int_equal(HF_OK, hf_journal_turn(&journal, 0)); /* erases the new one first */
    assert_int_equal(HF_OK, hf_journal_commit(&journal, 0));
    assert_int_equal(HF_OK, add('c'));
    assert_int_equal(HF_OK, reopen());
    expect("c");
}

static void unreadable_records_are_passed_over_and_reported(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, add('a'));
    assert_int_equal(HF_OK, add('b'));
    assert_int_equal(HF_OK, add('c'));
    hf_fake_nvm_poison(FIRST + 64 + 64);
    hf_fake_nvm_poison(FIRST + 64 + 64 + 32);
    assert_int_equal(HF_OK, reopen());
    expect("ac");
    assert_int_equal(1, gaps);
}

/* It may read as blank later, and then hide what was written behind it. */
static void no_record_goes_behind_rubbish_at_the_tail(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, add('a'));
    hf_fake_nvm_poison(FIRST + 128);
    hf_fake_nvm_bytes(FIRST + 160)[3] = 0;
    assert_int_equal(HF_OK, reopen());
    expect("a");
    assert_int_equal(0, gaps);
    assert_int_equal(0, hf_journal_room(&journal));
    assert_int_equal(HF_ERR_JOURNAL_WORN, add('b'));
    assert_int_equal(HF_OK, hf_journal_turn(&journal, 0));
    assert_int_equal(HF_OK, hf_journal_commit(&journal, 0));
    assert_int_equal(HF_OK, add('b'));
    assert_int_equal(HF_OK, reopen());
    expect("b");
    assert_int_equal(HF_OK, add('c'));
}

static void records_of_another_generation_are_passed_over(void **state)
{
    uint8_t record[64];

    (void)state;
    assert_int_equal(HF_OK, add('a'));
    memcpy(record, hf_fake_nvm_bytes(FIRST + 64), sizeof(record));
    assert_int_equal(HF_OK, hf_journal_turn(&journal, 0));
    assert_int_equal(HF_OK, hf_journal_commit(&journal, 0));
    assert_int_equal(HF_OK, add('b'));
    memcpy(hf_fake_nvm_bytes(OTHER + 128), record, sizeof(record));
    assert_int_equal(HF_OK, reopen());
    expect("b");
}

/* Same generation, same number, and it authenticates: only the chain tells that it is not the one
 * that stood there. */
static void a_record_in_the_place_of_another_breaks_the_chain(void **state)
{
    uint8_t record[64];

    assert_int_equal(HF_OK, add('a'));
    assert_int_equal(HF_OK, add('b'));
    memcpy(record, hf_fake_nvm_bytes(FIRST + 128), sizeof(record));
    assert_int_equal(0, fresh(state));
    assert_int_equal(HF_OK, add('a'));
    assert_int_equal(HF_OK, add('x'));
    assert_int_equal(HF_OK, add('c'));
    memcpy(hf_fake_nvm_bytes(FIRST + 128), record, sizeof(record));
    assert_int_equal(HF_OK, reopen());
    expect("abc");
    assert_int_equal(1, gaps);
}

static void a_head_that_claims_more_than_there_is_room_is_passed_over(void **state)
{
    static const struct hf_journal_head head = {
        .magic = 0x4a54, .version = 1, .kind = 1, .generation = 1, .sequence = 3};
    struct hf_journal_head claim = head;

    (void)state;
    assert_int_equal(HF_OK, add('a'));
    claim.length = 0xffff;
    hf_journal_head_write(&claim, hf_fake_nvm_bytes(FIRST + 128));
    claim.length = (uint16_t)(sizeof(work) - HF_JOURNAL_HEAD - HF_JOURNAL_TAG + 1u);
    hf_journal_head_write(&claim, hf_fake_nvm_bytes(FIRST + 160));
    claim.length = HF_JOURNAL_GRANULE;
    hf_journal_head_write(&claim, hf_fake_nvm_bytes(FIRST + HALF - 32));
    assert_int_equal(HF_OK, reopen());
    expect("a");
}

static void a_failed_program_ends_appending_until_a_compaction(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, add('a'));
    hf_fake_nvm_weaken(FIRST + 128, 8);
    assert_int_equal(HF_ERR_NVM_VERIFY, add('b'));
    assert_int_equal(HF_ERR_JOURNAL_WORN, add('c'));
    assert_int_equal(0, hf_journal_room(&journal));
    assert_int_equal(HF_OK, hf_journal_turn(&journal, 0));
    assert_int_equal(HF_OK, hf_journal_commit(&journal, 0));
    assert_int_equal(HF_OK, add('d'));
    assert_int_equal(HF_OK, reopen());
    expect("d");
}

static void a_half_of_the_highest_generation_wins_wherever_it_is(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < 5; i++) {
        assert_int_equal(HF_OK, hf_journal_turn(&journal, 0));
        assert_int_equal(HF_OK, hf_journal_commit(&journal, 0));
        assert_int_equal(HF_OK, add((uint8_t)('a' + i)));
        assert_int_equal(HF_OK, reopen());
        assert_int_equal(i % 2, journal.active);
        expect((const char[]){(char)('a' + i), 0});
    }
}

static void a_program_unit_above_the_granule_or_a_tiny_buffer_is_refused(void **state)
{
    static const struct hf_fake_nvm_geometry wide = {"wide", BASE, {{4, HALF}}, 64, 0xff};

    (void)state;
    hf_fake_nvm_setup(&wide);
    assert_int_equal(HF_ERR_JOURNAL_AREA, reopen());
    hf_fake_nvm_setup(&hf_fake_l5);
    journal.setup.work_size = 63;
    assert_int_equal(HF_ERR_JOURNAL_AREA, hf_journal_check(&journal.setup));
    journal.setup.work_size = 64;
    assert_int_equal(HF_OK, hf_journal_check(&journal.setup));
    assert_int_equal(HF_ERR_JOURNAL_EMPTY, hf_journal_pick(&journal));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(blank_halves_are_an_empty_journal, fresh),
        cmocka_unit_test_setup(rubbish_is_a_foreign_journal, fresh),
        cmocka_unit_test_setup(records_come_back_in_order, fresh),
        cmocka_unit_test_setup(a_full_half_says_so, fresh),
        cmocka_unit_test_setup(an_uncommitted_compaction_counts_for_nothing, fresh),
        cmocka_unit_test_setup(a_committed_compaction_counts_alone, fresh),
        cmocka_unit_test_setup(a_compaction_whose_commit_was_lost_is_proved_by_a_later_record,
                               fresh),
        cmocka_unit_test_setup(nothing_goes_into_the_old_half_while_the_new_one_may_come_back,
                               fresh),
        cmocka_unit_test_setup(unreadable_records_are_passed_over_and_reported, fresh),
        cmocka_unit_test_setup(no_record_goes_behind_rubbish_at_the_tail, fresh),
        cmocka_unit_test_setup(records_of_another_generation_are_passed_over, fresh),
        cmocka_unit_test_setup(a_record_in_the_place_of_another_breaks_the_chain, fresh),
        cmocka_unit_test_setup(a_head_that_claims_more_than_there_is_room_is_passed_over, fresh),
        cmocka_unit_test_setup(a_failed_program_ends_appending_until_a_compaction, fresh),
        cmocka_unit_test_setup(a_half_of_the_highest_generation_wins_wherever_it_is, fresh),
        cmocka_unit_test_setup(a_program_unit_above_the_granule_or_a_tiny_buffer_is_refused, fresh),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
