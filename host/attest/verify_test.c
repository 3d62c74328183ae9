/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The verdict on a token: who signed it, for whom, when, in which state. policy_test.c has what the
 * device must be and run. */
#include "core/token_sample.h"
#include "host/attest/sample.h"
#include "host/attest/verify.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const uint8_t nonce[64] = {9, 8, 7};

static struct {
    EVP_PKEY *key;
    struct hf_attest_key *public_half;
    struct hf_attest_policy policy;
    struct hf_sample_token token;
    struct hf_attest_verdict verdict;
} bench;

static bool find(void *context, const uint8_t *instance_id, struct hf_attest_key **key,
                 const struct hf_attest_policy **policy)
{
    (void)context;
    (void)instance_id;
    *key = bench.public_half;
    *policy = &bench.policy;
    return true;
}

static bool find_nobody(void *context, const uint8_t *instance_id, struct hf_attest_key **key,
                        const struct hf_attest_policy **policy)
{
    (void)context;
    (void)instance_id;
    (void)key;
    (void)policy;
    return false;
}

static const char *verdict_on(hf_span_t token, hf_span_t expected, enum hf_cbor_form form)
{
    struct hf_attest_question question = {token, expected, form};
    struct hf_attest_lookup lookup = {find, NULL, bench.public_half};

    hf_attest_verify(&question, &lookup, &bench.verdict);
    assert_int_equal(bench.verdict.accepted, strcmp(bench.verdict.name, "accepted") == 0);
    return bench.verdict.name;
}

static const char *verdict(void)
{
    return verdict_on((hf_span_t){bench.token.bytes, bench.token.size}, (hf_span_t){nonce, 32},
                      HF_CBOR_SHORTEST);
}

static void use_key(const char *curve)
{
    hf_attest_key_free(bench.public_half);
    EVP_PKEY_free(bench.key);
    bench.key = EVP_EC_gen(curve);
    bench.public_half = hf_sample_public(bench.key);
}

static int set_up(void **state)
{
    struct hf_token_claims claims;

    (void)state;
    use_key("P-256");
    bench.policy = (struct hf_attest_policy){.lifecycles = HF_ATTEST_SECURED};
    hf_sample_claims(bench.key, (hf_span_t){nonce, 32}, &claims);
    hf_sample_write(bench.key, &claims, &bench.token);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    hf_attest_key_free(bench.public_half);
    EVP_PKEY_free(bench.key);
    bench.public_half = NULL;
    bench.key = NULL;
    return 0;
}

static void a_good_token_is_accepted(void **state)
{
    (void)state;
    assert_string_equal("accepted", verdict());
    assert_true(bench.verdict.nonce_checked);
    assert_true(bench.verdict.authentic);
}

static void every_flipped_bit_of_a_token_is_refused_in_either_form(void **state)
{
    size_t flips = 0;

    (void)state;
    for (size_t bit = 0; bit < bench.token.size * 8u; bit++) {
        hf_span_t token = {bench.token.bytes, bench.token.size};

        bench.token.bytes[bit / 8u] ^= (uint8_t)(1u << (bit % 8u));
        for (int strict = 0; strict < 2; strict++) {
            const char *name = verdict_on(token, (hf_span_t){NULL, 0},
                                          strict ? HF_CBOR_SHORTEST : HF_CBOR_ANY_WIDTH);

            assert_string_not_equal("accepted", name);
            assert_false(bench.verdict.authentic);
            flips++;
        }
        bench.token.bytes[bit / 8u] ^= (uint8_t)(1u << (bit % 8u));
    }
    assert_true(flips > 2u * 8u * 400u);
    assert_string_equal("accepted", verdict());
}

static void every_token_cut_short_is_refused(void **state)
{
    (void)state;
    for (size_t size = 0; size < bench.token.size; size++) {
        assert_string_equal("cbor.end", verdict_on((hf_span_t){bench.token.bytes, size},
                                                   (hf_span_t){NULL, 0}, HF_CBOR_SHORTEST));
    }
}

static void a_token_with_a_byte_too_many_is_refused(void **state)
{
    (void)state;
    bench.token.bytes[bench.token.size++] = 0;
    assert_string_equal("token.trailing", verdict());
    assert_string_equal("", bench.verdict.detail);
    assert_string_equal(hf_err_find((uint32_t)HF_ERR_TOKEN_TRAILING)->meaning,
                        bench.verdict.meaning);
}

static void another_nonce_is_stale(void **state)
{
    uint8_t other[32];

    (void)state;
    memcpy(other, nonce, sizeof(other));
    other[31] ^= 1u;
    hf_span_t token = {bench.token.bytes, bench.token.size};

    assert_string_equal("attest.nonce",
                        verdict_on(token, (hf_span_t){other, 32}, HF_CBOR_SHORTEST));
    assert_false(bench.verdict.nonce_checked);
    assert_string_equal("attest.nonce",
                        verdict_on(token, (hf_span_t){nonce, 48}, HF_CBOR_SHORTEST));
}

