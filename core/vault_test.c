/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "core/vault.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

static struct hf_vault_meta good(void)
{
    return (struct hf_vault_meta){.name = {0x0102030405060708u, -5, HF_VAULT_PS},
                                  .capacity = 100,
                                  .flags = HF_VAULT_WRITE_ONCE};
}

/* What a reader says of a value of `size` bytes. */
static hf_err_t read_back(const struct hf_vault_meta *meta, uint32_t size)
{
    uint8_t bytes[HF_VAULT_META];
    struct hf_vault_meta back;

    hf_vault_meta_write(meta, bytes);
    return hf_vault_meta_read(bytes, size, &back);
}

static void what_is_written_is_read(void **state)
{
    struct hf_vault_meta const meta = good();
    struct hf_vault_meta back;
    uint8_t bytes[HF_VAULT_META];

    (void)state;
    hf_vault_meta_write(&meta, bytes);
    assert_int_equal(HF_OK, hf_vault_meta_read(bytes, 100, &back));
    assert_true(hf_vault_name_equal(&meta.name, &back.name));
    assert_int_equal(meta.capacity, back.capacity);
    assert_int_equal(meta.flags, back.flags);
}

static void a_capacity_holds_the_value_and_no_more_than_a_buffer(void **state)
{
    struct hf_vault_meta meta = good();

    (void)state;
    assert_int_equal(HF_ERR_VAULT_FORM, read_back(&meta, 101));
    meta.capacity = HF_VAULT_VALUE_MAX;
    assert_int_equal(HF_OK, read_back(&meta, HF_VAULT_VALUE_MAX));
    meta.capacity++;
    assert_int_equal(HF_ERR_VAULT_FORM, read_back(&meta, 1));
}

static void a_name_has_a_uid_and_a_space_that_exist(void **state)
{
    struct hf_vault_meta meta = good();

    (void)state;
    meta.name.uid = 0;
    assert_int_equal(HF_ERR_VAULT_FORM, read_back(&meta, 1));
    meta.name.uid = UINT64_C(1) << 63;
    assert_int_equal(HF_OK, read_back(&meta, 1));
    meta.name.space = 0;
    assert_int_equal(HF_ERR_VAULT_FORM, read_back(&meta, 1));
    meta.name.space = HF_VAULT_KEY + 1;
    assert_int_equal(HF_ERR_VAULT_FORM, read_back(&meta, 1));
}

static void unknown_flags_and_reserved_bytes_are_refused(void **state)
{
    struct hf_vault_meta meta = good();
    uint8_t bytes[HF_VAULT_META];
    struct hf_vault_meta back;

    (void)state;
    for (unsigned bit = 0; bit < 8; bit++) {
        meta.flags = (uint8_t)(1u << bit);
        assert_int_equal((HF_VAULT_FLAGS >> bit & 1u) != 0 ? HF_OK : HF_ERR_VAULT_FORM,
                         read_back(&meta, 1));
    }
    meta = good();
    for (unsigned at = HF_VAULT_META - 2u; at < HF_VAULT_META; at++) {
        hf_vault_meta_write(&meta, bytes);
        bytes[at] = 1;
        assert_int_equal(HF_ERR_VAULT_FORM, hf_vault_meta_read(bytes, 1, &back));
    }
}

static void two_names_are_equal_only_in_all_three_parts(void **state)
{
    struct hf_vault_name const name = good().name;
    struct hf_vault_name other = name;

    (void)state;
    assert_true(hf_vault_name_equal(&name, &other));
    other.uid ^= UINT64_C(1) << 40;
    assert_false(hf_vault_name_equal(&name, &other));
    other = name;
    other.owner++;
    assert_false(hf_vault_name_equal(&name, &other));
    other = name;
    other.space = HF_VAULT_ITS;
    assert_false(hf_vault_name_equal(&name, &other));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read),
        cmocka_unit_test(a_capacity_holds_the_value_and_no_more_than_a_buffer),
        cmocka_unit_test(a_name_has_a_uid_and_a_space_that_exist),
        cmocka_unit_test(unknown_flags_and_reserved_bytes_are_refused),
        cmocka_unit_test(two_names_are_equal_only_in_all_three_parts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
