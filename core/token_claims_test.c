/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The claims: what the reader refuses, and by which name. */
#include "core/token_sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void good_claims_are_read(void **state)
{
    struct hf_sample sample;

    (void)state;
    hf_sample_fill(&sample);
    assert_int_equal(HF_OK, hf_sample_read(&sample));
    const struct hf_token_claims *claims = &sample.token.claims;

    assert_int_equal(32, claims->nonce.size);
    assert_int_equal(33, claims->instance_id.size);
    assert_int_equal(-1, claims->client_id);
    assert_int_equal(0x30ff, claims->lifecycle);
    assert_int_equal(8, claims->boot_seed.size);
    assert_int_equal(1, claims->component_count);
    assert_int_equal(32, claims->components[0].signer.size);
    assert_null(claims->components[0].type.bytes);
    assert_int_equal(0, sample.token.unknown);
    assert_int_equal(0, sample.token.place.claim);
    assert_int_equal(-1, sample.token.place.component);
}

static const int32_t mandatory[] = {
    HF_CLAIM_NONCE,     HF_CLAIM_INSTANCE_ID,       HF_CLAIM_PROFILE,   HF_CLAIM_CLIENT_ID,
    HF_CLAIM_LIFECYCLE, HF_CLAIM_IMPLEMENTATION_ID, HF_CLAIM_COMPONENTS};
static const int32_t optional[] = {HF_CLAIM_BOOT_SEED, HF_CLAIM_CERTIFICATION, HF_CLAIM_SERVICE};

static void each_mandatory_claim_that_is_absent_is_missed_by_name(void **state)
{
    struct hf_sample sample;

    (void)state;
    for (size_t i = 0; i < sizeof(mandatory) / sizeof(mandatory[0]); i++) {
        hf_sample_fill_without(&sample, mandatory[i]);
        assert_int_equal(HF_ERR_TOKEN_CLAIM_MISSING, hf_sample_read(&sample));
        assert_int_equal(mandatory[i], sample.token.place.claim);
    }
}

static void each_optional_claim_may_be_absent(void **state)
{
    struct hf_sample sample;

    (void)state;
    for (size_t i = 0; i < sizeof(optional) / sizeof(optional[0]); i++) {
        hf_sample_fill_without(&sample, optional[i]);
        assert_int_equal(HF_OK, hf_sample_read(&sample));
    }
}

static void each_claim_that_is_doubled_is_refused_in_both_orders(void **state)
{
    struct hf_sample sample;

    (void)state;
    for (size_t i = 0; i < HF_SAMPLE_CLAIMS; i++) {
        hf_sample_fill(&sample);
        sample.entries[sample.count++] = sample.entries[i];
        assert_int_equal(HF_ERR_TOKEN_CLAIM_TWICE, hf_sample_read(&sample));
        struct hf_sample_entry first = sample.entries[0];

        sample.entries[0] = sample.entries[sample.count - 1u];
        sample.entries[sample.count - 1u] = first;
        assert_int_equal(HF_ERR_TOKEN_CLAIM_TWICE, hf_sample_read(&sample));
    }
}

static void each_claim_of_another_type_is_refused_by_name(void **state)
{
    static const int32_t keys[] = {10, 256, 265, 268, 2394, 2395, 2396, 2398, 2399, 2400};
    struct hf_sample sample;

    (void)state;
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        hf_sample_fill_without(&sample, keys[i]);
        hf_sample_add_raw(&sample, keys[i], "\xf5", 1);
        assert_int_equal(HF_ERR_TOKEN_CLAIM_TYPE, hf_sample_read(&sample));
        assert_int_equal(keys[i], sample.token.place.claim);
    }
}