static void a_nonce_that_nobody_compared_is_not_reported_as_checked(void **state)
{
    (void)state;
    assert_string_equal("accepted", verdict_on((hf_span_t){bench.token.bytes, bench.token.size},
                                               (hf_span_t){NULL, 0}, HF_CBOR_SHORTEST));
    assert_false(bench.verdict.nonce_checked);
}

static void a_token_of_another_key_is_refused(void **state)
{
    (void)state;
    use_key("P-256");
    assert_string_equal("attest.signature", verdict());
    assert_false(bench.verdict.authentic);
}

static void an_instance_id_that_is_not_the_hash_of_the_key_is_refused(void **state)
{
    uint8_t other[HF_TOKEN_UEID_SIZE];
    struct hf_token_claims claims;

    (void)state;
    hf_sample_claims(bench.key, (hf_span_t){nonce, 32}, &claims);
    memcpy(other, claims.instance_id.bytes, sizeof(other));
    other[32] ^= 1u;
    claims.instance_id.bytes = other;
    hf_sample_write(bench.key, &claims, &bench.token);
    assert_string_equal("attest.instance_id", verdict());
    assert_true(bench.verdict.authentic);
}

static void a_device_that_nobody_registered_is_refused(void **state)
{
    struct hf_attest_question question = {
        {bench.token.bytes, bench.token.size}, {NULL, 0}, HF_CBOR_SHORTEST};
    struct hf_attest_lookup lookup = {find_nobody, NULL, NULL};

    (void)state;
    hf_attest_verify(&question, &lookup, &bench.verdict);
    assert_false(bench.verdict.accepted);
    assert_string_equal("attest.unknown_device", bench.verdict.name);
}

/* The order n of P-256, big-endian. */
static const uint8_t order[32] = {0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff,
                                  0xff, 0xff, 0xff, 0xff, 0xff, 0xbc, 0xe6, 0xfa, 0xad, 0xa7, 0x17,
                                  0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51};

static void r_and_s_outside_the_group_are_refused(void **state)
{
    uint8_t *signature = bench.token.bytes + bench.token.size - 64;
    uint8_t good[64];

    (void)state;
    memcpy(good, signature, 64);
    for (size_t half = 0; half < 64; half += 32) {
        memset(signature + half, 0, 32);
        assert_string_equal("attest.signature", verdict());
        memset(signature + half, 0xff, 32);
        assert_string_equal("attest.signature", verdict());
        memcpy(signature + half, order, 32);
        assert_string_equal("attest.signature", verdict());
        memcpy(signature, good, 64);
    }
    memset(signature, 0, 64);
    assert_string_equal("attest.signature", verdict());
}

static const char *verdict_on_lifecycle(uint16_t lifecycle)
{
    struct hf_token_claims claims;

    hf_sample_claims(bench.key, (hf_span_t){nonce, 32}, &claims);
    claims.lifecycle = lifecycle;
    hf_sample_write(bench.key, &claims, &bench.token);
    return verdict();
}

static void only_a_secured_device_is_trusted_whatever_the_low_byte(void **state)
{
    (void)state;
    assert_string_equal("accepted", verdict_on_lifecycle(0x3000));
    assert_string_equal("accepted", verdict_on_lifecycle(0x30ff));
    for (unsigned major = 0; major <= 0x6000; major += 0x1000) {
        if (major != 0x3000) {
            assert_string_equal("attest.lifecycle", verdict_on_lifecycle((uint16_t)major));
            assert_string_equal("attest.lifecycle", verdict_on_lifecycle((uint16_t)(major + 0x30)));
        }
    }
}

static void a_device_in_app_debug_is_trusted_only_where_the_policy_says_so(void **state)
{
    (void)state;
    bench.policy.lifecycles = HF_ATTEST_SECURED | HF_ATTEST_DEBUG;
    assert_string_equal("accepted", verdict_on_lifecycle(0x4000));
    assert_string_equal("accepted", verdict_on_lifecycle(0x3000));
    assert_string_equal("attest.lifecycle", verdict_on_lifecycle(0x5000));
    bench.policy.lifecycles = HF_ATTEST_DEBUG;
    assert_string_equal("attest.lifecycle", verdict_on_lifecycle(0x3000));
}

/* Puts `sample`, whose instance id the key does not have, under a good signature. */
static const char *verdict_on_claims(struct hf_sample *sample)
{
    hf_sample_build(sample);
    hf_sample_sign(bench.key, (hf_span_t){sample->bytes, sample->size}, &bench.token);
    return verdict();
}

