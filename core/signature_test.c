/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "core/signature.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

static uint8_t raw[64];

static hf_err_t convert(const char *bytes, size_t size)
{
    return hf_signature_from_der((hf_span_t){(const uint8_t *)bytes, size}, raw);
}

#define CONVERT(literal) convert(literal, sizeof(literal) - 1)

/* SEQUENCE of two INTEGERs of `r_size` and `s_size` bytes, all 0x7f. */
static size_t make(uint8_t *der, size_t r_size, size_t s_size)
{
    size_t used = 0;
    size_t const sizes[] = {r_size, s_size};

    der[used++] = 0x30;
    der[used++] = (uint8_t)(4 + r_size + s_size);
    for (size_t i = 0; i < 2; i++) {
        der[used++] = 0x02;
        der[used++] = (uint8_t)sizes[i];
        memset(der + used, 0x7f, sizes[i]);
        used += sizes[i];
    }
    return used;
}

static void small_scalars_are_padded_in_front(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, CONVERT("\x30\x06\x02\x01\x05\x02\x01\x07"));
    assert_int_equal(5, raw[31]);
    assert_int_equal(7, raw[63]);
    for (size_t i = 0; i < 31; i++) {
        assert_int_equal(0, raw[i]);
        assert_int_equal(0, raw[32 + i]);
    }
}

static void scalars_of_32_bytes_are_taken_whole(void **state)
{
    uint8_t der[80];
    size_t size = make(der, 32, 32);

    (void)state;
    assert_int_equal(HF_OK, hf_signature_from_der((hf_span_t){der, size}, raw));
    assert_int_equal(0x7f, raw[0]);
    assert_int_equal(0x7f, raw[63]);
}

static void a_zero_in_front_is_allowed_only_where_der_needs_it(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, CONVERT("\x30\x07\x02\x02\x00\x80\x02\x01\x07"));
    assert_int_equal(0x80, raw[31]);
    assert_int_equal(HF_ERR_IMAGE_SIGNATURE_FORM, CONVERT("\x30\x07\x02\x02\x00\x7f\x02\x01\x07"));
    assert_int_equal(HF_ERR_IMAGE_SIGNATURE_FORM, CONVERT("\x30\x07\x02\x02\x00\x00\x02\x01\x07"));
}

static void a_negative_scalar_is_refused(void **state)
{
    (void)state;
    assert_int_equal(HF_ERR_IMAGE_SIGNATURE_FORM, CONVERT("\x30\x06\x02\x01\x80\x02\x01\x07"));
    assert_int_equal(HF_ERR_IMAGE_SIGNATURE_FORM, CONVERT("\x30\x06\x02\x01\x05\x02\x01\xff"));
}

static void a_scalar_without_bytes_is_refused(void **state)
{
    (void)state;
    assert_int_equal(HF_ERR_IMAGE_SIGNATURE_FORM, CONVERT("\x30\x05\x02\x00\x02\x01\x07"));
    assert_int_equal(HF_ERR_IMAGE_SIGNATURE_FORM, CONVERT("\x30\x05\x02\x01\x07\x02\x00"));
}

static void a_scalar_of_33_bytes_is_refused(void **state)
{
    uint8_t der[80];
    size_t size = make(der, 33, 32);

    (void)state;
    assert_int_equal(HF_ERR_IMAGE_SIGNATURE_FORM,
                     hf_signature_from_der((hf_span_t){der, size}, raw));
    size = make(der, 32, 33);
    assert_int_equal(HF_ERR_IMAGE_SIGNATURE_FORM,
                     hf_signature_from_der((hf_span_t){der, size}, raw));
}

static void a_signature_cut_off_at_any_byte_is_refused(void **state)
{
    uint8_t der[80];
    size_t size = make(der, 32, 31);

    (void)state;
    for (size_t cut = 0; cut < size; cut++) {
        assert_int_equal(HF_ERR_IMAGE_SIGNATURE_FORM,
                         hf_signature_from_der((hf_span_t){der, cut}, raw));
        if (cut >= 2) {
            der[1] = (uint8_t)(cut - 2);
            assert_int_equal(HF_ERR_IMAGE_SIGNATURE_FORM,
                             hf_signature_from_der((hf_span_t){der, cut}, raw));
            der[1] = (uint8_t)(size - 2);
        }
    }
}

static void bytes_behind_the_signature_are_refused(void **state)
{
    (void)state;
    assert_int_equal(HF_ERR_IMAGE_SIGNATURE_FORM, CONVERT("\x30\x06\x02\x01\x05\x02\x01\x07\x00"));
    assert_int_equal(HF_ERR_IMAGE_SIGNATURE_FORM, CONVERT("\x30\x07\x02\x01\x05\x02\x01\x07\x00"));
}

static void each_tag_and_length_must_be_right(void **state)
{
    uint8_t der[8] = {0x30, 6, 2, 1, 5, 2, 1, 7};
    static const uint8_t places[] = {0, 1, 2, 3, 5, 6};

    (void)state;
    for (size_t i = 0; i < sizeof(places); i++) {
        for (unsigned bit = 0; bit < 8; bit++) {
            der[places[i]] ^= (uint8_t)(1u << bit);
            assert_int_equal(HF_ERR_IMAGE_SIGNATURE_FORM,
                             hf_signature_from_der((hf_span_t){der, sizeof(der)}, raw));
            der[places[i]] ^= (uint8_t)(1u << bit);
        }
    }
}

static void a_refused_signature_leaves_the_result_alone(void **state)
{
    (void)state;
    memset(raw, 0xa5, sizeof(raw));
    assert_int_equal(HF_ERR_IMAGE_SIGNATURE_FORM, CONVERT("\x30\x06\x02\x01\x05\x02\x01\xff"));
    for (size_t i = 0; i < sizeof(raw); i++) {
        assert_int_equal(0xa5, raw[i]);
    }
}

static const uint8_t spki[91] = {0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48,
                                 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48,
                                 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04};

static void the_point_starts_behind_27_bytes(void **state)
{
    const uint8_t *point = NULL;

    (void)state;
    assert_int_equal(HF_OK, hf_pubkey_from_spki(spki, &point));
    assert_ptr_equal(spki + 27, point);
}

static void each_bit_of_the_prefix_counts(void **state)
{
    uint8_t bad[91];
    const uint8_t *point = NULL;

    (void)state;
    memcpy(bad, spki, sizeof(bad));
    for (unsigned bit = 0; bit < 27 * 8; bit++) {
        bad[bit / 8] ^= (uint8_t)(1u << (bit % 8));
        assert_int_equal(HF_ERR_IMAGE_KEY_FORM, hf_pubkey_from_spki(bad, &point));
        assert_null(point);
        bad[bit / 8] ^= (uint8_t)(1u << (bit % 8));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_scalars_are_padded_in_front),
        cmocka_unit_test(scalars_of_32_bytes_are_taken_whole),
        cmocka_unit_test(a_zero_in_front_is_allowed_only_where_der_needs_it),
        cmocka_unit_test(a_negative_scalar_is_refused),
        cmocka_unit_test(a_scalar_without_bytes_is_refused),
        cmocka_unit_test(a_scalar_of_33_bytes_is_refused),
        cmocka_unit_test(a_signature_cut_off_at_any_byte_is_refused),
        cmocka_unit_test(bytes_behind_the_signature_are_refused),
        cmocka_unit_test(each_tag_and_length_must_be_right),
        cmocka_unit_test(a_refused_signature_leaves_the_result_alone),
        cmocka_unit_test(the_point_starts_behind_27_bytes),
        cmocka_unit_test(each_bit_of_the_prefix_counts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