static void a_string_of_the_other_kind_is_the_wrong_type(void **state)
{
    struct hf_sample sample;

    (void)state;
    hf_sample_fill_without(&sample, HF_CLAIM_NONCE);
    hf_sample_add_text(&sample, HF_CLAIM_NONCE, "12345678901234567890123456789012");
    assert_int_equal(HF_ERR_TOKEN_CLAIM_TYPE, hf_sample_read(&sample));
    hf_sample_fill_without(&sample, HF_CLAIM_PROFILE);
    hf_sample_add_raw(&sample, HF_CLAIM_PROFILE, "\x41\x2a", 2);
    assert_int_equal(HF_ERR_TOKEN_CLAIM_TYPE, hf_sample_read(&sample));
    hf_sample_fill_without(&sample, HF_CLAIM_LIFECYCLE);
    hf_sample_add_int(&sample, HF_CLAIM_LIFECYCLE, -0x3001);
    assert_int_equal(HF_ERR_TOKEN_CLAIM_TYPE, hf_sample_read(&sample));
}

static void a_nonce_in_an_array_is_refused(void **state)
{
    uint8_t bytes[35] = {0x81, 0x58, 32};
    struct hf_sample sample;

    (void)state;
    hf_sample_fill_without(&sample, HF_CLAIM_NONCE);
    hf_sample_add_raw(&sample, HF_CLAIM_NONCE, bytes, sizeof(bytes));
    assert_int_equal(HF_ERR_TOKEN_CLAIM_TYPE, hf_sample_read(&sample));
}

/* A claim takes `good` sizes, ending with 0, and refuses those one step away. */
static void check_lengths(int32_t key, const size_t *good, const size_t *bad)
{
    struct hf_sample sample;

    for (; *good != 0; good++) {
        hf_sample_fill_without(&sample, key);
        hf_sample_add_bytes(&sample, key, *good);
        assert_int_equal(HF_OK, hf_sample_read(&sample));
    }
    for (; *bad != 0; bad++) {
        hf_sample_fill_without(&sample, key);
        hf_sample_add_bytes(&sample, key, *bad);
        assert_int_equal(HF_ERR_TOKEN_CLAIM_LENGTH, hf_sample_read(&sample));
        assert_int_equal(key, sample.token.place.claim);
    }
    hf_sample_fill_without(&sample, key);
    hf_sample_add_raw(&sample, key, "\x40", 1);
    assert_int_equal(HF_ERR_TOKEN_CLAIM_LENGTH, hf_sample_read(&sample));
}

static void byte_strings_have_the_lengths_of_the_rfc_and_no_other(void **state)
{
    (void)state;
    check_lengths(HF_CLAIM_NONCE, (const size_t[]){32, 48, 64, 0},
                  (const size_t[]){31, 33, 47, 49, 63, 65, 80, 0});
    check_lengths(HF_CLAIM_INSTANCE_ID, (const size_t[]){33, 0}, (const size_t[]){32, 34, 0});
    check_lengths(HF_CLAIM_IMPLEMENTATION_ID, (const size_t[]){32, 0},
                  (const size_t[]){31, 33, 64, 0});
    check_lengths(HF_CLAIM_BOOT_SEED, (const size_t[]){8, 9, 32, 0}, (const size_t[]){7, 33, 0});
}

static hf_err_t with_int(int32_t key, int64_t value)
{
    struct hf_sample sample;

    hf_sample_fill_without(&sample, key);
    hf_sample_add_int(&sample, key, value);
    return hf_sample_read(&sample);
}

static hf_err_t with_text(int32_t key, const char *text)
{
    struct hf_sample sample;

    hf_sample_fill_without(&sample, key);
    hf_sample_add_text(&sample, key, text);
    return hf_sample_read(&sample);
}

static void a_client_id_is_any_32_bit_number_but_zero(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, with_int(HF_CLAIM_CLIENT_ID, 1));
    assert_int_equal(HF_OK, with_int(HF_CLAIM_CLIENT_ID, INT32_MAX));
    assert_int_equal(HF_OK, with_int(HF_CLAIM_CLIENT_ID, INT32_MIN));
    assert_int_equal(HF_ERR_TOKEN_CLAIM_VALUE, with_int(HF_CLAIM_CLIENT_ID, 0));
    assert_int_equal(HF_ERR_TOKEN_CLAIM_VALUE, with_int(HF_CLAIM_CLIENT_ID, INT32_MAX + 1ll));
    assert_int_equal(HF_ERR_TOKEN_CLAIM_VALUE, with_int(HF_CLAIM_CLIENT_ID, INT32_MIN - 1ll));
}

