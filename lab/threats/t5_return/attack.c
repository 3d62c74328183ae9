/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/threats/attack_app/attack.h"
#include "lab/threats/attack_app/calls.h"
#include "lab/threats/attack_app/tick.h"

#include HF_LAYOUT

#define ALIVE       HF_CALL(HF_SERVICE_ALIVE, 0, 0)
#define PROGRAMMER  (-129)
#define NOT_OFFERED (-134)
#define FRAME       32u

/* A branch to a value that the processor reads as "return". */
__attribute__((naked, noinline)) static void branch_to(uint32_t value __attribute__((unused)))
{
    __asm volatile("bx r0");
}

/* SVC with another number and other registers than the client's: only r0 and r1 mean anything. */
__attribute__((naked, noinline)) static int32_t
other_number(uint32_t call __attribute__((unused)), uint32_t vectors __attribute__((unused)))
{
    __asm volatile("push {r4, lr}      \n"
                   "mov r2, #0xffffffff\n"
                   "mov r3, r2         \n"
                   "mov r12, r2        \n"
                   "svc #255           \n"
                   "pop {r4, pc}");
}

/* A call with the stack pointer where the caller wants it. */
__attribute__((naked, noinline)) static int32_t call_on(uint32_t stack __attribute__((unused)),
                                                        uint32_t call __attribute__((unused)))
{
    __asm volatile("push {r4, lr} \n"
                   "mov r4, sp    \n"
                   "mov sp, r0    \n"
                   "mov r0, r1    \n"
                   "movs r1, #0   \n"
                   "svc #0        \n"
                   "mov sp, r4    \n"
                   "pop {r4, pc}");
}

/* A stack that is four bytes off: the processor shifts the frame, and the result must still be in
 * the right place. */
static struct lab_answer shifted_frame(void)
{
    static uint32_t stack[64] __attribute__((aligned(8)));
    int32_t const straight = call_on((uint32_t)&stack[62], ALIVE);
    int32_t const shifted = call_on((uint32_t)&stack[61], ALIVE);

    stack[0] = 0;
    return lab_say(straight == 0 && shifted == 0 ? LAB_HELD : LAB_BROKE, 0);
}

/* The frame's own words are the call; those that name nothing are refused as any call. */
static struct lab_answer numbers(void)
{
    if (other_number(ALIVE, 0) != 0 ||
        other_number(HF_CALL(HF_SERVICE_VERSION, 0, 1), HF_SECURE_RAM) != PROGRAMMER) {
        return lab_say(LAB_BROKE, 0);
    }
    return lab_say(LAB_HELD, (uint32_t)other_number(UINT32_MAX, UINT32_MAX));
}

static struct lab_answer supervisor_case(uint32_t instance)
{
    switch (instance) {
    case 4:
        return numbers();
    case 5: /* the frame would lie across the start of the app's RAM */
        return lab_say(LAB_BROKE, (uint32_t)call_on(HF_APP_RAM + FRAME / 2u, ALIVE));
    case 6:
        return shifted_frame();
    default:
        return lab_say(LAB_NOT_APPLICABLE, instance);
    }
}

struct lab_answer lab_return(const struct lab_param *param)
{
    /* to secure: a thread on the main stack, a handler; and the return of a function call */
    static const uint32_t values[] = {0, 0xfffffff9u, 0xfffffff1u, 0xfeffffffu};
    uint32_t const door = lab_door();
    int32_t status;

    if (!lab_control(lab_good_call(&status), (uint32_t)status)) {
        return lab_say(LAB_VOID, (uint32_t)status);
    }
    if (param->instance >= 4u) {
        return door == (uint32_t)HF_GATE_MPU ? supervisor_case(param->instance)
                                             : lab_say(LAB_NOT_APPLICABLE, door);
    }
    branch_to(values[param->instance]);
    return lab_say(LAB_BROKE, values[param->instance]); /* it came back from somewhere */
}
