/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/threats/attack_app/attack.h"
#include "lab/threats/attack_app/calls.h"

#include HF_LAYOUT

#define CANARY     0x5cu
#define CANARIES   16u
#define KEY_HANDLE 0x7fff0001u

/* The call's memory between canaries: a length that is believed too much shows there. */
static struct {
    uint8_t before[CANARIES];
    struct lab_hash_call call;
    uint8_t after[CANARIES];
} area;

static void fill(uint8_t *bytes, uint32_t size)
{
    for (uint32_t i = 0; i < size; i++) {
        bytes[i] = CANARY;
    }
}

static int canaries_alive(void)
{
    int alive = 1;

    for (uint32_t i = 0; i < CANARIES; i++) {
        alive &= area.before[i] == CANARY && area.after[i] == CANARY;
    }
    return alive;
}

static int32_t call_with(uint32_t which, uint32_t size)
{
    area.call.vectors[which].size = size;
    return lab_hash_call(&area.call);
}

/* Lengths of the vectors of a hash. */
static int32_t hash_case(uint32_t instance)
{
    switch (instance) {
    case 1: /* everything there is */
        return call_with(1, UINT32_MAX);
    case 2: /* round the end of the address space, back to the start of the app's RAM */
        return call_with(1, HF_APP_RAM - area.call.vectors[1].base);
    case 3: /* half of the address space: negative as a signed number */
        return call_with(1, 0x80000000u);
    case 4: /* one byte past the end of the app's RAM */
        area.call.vectors[1].base = HF_APP_RAM;
        return call_with(1, HF_APP_RAM_WHOLE + 1u);
    case 5:
        return call_with(2, UINT32_MAX);
    case 6: /* a result that does not fit */
        return call_with(2, 31u);
    case 7: /* arguments one byte short, one byte long, and endless */
        return call_with(0, sizeof(struct hf_hash_arguments) - 1u);
    case 8:
        return call_with(0, sizeof(struct hf_hash_arguments) + 1u);
    default:
        return call_with(0, UINT32_MAX - 3u);
    }
}

/* Lengths of a signature check, and counts that do not fit the service. */
static int32_t other_case(uint32_t instance)
{
    struct hf_verify_arguments arguments = {KEY_HANDLE, LAB_ECDSA};
    struct hf_vector vectors[6] = {{(uint32_t)&arguments, sizeof(arguments)},
                                   {(uint32_t)area.call.hash, 32u},
                                   {(uint32_t)area.call.hash, 64u}};

    switch (instance) {
    case 10: /* more hash than any algorithm has */
        vectors[1].size = 65u;
        return hf_gate_call(HF_CALL(HF_SERVICE_VERIFY_HASH, 3, 0), vectors);
    case 11: /* more signature than the arena holds, all of it the app's own memory */
        vectors[2] = (struct hf_vector){HF_APP_RAM, 0x4000u};
        return hf_gate_call(HF_CALL(HF_SERVICE_VERIFY_HASH, 3, 0), vectors);
    case 12: /* as many vectors as the field holds */
        return hf_gate_call(HF_CALL(HF_SERVICE_HASH_COMPUTE, 255, 255), area.call.vectors);
    case 13: /* one more, one fewer than the service takes */
        return hf_gate_call(HF_CALL(HF_SERVICE_HASH_COMPUTE, 3, 1), area.call.vectors);
    case 14:
        return hf_gate_call(HF_CALL(HF_SERVICE_HASH_COMPUTE, 2, 0), area.call.vectors);
    case 15: /* the output as an input */
        return hf_gate_call(HF_CALL(HF_SERVICE_HASH_COMPUTE, 3, 0), area.call.vectors);
    case 16: /* services that are not there */
        return hf_gate_call(HF_CALL(0, 0, 0), area.call.vectors);
    case 17:
        return hf_gate_call(HF_CALL(0xffff, 2, 1), area.call.vectors);
    default:
        return hf_gate_call(UINT32_MAX, area.call.vectors);
    }
}

struct lab_answer lab_gate_length(const struct lab_param *param)
{
    int32_t status;

    if (!lab_control(lab_good_call(&status), (uint32_t)status)) {
        return lab_say(LAB_VOID, (uint32_t)status);
    }
    if (param->instance == 0 || param->instance > 18u) {
        return lab_say(LAB_NOT_APPLICABLE, param->instance);
    }
    fill(area.before, CANARIES);
    fill(area.after, CANARIES);
    lab_hash_prepare(&area.call);
    status = param->instance < 10u ? hash_case(param->instance) : other_case(param->instance);
    if (status == 0 || !canaries_alive()) {
        lab_got(area.call.hash);
        return lab_say(LAB_BROKE, (uint32_t)status);
    }
    return lab_say(LAB_HELD, (uint32_t)status);
}
