/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/threats/attack_app/attack.h"
#include "lab/threats/attack_app/calls.h"
#include "lab/threats/attack_app/tick.h"

#include HF_LAYOUT

#define SOON   3000u
#define INSIDE 3u /* ticks in a row before anything is changed: well within the call */
#define MIDDLE ((uint32_t)HF_SECURE_RAM + HF_SECURE_RAM_SIZE / 2u)

static struct lab_hash_call call;
static volatile uint32_t ticks;
static volatile uint32_t what;

static void change_vectors(void)
{
    ticks = ticks + 1u;
    if (ticks < INSIDE) {
        return;
    }
    lab_tick_stop();
    if (what == 1u) {
        call.vectors[2].base = MIDDLE; /* the result into secure */
    } else {
        call.vectors[1] = (struct hf_vector){MIDDLE, 32}; /* the data from secure */
    }
}

/* The hash of the app's slot without any change: what must come out. */
static int32_t hash_slot(void)
{
    lab_hash_prepare(&call);
    call.vectors[1] = (struct hf_vector){HF_APP_SLOT, HF_APP_SLOT_SIZE / 4u};
    return lab_hash_call(&call);
}

/* With interrupts masked as far as the app can mask them, secure must neither hang nor care. */
static struct lab_answer call_masked(uint32_t instance)
{
    int32_t status;
    int good;

    if (instance == 3u) {
        __asm volatile("msr basepri, %0" ::"r"(0x20u));
    } else if (instance == 4u) {
        __asm volatile("cpsid i" ::: "memory");
    } else {
        __asm volatile("cpsid f" ::: "memory");
    }
    good = lab_good_call(&status);
    __asm volatile("cpsie f\n cpsie i" ::: "memory");
    __asm volatile("msr basepri, %0" ::"r"(0u));
    return lab_say(good ? LAB_HELD : LAB_BROKE, 0);
}

static struct lab_answer change_in_call(uint32_t instance)
{
    uint8_t wanted[32];
    uint32_t different = 0;
    int32_t status = hash_slot();

    for (uint32_t i = 0; i < sizeof(wanted); i++) {
        wanted[i] = call.hash[i];
    }
    what = instance;
    lab_tick_start(change_vectors, SOON);
    status |= hash_slot();
    lab_tick_stop();
    for (uint32_t i = 0; i < sizeof(wanted); i++) {
        different |= (uint32_t)(wanted[i] ^ call.hash[i]);
    }
    if (ticks < INSIDE) {
        return lab_say(LAB_VOID, ticks); /* nothing was changed in time */
    }
    return lab_say(different == 0 && status == 0 ? LAB_HELD : LAB_BROKE, different);
}

struct lab_answer lab_race(const struct lab_param *param)
{
    int32_t status;

    if (!lab_control(lab_good_call(&status), (uint32_t)status)) {
        return lab_say(LAB_VOID, (uint32_t)status);
    }
    switch (param->instance) {
    case 1:
    case 2:
        return change_in_call(param->instance);
    case 3:
    case 4:
    case 5:
        return call_masked(param->instance);
    default:
        return lab_say(LAB_NOT_APPLICABLE, param->instance);
    }
}
