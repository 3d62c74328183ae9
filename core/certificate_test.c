/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The walk through a certificate, over one that is put together here. Real ones, made by OpenSSL,
 * pass in host/provision's test and on every device that is provisioned. */
#include "core/certificate.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#define POINT_AT 27u /* in a SubjectPublicKeyInfo */

static const uint8_t spki_head[27] = {0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48,
                                      0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48,
                                      0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04};

static uint8_t der[400];
static size_t size;
static size_t spki_at;

/* Certificate { tbs { [0] version, serial, algorithm, issuer, validity, subject, spki, a long
 * extension }, algorithm, signature } */
static int setup(void **state)
{
    static const uint8_t fields[] = {0xa0, 3, 0x02, 1, 2,        /* version */
                                     0x02, 1, 9,                 /* serial */
                                     0x30, 2, 0x05, 0,           /* algorithm */
                                     0x30, 0, 0x30, 0, 0x30, 0}; /* and so on */
    static const uint8_t after[] = {0x30, 0, 0x03, 1, 0};        /* algorithm, signature */
    size_t const extension = 100;
    size_t const tbs = sizeof(fields) + 91u + 2u + extension;
    size_t const whole = 3u + tbs + sizeof(after);

    (void)state;
    memset(der, 0, sizeof(der));
    memcpy(der, (uint8_t[]){0x30, 0x81, (uint8_t)whole, 0x30, 0x81, (uint8_t)tbs}, 6);
    memcpy(der + 6, fields, sizeof(fields));
    spki_at = 6u + sizeof(fields);
    memcpy(der + spki_at, spki_head, sizeof(spki_head));
    memset(der + spki_at + POINT_AT, 0x5a, 64);
    memcpy(der + spki_at + 91u, (uint8_t[]){0xa3, (uint8_t)extension}, 2);
    memcpy(der + spki_at + 93u + extension, after, sizeof(after));
    size = 3u + whole;
    return 0;
}

static hf_err_t read(size_t count)
{
    const uint8_t *point;

    return hf_certificate_point((hf_span_t){der, count}, &point);
}

static void the_key_is_found(void **state)
{
    const uint8_t *point = NULL;

    (void)state;
    assert_int_equal(HF_OK, hf_certificate_point((hf_span_t){der, size}, &point));
    assert_ptr_equal(der + spki_at + POINT_AT, point);
}

static void every_cut_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < size; i++) {
        assert_int_equal(HF_ERR_PROVISION_CERTIFICATE, read(i));
    }
}

static void trailing_bytes_are_refused(void **state)
{
    (void)state;
    assert_int_equal(HF_ERR_PROVISION_CERTIFICATE, read(size + 1u));
}

static void a_longer_form_of_a_length_is_refused(void **state)
{
    (void)state;
    der[spki_at - 1u] = 0;
    memmove(der + spki_at + 1u, der + spki_at, size - spki_at);
    der[spki_at - 1u] = 0x81; /* subject: 30 81 00 */
    der[spki_at] = 0;
    der[2]++;
    der[5]++;
    assert_int_equal(HF_ERR_PROVISION_CERTIFICATE, read(size + 1u));
}

static void another_kind_of_key_is_refused(void **state)
{
    (void)state;
    der[spki_at + 22u]++; /* the curve */
    assert_int_equal(HF_ERR_PROVISION_CERTIFICATE, read(size));
}

static void another_tag_is_refused(void **state)
{
    static const size_t tags[] = {0, 3, 6, 11, 14, 18, 20, 22};

    (void)state;
    for (size_t i = 0; i < sizeof(tags) / sizeof(tags[0]); i++) {
        setup(NULL);
        der[tags[i]] ^= 0x04u;
        assert_int_equal(HF_ERR_PROVISION_CERTIFICATE, read(size));
    }
}

/* No length leads outside, whatever it says. Run with the sanitizers. */
static void no_wrong_length_is_believed(void **state)
{
    (void)state;
    for (size_t at = 0; at < size; at++) {
        for (unsigned value = 0; value < 256; value += 5) {
            setup(NULL);
            der[at] = (uint8_t)value;
            (void)read(size);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(the_key_is_found, setup),
        cmocka_unit_test_setup(every_cut_is_refused, setup),
        cmocka_unit_test_setup(trailing_bytes_are_refused, setup),
        cmocka_unit_test_setup(a_longer_form_of_a_length_is_refused, setup),
        cmocka_unit_test_setup(another_kind_of_key_is_refused, setup),
        cmocka_unit_test_setup(another_tag_is_refused, setup),
        cmocka_unit_test_setup(no_wrong_length_is_believed, setup),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