static void wrong_claims_under_a_good_signature_are_refused_by_name_and_place(void **state)
{
    struct hf_sample sample;

    (void)state;
    hf_sample_fill_without(&sample, HF_CLAIM_IMPLEMENTATION_ID);
    assert_string_equal("token.claim_missing", verdict_on_claims(&sample));
    assert_string_equal("psa-implementation-id", bench.verdict.detail);
    hf_sample_fill_without(&sample, HF_CLAIM_COMPONENTS);
    hf_sample_add_raw(&sample, HF_CLAIM_COMPONENTS, "\x81\xa1\x01\x00", 4);
    assert_string_equal("token.claim_type", verdict_on_claims(&sample));
    assert_string_equal("psa-software-components[0].measurement-type", bench.verdict.detail);
    hf_sample_fill_without(&sample, HF_CLAIM_PROFILE);
    hf_sample_add_text(&sample, -75000, "PSA_IOT_PROFILE_1");
    assert_string_equal("token.profile", verdict_on_claims(&sample));
    assert_string_equal("claim -75000", bench.verdict.detail);
    hf_sample_fill(&sample);
    assert_string_equal("attest.instance_id", verdict_on_claims(&sample));
}

static void a_bad_signature_is_named_before_any_claim(void **state)
{
    struct hf_sample sample;

    (void)state;
    hf_sample_fill_without(&sample, HF_CLAIM_NONCE);
    assert_string_equal("token.claim_missing", verdict_on_claims(&sample));
    bench.token.bytes[bench.token.size - 1u] ^= 1u;
    assert_string_equal("attest.signature", verdict());
}

/* The sample's claims with the key's own instance id. */
static void fill_for_key(struct hf_sample *sample)
{
    hf_sample_fill(sample);
    memcpy(sample->entries[1].bytes + 5, hf_attest_key_instance_id(bench.public_half), 33);
}

static void an_unknown_claim_is_accepted_unless_the_policy_refuses_it(void **state)
{
    struct hf_sample sample;
    hf_span_t none = {NULL, 0};

    (void)state;
    fill_for_key(&sample);
    hf_sample_add_int(&sample, 70001, 1);
    hf_sample_build(&sample);
    hf_sample_sign(bench.key, (hf_span_t){sample.bytes, sample.size}, &bench.token);
    hf_span_t token = {bench.token.bytes, bench.token.size};

    assert_string_equal("accepted", verdict_on(token, none, HF_CBOR_SHORTEST));
    bench.policy.refuse_unknown_claims = true;
    assert_string_equal("attest.unknown_claim", verdict_on(token, none, HF_CBOR_SHORTEST));
}

static void the_larger_curves_of_the_rfc_are_accepted_with_their_algorithms(void **state)
{
    static const char *const curves[] = {"P-256", "P-384", "P-521"};
    static const char *const details[] = {"token ES256, key ES384", "token ES384, key ES512",
                                          "token ES512, key ES256"};
    hf_span_t none = {NULL, 0};

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct hf_sample sample;

        use_key(curves[i]);
        fill_for_key(&sample);
        hf_sample_build(&sample);
        hf_sample_sign(bench.key, (hf_span_t){sample.bytes, sample.size}, &bench.token);
        hf_span_t token = {bench.token.bytes, bench.token.size};

        assert_string_equal("accepted", verdict_on(token, none, HF_CBOR_SHORTEST));
        bench.token.bytes[bench.token.size - 1u] ^= 1u;
        assert_string_equal("attest.signature", verdict_on(token, none, HF_CBOR_SHORTEST));
        bench.token.bytes[bench.token.size - 1u] ^= 1u;
        use_key(curves[(i + 1u) % 3u]);
        assert_string_equal("attest.key_algorithm", verdict_on(token, none, HF_CBOR_SHORTEST));
        assert_string_equal(details[i], bench.verdict.detail);
    }
}

static void every_word_has_a_name_of_its_own(void **state)
{
    (void)state;
    for (int i = 0; i < HF_ATTEST_WORDS; i++) {
        assert_non_null(hf_attest_name((enum hf_attest_word)i));
        assert_non_null(hf_attest_meaning((enum hf_attest_word)i));
        for (int j = 0; j < i; j++) {
            assert_string_not_equal(hf_attest_name((enum hf_attest_word)i),
                                    hf_attest_name((enum hf_attest_word)j));
        }
    }
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(a_good_token_is_accepted),
        CASE(every_flipped_bit_of_a_token_is_refused_in_either_form),
        CASE(every_token_cut_short_is_refused),
        CASE(a_token_with_a_byte_too_many_is_refused),
        CASE(another_nonce_is_stale),
        CASE(a_nonce_that_nobody_compared_is_not_reported_as_checked),
        CASE(a_token_of_another_key_is_refused),
        CASE(an_instance_id_that_is_not_the_hash_of_the_key_is_refused),
        CASE(a_device_that_nobody_registered_is_refused),
        CASE(r_and_s_outside_the_group_are_refused),
        CASE(only_a_secured_device_is_trusted_whatever_the_low_byte),
        CASE(a_device_in_app_debug_is_trusted_only_where_the_policy_says_so),
        CASE(wrong_claims_under_a_good_signature_are_refused_by_name_and_place),
        CASE(a_bad_signature_is_named_before_any_claim),
        CASE(an_unknown_claim_is_accepted_unless_the_policy_refuses_it),
        CASE(the_larger_curves_of_the_rfc_are_accepted_with_their_algorithms),
        CASE(every_word_has_a_name_of_its_own),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
