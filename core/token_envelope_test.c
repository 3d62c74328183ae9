/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The COSE_Sign1 envelope: what is refused before any claim is looked at. */
#include "core/token.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* The parts of an envelope, each as encoded bytes. */
struct envelope {
    hf_span_t tag;
    hf_span_t head;
    hf_span_t protected_header; /* the content of the byte string */
    hf_span_t unprotected_header;
    hf_span_t payload;   /* encoded */
    hf_span_t signature; /* the content */
    hf_span_t trailer;
};

#define SPAN(text)                                                                                 \
    (hf_span_t)                                                                                    \
    {                                                                                              \
        (const uint8_t *)(text), sizeof(text) - 1u                                                 \
    }

static const uint8_t signature[133] = {1};

static struct envelope good(void)
{
    return (struct envelope){.tag = SPAN("\xd2"),
                             .head = SPAN("\x84"),
                             .protected_header = SPAN("\xa1\x01\x26"),
                             .unprotected_header = SPAN("\xa0"),
                             .payload = SPAN("\x42\xa0\xa0"),
                             .signature = {signature, 64}};
}

static hf_err_t open_as(const struct envelope *parts, enum hf_cbor_form form,
                        struct hf_token_envelope *envelope)
{
    static uint8_t bytes[512];
    struct hf_cbor_out out = hf_cbor_out(bytes, sizeof(bytes));
    size_t size = 0;

    hf_cbor_write_raw(&out, parts->tag);
    hf_cbor_write_raw(&out, parts->head);
    hf_cbor_write_bytes(&out, parts->protected_header);
    hf_cbor_write_raw(&out, parts->unprotected_header);
    hf_cbor_write_raw(&out, parts->payload);
    hf_cbor_write_bytes(&out, parts->signature);
    hf_cbor_write_raw(&out, parts->trailer);
    assert_int_equal(HF_OK, hf_cbor_end(&out, &size));
    return hf_token_open((hf_span_t){bytes, size}, form, envelope);
}

static hf_err_t open_envelope(const struct envelope *parts)
{
    struct hf_token_envelope envelope;

    return open_as(parts, HF_CBOR_SHORTEST, &envelope);
}

static void a_good_envelope_gives_its_parts(void **state)
{
    struct envelope parts = good();
    struct hf_token_envelope envelope;

    (void)state;
    assert_int_equal(HF_OK, open_as(&parts, HF_CBOR_SHORTEST, &envelope));
    assert_int_equal(HF_TOKEN_ES256, envelope.algorithm);
    assert_int_equal(3, envelope.protected_header.size);
    assert_int_equal(2, envelope.payload.size);
    assert_int_equal(64, envelope.signature.size);
}

static void an_envelope_that_is_cut_short_is_refused(void **state)
{
    static const uint8_t bytes[78] = {0xd2, 0x84, 0x43, 0xa1, 0x01, 0x26, 0xa1,
                                      0x18, 0x63, 0x00, 0x41, 0xa0, 0x58, 0x40};
    struct hf_token_envelope envelope;

    (void)state;
    assert_int_equal(HF_OK, hf_token_open((hf_span_t){bytes, 78}, HF_CBOR_SHORTEST, &envelope));
    for (size_t size = 0; size < sizeof(bytes); size++) {
        assert_int_equal(HF_ERR_CBOR_END,
                         hf_token_open((hf_span_t){bytes, size}, HF_CBOR_SHORTEST, &envelope));
    }
}

static void any_other_tag_is_refused(void **state)
{
    struct envelope parts = good();

    (void)state;
    parts.tag = SPAN("\xd1"); /* COSE_Mac0 */
    assert_int_equal(HF_ERR_TOKEN_TAG, open_envelope(&parts));
    parts.tag = SPAN("");
    assert_int_equal(HF_ERR_TOKEN_TAG, open_envelope(&parts));
    parts.tag = SPAN("\xd8\x3d\xd2"); /* CWT around COSE_Sign1 */
    assert_int_equal(HF_ERR_TOKEN_TAG, open_envelope(&parts));
    parts.tag = SPAN("\xd2\xd2");
    assert_int_equal(HF_ERR_TOKEN_ENVELOPE, open_envelope(&parts));
    parts.tag = SPAN("\xd8\x12");
    assert_int_equal(HF_ERR_CBOR_SHORTEST, open_envelope(&parts));
}

static void anything_but_four_parts_is_refused(void **state)
{
    struct envelope parts = good();

    (void)state;
    parts.head = SPAN("\x83");
    assert_int_equal(HF_ERR_TOKEN_ENVELOPE, open_envelope(&parts));
    parts.head = SPAN("\x85");
    parts.trailer = SPAN("\x00");
    assert_int_equal(HF_ERR_TOKEN_ENVELOPE, open_envelope(&parts));
    parts.head = SPAN("\xa2");
    assert_int_equal(HF_ERR_TOKEN_ENVELOPE, open_envelope(&parts));
    parts.head = SPAN("\x9f");
    assert_int_equal(HF_ERR_CBOR_INDEFINITE, open_envelope(&parts));
}

