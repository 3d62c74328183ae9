/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/threats/attack_app/attack.h"
#include "holdfast/device.h"
#include "lab/threats/attack_app/calls.h"
#include "psa/crypto.h"
#include "psa/initial_attestation.h"
#include "psa/internal_trusted_storage.h"

#include HF_LAYOUT

#define SERVICES  256u
#define COUNT_MAX 4u
#define FAILURES  1000u
#define FLIPS     64u  /* of the 512 bits of a signature, eight apart */
#define FULL      64u  /* more values than the vault has room for */
#define TURNS     200u /* writes of one value: more than both halves of the vault hold */
#define UID       0x5eedu
#define MIDDLE    ((uint32_t)HF_SECURE_RAM + HF_SECURE_RAM_SIZE / 2u)

static uint8_t bytes[PSA_INITIAL_ATTEST_MAX_TOKEN_SIZE];

/* Every service there is or may one day be, every number of vectors, and all of them point to
 * `base`: what takes or gives anything there has believed the app. */
static struct lab_answer every_service(uint32_t base, uint32_t size)
{
    struct hf_vector vectors[2u * COUNT_MAX];

    for (uint32_t id = 0; id < SERVICES; id++) {
        for (uint32_t counts = 1; counts < COUNT_MAX * COUNT_MAX; counts++) {
            for (uint32_t i = 0; i < 2u * COUNT_MAX; i++) {
                vectors[i] = (struct hf_vector){base, size};
            }
            if (hf_gate_call(HF_CALL(id, counts % COUNT_MAX, counts / COUNT_MAX), vectors) == 0) {
                lab_got((const uint8_t *)&id);
                return lab_say(LAB_BROKE, HF_CALL(id, counts % COUNT_MAX, counts / COUNT_MAX));
            }
        }
    }
    return lab_say(LAB_HELD, 0);
}

/* Pointers of a call that fails for another reason too: an error path may still follow them. The
 * lengths are wrong, the spaces unknown, the handles nobody's. */
static struct lab_answer error_paths(void)
{
    struct hf_storage_arguments nobody = {.uid_low = UID, .space = 99};
    struct hf_verify_arguments no_key = {12345, LAB_ECDSA};
    struct hf_vector storage[] = {{(uint32_t)&nobody, sizeof(nobody)}, {MIDDLE, 32}};
    struct hf_vector verify[] = {{(uint32_t)&no_key, sizeof(no_key)}, {MIDDLE, 32}, {MIDDLE, 64}};
    struct hf_vector token[] = {{(uint32_t)bytes, 31}, {MIDDLE, 512}};
    int32_t const first = hf_gate_call(HF_CALL(HF_SERVICE_STORAGE_GET, 1, 1), storage);
    int32_t const second = hf_gate_call(HF_CALL(HF_SERVICE_VERIFY_HASH, 3, 0), verify);
    int32_t const third = hf_gate_call(HF_CALL(HF_SERVICE_TOKEN, 1, 1), token);

    /* the pointer must be what is refused, before the rest is looked at */
    return lab_say(first == second && second == third ? LAB_HELD : LAB_BROKE, (uint32_t)first);
}

/* The vectors lie in the output: what the call writes at its end must not be read back as vectors.
 */
static struct lab_answer vectors_in_output(void)
{
    static union {
        struct hf_vector vectors[32];
        uint8_t raw[256];
    } shared;

    for (uint32_t i = 0; i < 32u; i++) {
        shared.vectors[i] = (struct hf_vector){MIDDLE, 32};
    }
    shared.vectors[0] = (struct hf_vector){(uint32_t)shared.raw, sizeof(shared.raw)};
    if (hf_gate_call(HF_CALL(HF_SERVICE_RANDOM, 0, 1), shared.vectors) != 0) {
        return lab_say(LAB_VOID, 0);
    }
    return lab_say(shared.vectors[0].size == sizeof(shared.raw) ? LAB_HELD : LAB_BROKE, 0);
}

static psa_status_t one_failure(uint32_t turn)
{
    size_t length = 0;

    switch (turn % 4u) {
    case 0:
        return psa_hash_compute(0x0200ffffu, bytes, 32, bytes, 64, &length);
    case 1:
        return psa_hash_compute(PSA_ALG_SHA_256, bytes, 32, bytes, 31, &length);
    case 2:
        return psa_its_get(UID + turn, 0, 32, bytes, &length);
    default:
        return psa_verify_hash(turn, PSA_ALG_ECDSA(PSA_ALG_SHA_256), bytes, 32, bytes, 64);
    }
}