static void a_life_cycle_is_one_of_seven_states_with_any_low_byte(void **state)
{
    (void)state;
    for (int64_t major = 0; major <= 0x6000; major += 0x1000) {
        assert_int_equal(HF_OK, with_int(HF_CLAIM_LIFECYCLE, major));
        assert_int_equal(HF_OK, with_int(HF_CLAIM_LIFECYCLE, major + 0xff));
        assert_int_equal(HF_ERR_TOKEN_CLAIM_VALUE, with_int(HF_CLAIM_LIFECYCLE, major + 0x100));
    }
    assert_int_equal(HF_ERR_TOKEN_CLAIM_VALUE, with_int(HF_CLAIM_LIFECYCLE, 0x7000));
    assert_int_equal(HF_ERR_TOKEN_CLAIM_VALUE, with_int(HF_CLAIM_LIFECYCLE, 0x13000));
}

static void an_instance_id_starts_with_one(void **state)
{
    struct hf_sample sample;

    (void)state;
    hf_sample_fill(&sample);
    sample.entries[1].bytes[5] = 2;
    assert_int_equal(HF_ERR_TOKEN_CLAIM_VALUE, hf_sample_read(&sample));
}

static void a_certification_reference_has_13_digits_and_5(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, with_text(HF_CLAIM_CERTIFICATION, "0000000000000-00000"));
    assert_int_equal(HF_ERR_TOKEN_CLAIM_LENGTH, with_text(HF_CLAIM_CERTIFICATION, "1234567890123"));
    assert_int_equal(HF_ERR_TOKEN_CLAIM_VALUE,
                     with_text(HF_CLAIM_CERTIFICATION, "123456789012-345678"));
    assert_int_equal(HF_ERR_TOKEN_CLAIM_VALUE,
                     with_text(HF_CLAIM_CERTIFICATION, "1234567890123-1234x"));
}

static void only_the_profile_of_the_rfc_is_read(void **state)
{
    struct hf_sample sample;

    (void)state;
    assert_int_equal(HF_ERR_TOKEN_PROFILE, with_text(HF_CLAIM_PROFILE, "http://arm.com/psa/2.0.0"));
    assert_int_equal(HF_ERR_TOKEN_PROFILE, with_text(HF_CLAIM_PROFILE, HF_TOKEN_PROFILE "x"));
    assert_int_equal(HF_ERR_TOKEN_PROFILE,
                     with_text(HF_CLAIM_PROFILE, "tag:psacertified.org,2023:psa#tfn"));
    assert_int_equal(HF_ERR_TOKEN_PROFILE,
                     with_text(HF_CLAIM_PROFILE, "tag:psacertified.org,2023:psa"));
    assert_int_equal(HF_ERR_TOKEN_PROFILE, with_text(HF_CLAIM_PROFILE, ""));
    hf_sample_fill_without(&sample, HF_CLAIM_PROFILE);
    hf_sample_add_text(&sample, -75000, "PSA_IOT_PROFILE_1");
    assert_int_equal(HF_ERR_TOKEN_PROFILE, hf_sample_read(&sample));
    assert_int_equal(-75000, sample.token.place.claim);
}

static void unknown_claims_are_passed_over_and_counted(void **state)
{
    struct hf_sample sample;

    (void)state;
    hf_sample_fill(&sample);
    hf_sample_add_raw(&sample, -70000, "\xa1\x01\x82\x01\x02", 5);
    hf_sample_add_bytes(&sample, 2397, 32); /* the boot seed's key before RFC 9783 */
    sample.entries[sample.count++] = (struct hf_sample_entry){{0x63, 'a', 'b', 'c', 0xf6}, 5};
    assert_int_equal(HF_OK, hf_sample_read(&sample));
    assert_int_equal(3, sample.token.unknown);
    assert_int_equal(8, sample.token.claims.boot_seed.size);
}