static void a_part_of_another_type_is_refused(void **state)
{
    struct envelope parts = good();

    (void)state;
    parts.payload = SPAN("\xa0");
    assert_int_equal(HF_ERR_TOKEN_ENVELOPE, open_envelope(&parts));
    parts.payload = SPAN("\xf7"); /* undefined is not null */
    assert_int_equal(HF_ERR_TOKEN_ENVELOPE, open_envelope(&parts));
    parts.payload = SPAN("\xf8\x20");
    assert_int_equal(HF_ERR_TOKEN_ENVELOPE, open_envelope(&parts));
    parts.payload = SPAN("\x16"); /* the number 22 is not the simple value 22 */
    assert_int_equal(HF_ERR_TOKEN_ENVELOPE, open_envelope(&parts));
    parts.payload = SPAN("\x41\xa0\xf6\x41"); /* no signature: null in its place */
    parts.head = SPAN("\x84");
    assert_int_equal(HF_ERR_TOKEN_ENVELOPE, open_envelope(&parts));
    parts = good();
    parts.unprotected_header = SPAN("\x40");
    assert_int_equal(HF_ERR_TOKEN_ENVELOPE, open_envelope(&parts));
    parts.unprotected_header = SPAN("\xf6");
    assert_int_equal(HF_ERR_TOKEN_ENVELOPE, open_envelope(&parts));
    parts = good();
    parts.head = SPAN("\x84\xf6\xa0\x41\x00"); /* no protected header: what follows is a spare */
    assert_int_equal(HF_ERR_TOKEN_ENVELOPE, open_envelope(&parts));
}

static void a_detached_or_empty_payload_is_refused(void **state)
{
    struct envelope parts = good();

    (void)state;
    parts.payload = SPAN("\xf6");
    assert_int_equal(HF_ERR_TOKEN_DETACHED, open_envelope(&parts));
    parts.payload = SPAN("\x40");
    assert_int_equal(HF_ERR_TOKEN_DETACHED, open_envelope(&parts));
}

static void bytes_behind_the_envelope_are_refused(void **state)
{
    struct envelope parts = good();

    (void)state;
    parts.trailer = SPAN("\x00");
    assert_int_equal(HF_ERR_TOKEN_TRAILING, open_envelope(&parts));
    parts = good();
    parts.protected_header = SPAN("\xa1\x01\x26\x00");
    assert_int_equal(HF_ERR_TOKEN_TRAILING, open_envelope(&parts));
}

static void the_algorithm_comes_from_the_protected_header_alone(void **state)
{
    struct envelope parts = good();

    (void)state;
    parts.protected_header = SPAN("");
    assert_int_equal(HF_ERR_TOKEN_ALGORITHM, open_envelope(&parts));
    parts.protected_header = SPAN("\xa0");
    assert_int_equal(HF_ERR_TOKEN_ALGORITHM, open_envelope(&parts));
    parts.protected_header = SPAN("\xa1\x03\x00");
    assert_int_equal(HF_ERR_TOKEN_ALGORITHM, open_envelope(&parts));
    parts.protected_header = SPAN("");
    parts.unprotected_header = SPAN("\xa1\x01\x26");
    assert_int_equal(HF_ERR_TOKEN_ALGORITHM, open_envelope(&parts));
}

static void other_algorithms_are_refused(void **state)
{
    struct envelope parts = good();

    (void)state;
    parts.protected_header = SPAN("\xa1\x01\x05"); /* HMAC 256/256 */
    assert_int_equal(HF_ERR_TOKEN_ALGORITHM, open_envelope(&parts));
    parts.protected_header = SPAN("\xa1\x01\x27"); /* EdDSA */
    assert_int_equal(HF_ERR_TOKEN_ALGORITHM, open_envelope(&parts));
    parts.protected_header = SPAN("\xa1\x01\x06"); /* 6, not -7 */
    assert_int_equal(HF_ERR_TOKEN_ALGORITHM, open_envelope(&parts));
    parts.protected_header = SPAN("\xa1\x01\x00");
    assert_int_equal(HF_ERR_TOKEN_ALGORITHM, open_envelope(&parts));
    parts.protected_header = SPAN("\xa1\x01\x65"
                                  "ES256");
    assert_int_equal(HF_ERR_TOKEN_ALGORITHM, open_envelope(&parts));
}

