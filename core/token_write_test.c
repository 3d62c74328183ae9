/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What the device gives out: the writer, the parts to sign, and the components from the hand-over.
 */
#include "core/token.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* A signer whose signature is easy to find again. It keeps what it was asked to sign. */
struct witness {
    uint8_t signed_bytes[2048];
    size_t size;
    hf_err_t answer;
};

static hf_err_t sign(void *context, const struct hf_token_signed *parts,
                     uint8_t signature[HF_TOKEN_SIGNATURE_SIZE])
{
    struct witness *witness = context;

    witness->size = 0;
    for (size_t i = 0; i < HF_TOKEN_PARTS; i++) {
        hf_span_t part = hf_token_part(parts, i);

        memcpy(witness->signed_bytes + witness->size, part.bytes, part.size);
        witness->size += part.size;
    }
    memset(signature, 0x5a, HF_TOKEN_SIGNATURE_SIZE);
    return witness->answer;
}

static const uint8_t bytes_of_claims[65] = {1, 2, 3};

#define BYTES(count)                                                                               \
    (hf_span_t)                                                                                    \
    {                                                                                              \
        bytes_of_claims, count                                                                     \
    }
#define TEXT(text)                                                                                 \
    (hf_span_t)                                                                                    \
    {                                                                                              \
        (const uint8_t *)(text), sizeof(text) - 1u                                                 \
    }

static struct hf_token_claims good(void)
{
    static const struct hf_token_component components[] = {{.type = {(const uint8_t *)"BL", 2},
                                                            .measurement = {bytes_of_claims, 32},
                                                            .signer = {bytes_of_claims, 48}}};

    return (struct hf_token_claims){.nonce = BYTES(64),
                                    .instance_id = BYTES(33),
                                    .implementation_id = BYTES(32),
                                    .client_id = -7,
                                    .lifecycle = HF_LIFECYCLE_SECURED,
                                    .components = components,
                                    .component_count = 1};
}

static uint8_t token[1024];

static hf_err_t write_token(const struct hf_token_claims *claims, struct witness *witness,
                            size_t room, size_t *size)
{
    struct hf_token_signer signer = {sign, witness};

    return hf_token_write(claims, &signer, token, room, size);
}

static hf_err_t refusal(const struct hf_token_claims *claims)
{
    struct witness witness = {.answer = HF_OK};
    size_t size = 1;
    hf_err_t counted = hf_token_size(claims, &size);
    hf_err_t written = write_token(claims, &witness, sizeof(token), &size);

    assert_int_equal(counted, written);
    if (written != HF_OK) {
        assert_int_equal(1, size);
        assert_int_equal(0, witness.size);
    }
    return written;
}

static void a_token_that_was_written_is_read_again_in_the_strict_form(void **state)
{
    struct hf_token_claims claims = good();
    struct witness witness = {.answer = HF_OK};
    struct hf_token_envelope envelope;
    struct hf_token read;
    size_t size = 0;

    (void)state;
    claims.boot_seed = BYTES(32);
    claims.certification = TEXT("1234567890123-12345");
    claims.service = TEXT("https://example.com");
    assert_int_equal(HF_OK, write_token(&claims, &witness, sizeof(token), &size));
    assert_int_equal(HF_OK, hf_token_open((hf_span_t){token, size}, HF_CBOR_SHORTEST, &envelope));
    assert_int_equal(HF_TOKEN_ES256, envelope.algorithm);
    assert_int_equal(0x5a, envelope.signature.bytes[63]);
    assert_int_equal(HF_OK, hf_token_read_claims(envelope.payload, HF_CBOR_SHORTEST, &read));
    assert_int_equal(64, read.claims.nonce.size);
    assert_memory_equal(bytes_of_claims, read.claims.nonce.bytes, 64);
    assert_int_equal(-7, read.claims.client_id);
    assert_int_equal(0x3000, read.claims.lifecycle);
    assert_int_equal(32, read.claims.boot_seed.size);
    assert_memory_equal("https://example.com", read.claims.service.bytes, 19);
    assert_memory_equal("BL", read.claims.components[0].type.bytes, 2);
    assert_int_equal(48, read.claims.components[0].signer.size);
    assert_null(read.claims.components[0].version.bytes);
}

