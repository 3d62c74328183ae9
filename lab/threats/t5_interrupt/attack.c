/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/threats/attack_app/attack.h"
#include "holdfast/device.h"
#include "lab/threats/attack_app/calls.h"
#include "lab/threats/attack_app/places.h"
#include "lab/threats/attack_app/tick.h"

#include HF_LAYOUT

#define SOON      2000u /* turns of the timer */
#define WAIT      4000000u
#define REFUSED   (-135)
#define MANY      200u
#define REGISTERS 8u /* r4 to r11 */

static volatile uint32_t ticks;
__attribute__((used)) static volatile uint32_t seen[REGISTERS];
static struct lab_hash_call call;

static void count_tick(void)
{
    lab_tick_stop();
    ticks = ticks + 1u;
}

/* The control: an interrupt of the app's reaches it, as an event or in a handler of its own. */
static int works(uint32_t door)
{
    uint32_t arrived = 0;

    if (door == (uint32_t)HF_GATE_MPU) {
        if (hf_device_interrupt_watch(HF_INTERRUPT_TIMER) != 0) {
            return 0;
        }
        lab_timer_start(SOON);
        (void)hf_device_interrupt_wait(HF_INTERRUPT_TIMER, &arrived);
        lab_timer_quiet();
        return arrived == HF_INTERRUPT_TIMER;
    }
    lab_tick_start(count_tick, SOON);
    for (uint32_t turn = 0; turn < WAIT && ticks == 0; turn++) {
        __asm volatile("nop");
    }
    return ticks == 1u;
}

static void raise_soon(uint32_t door, void (*handler)(void))
{
    if (door == (uint32_t)HF_GATE_MPU) {
        (void)hf_device_interrupt_watch(HF_INTERRUPT_TIMER);
        lab_timer_start(SOON);
    } else {
        lab_tick_start(handler, SOON);
    }
}

/* Case 1: the stack pointer points into secure's RAM while the interrupt comes: the processor must
 * not stack there for the app. */
__attribute__((naked, noinline)) static void spin_on_stack(uint32_t stack __attribute__((unused)),
                                                           uint32_t turns __attribute__((unused)))
{
    __asm volatile("mov r3, sp    \n"
                   "mov sp, r0    \n"
                   "1: subs r1, #1\n"
                   "bne 1b        \n"
                   "mov sp, r3    \n"
                   "bx lr");
}

static struct lab_answer stack_in_secure(uint32_t door)
{
    uint32_t const before = ticks;

    raise_soon(door, count_tick);
    spin_on_stack(HF_SECURE_RAM + HF_SECURE_RAM_SIZE / 2u, WAIT);
    return lab_say(door != (uint32_t)HF_GATE_NONE || ticks == before ? LAB_VOID : LAB_BROKE, ticks);
}

/* Case 2: what secure had in its registers when the interrupt came. */
__attribute__((naked)) static void look_at_registers(void)
{
    __asm volatile("ldr r0, =seen      \n"
                   "stmia r0, {r4-r11} \n"
                   "push {r3, lr}      \n"
                   "bl lab_tick_stop   \n"
                   "pop {r3, pc}       \n"
                   ".ltorg");
}

static struct lab_answer registers_in_call(uint32_t door)
{
    uint32_t arrived = 0;
    uint32_t other = 0;

    lab_hash_prepare(&call);
    call.vectors[1] = (struct hf_vector){HF_APP_SLOT, HF_APP_SLOT_SIZE / 4u};
    raise_soon(door, look_at_registers);
    (void)lab_hash_call(&call);
    for (uint32_t i = 0; i < REGISTERS; i++) {
        int const own = seen[i] - (uint32_t)HF_APP_RAM < (uint32_t)HF_APP_RAM_WHOLE ||
                        seen[i] - (uint32_t)HF_APP_SLOT < (uint32_t)HF_APP_SLOT_SIZE;

        other |= own ? 0 : seen[i];
    }
    if (door == (uint32_t)HF_GATE_MPU) {
        (void)hf_device_interrupt_poll(HF_INTERRUPT_TIMER, &arrived);
        lab_timer_quiet();
        return lab_say(arrived != 0 ? LAB_HELD : LAB_VOID,
                       0); /* told, and nothing of the app ran */
    }
    return lab_say(other == 0 ? LAB_HELD : LAB_BROKE, other);
}

/* Case 3: bits of interrupts that are not the app's, or of none at all. */
static struct lab_answer watch_others(void)
{
    for (uint32_t bit = 3; bit < 32u; bit++) {
        if (hf_device_interrupt_watch(1u << bit) != REFUSED) {
            return lab_say(LAB_BROKE, bit);
        }
    }
    return lab_say(LAB_HELD, (uint32_t)hf_device_interrupt_watch(UINT32_MAX));
}

/* Case 4: a device that is never quieted. Each question may cost one interrupt, never a storm in
 * which the app's own code no longer runs. */
static struct lab_answer storm(void)
{
    uint32_t told = 0;

    (void)hf_device_interrupt_watch(HF_INTERRUPT_TIMER);
    lab_timer_start(1);
    for (uint32_t i = 0; i < MANY; i++) {
        uint32_t arrived = 0;

        if (hf_device_interrupt_poll(HF_INTERRUPT_TIMER, &arrived) != 0) {
            return lab_say(LAB_BROKE, i);
        }
        told += arrived != 0;
    }
    lab_timer_quiet();
    return lab_say(told != 0 ? LAB_HELD : LAB_VOID, 0);
}

struct lab_answer lab_interrupt(const struct lab_param *param)
{
    uint32_t const door = lab_door();

    if (!lab_control(works(door), door)) {
        return lab_say(LAB_VOID, door);
    }
    switch (param->instance) {
    case 1:
        return stack_in_secure(door);
    case 2:
        return registers_in_call(door);
    case 3:
        return door == (uint32_t)HF_GATE_MPU ? watch_others() : lab_say(LAB_NOT_APPLICABLE, door);
    case 4:
        return door == (uint32_t)HF_GATE_MPU ? storm() : lab_say(LAB_NOT_APPLICABLE, door);
    default:
        return lab_say(LAB_NOT_APPLICABLE, param->instance);
    }
}
