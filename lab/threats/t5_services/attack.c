/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/threats/attack_app/attack.h"
#include "holdfast/device.h"
#include "lab/threats/attack_app/calls.h"
#include "psa/crypto.h"
#include "psa/initial_attestation.h"
#include "psa/protected_storage.h"

#define CANARY   0x5cu
#define CANARIES 16u
#define UID      0x7e57u

/* What secure writes into, between canaries. */
static struct {
    uint8_t before[CANARIES];
    uint8_t bytes[PSA_INITIAL_ATTEST_MAX_TOKEN_SIZE];
    uint8_t after[CANARIES];
} area;

static uint8_t challenge[128];

static void fill(void)
{
    uint8_t *bytes = (uint8_t *)&area;

    for (uint32_t i = 0; i < sizeof(area); i++) {
        bytes[i] = CANARY;
    }
}

/* 1 when nothing from `offset` of the output on has been touched, nor what is around it. */
static int untouched(uint32_t offset)
{
    int same = 1;

    for (uint32_t i = 0; i < CANARIES; i++) {
        same &= area.before[i] == CANARY && area.after[i] == CANARY;
    }
    for (uint32_t i = offset; i < sizeof(area.bytes); i++) {
        same &= area.bytes[i] == CANARY;
    }
    return same;
}

/* The built-in keys that the app may use, and what each answers to a signature of noise: the
 * signer's key verifies, the other two do not. */
static const struct {
    uint32_t handle;
    psa_status_t answer;
} own_keys[] = {
    {HF_KEY_APP_SIGNER, PSA_ERROR_INVALID_SIGNATURE},
    {HF_KEY_IDENTITY, PSA_ERROR_NOT_PERMITTED},
    {HF_KEY_DEVICE, PSA_ERROR_NOT_PERMITTED},
};

static psa_status_t answer_of(uint32_t handle)
{
    for (uint32_t i = 0; i < sizeof(own_keys) / sizeof(own_keys[0]); i++) {
        if (own_keys[i].handle == handle) {
            return own_keys[i].answer;
        }
    }
    return PSA_ERROR_INVALID_HANDLE;
}

/* Any answer but "no such key" says that the handle names a key: the signature is noise, so a key
 * that may be used would answer INVALID_SIGNATURE, one that may not NOT_PERMITTED. */
static struct lab_answer try_keys(uint32_t first, uint32_t count)
{
    static const uint8_t noise[64] = {1};

    for (uint32_t i = 0; i < count; i++) {
        uint32_t const handle[2] = {first + i, 0};
        psa_status_t const status =
            psa_verify_hash(handle[0], PSA_ALG_ECDSA(PSA_ALG_SHA_256), noise, 32, noise, 64);

        if (status != answer_of(handle[0])) {
            lab_got((const uint8_t *)handle);
            return lab_say(LAB_BROKE, (uint32_t)status);
        }
    }
    return lab_say(LAB_HELD, count);
}

static struct lab_answer key_case(uint32_t instance)
{
    switch (instance) {
    case 1: /* small numbers, as a lazy implementation would give them out */
        return try_keys(0, 1024);
    case 2: /* the range of built-in keys, around the one that is the app's */
        return try_keys(0x7fff0000u, 1024);
    case 3: /* where Mbed TLS numbers keys that are in RAM: the attestation key is one */
        return try_keys(0x7fffff00u, 0x200u);
    case 4:
        return try_keys(0x7fffef00u, 0x200u);
    default: /* with the sign bit, and the end of all numbers */
        return try_keys(0xffffff00u, 0x100u);
    }
}

/* A space that is not the app's must not be one, whatever bits are cut off it on the way. */
static struct lab_answer try_spaces(void)
{
    static const uint32_t spaces[] = {0, 3, 4, 255, 256, 257, 258, 0x10001u, UINT32_MAX};

    for (uint32_t i = 0; i < sizeof(spaces) / sizeof(spaces[0]); i++) {
        struct hf_storage_arguments arguments = {.uid_low = UID, .space = spaces[i]};
        struct hf_vector vectors[] = {{(uint32_t)&arguments, sizeof(arguments)},
                                      {(uint32_t)area.bytes, 32}};
        int32_t const set = hf_gate_call(HF_CALL(HF_SERVICE_STORAGE_SET, 2, 0), vectors);
        int32_t const got = hf_gate_call(HF_CALL(HF_SERVICE_STORAGE_GET, 1, 1), vectors);

        if (set != PSA_ERROR_INVALID_ARGUMENT || got != PSA_ERROR_INVALID_ARGUMENT) {
            return lab_say(LAB_BROKE, spaces[i]);
        }
    }
    return lab_say(untouched(0) ? LAB_HELD : LAB_BROKE, 0);
}

