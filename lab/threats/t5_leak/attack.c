/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/threats/attack_app/attack.h"
#include "holdfast/device.h"
#include "lab/threats/attack_app/calls.h"
#include "psa/crypto.h"
#include "psa/initial_attestation.h"
#include "psa/internal_trusted_storage.h"
#include "psa/protected_storage.h"

#include HF_LAYOUT

#define CANARY    32u
#define GONE      0x40u /* the canary that must not stand anywhere once the service is done */
#define KEPT      0x80u /* the one that this firmware keeps: the control of the host's search */
#define UID       0x1eafu
#define MARK      0x5afe0000u
#define REGISTERS 5u /* r1, r2, r3, r12, and the flags */
#define FLAGS     0xf8000000u /* N, Z, C, V, Q: of the last comparison */
#define GREATER   0x000f0000u /* GE */

static uint8_t canary[CANARY];
static volatile uint8_t kept[CANARY];
static uint8_t scratch[PSA_INITIAL_ATTEST_MAX_TOKEN_SIZE];

static uint8_t canary_byte(const struct lab_param *param, uint32_t i, uint32_t which)
{
    return (uint8_t)(param->needle[i % LAB_NEEDLE] ^ (which + i));
}

static void wipe(uint8_t *bytes, uint32_t size)
{
    for (uint32_t i = 0; i < size; i++) {
        ((volatile uint8_t *)bytes)[i] = 0;
    }
}

/* Gives the canary to a service that takes it in or gives it back. */
static psa_status_t use(uint32_t instance)
{
    psa_status_t status = PSA_SUCCESS;
    size_t length = 0;

    switch (instance) {
    case 1:
        return psa_hash_compute(PSA_ALG_SHA_256, canary, CANARY, scratch, 32, &length);
    case 2:
        status = psa_its_set(UID, CANARY, canary, PSA_STORAGE_FLAG_NONE);
        return status != PSA_SUCCESS ? status : psa_its_get(UID, 0, CANARY, scratch, &length);
    case 3:
        status = psa_ps_set(UID, CANARY, canary, PSA_STORAGE_FLAG_NONE);
        return status != PSA_SUCCESS ? status : psa_ps_get(UID, 0, CANARY, scratch, &length);
    case 4: /* on an error path, which has to wipe as well */
        status = psa_its_set(UID + 1u, CANARY, canary, UINT32_MAX);
        return status == PSA_ERROR_NOT_SUPPORTED ? PSA_SUCCESS : PSA_ERROR_GENERIC_ERROR;
    default: /* the challenge of a token, which is then overwritten by another one */
        status = psa_initial_attest_get_token(canary, CANARY, scratch, sizeof(scratch), &length);
        return status;
    }
}

/* Leaves the device as it is when the service is done; the host looks through all of its RAM. */
static struct lab_answer leave_canary(const struct lab_param *param)
{
    psa_status_t status;

    for (uint32_t i = 0; i < CANARY; i++) {
        canary[i] = canary_byte(param, i, GONE);
        kept[i] = canary_byte(param, i, KEPT);
    }
    status = use(param->instance);
    wipe(canary, CANARY);
    wipe(scratch, sizeof(scratch));
    return lab_say(status == PSA_SUCCESS ? LAB_HELD : LAB_VOID, 0);
}

/* A call that marks every register a callee may change, and keeps what comes back in them. */
__attribute__((naked, noinline)) static int32_t call_marked(uint32_t call __attribute__((unused)),
                                                            struct hf_vector *vectors
                                                            __attribute__((unused)),
                                                            uint32_t *registers
                                                            __attribute__((unused)))
{
    __asm volatile("push {r4, lr}         \n"
                   "mov r4, r2            \n"
                   "ldr r2, =0x5afe0002   \n"
                   "ldr r3, =0x5afe0003   \n"
                   "ldr r12, =0x5afe000c  \n"
                   "msr apsr_nzcvq, r12   \n"
                   "bl hf_gate_call       \n"
                   "str r1, [r4]          \n"
                   "str r2, [r4, #4]      \n"
                   "str r3, [r4, #8]      \n"
                   "str r12, [r4, #12]    \n"
                   "mrs r1, apsr          \n"
                   "str r1, [r4, #16]     \n"
                   "pop {r4, pc}          \n"
                   ".ltorg");
}