static void an_unknown_claim_that_is_doubled_is_refused(void **state)
{
    struct hf_sample sample;

    (void)state;
    hf_sample_fill(&sample);
    hf_sample_add_int(&sample, 77777, 1);
    hf_sample_add_int(&sample, 77778, 1);
    assert_int_equal(HF_OK, hf_sample_read(&sample));
    hf_sample_add_int(&sample, 77777, 2);
    assert_int_equal(HF_ERR_TOKEN_CLAIM_TWICE, hf_sample_read(&sample));
    hf_sample_fill(&sample);
    sample.entries[sample.count++] = (struct hf_sample_entry){{0x61, 'a', 1}, 3};
    sample.entries[sample.count++] = (struct hf_sample_entry){{0x61, 'b', 1}, 3};
    assert_int_equal(HF_OK, hf_sample_read(&sample));
    sample.entries[sample.count++] = (struct hf_sample_entry){{0x61, 'a', 1}, 3};
    assert_int_equal(HF_ERR_TOKEN_CLAIM_TWICE, hf_sample_read(&sample));
}

static void an_unknown_key_may_be_any_number_or_any_utf8(void **state)
{
    struct hf_sample sample;

    (void)state;
    hf_sample_fill(&sample);
    sample.entries[sample.count++] =
        (struct hf_sample_entry){{0x1b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1}, 10};
    assert_int_equal(HF_OK, hf_sample_read(&sample));
    sample.entries[sample.count - 1] = (struct hf_sample_entry){{0x61, 0xff, 1}, 3};
    assert_int_equal(HF_ERR_CBOR_UTF8, hf_sample_read(&sample));
}

static void a_key_that_is_no_number_and_no_text_is_refused(void **state)
{
    static const struct hf_sample_entry keys[] = {
        {{0x41, 7, 1}, 3}, {{0xf5, 1}, 2}, {{0x80, 1}, 2}, {{0xf9, 0, 0, 1}, 4}, {{0xc1, 1, 1}, 3}};
    struct hf_sample sample;

    (void)state;
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        hf_sample_fill(&sample);
        sample.entries[sample.count++] = keys[i];
        assert_int_equal(HF_ERR_TOKEN_CLAIM_KEY, hf_sample_read(&sample));
    }
}

static void a_number_wider_than_needed_is_read_only_where_that_is_allowed(void **state)
{
    struct hf_sample sample;

    (void)state;
    hf_sample_fill_without(&sample, HF_CLAIM_CLIENT_ID);
    sample.entries[sample.count++] =
        (struct hf_sample_entry){{0x1a, 0, 0, 0x09, 0x5a, 0x1b, 0, 0, 0, 0, 0, 0, 0, 7}, 14};
    assert_int_equal(HF_ERR_CBOR_SHORTEST, hf_sample_read_as(&sample, HF_CBOR_SHORTEST));
    assert_int_equal(HF_OK, hf_sample_read_as(&sample, HF_CBOR_ANY_WIDTH));
    assert_int_equal(7, sample.token.claims.client_id);
    hf_sample_add_int(&sample, HF_CLAIM_CLIENT_ID, 7);
    assert_int_equal(HF_ERR_TOKEN_CLAIM_TWICE, hf_sample_read_as(&sample, HF_CBOR_ANY_WIDTH));
}

static void an_indefinite_length_is_refused_in_either_form(void **state)
{
    struct hf_sample sample;

    (void)state;
    hf_sample_fill(&sample);
    hf_sample_add_raw(&sample, 1000, "\x9f\xff", 2);
    assert_int_equal(HF_ERR_CBOR_INDEFINITE, hf_sample_read_as(&sample, HF_CBOR_SHORTEST));
    assert_int_equal(HF_ERR_CBOR_INDEFINITE, hf_sample_read_as(&sample, HF_CBOR_ANY_WIDTH));
}

static void a_text_that_is_not_utf8_is_refused(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, with_text(HF_CLAIM_SERVICE, "\xc3\xa9"));
    assert_int_equal(HF_ERR_CBOR_UTF8, with_text(HF_CLAIM_SERVICE, "\xc3"));
    assert_int_equal(HF_ERR_CBOR_UTF8, with_text(HF_CLAIM_SERVICE, "\xed\xa0\x80"));
}

static void bytes_behind_the_claims_are_refused(void **state)
{
    struct hf_sample sample;

    (void)state;
    hf_sample_fill(&sample);
    sample.entries[sample.count - 1u].bytes[sample.entries[sample.count - 1u].size++] = 0;
    assert_int_equal(HF_ERR_TOKEN_TRAILING, hf_sample_read(&sample));
}