/* Challenges through the door itself, past the client's own check. */
static struct lab_answer try_challenges(void)
{
    for (uint32_t size = 0; size <= sizeof(challenge); size++) {
        struct hf_vector vectors[] = {{(uint32_t)challenge, size},
                                      {(uint32_t)area.bytes, sizeof(area.bytes)}};
        int const allowed = size == 32u || size == 48u || size == 64u;
        int32_t const status = hf_gate_call(HF_CALL(HF_SERVICE_TOKEN, 1, 1), vectors);

        if (allowed == (status != PSA_SUCCESS) || (!allowed && !untouched(0))) {
            return lab_say(LAB_BROKE, size);
        }
        fill();
    }
    return lab_say(LAB_HELD, 0);
}

static struct lab_answer try_token_room(uint32_t largest)
{
    uint32_t const rooms[] = {0, 1, 63, largest};

    for (uint32_t i = 0; i < sizeof(rooms) / sizeof(rooms[0]); i++) {
        size_t length = 1;
        psa_status_t const status =
            psa_initial_attest_get_token(challenge, 32, area.bytes, rooms[i], &length);

        if (status != PSA_ERROR_BUFFER_TOO_SMALL || length != 0 || !untouched(0)) {
            return lab_say(LAB_BROKE, rooms[i]);
        }
    }
    return lab_say(LAB_HELD, largest);
}

/* A value of the app is there; what is asked of it is more than there is, or more than there can
 * be. */
static struct lab_answer try_storage(uint32_t instance)
{
    struct hf_storage_arguments arguments = {.uid_low = UID, .space = HF_GATE_STORAGE_PS};
    struct hf_vector vectors[] = {{(uint32_t)&arguments, sizeof(arguments)},
                                  {(uint32_t)area.bytes, UINT32_MAX}};
    psa_status_t status = psa_ps_set(UID, 32, challenge, PSA_STORAGE_FLAG_NONE);
    size_t length = 0;

    if (status != PSA_SUCCESS) {
        return lab_say(LAB_VOID, (uint32_t)status);
    }
    switch (instance) {
    case 9: /* more than the address space */
        status = psa_ps_get(UID, 0, UINT32_MAX, area.bytes, &length);
        return lab_say(status != PSA_SUCCESS && untouched(0) ? LAB_HELD : LAB_BROKE,
                       (uint32_t)status);
    case 10: /* from behind the end, where the value before it in the vault may lie */
        status = psa_ps_get(UID, 33, 32, area.bytes, &length);
        return lab_say(status == PSA_ERROR_INVALID_ARGUMENT && untouched(0) ? LAB_HELD : LAB_BROKE,
                       (uint32_t)status);
    case 11: /* across the end: what comes must be the value's own */
        status = psa_ps_get(UID, 24, sizeof(area.bytes), area.bytes, &length);
        return lab_say(status == PSA_SUCCESS && length == 8 && untouched(8) ? LAB_HELD : LAB_BROKE,
                       (uint32_t)length);
    default: /* a piece that wraps round to the start */
        arguments.offset = 0u - 16u;
        vectors[1].size = 32;
        status = hf_gate_call(HF_CALL(HF_SERVICE_STORAGE_EXTEND, 2, 0), vectors);
        return lab_say(status == PSA_ERROR_INVALID_ARGUMENT ? LAB_HELD : LAB_BROKE,
                       (uint32_t)status);
    }
}

/* The good calls of all that is attacked here. */
static psa_status_t good_calls(size_t *token_size)
{
    static const uint8_t noise[64] = {1};
    psa_status_t status =
        psa_initial_attest_get_token(challenge, 32, area.bytes, sizeof(area.bytes), token_size);

    if (psa_verify_hash(HF_KEY_APP_SIGNER, PSA_ALG_ECDSA(PSA_ALG_SHA_256), noise, 32, noise, 64) !=
        PSA_ERROR_INVALID_SIGNATURE) {
        return PSA_ERROR_GENERIC_ERROR;
    }
    return status;
}

struct lab_answer lab_services(const struct lab_param *param)
{
    size_t token_size = 0;
    psa_status_t const status = good_calls(&token_size);

    if (!lab_control(status == PSA_SUCCESS, (uint32_t)status)) {
        return lab_say(LAB_VOID, (uint32_t)status);
    }
    fill();
    switch (param->instance) {
    case 1:
    case 2:
    case 3:
    case 4:
    case 5:
        return key_case(param->instance);
    case 6:
        return try_spaces();
    case 7:
        return try_challenges();
    case 8:
        return try_token_room((uint32_t)token_size - 1u);
    case 9:
    case 10:
    case 11:
    case 12:
        return try_storage(param->instance);
    default:
        return lab_say(LAB_NOT_APPLICABLE, param->instance);
    }
}