/* Nothing, the caller's mark, or an address that the caller knows anyway. */
static int harmless(uint32_t value)
{
    return value == 0 || (value & 0xffff0000u) == MARK ||
           value - (uint32_t)HF_APP_RAM < (uint32_t)HF_APP_RAM_WHOLE ||
           value - (uint32_t)HF_APP_SLOT < (uint32_t)HF_APP_SLOT_SIZE;
}

static uint32_t leaked(uint32_t call, struct hf_vector *vectors)
{
    uint32_t registers[REGISTERS] = {0};

    (void)call_marked(call, vectors, registers);
    for (uint32_t i = 0; i + 1u < REGISTERS; i++) {
        if (!harmless(registers[i]) && registers[i] != (uint32_t)vectors) {
            return registers[i];
        }
    }
    /* a veneer clears the flags with the app's own return address */
    registers[REGISTERS - 1u] &= ~FLAGS;
    return registers[REGISTERS - 1u] & ~((uint32_t)call_marked & GREATER);
}

/* Registers after a good call of each service that computes with a secret, and after a refused one.
 */
static struct lab_answer look_at_registers(void)
{
    static struct lab_hash_call hash;
    struct hf_storage_arguments uid = {.uid_low = UID, .space = HF_GATE_STORAGE_PS};
    struct hf_vector random[] = {{(uint32_t)scratch, 32}};
    struct hf_vector token[] = {{(uint32_t)canary, 32}, {(uint32_t)scratch, sizeof(scratch)}};
    struct hf_vector value[] = {{(uint32_t)&uid, sizeof(uid)}, {(uint32_t)scratch, 32}};
    uint32_t told = 0;

    lab_hash_prepare(&hash);
    told |= leaked(HF_CALL(HF_SERVICE_HASH_COMPUTE, 2, 1), hash.vectors);
    told |= leaked(HF_CALL(HF_SERVICE_RANDOM, 0, 1), random);
    told |= leaked(HF_CALL(HF_SERVICE_TOKEN, 1, 1), token);
    told |= leaked(HF_CALL(HF_SERVICE_STORAGE_SET, 2, 0), value);
    told |= leaked(HF_CALL(HF_SERVICE_STORAGE_GET, 1, 1), value);
    told |= leaked(HF_CALL(HF_SERVICE_ALIVE, 0, 0), 0);
    told |= leaked(HF_CALL(UINT16_MAX, 0, 0), 0);
    told |= leaked(HF_CALL(HF_SERVICE_RANDOM, 0, 1), (struct hf_vector *)HF_SECURE_RAM);
    return lab_say(told == 0 ? LAB_HELD : LAB_BROKE, told);
}

/* vmov s0, r0 and back: floating-point state would be one more place to leak from. */
__attribute__((naked, noinline)) static uint32_t use_float(void)
{
    __asm volatile(".short 0xee10, 0x0a10 \n" /* vmov r0, s0 */
                   "bx lr");
}

struct lab_answer lab_leak(const struct lab_param *param)
{
    int32_t status;

    if (!lab_control(lab_good_call(&status), (uint32_t)status)) {
        return lab_say(LAB_VOID, (uint32_t)status);
    }
    switch (param->instance) {
    case 1:
    case 2:
    case 3:
    case 4:
    case 5:
        return leave_canary(param);
    case 6:
        return look_at_registers();
    case 7:
        return lab_say(LAB_BROKE, use_float());
    default:
        return lab_say(LAB_NOT_APPLICABLE, param->instance);
    }
}