static void the_signer_gets_the_sig_structure_of_cose(void **state)
{
    static const uint8_t head[] = "\x84\x6aSignature1\x43\xa1\x01\x26\x40\x58";
    struct hf_token_claims claims = good();
    struct witness witness = {.answer = HF_OK};
    struct hf_token_envelope envelope;
    size_t size = 0;

    (void)state;
    assert_int_equal(HF_OK, write_token(&claims, &witness, sizeof(token), &size));
    assert_int_equal(HF_OK, hf_token_open((hf_span_t){token, size}, HF_CBOR_SHORTEST, &envelope));
    assert_true(envelope.payload.size > 256);
    assert_int_equal(sizeof(head) - 1u + 2u + envelope.payload.size, witness.size);
    assert_memory_equal(head, witness.signed_bytes, sizeof(head) - 2u);
    assert_int_equal(0x59, witness.signed_bytes[sizeof(head) - 2u]);
    assert_int_equal(envelope.payload.size >> 8, witness.signed_bytes[sizeof(head) - 1u]);
    assert_memory_equal(envelope.payload.bytes, witness.signed_bytes + sizeof(head) + 1u,
                        envelope.payload.size);
}

static void the_size_is_known_before_and_exact(void **state)
{
    struct hf_token_claims claims = good();
    struct witness witness = {.answer = HF_OK};
    size_t counted = 0;
    size_t size = 0;

    (void)state;
    assert_int_equal(HF_OK, hf_token_size(&claims, &counted));
    assert_int_equal(HF_OK, write_token(&claims, &witness, counted, &size));
    assert_int_equal(counted, size);
}

static void a_room_one_byte_short_or_more_gives_no_token_and_leaves_nothing(void **state)
{
    struct hf_token_claims claims = good();
    struct witness witness = {.answer = HF_OK};
    size_t counted = 0;
    size_t size = 7;

    (void)state;
    assert_int_equal(HF_OK, hf_token_size(&claims, &counted));
    witness.size = 0;
    assert_int_equal(HF_ERR_CBOR_ROOM, write_token(&claims, &witness, counted - 67u, &size));
    assert_int_equal(0, witness.size); /* half a payload is never signed */
    for (size_t room = 0; room < counted; room++) {
        memset(token, 0xee, sizeof(token));
        assert_int_equal(HF_ERR_CBOR_ROOM, write_token(&claims, &witness, room, &size));
        assert_int_equal(7, size);
        for (size_t i = 0; i < room; i++) {
            assert_int_equal(0, token[i]);
        }
        assert_int_equal(0xee, token[room]);
    }
}

static void a_signer_that_fails_stops_the_token_and_leaves_nothing(void **state)
{
    struct hf_token_claims claims = good();
    struct witness witness = {.answer = HF_ERR_CRYPTO_ENGINE};
    uint8_t zeros[sizeof(token)] = {0};
    size_t size = 7;

    (void)state;
    assert_int_equal(HF_ERR_CRYPTO_ENGINE, write_token(&claims, &witness, sizeof(token), &size));
    assert_int_equal(7, size);
    assert_memory_equal(zeros, token, sizeof(token));
}

static void claims_that_the_rfc_does_not_allow_are_never_written(void **state)
{
    struct hf_token_claims claims = good();
    struct hf_token_component component = claims.components[0];

    (void)state;
    assert_int_equal(HF_OK, refusal(&claims));
    claims.nonce = BYTES(31);
    assert_int_equal(HF_ERR_TOKEN_CLAIM_LENGTH, refusal(&claims));
    claims = good();
    claims.instance_id = (hf_span_t){NULL, 0};
    assert_int_equal(HF_ERR_TOKEN_CLAIM_MISSING, refusal(&claims));
    claims = good();
    claims.instance_id = (hf_span_t){bytes_of_claims + 1, 33};
    assert_int_equal(HF_ERR_TOKEN_CLAIM_VALUE, refusal(&claims));
    claims = good();
    claims.client_id = 0;
    assert_int_equal(HF_ERR_TOKEN_CLAIM_VALUE, refusal(&claims));
    claims = good();
    claims.lifecycle = 0x7000;
    assert_int_equal(HF_ERR_TOKEN_CLAIM_VALUE, refusal(&claims));
    claims = good();
    claims.component_count = 0;
    assert_int_equal(HF_ERR_TOKEN_COMPONENTS, refusal(&claims));
    claims.component_count = HF_TOKEN_COMPONENTS_MAX + 1u;
    assert_int_equal(HF_ERR_TOKEN_COMPONENTS, refusal(&claims));
    claims = good();
    claims.components = &component;
    component.signer = (hf_span_t){NULL, 0};
    assert_int_equal(HF_ERR_TOKEN_CLAIM_MISSING, refusal(&claims));
    component.signer = BYTES(33);
    assert_int_equal(HF_ERR_TOKEN_CLAIM_LENGTH, refusal(&claims));
}

