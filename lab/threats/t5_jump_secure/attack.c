/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/threats/attack_app/attack.h"
#include "lab/threats/attack_app/calls.h"
#include "points.h"

#include HF_LAYOUT

#define MIDDLE ((uint32_t)HF_SECURE_RAM + HF_SECURE_RAM_SIZE / 2u)
#define BX_LR  0x4770u

/* A function that does nothing: where it can be run, it comes back. */
__attribute__((naked, noinline)) static void own_leaf(void)
{
    __asm volatile("bx lr");
}

static void run_at(uint32_t address)
{
    ((void (*)(void))(address | 1u))();
}

/* The dispatcher, past the door: who gets here has skipped what the door checks. */
static struct lab_answer run_dispatcher(void)
{
    static struct hf_version_answer version;
    static struct hf_vector vector;
    int32_t (*const dispatch)(uint32_t, struct hf_vector *) =
        (int32_t(*)(uint32_t, struct hf_vector *))(LAB_SECURE_DISPATCH | 1u);

    vector = (struct hf_vector){(uint32_t)&version, sizeof(version)};
    if (dispatch(HF_CALL(HF_SERVICE_VERSION, 0, 1), &vector) != 0) {
        return lab_say(LAB_HELD, 0);
    }
    lab_got((const uint8_t *)&version);
    return lab_say(LAB_BROKE, LAB_SECURE_DISPATCH);
}

/* Where each case jumps; 0: no such place on this board. */
static uint32_t target(uint32_t instance)
{
    switch (instance) {
    case 1: /* behind the one instruction that a call may enter at; other doors have none */
        return LAB_SECURE_PAST_VENEER;
    case 2:
        return LAB_SECURE_LEAF;
    case 3:
        return LAB_IROT_LEAF;
    case 4: /* code of the app's own, put into secure RAM where nothing lies */
        *(volatile uint16_t *)MIDDLE = BX_LR;
        return MIDDLE;
    default:
        return 0;
    }
}

struct lab_answer lab_jump_secure(const struct lab_param *param)
{
    uint32_t address;

    run_at((uint32_t)own_leaf);
    (void)lab_control(1, (uint32_t)own_leaf); /* it came back: jumping so works */
    address = param->base != 0 ? param->base : target(param->instance);
    if (param->instance == 5u) {
        return run_dispatcher();
    }
    if (address == 0) {
        return lab_say(LAB_NOT_APPLICABLE, param->instance);
    }
    run_at(address);
    return lab_say(LAB_BROKE, address); /* it came back: secure's code ran for us */
}
