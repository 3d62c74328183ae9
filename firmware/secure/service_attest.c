/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * PSA Attestation 2.0: a token of RFC 9783 over what this boot measured.
 * INVARIANT: who asks, what runs, and in which life cycle come from secure and from the hand-over;
 * the app brings a challenge and nothing else. */
#include "core/token.h"
#include "firmware/secure/attest_key.h"
#include "firmware/secure/device_key.h"
#include "firmware/secure/owner.h"
#include "firmware/secure/random.h"
#include "firmware/secure/services.h"
#include "hw/api/map.h"

#include "psa/crypto.h"

#define ID_SIZE sizeof(hf_vendor_id)

/* What a token is made of; the claims point into it. */
struct statement {
    struct hf_token_claims claims;
    struct hf_token_measured measured;
    uint8_t implementation_id[2u * ID_SIZE];
};

/* Random once per boot: two tokens with the same seed were made without a reset between them. */
static uint8_t boot_seed[32];
static uint32_t seeded;

static psa_status_t make_boot_seed(void)
{
    psa_status_t status = PSA_SUCCESS;

    if (!seeded) {
        status = hf_random_fill(boot_seed, sizeof(boot_seed));
        seeded = status == PSA_SUCCESS;
    }
    return status;
}

/* The hardware and its immutable root, by the names of the format: the vendor, and the class of the
 * one image that irot of this board admits. */
static void fill_implementation_id(uint8_t id[2u * ID_SIZE])
{
    for (size_t i = 0; i < ID_SIZE; i++) {
        id[i] = hf_vendor_id[i];
        id[ID_SIZE + i] = hf_class_id[HF_ROLE_UROT][i];
    }
}

static psa_status_t state(struct statement *statement, hf_span_t challenge,
                          const struct hf_attest_key **key)
{
    struct hf_token_claims *claims = &statement->claims;
    psa_status_t status;

    if (challenge.size != 32u && challenge.size != 48u && challenge.size != 64u) {
        return PSA_ERROR_INVALID_ARGUMENT;
    }
    status = make_boot_seed();
    if (status == PSA_SUCCESS) {
        status = hf_attest_key_get(key);
    }
    if (status != PSA_SUCCESS) {
        return status;
    }
    *claims = (struct hf_token_claims){.nonce = challenge, .client_id = HF_OWNER_APP};
    hf_token_from_handoff(hf_map.handoff, &statement->measured, claims);
    fill_implementation_id(statement->implementation_id);
    claims->boot_seed = (hf_span_t){boot_seed, sizeof(boot_seed)};
    claims->instance_id = (hf_span_t){(*key)->instance_id, sizeof((*key)->instance_id)};
    claims->implementation_id =
        (hf_span_t){statement->implementation_id, sizeof(statement->implementation_id)};
    return PSA_SUCCESS;
}

/* struct hf_token_signer: ECDSA by the engine, whose nonce comes from the random generator. */
static hf_err_t sign(void *context, const struct hf_token_signed *parts,
                     uint8_t signature[HF_TOKEN_SIGNATURE_SIZE])
{
    const struct hf_attest_key *key = context;
    hf_span_t list[HF_TOKEN_PARTS];

    for (size_t i = 0; i < HF_TOKEN_PARTS; i++) {
        list[i] = hf_token_part(parts, i);
    }
    return hf_device_key_sign(key->engine, list, HF_TOKEN_PARTS, signature) == PSA_SUCCESS
               ? HF_OK
               : HF_ERR_CRYPTO_ENGINE;
}

static psa_status_t status_from(hf_err_t result)
{
    switch (result) {
    case HF_OK:
        return PSA_SUCCESS;
    case HF_ERR_CBOR_ROOM:
        return PSA_ERROR_BUFFER_TOO_SMALL;
    default:
        return PSA_ERROR_SERVICE_FAILURE;
    }
}

int32_t hf_serve_token(struct hf_request *request)
{
    struct hf_vector *output = &request->vectors[1];
    const struct hf_attest_key *key = NULL;
    struct hf_token_signer signer = {sign, NULL};
    struct statement statement;
    size_t size = 0;
    psa_status_t status =
        state(&statement, (hf_span_t){request->bytes[0], request->vectors[0].size}, &key);

    if (status == PSA_SUCCESS && output->size == 0) {
        status = PSA_ERROR_BUFFER_TOO_SMALL;
    }
    if (status == PSA_SUCCESS) {
        signer.context = (void *)(uintptr_t)key;
        status = status_from(
            hf_token_write(&statement.claims, &signer, request->bytes[1], output->size, &size));
    }
    output->size = (uint32_t)size;
    return status;
}

int32_t hf_serve_token_size(struct hf_request *request)
{
    static const uint8_t challenge[HF_GATE_CHALLENGE_MOST];
    const struct hf_token_size_arguments *arguments = (const void *)request->bytes[0];
    struct hf_token_size_answer *answer = (void *)request->bytes[1];
    const struct hf_attest_key *key = NULL;
    struct statement statement;
    size_t size = 0;
    psa_status_t status =
        state(&statement, (hf_span_t){challenge, arguments->challenge_size}, &key);

    if (status == PSA_SUCCESS) {
        status = status_from(hf_token_size(&statement.claims, &size));
    }
    answer->token_size = (uint32_t)size;
    return status;
}
