/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/proof/prove.h"

#include "core/signature.h"
#include "hw/api/cpu.h"
#include "hw/api/crypto.h"
#include "hw/api/watchdog.h"

#define APART __attribute__((noinline, noclone))

/* Shows that every step ran, in order: an addend of the entry like the tokens. */
static volatile uint32_t steps;

static void take_step(uint32_t step, uint32_t token)
{
    steps = HF_STEPS_MIX(steps, step, hf_opaque(token));
}

hf_err_t hf_prove_worth(struct hf_subject *subject)
{
    struct hf_image_demand demand;
    uint8_t raw[64];
    hf_err_t result = hf_subject_parse(subject);

    if (result == HF_OK) {
        hf_subject_demand(subject, &demand);
        result = hf_image_admit(&subject->image, &subject->claims, &demand);
    }
    if (result == HF_OK) {
        result = hf_signature_from_der(subject->claims.signature, raw);
    }
    return result;
}

static uint32_t fold_load(const struct hf_subject *subject)
{
    uint32_t const flags = subject->load_address != 0 ? HF_IMAGE_FLAG_RAM_LOAD : 0;

    return (hf_opaque(subject->image.load_address) ^ hf_opaque(subject->load_address)) |
           (hf_opaque(subject->image.flags & ~subject->ciphers) ^ hf_opaque(flags));
}

/* The two sides of the verification equation; they start different and stay so without a
 * well-formed signature. */
static void verify(const struct hf_subject *subject, const uint8_t *point, const uint8_t digest[32],
                   struct hf_p256_sides *sides)
{
    uint8_t raw[64] = {0};

    (void)!hf_signature_from_der(subject->claims.signature, raw);
    hf_watchdog_feed();
    hf_p256_verify(point, digest, raw, sides);
    hf_watchdog_feed();
}

/* In the order of the enum; every difference starts as "not the same". */
static APART uint32_t prove_forward(const struct hf_subject *subject, uint32_t *differences)
{
    const struct hf_image_claims *claims = &subject->claims;
    struct hf_image_demand demand;
    struct hf_p256_sides sides;
    const uint8_t *point = claims->hash; /* no key */
    uint8_t digest[32];
    uint32_t token = 0;

    for (uint32_t i = 0; i < HF_PROOF_COUNT; i++) {
        differences[i] = UINT32_MAX;
    }
    hf_subject_demand(subject, &demand);
    differences[HF_PROOF_LOAD] = fold_load(subject);
    differences[HF_PROOF_TARGET] = hf_fold_up(claims->vendor_id, demand.vendor_id, HF_UUID_SIZE) |
                                   hf_fold_up(claims->class_id, demand.class_id, HF_UUID_SIZE);
    differences[HF_PROOF_COUNTER] = hf_fold_below(claims->counter, demand.floor);
    differences[HF_PROOF_KEY] = hf_subject_key_forward(subject, &point);
    hf_subject_digest(subject, digest);
    differences[HF_PROOF_HASH] = hf_fold_up(digest, claims->hash, HF_HASH_SIZE);
    verify(subject, point, digest, &sides);
    differences[HF_PROOF_SIGNATURE] =
        hf_fold_up((const uint8_t *)sides.left, (const uint8_t *)sides.right, sizeof(sides.left));
    for (uint32_t i = 0; i < HF_PROOF_COUNT; i++) {
        token += hf_grant(differences[i], hf_grants_forward[i]);
    }
    return hf_opaque(token);
}

/* The other way round: the expensive proofs first, each grant paid where it was earned, comparisons
 * downwards, the claims parsed anew from RAM. */
static APART uint32_t prove_backward(struct hf_subject *subject)
{
    const struct hf_image_claims *claims = &subject->claims;
    struct hf_image_demand demand;
    struct hf_p256_sides sides;
    const uint8_t *point = claims->hash; /* no key */
    uint8_t digest[32];
    uint32_t token = 0;
    uint32_t difference = hf_mask_nonzero((uint32_t)hf_subject_parse(subject) ^ (uint32_t)HF_OK);

    hf_subject_digest(subject, digest);
    token += hf_grant(difference | hf_fold_down(digest, claims->hash, HF_HASH_SIZE),
                      hf_grants_backward[HF_PROOF_HASH]);
    token = hf_opaque(token) +
            hf_grant(hf_subject_key_backward(subject, &point), hf_grants_backward[HF_PROOF_KEY]);
    verify(subject, point, digest, &sides);
    difference =
        hf_fold_down((const uint8_t *)sides.left, (const uint8_t *)sides.right, sizeof(sides.left));
    token = hf_opaque(token) + hf_grant(difference, hf_grants_backward[HF_PROOF_SIGNATURE]);
    hf_subject_demand(subject, &demand);
    token = hf_opaque(token) + hf_grant(hf_fold_below(claims->counter, demand.floor),
                                        hf_grants_backward[HF_PROOF_COUNTER]);
    difference = hf_fold_down(claims->class_id, demand.class_id, HF_UUID_SIZE) |
                 hf_fold_down(claims->vendor_id, demand.vendor_id, HF_UUID_SIZE);
    token = hf_opaque(token) + hf_grant(difference, hf_grants_backward[HF_PROOF_TARGET]);
    token = hf_opaque(token) + hf_grant(fold_load(subject), hf_grants_backward[HF_PROOF_LOAD]);
    return hf_opaque(token);
}

/* For the record only: what hf_prove_worth() cannot see. */
static hf_err_t name_refusal(const struct hf_subject *subject, const uint32_t *differences)
{
    if (differences[HF_PROOF_KEY] != 0) {
        return hf_subject_key_refusal(subject);
    }
    return differences[HF_PROOF_HASH] != 0        ? HF_ERR_IMAGE_HASH
           : differences[HF_PROOF_SIGNATURE] != 0 ? HF_ERR_IMAGE_SIGNATURE
                                                  : HF_ERR_CHAIN_STEP;
}

uint32_t hf_prove(struct hf_subject *subject, hf_err_t *why)
{
    uint32_t differences[HF_PROOF_COUNT];
    uint32_t first;
    uint32_t second;

    steps = HF_STEPS_SEED;
    take_step(HF_STEP_PARSED, 0);
    first = prove_forward(subject, differences);
    take_step(HF_STEP_FORWARD, first);
    *why = name_refusal(subject, differences);
    if (first != HF_TOKEN_FORWARD) {
        return 0; /* saves time, decides nothing: a skip of this branch meets the second pass */
    }
    hf_cpu_delay_random();
    second = prove_backward(subject);
    take_step(HF_STEP_BACKWARD, second);
    return hf_entry_from(subject->reset, first, second, steps);
}

uint32_t hf_prove_out_of_range(const struct hf_subject *subject, uint32_t entry)
{
    uint32_t const offset = hf_opaque(entry) - hf_opaque(subject->code);
    uint32_t const size = hf_opaque(subject->image.payload_size);

    return ((hf_opaque(entry) + HF_BLIND_RESET) ^ hf_opaque(subject->reset)) |
           hf_fold_below(size, offset + 1u) | hf_fold_below(entry, subject->code) |
           ((hf_opaque(entry) & 1u) ^ 1u);
}

void hf_prove_measure(const struct hf_subject *subject, struct hf_measurement *measured)
{
    hf_copy(measured->hash, subject->claims.hash, sizeof(measured->hash)); /* it is the digest */
    hf_subject_signer(subject, measured->signer);
    hf_copy(measured->version, subject->image.version, sizeof(measured->version));
    measured->counter = subject->claims.counter;
    measured->size = hf_subject_size(subject);
}