static void claims_that_are_cut_short_are_refused(void **state)
{
    struct hf_sample sample;

    (void)state;
    hf_sample_fill(&sample);
    hf_sample_add_raw(&sample, 70001, "\x82\x61x\xa1\x01\x02", 6);
    hf_sample_build(&sample);
    for (size_t size = 0; size < sample.size; size++) {
        hf_span_t payload = {sample.bytes, size};

        assert_int_equal(HF_ERR_CBOR_END,
                         hf_token_read_claims(payload, HF_CBOR_SHORTEST, &sample.token));
    }
}

static void a_payload_that_is_no_map_is_refused(void **state)
{
    struct hf_token token;

    (void)state;
    assert_int_equal(
        HF_ERR_TOKEN_CLAIMS,
        hf_token_read_claims((hf_span_t){(const uint8_t *)"\x80", 1}, HF_CBOR_SHORTEST, &token));
    assert_int_equal(HF_ERR_CBOR_END,
                     hf_token_read_claims((hf_span_t){NULL, 0}, HF_CBOR_SHORTEST, &token));
}

static void more_claims_than_a_token_may_have_are_refused(void **state)
{
    uint8_t bytes[2 + 3 * (HF_TOKEN_CLAIMS_MAX + 1u)] = {0xb8, HF_TOKEN_CLAIMS_MAX + 1u};
    struct hf_token token;

    (void)state;
    for (size_t i = 0; i <= HF_TOKEN_CLAIMS_MAX; i++) {
        memcpy(bytes + 2 + 3 * i, (uint8_t[]){0x18, (uint8_t)(100 + i), 0}, 3);
    }
    assert_int_equal(HF_ERR_TOKEN_SIZE, hf_token_read_claims((hf_span_t){bytes, sizeof(bytes)},
                                                             HF_CBOR_SHORTEST, &token));
    bytes[1]--;
    assert_int_equal(
        HF_ERR_TOKEN_CLAIM_MISSING,
        hf_token_read_claims((hf_span_t){bytes, sizeof(bytes) - 3u}, HF_CBOR_SHORTEST, &token));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_claims_are_read),
        cmocka_unit_test(each_mandatory_claim_that_is_absent_is_missed_by_name),
        cmocka_unit_test(each_optional_claim_may_be_absent),
        cmocka_unit_test(each_claim_that_is_doubled_is_refused_in_both_orders),
        cmocka_unit_test(each_claim_of_another_type_is_refused_by_name),
        cmocka_unit_test(a_string_of_the_other_kind_is_the_wrong_type),
        cmocka_unit_test(a_nonce_in_an_array_is_refused),
        cmocka_unit_test(byte_strings_have_the_lengths_of_the_rfc_and_no_other),
        cmocka_unit_test(a_client_id_is_any_32_bit_number_but_zero),
        cmocka_unit_test(a_life_cycle_is_one_of_seven_states_with_any_low_byte),
        cmocka_unit_test(an_instance_id_starts_with_one),
        cmocka_unit_test(a_certification_reference_has_13_digits_and_5),
        cmocka_unit_test(only_the_profile_of_the_rfc_is_read),
        cmocka_unit_test(unknown_claims_are_passed_over_and_counted),
        cmocka_unit_test(an_unknown_key_may_be_any_number_or_any_utf8),
        cmocka_unit_test(an_unknown_claim_that_is_doubled_is_refused),
        cmocka_unit_test(a_key_that_is_no_number_and_no_text_is_refused),
        cmocka_unit_test(a_number_wider_than_needed_is_read_only_where_that_is_allowed),
        cmocka_unit_test(an_indefinite_length_is_refused_in_either_form),
        cmocka_unit_test(a_text_that_is_not_utf8_is_refused),
        cmocka_unit_test(bytes_behind_the_claims_are_refused),
        cmocka_unit_test(claims_that_are_cut_short_are_refused),
        cmocka_unit_test(a_payload_that_is_no_map_is_refused),
        cmocka_unit_test(more_claims_than_a_token_may_have_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