static void a_signature_has_the_length_of_its_algorithm(void **state)
{
    static const struct {
        hf_span_t header;
        size_t size;
    } cases[] = {{{(const uint8_t *)"\xa1\x01\x26", 3}, 64},
                 {{(const uint8_t *)"\xa1\x01\x38\x22", 4}, 96},
                 {{(const uint8_t *)"\xa1\x01\x38\x23", 4}, 132}};
    struct envelope parts = good();

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        parts.protected_header = cases[i].header;
        for (size_t size = 60; size <= sizeof(signature); size++) {
            parts.signature.size = size;
            assert_int_equal(size == cases[i].size ? HF_OK : HF_ERR_TOKEN_SIGNATURE_LENGTH,
                             open_envelope(&parts));
        }
    }
}

static void a_critical_list_is_refused(void **state)
{
    struct envelope parts = good();

    (void)state;
    parts.protected_header = SPAN("\xa2\x01\x26\x02\x81\x01");
    assert_int_equal(HF_ERR_TOKEN_CRITICAL, open_envelope(&parts));
}

static void an_unprotected_parameter_that_decides_is_refused(void **state)
{
    static const uint8_t deciding[] = {1, 2, 4, 5, 6, 32, 33, 34, 35};
    struct envelope parts = good();

    (void)state;
    parts.protected_header = SPAN("\xa1\x01\x26");
    for (uint8_t label = 0; label < 64; label++) {
        uint8_t narrow[] = {0xa1, label, 0x00};
        uint8_t wide[] = {0xa1, 0x18, label, 0x00};

        parts.unprotected_header = label < 24 ? (hf_span_t){narrow, 3} : (hf_span_t){wide, 4};
        hf_err_t expected = memchr(deciding, label, sizeof(deciding)) == NULL ? HF_OK
                            : label == 1 ? HF_ERR_TOKEN_HEADER_TWICE
                                         : HF_ERR_TOKEN_UNPROTECTED;

        assert_int_equal(expected, open_envelope(&parts));
    }
}

static void a_parameter_that_stands_twice_is_refused(void **state)
{
    struct envelope parts = good();

    (void)state;
    parts.protected_header = SPAN("\xa2\x01\x26\x01\x26");
    assert_int_equal(HF_ERR_TOKEN_HEADER_TWICE, open_envelope(&parts));
    parts.protected_header = SPAN("\xa2\x01\x26\x03\x00");
    parts.unprotected_header = SPAN("\xa1\x03\x00");
    assert_int_equal(HF_ERR_TOKEN_HEADER_TWICE, open_envelope(&parts));
    parts.unprotected_header = SPAN("\xa1\x61x\x00");
    assert_int_equal(HF_OK, open_envelope(&parts));
    parts.unprotected_header = SPAN("\xa2\x61x\x00\x61x\x00");
    assert_int_equal(HF_ERR_TOKEN_HEADER_TWICE, open_envelope(&parts));
}

static void a_header_that_is_no_map_of_labels_is_refused(void **state)
{
    struct envelope parts = good();

    (void)state;
    parts.protected_header = SPAN("\x81\x26");
    assert_int_equal(HF_ERR_TOKEN_HEADER, open_envelope(&parts));
    parts.protected_header = SPAN("\xa2\x01\x26\x40\x00");
    assert_int_equal(HF_ERR_TOKEN_HEADER, open_envelope(&parts));
    parts.protected_header = SPAN("\xa2\x01\x26\x61\xff\x00");
    assert_int_equal(HF_ERR_CBOR_UTF8, open_envelope(&parts));
    parts.protected_header = SPAN("\xa2\x01\x26");
    assert_int_equal(HF_ERR_CBOR_END, open_envelope(&parts));
}

static void a_header_that_is_cut_short_is_refused(void **state)
{
    static const hf_span_t cut[] = {{(const uint8_t *)"\xa1", 1},
                                    {(const uint8_t *)"\xa1\x01\x18", 3},
                                    {(const uint8_t *)"\xa1\x03\x18", 3},
                                    {(const uint8_t *)"\xa1\x19\x01", 3},
                                    {(const uint8_t *)"\xb8", 1}};
    struct envelope parts = good();

    (void)state;
    for (size_t i = 0; i < sizeof(cut) / sizeof(cut[0]); i++) {
        parts.protected_header = cut[i];
        assert_int_equal(HF_ERR_CBOR_END, open_envelope(&parts));
    }
    parts.protected_header = SPAN("\xbf\x01\x26\xff");
    assert_int_equal(HF_ERR_CBOR_INDEFINITE, open_envelope(&parts));
}