/* What a failed call has taken must be given back: slots, memory of the engine, the arena. */
static struct lab_answer fail_often(void)
{
    int32_t status;

    for (uint32_t turn = 0; turn < FAILURES; turn++) {
        if (one_failure(turn) == PSA_SUCCESS) {
            return lab_say(LAB_BROKE, turn);
        }
    }
    return lab_say(lab_good_call(&status) ? LAB_HELD : LAB_BROKE, 0);
}

/* A comparison that looks at some bytes only lets one of these through. The app's own signature is
 * not to be had here; that of noise is refused whatever bit is turned, so the control is the
 * library's: hash and signature of the known vector are checked by verify_image() in the app. */
static struct lab_answer flip_signature(void)
{
    for (uint32_t bit = 0; bit < FLIPS; bit++) {
        psa_status_t status;

        for (uint32_t i = 0; i < 64u; i++) {
            bytes[i] = (uint8_t)(i * 7u + 1u);
        }
        bytes[bit] ^= (uint8_t)(1u << (bit % 8u));
        status = psa_verify_hash(HF_KEY_APP_SIGNER, PSA_ALG_ECDSA(PSA_ALG_SHA_256), bytes, 32,
                                 bytes, 64);
        if (status != PSA_ERROR_INVALID_SIGNATURE) {
            return lab_say(LAB_BROKE, (uint32_t)status);
        }
    }
    return lab_say(LAB_HELD, 0);
}

/* Storage filled to the last byte: what is there stays readable, and removing makes room. */
static struct lab_answer fill_storage(void)
{
    psa_status_t status = PSA_SUCCESS;
    uint32_t count = 0;
    size_t length = 0;

    while (count < FULL && status == PSA_SUCCESS) {
        status = psa_its_set(UID + count, 512, bytes, PSA_STORAGE_FLAG_NONE);
        count += status == PSA_SUCCESS;
    }
    if (status != PSA_ERROR_INSUFFICIENT_STORAGE || count == 0) {
        return lab_say(LAB_BROKE, (uint32_t)status);
    }
    for (uint32_t i = 0; i < count; i++) {
        if (psa_its_get(UID + i, 0, 16, bytes, &length) != PSA_SUCCESS ||
            psa_its_remove(UID + i) != PSA_SUCCESS) {
            return lab_say(LAB_BROKE, i);
        }
    }
    status = psa_its_set(UID, 512, bytes, PSA_STORAGE_FLAG_NONE);
    return lab_say(status == PSA_SUCCESS ? LAB_HELD : LAB_BROKE, 0);
}

/* The vault turns to its other half again and again; nothing may get lost on the way. */
static struct lab_answer write_often(void)
{
    static const uint8_t constant[16] = {0x42};
    psa_status_t status = psa_its_set(UID + 1u, 16, constant, PSA_STORAGE_FLAG_NONE);
    size_t length = 0;

    for (uint32_t turn = 0; turn < TURNS && status == PSA_SUCCESS; turn++) {
        bytes[0] = (uint8_t)turn;
        status = psa_its_set(UID, 512, bytes, PSA_STORAGE_FLAG_NONE);
    }
    if (status == PSA_SUCCESS) {
        status = psa_its_get(UID, 0, 1, bytes + 1, &length);
    }
    if (status == PSA_SUCCESS) {
        status = psa_its_get(UID + 1u, 0, 16, bytes + 2, &length);
    }
    return lab_say(status == PSA_SUCCESS && bytes[0] == bytes[1] && bytes[2] == constant[0]
                       ? LAB_HELD
                       : LAB_BROKE,
                   0);
}

struct lab_answer lab_sweep(const struct lab_param *param)
{
    int32_t status;

    if (!lab_control(lab_good_call(&status), (uint32_t)status)) {
        return lab_say(LAB_VOID, (uint32_t)status);
    }
    switch (param->instance) {
    case 1:
        return every_service(MIDDLE, 64);
    case 2: /* over the end of the address space */
        return every_service(0xfffffff8u, 64);
    case 3:
        return error_paths();
    case 4:
        return vectors_in_output();
    case 5:
        return fail_often();
    case 6:
        return flip_signature();
    case 7:
        return fill_storage();
    case 8:
        return write_often();
    default:
        return lab_say(LAB_NOT_APPLICABLE, param->instance);
    }
}
