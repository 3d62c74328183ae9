/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/threats/attack_app/attack.h"
#include "lab/threats/attack_app/calls.h"

#include HF_LAYOUT

#define SYST_CSR     0xe000e010u
#define SYST_RVR     0xe000e014u
#define SYST_CVR     0xe000e018u
#define SYST_ON      7u
#define SYST_OFF     0u
#define VTOR         0xe000ed08u
#define SYSTICK      15u
#define SOON         2000u       /* ticks: many times in the long call */
#define WAIT         200000u     /* turns */
#define RETURN_ZONE  0xffffffbcu /* to a non-secure thread on its process stack */
#define RETURN_OTHER 0xfffffffdu
#define FROM_SECURE  0x40u /* in EXC_RETURN: a secure thread was interrupted */
#define FROM_PSP     0x04u /* in EXC_RETURN: a thread on the process stack */
#define TICKS_INSIDE 3u
#define NEVER        0x7fffffff

/* One call, bent to last long: the hash of the whole slot. */
static struct lab_hash_call call;
static struct hf_version_answer version;
static struct hf_vector version_vector;
static volatile int32_t from_handler = NEVER;

__attribute__((aligned(512))) static uint32_t table[16];

/* The thread to which the interrupt "returns" instead of the interrupted call: a stack that ends in
 * one exception frame. */
#define STACK_WORDS 256u
#define FRAME_WORDS 8u
#define FRAME_PC    (STACK_WORDS - FRAME_WORDS + 6u)
#define FRAME_PSR   (STACK_WORDS - FRAME_WORDS + 7u)
#define PSR_THUMB   0x01000000u

static uint32_t second_stack[STACK_WORDS] __attribute__((aligned(8)));
__attribute__((used)) static uint32_t *second_frame;
__attribute__((used)) static uint32_t second_return;

static int32_t ask_version(void)
{
    version_vector = (struct hf_vector){(uint32_t)&version, sizeof(version)};
    return hf_gate_call(HF_CALL(HF_SERVICE_VERSION, 0, 1), &version_vector);
}

/* Case 1: a call from a handler. */
static void handler_calls(void)
{
    lab_write32(SYST_CSR, SYST_OFF);
    from_handler = ask_version();
}

/* Case 2: leaves the interrupted call where it is and goes on in another thread, as a scheduler
 * does. Only at the third tick in a row that finds the call running, so that it is well inside. */
__attribute__((used)) static uint32_t goes_on(uint32_t came_from)
{
    static uint32_t inside;
    int const in_secure =
        second_return == RETURN_ZONE ? (came_from & FROM_SECURE) != 0 : (came_from & FROM_PSP) == 0;

    inside = in_secure ? inside + 1u : 0;
    if (inside < TICKS_INSIDE) {
        return came_from;
    }
    lab_write32(SYST_CSR, SYST_OFF);
    __asm volatile("msr psp, %0" ::"r"(second_frame));
    return second_return;
}

__attribute__((naked)) static void handler_switches(void)
{
    __asm volatile("mov r0, lr  \n"
                   "push {r3, lr}\n"
                   "bl goes_on  \n"
                   "pop {r3, lr}\n"
                   "bx r0");
}

static void take_systick(void (*handler)(void))
{
    table[SYSTICK] = (uint32_t)handler;
    lab_write32(VTOR, (uint32_t)table);
    lab_write32(SYST_RVR, SOON);
    lab_write32(SYST_CVR, 0);
    __asm volatile("dsb\n isb" ::: "memory");
    lab_write32(SYST_CSR, SYST_ON);
}

/* No handler ever ran: that is an answer only where the app cannot have one. */
static struct lab_answer never_ran(void)
{
    return lab_say(version.kind == (uint32_t)HF_GATE_MPU ? LAB_HELD : LAB_VOID, 0);
}

static struct lab_answer call_from_handler(void)
{
    take_systick(handler_calls);
    for (volatile uint32_t turn = 0; turn < WAIT && from_handler == NEVER; turn++) {
    }
    if (from_handler == NEVER) {
        return never_ran();
    }
    return lab_say(from_handler == 0 ? LAB_BROKE : LAB_HELD, (uint32_t)from_handler);
}

/* Runs while the first call is still open; ends the run. */
static void second_thread(void)
{
    int32_t const status = ask_version();

    lab_conclude(lab_say(status == 0 ? LAB_BROKE : LAB_HELD, (uint32_t)status));
}

static struct lab_answer call_twice(void)
{
    second_return = version.kind == (uint32_t)HF_GATE_TRUSTZONE ? RETURN_ZONE : RETURN_OTHER;
    second_frame = &second_stack[STACK_WORDS - FRAME_WORDS];
    second_stack[FRAME_PC] = (uint32_t)second_thread & ~1u;
    second_stack[FRAME_PSR] = PSR_THUMB;
    lab_hash_prepare(&call);
    call.vectors[1] = (struct hf_vector){HF_APP_SLOT, HF_APP_SLOT_SIZE};
    take_systick(handler_switches);
    (void)lab_hash_call(&call);
    lab_write32(SYST_CSR, SYST_OFF);
    return never_ran();
}

/* Case 4: a handler returns to a secure thread that no exception has interrupted. If secure's stack
 * ended in anything that looks like a frame, secure would run from there. */
__attribute__((naked)) static void handler_forges(void)
{
    __asm volatile("ldr r0, =0xe000e010  \n" /* SysTick off */
                   "movs r1, #0          \n"
                   "str r1, [r0]         \n"
                   "ldr lr, =0xfffffff8  \n" /* secure, thread, main stack; exception of the app */
                   "bx lr                \n"
                   ".ltorg");
}

static struct lab_answer forge_return(void)
{
    if (version.kind != (uint32_t)HF_GATE_TRUSTZONE) {
        return lab_say(LAB_NOT_APPLICABLE, version.kind);
    }
    take_systick(handler_forges);
    for (volatile uint32_t turn = 0; turn < WAIT; turn++) {
    }
    return lab_say(LAB_VOID, 0); /* the handler never ran */
}

/* Case 3: the app's stack pointer in secure RAM, so that whatever the door pushes lands there. */
__attribute__((naked, noinline)) static int32_t call_on_stack(uint32_t stack
                                                              __attribute__((unused)))
{
    __asm volatile("push {r4, lr}    \n"
                   "mov r4, sp       \n"
                   "mov sp, r0       \n"
                   "movs r0, #2      \n" /* HF_SERVICE_ALIVE, no vectors */
                   "movs r1, #0      \n"
                   "bl hf_gate_call  \n"
                   "mov sp, r4       \n"
                   "pop {r4, pc}");
}

static struct lab_answer call_on_foreign_stack(void)
{
    int32_t const status = call_on_stack(HF_SECURE_RAM + HF_SECURE_RAM_SIZE / 2u);

    /* Where there is a wall, a call that comes back has pushed nothing. */
    return lab_say(version.kind == (uint32_t)HF_GATE_NONE ? LAB_BROKE : LAB_HELD, (uint32_t)status);
}

struct lab_answer lab_gate_context(const struct lab_param *param)
{
    int32_t const status = ask_version();

    if (!lab_control(status == 0 && version.gate == HF_GATE_VERSION, (uint32_t)status)) {
        return lab_say(LAB_VOID, (uint32_t)status);
    }
    switch (param->instance) {
    case 1:
        return call_from_handler();
    case 2:
        return call_twice();
    case 3:
        return call_on_foreign_stack();
    case 4:
        return forge_return();
    default:
        return lab_say(LAB_NOT_APPLICABLE, param->instance);
    }
}