static void an_unprotected_header_that_is_no_map_of_labels_is_refused(void **state)
{
    struct envelope parts = good();

    (void)state;
    parts.unprotected_header = SPAN("\x80");
    assert_int_equal(HF_ERR_TOKEN_ENVELOPE, open_envelope(&parts));
    parts.unprotected_header = SPAN("\xbf\xff");
    assert_int_equal(HF_ERR_CBOR_INDEFINITE, open_envelope(&parts));
    parts.unprotected_header = SPAN("\xa1\x40\x00");
    assert_int_equal(HF_ERR_TOKEN_HEADER, open_envelope(&parts));
    parts.unprotected_header = SPAN("\xa1\x61\xff\x00");
    assert_int_equal(HF_ERR_CBOR_UTF8, open_envelope(&parts));
    parts.unprotected_header = SPAN("\xa1\x1c\x00");
    assert_int_equal(HF_ERR_CBOR_FORM, open_envelope(&parts));
    parts.unprotected_header = SPAN("\xa2\x61x\x00\x29\x00"); /* a text, and -10 */
    assert_int_equal(HF_OK, open_envelope(&parts));
}

static void more_parameters_than_a_header_may_have_are_refused(void **state)
{
    uint8_t header[1 + 3 * HF_TOKEN_HEADERS_MAX] = {0xa0u + HF_TOKEN_HEADERS_MAX - 1u};
    struct envelope parts = good();

    (void)state;
    for (size_t i = 0; i < HF_TOKEN_HEADERS_MAX; i++) {
        memcpy(header + 1 + 3 * i, (uint8_t[]){0x18, (uint8_t)(100u + i), 0}, 3);
    }
    parts.unprotected_header = (hf_span_t){header, sizeof(header) - 3u};
    assert_int_equal(HF_OK, open_envelope(&parts)); /* with the protected algorithm: 16 */
    header[0]++;
    parts.unprotected_header.size = sizeof(header);
    assert_int_equal(HF_ERR_TOKEN_SIZE, open_envelope(&parts));
}

static void wider_numbers_are_read_only_where_that_is_allowed(void **state)
{
    struct envelope parts = good();
    struct hf_token_envelope envelope;

    (void)state;
    parts.protected_header = SPAN("\xa1\x18\x01\x38\x06");
    assert_int_equal(HF_ERR_CBOR_SHORTEST, open_as(&parts, HF_CBOR_SHORTEST, &envelope));
    assert_int_equal(HF_OK, open_as(&parts, HF_CBOR_ANY_WIDTH, &envelope));
    assert_int_equal(HF_TOKEN_ES256, envelope.algorithm);
    assert_int_equal(5, envelope.protected_header.size);
}

static void a_token_beyond_the_limit_is_refused(void **state)
{
    static uint8_t bytes[HF_TOKEN_SIZE_MAX + 1u] = {0xd2};
    struct hf_token_envelope envelope;

    (void)state;
    assert_int_equal(HF_ERR_TOKEN_SIZE,
                     hf_token_open((hf_span_t){bytes, sizeof(bytes)}, HF_CBOR_SHORTEST, &envelope));
    assert_int_equal(HF_ERR_TOKEN_ENVELOPE, hf_token_open((hf_span_t){bytes, sizeof(bytes) - 1u},
                                                          HF_CBOR_SHORTEST, &envelope));
    assert_int_equal(HF_ERR_CBOR_END,
                     hf_token_open((hf_span_t){NULL, 0}, HF_CBOR_SHORTEST, &envelope));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_envelope_gives_its_parts),
        cmocka_unit_test(an_envelope_that_is_cut_short_is_refused),
        cmocka_unit_test(any_other_tag_is_refused),
        cmocka_unit_test(anything_but_four_parts_is_refused),
        cmocka_unit_test(a_part_of_another_type_is_refused),
        cmocka_unit_test(a_detached_or_empty_payload_is_refused),
        cmocka_unit_test(bytes_behind_the_envelope_are_refused),
        cmocka_unit_test(the_algorithm_comes_from_the_protected_header_alone),
        cmocka_unit_test(other_algorithms_are_refused),
        cmocka_unit_test(a_signature_has_the_length_of_its_algorithm),
        cmocka_unit_test(a_critical_list_is_refused),
        cmocka_unit_test(an_unprotected_parameter_that_decides_is_refused),
        cmocka_unit_test(a_parameter_that_stands_twice_is_refused),
        cmocka_unit_test(a_header_that_is_no_map_of_labels_is_refused),
        cmocka_unit_test(a_header_that_is_cut_short_is_refused),
        cmocka_unit_test(an_unprotected_header_that_is_no_map_of_labels_is_refused),
        cmocka_unit_test(more_parameters_than_a_header_may_have_are_refused),
        cmocka_unit_test(wider_numbers_are_read_only_where_that_is_allowed),
        cmocka_unit_test(a_token_beyond_the_limit_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
