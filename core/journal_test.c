/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The codecs of what lasts: journal head, boot-log body, vault meta. */
#include "core/bootlog.h"
#include "core/journal.h"
#include "core/vault.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

static uint8_t bytes[HF_JOURNAL_HEAD];
static struct hf_journal_head head;
static const struct hf_journal_head sample = {.magic = 0x4c48,
                                              .version = 1,
                                              .kind = 2,
                                              .length = 0x1234,
                                              .epoch = 0x11223344,
                                              .generation = 0x55667788,
                                              .sequence = 0x99aabbcc,
                                              .link = {1, 2, 3, 4}};

static int setup(void **state)
{
    (void)state;
    hf_journal_head_write(&sample, bytes);
    return 0;
}

static hf_err_t read_head(void)
{
    return hf_journal_head_read(bytes, 0x4c48, 1, &head);
}

static void a_head_is_laid_out_as_the_page_says(void **state)
{
    static const uint8_t expected[HF_JOURNAL_HEAD] = {
        0x48, 0x4c, 1,    2,    0x34, 0x12, 0xcb, 0xed, 0x44, 0x33, 0x22, 0x11,
        0x88, 0x77, 0x66, 0x55, 0xcc, 0xbb, 0xaa, 0x99, 1,    2,    3,    4};

    (void)state;
    assert_memory_equal(expected, bytes, sizeof(expected));
}

static void a_head_comes_back(void **state)
{
    struct hf_journal_head expected = sample;

    (void)state;
    expected.inverse = (uint16_t)~sample.length;
    assert_int_equal(HF_OK, read_head());
    assert_memory_equal(&expected, &head, sizeof(head));
}

static void a_head_of_another_magic_version_or_length_is_refused(void **state)
{
    static const uint8_t places[] = {0, 1, 2, 4, 5, 6, 7};

    (void)state;
    for (uint32_t i = 0; i < sizeof(places) * 8u; i++) {
        bytes[places[i / 8]] ^= (uint8_t)(1u << i % 8);
        assert_int_equal(HF_ERR_JOURNAL_FORM, read_head());
        bytes[places[i / 8]] ^= (uint8_t)(1u << i % 8);
    }
}

static void a_head_of_no_kind_is_refused(void **state)
{
    (void)state;
    for (uint32_t kind = 0; kind < 256; kind++) {
        int const user = (kind & 0x40) == 0 && (kind & 0x3f) != 0;

        bytes[3] = (uint8_t)kind;
        assert_int_equal(user || kind == 0x40 ? HF_OK : HF_ERR_JOURNAL_FORM, read_head());
    }
}

static void blank_flash_is_no_head(void **state)
{
    (void)state;
    memset(bytes, 0xff, sizeof(bytes));
    assert_int_equal(HF_ERR_JOURNAL_FORM, read_head());
    memset(bytes, 0, sizeof(bytes));
    assert_int_equal(HF_ERR_JOURNAL_FORM, read_head());
}

static void a_record_fills_whole_granules(void **state)
{
    (void)state;
    assert_int_equal(64, hf_journal_record_size(0));
    assert_int_equal(64, hf_journal_record_size(16));
    assert_int_equal(96, hf_journal_record_size(17));
    assert_int_equal(96, hf_vault_record_size(16));
}

static hf_err_t again(const struct hf_bootlog_entry *entry, struct hf_bootlog_entry *back)
{
    uint8_t body[HF_BOOTLOG_BODY_MAX];
    uint32_t const size = hf_bootlog_write(entry, body);

    memset(back, 0, sizeof(*back));
    return hf_bootlog_read(entry->kind, (hf_span_t){body, size}, back);
}

/* All that the body says: what lies behind it in the union is nobody's. */
static void comes_back(const struct hf_bootlog_entry *entry)
{
    uint8_t body[HF_BOOTLOG_BODY_MAX];
    struct hf_bootlog_entry back;

    assert_int_equal(HF_OK, again(entry, &back));
    assert_int_equal(entry->kind, back.kind);
    assert_memory_equal(&entry->as, &back.as, hf_bootlog_write(entry, body));
}

static void every_kind_of_entry_comes_back(void **state)
{
    struct hf_bootlog_entry entry;

    (void)state;
    memset(&entry, 0, sizeof(entry));
    entry.kind = HF_BOOTLOG_REFUSAL;
    entry.as.history = (struct hf_bootlog_history){{1, 2, 0, 1, 0xdeadbeef, 0x12345678}, 99};
    comes_back(&entry);
    entry.kind = HF_BOOTLOG_INSTALL;
    entry.as.install = (struct hf_bootlog_install){2, 3, 1, 9, 7, 60000, 0x55aa, {1, 2, 3}};
    comes_back(&entry);
    entry.kind = HF_BOOTLOG_PROGRESS;
    entry.as.progress =
        (struct hf_bootlog_progress){.role = 1, .phase = 4, .step = 77, .detail = 88};
    comes_back(&entry);
    entry.kind = HF_BOOTLOG_CONFIRM;
    entry.as.confirm = (struct hf_bootlog_confirm){
        .verdict = HF_BOOTLOG_REJECTED, .slot = 1, .counter = 6, .attempts = 2, .hash = {9}};
    comes_back(&entry);
}