static void as_many_components_as_may_be_are_written(void **state)
{
    struct hf_token_claims claims = good();
    struct hf_token_component components[HF_TOKEN_COMPONENTS_MAX];
    uint8_t large[4096];
    struct witness witness = {.answer = HF_OK};
    struct hf_token_signer signer = {sign, &witness};
    size_t size = 0;

    (void)state;
    for (size_t i = 0; i < HF_TOKEN_COMPONENTS_MAX; i++) {
        components[i] = claims.components[0];
    }
    claims.components = components;
    claims.component_count = HF_TOKEN_COMPONENTS_MAX;
    assert_int_equal(HF_OK, hf_token_write(&claims, &signer, large, sizeof(large), &size));
}

static struct hf_handoff booted(void)
{
    struct hf_handoff handoff = {.lifecycle = HF_LIFECYCLE_SECURED};

    for (size_t role = 0; role < HF_ROLE_COUNT; role++) {
        handoff.measured[role].size = 1;
        handoff.measured[role].hash[0] = (uint8_t)(role + 1u);
        handoff.measured[role].signer[31] = (uint8_t)(role + 1u);
        memcpy(handoff.measured[role].version, (uint8_t[]){1, 2, 3, 0, 0, 0, 0, 0}, 8);
    }
    return handoff;
}

static void a_boot_gives_one_component_per_image(void **state)
{
    struct hf_handoff handoff = booted();
    struct hf_token_measured measured;
    struct hf_token_claims claims = good();

    (void)state;
    memset(handoff.measured[1].version, 0xff, 8);
    handoff.boot_seed[31] = 1;
    hf_token_from_handoff(&handoff, &measured, &claims);
    assert_int_equal(3, claims.component_count);
    assert_int_equal(2, claims.components[0].type.size);
    assert_memory_equal("BL", claims.components[0].type.bytes, 2);
    assert_int_equal(4, claims.components[1].type.size);
    assert_memory_equal("PRoT", claims.components[1].type.bytes, 4);
    assert_memory_equal("App", claims.components[2].type.bytes, 3);
    assert_memory_equal("1.2.3", claims.components[0].version.bytes, 5);
    assert_int_equal(5, claims.components[0].version.size);
    assert_string_equal("255.255.65535+4294967295",
                        (const char *)claims.components[1].version.bytes);
    assert_int_equal(3, claims.components[2].measurement.bytes[0]);
    assert_int_equal(3, claims.components[2].signer.bytes[31]);
    assert_int_equal(32, claims.boot_seed.size);
    assert_int_equal(HF_OK, refusal(&claims));
}

static void an_image_that_was_not_measured_gives_no_component(void **state)
{
    struct hf_handoff handoff = booted();
    struct hf_token_measured measured;
    struct hf_token_claims claims = good();

    (void)state;
    handoff.measured[HF_ROLE_SECURE].size = 0;
    hf_token_from_handoff(&handoff, &measured, &claims);
    assert_int_equal(2, claims.component_count);
    assert_memory_equal("App", claims.components[1].type.bytes, 3);
    assert_null(claims.boot_seed.bytes);
}

static void a_life_cycle_that_is_no_state_gives_no_token(void **state)
{
    struct hf_handoff handoff = booted();
    struct hf_token_measured measured;
    struct hf_token_claims claims = good();

    (void)state;
    hf_token_from_handoff(&handoff, &measured, &claims);
    assert_int_equal(HF_OK, refusal(&claims));
    handoff.lifecycle = 0x13000; /* its low half would be "secured" */
    hf_token_from_handoff(&handoff, &measured, &claims);
    assert_int_equal(HF_ERR_TOKEN_CLAIM_VALUE, refusal(&claims));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_token_that_was_written_is_read_again_in_the_strict_form),
        cmocka_unit_test(the_signer_gets_the_sig_structure_of_cose),
        cmocka_unit_test(the_size_is_known_before_and_exact),
        cmocka_unit_test(a_room_one_byte_short_or_more_gives_no_token_and_leaves_nothing),
        cmocka_unit_test(a_signer_that_fails_stops_the_token_and_leaves_nothing),
        cmocka_unit_test(claims_that_the_rfc_does_not_allow_are_never_written),
        cmocka_unit_test(as_many_components_as_may_be_are_written),
        cmocka_unit_test(a_boot_gives_one_component_per_image),
        cmocka_unit_test(an_image_that_was_not_measured_gives_no_component),
        cmocka_unit_test(a_life_cycle_that_is_no_state_gives_no_token),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