static void a_body_of_the_wrong_size_is_refused(void **state)
{
    static const uint8_t body[64];
    struct hf_bootlog_entry entry;

    (void)state;
    for (uint32_t size = 0; size <= sizeof(body); size++) {
        hf_span_t const span = {body, size};

        assert_int_equal(size == 16 ? HF_OK : HF_ERR_BOOTLOG_FORM,
                         hf_bootlog_read(HF_BOOTLOG_BOOT, span, &entry));
        assert_int_equal(size == 48 ? HF_OK : HF_ERR_BOOTLOG_FORM,
                         hf_bootlog_read(HF_BOOTLOG_INSTALL, span, &entry));
        assert_int_equal(size == 16 ? HF_OK : HF_ERR_BOOTLOG_FORM,
                         hf_bootlog_read(HF_BOOTLOG_PROGRESS, span, &entry));
        assert_int_equal(HF_ERR_BOOTLOG_FORM, hf_bootlog_read(4, span, &entry));
    }
}

static void a_body_with_impossible_values_is_refused(void **state)
{
    uint8_t body[48] = {0, HF_BOOTLOG_TRIAL};
    hf_span_t const span = {body, sizeof(body)};
    struct hf_bootlog_entry entry;

    (void)state;
    assert_int_equal(HF_OK, hf_bootlog_read(HF_BOOTLOG_CONFIRM, span, &entry));
    body[0] = HF_ROLE_COUNT;
    assert_int_equal(HF_ERR_BOOTLOG_FORM, hf_bootlog_read(HF_BOOTLOG_CONFIRM, span, &entry));
    assert_int_equal(HF_ERR_BOOTLOG_FORM, hf_bootlog_read(HF_BOOTLOG_INSTALL, span, &entry));
    body[0] = 0;
    body[1] ^= 1u;
    assert_int_equal(HF_ERR_BOOTLOG_FORM, hf_bootlog_read(HF_BOOTLOG_CONFIRM, span, &entry));
    body[1] ^= 1u;
    body[3] = 1;
    assert_int_equal(HF_ERR_BOOTLOG_FORM, hf_bootlog_read(HF_BOOTLOG_CONFIRM, span, &entry));
}

static void meta_comes_back_and_impossible_meta_is_refused(void **state)
{
    struct hf_vault_meta const meta = {
        {0x1122334455667788u, -7, HF_VAULT_PS}, 100, HF_VAULT_WRITE_ONCE};
    struct hf_vault_meta back = {{0}};
    uint8_t raw[HF_VAULT_META];

    (void)state;
    hf_vault_meta_write(&meta, raw);
    assert_int_equal(HF_OK, hf_vault_meta_read(raw, 100, &back));
    assert_true(hf_vault_name_equal(&meta.name, &back.name));
    assert_int_equal(100, back.capacity);
    assert_int_equal(HF_VAULT_WRITE_ONCE, back.flags);
    assert_int_equal(HF_ERR_VAULT_FORM, hf_vault_meta_read(raw, 101, &back));
    raw[17] = 8;
    assert_int_equal(HF_ERR_VAULT_FORM, hf_vault_meta_read(raw, 1, &back));
    raw[17] = 0;
    raw[16] = 0;
    assert_int_equal(HF_ERR_VAULT_FORM, hf_vault_meta_read(raw, 1, &back));
    raw[16] = 4;
    assert_int_equal(HF_ERR_VAULT_FORM, hf_vault_meta_read(raw, 1, &back));
    raw[16] = 3;
    assert_int_equal(HF_OK, hf_vault_meta_read(raw, 1, &back));
    raw[19] = 1;
    assert_int_equal(HF_ERR_VAULT_FORM, hf_vault_meta_read(raw, 1, &back));
    raw[19] = 0;
    memset(raw, 0, 8);
    assert_int_equal(HF_ERR_VAULT_FORM, hf_vault_meta_read(raw, 1, &back));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_head_is_laid_out_as_the_page_says, setup),
        cmocka_unit_test_setup(a_head_comes_back, setup),
        cmocka_unit_test_setup(a_head_of_another_magic_version_or_length_is_refused, setup),
        cmocka_unit_test_setup(a_head_of_no_kind_is_refused, setup),
        cmocka_unit_test_setup(blank_flash_is_no_head, setup),
        cmocka_unit_test_setup(a_record_fills_whole_granules, setup),
        cmocka_unit_test_setup(every_kind_of_entry_comes_back, setup),
        cmocka_unit_test_setup(a_body_of_the_wrong_size_is_refused, setup),
        cmocka_unit_test_setup(a_body_with_impossible_values_is_refused, setup),
        cmocka_unit_test_setup(meta_comes_back_and_impossible_meta_is_refused, setup),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
