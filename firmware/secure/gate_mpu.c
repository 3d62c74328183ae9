/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The door on Armv7-M: SVC. Handler mode is always privileged, so secure owns every handler and the
 * app has none; the SVC handler returns into hf_dispatch() in privileged *thread* mode, on secure's
 * own stack, so that a long call can be interrupted.
 *
 *   app (thread, unprivileged, PSP) --SVC--> handler --exception return--> hf_dispatch (thread,
 *   privileged, MSP) --SVC--> handler --exception return--> app, behind its SVC
 *
 * Who called is read from LR and CONTROL, never from the instruction: the number in the SVC means
 * nothing. The app's r1-r3 and r12 come back from its own frame, r4-r11 by the calling convention,
 * so no register carries anything of secure but the result in r0.
 * DEFEATS: t5 entering secure code anywhere else; an app stack that points into secure (the
 * hardware stacks with the app's rights); re-entry.
 * NOT DEFEATED: see world_mpu.c. */
#include "firmware/secure/dispatch.h"
#include "firmware/secure/fault.h"
#include "firmware/secure/gate.h"
#include "hw/api/map.h"

/* A naked function finds its parameters in registers. */
#pragma GCC diagnostic ignored "-Wunused-parameter"

const enum hf_gate_kind hf_gate_kind = HF_GATE_MPU;

hf_err_t hf_app_memory_check(uint32_t base, uint32_t size, enum hf_access access)
{
    return hf_regions_check(&hf_secure_map, base, size, access);
}

/* The app's own rights do the access: if table and MPU ever disagree, this faults and secure stops.
 */
static inline uint32_t read_word_as_app(uint32_t address)
{
    uint32_t value;

    __asm volatile("ldrt %0, [%1]" : "=r"(value) : "r"(address) : "memory");
    return value;
}

static inline uint8_t read_byte_as_app(uint32_t address)
{
    uint32_t value;

    __asm volatile("ldrbt %0, [%1]" : "=r"(value) : "r"(address) : "memory");
    return (uint8_t)value;
}

void hf_app_memory_read(uint32_t from, uint8_t *to, uint32_t size)
{
    uint32_t i = 0;

    if (((from | (uint32_t)to) & 3u) == 0) {
        for (; size - i >= 4u; i += 4u) {
            *(uint32_t *)(void *)(to + i) = read_word_as_app(from + i);
        }
    }
    for (; i < size; i++) {
        to[i] = read_byte_as_app(from + i);
    }
}

void hf_app_memory_write(uint32_t to, const uint8_t *from, uint32_t size)
{
    uint32_t i = 0;

    if (((to | (uint32_t)from) & 3u) == 0) {
        for (; size - i >= 4u; i += 4u) {
            uint32_t const word = *(const uint32_t *)(const void *)(from + i);

            __asm volatile("strt %0, [%1]" ::"r"(word), "r"(to + i) : "memory");
        }
    }
    for (; i < size; i++) {
        __asm volatile("strbt %0, [%1]" ::"r"(from[i]), "r"(to + i) : "memory");
    }
}

/* 1 while the app's call runs; the handler's own, beside hf_dispatch()'s. */
__attribute__((used)) static volatile uint32_t calling;

/* The end of every call: back into the handler. */
__attribute__((naked, used)) static void gate_return(void)
{
    __asm volatile("svc #0          \n"
                   "b hf_cpu_halt   \n"
                   "b hf_cpu_halt");
}

/* A call of the app: its first two words, read with its own rights, become the frame of
 * hf_dispatch() on secure's stack. r3: &calling. */
__attribute__((naked, used)) static void gate_open(void)
{
    __asm volatile("mrs r1, control          \n"
                   "tst r1, #1               \n" /* the caller must be unprivileged */
                   "beq hf_fault_entry       \n"
                   "bic r1, r1, #1           \n"
                   "msr control, r1          \n"
                   "isb                      \n"
                   "movs r2, #1              \n"
                   "str r2, [r3]             \n"
                   "mrs r12, psp             \n"
                   "ldrt r0, [r12]           \n"
                   "ldrt r1, [r12, #4]       \n"
                   "sub sp, sp, #32          \n"
                   "strd r0, r1, [sp]        \n"
                   "movs r2, #0              \n"
                   "strd r2, r2, [sp, #8]    \n" /* r2, r3 */
                   "ldr r0, =gate_return     \n"
                   "orr r0, r0, #1           \n"
                   "strd r2, r0, [sp, #16]   \n" /* r12, lr */
                   "ldr r0, =hf_dispatch     \n"
                   "bic r0, r0, #1           \n"
                   "mov r1, #0x01000000      \n"
                   "strd r0, r1, [sp, #24]   \n" /* pc, xpsr */
                   "mvn lr, #6               \n" /* 0xfffffff9 */
                   "bx lr                    \n"
                   ".ltorg");
}

/* The end of a call, only from gate_return(): the status goes into the app's frame, secure's frame
 * goes, and so do the privileges. r3: &calling. */
__attribute__((naked, used)) static void gate_close(void)
{
    __asm volatile("ldr r1, [sp, #24]        \n"
                   "ldr r2, =gate_return     \n"
                   "bic r2, r2, #1           \n"
                   "adds r2, #2              \n"
                   "cmp r1, r2               \n"
                   "bne hf_fault_entry       \n"
                   "ldr r0, [sp]             \n"
                   "add sp, sp, #32          \n"
                   "mrs r12, psp             \n"
                   "strt r0, [r12]           \n"
                   "movs r2, #0              \n"
                   "str r2, [r3]             \n"
                   "mrs r1, control          \n"
                   "orr r1, r1, #1           \n"
                   "msr control, r1          \n"
                   "isb                      \n"
                   "mvn lr, #2               \n" /* 0xfffffffd */
                   "bx lr                    \n"
                   ".ltorg");
}

/* LR says where the SVC came from. A call opens only when none runs; only a running one closes. */
__attribute__((naked)) void hf_gate_supervisor(void)
{
    __asm volatile("ldr r3, =calling         \n"
                   "ldr r2, [r3]             \n"
                   "cmn lr, #3               \n" /* 0xfffffffd: a thread on PSP, the app */
                   "bne 1f                   \n"
                   "cmp r2, #0               \n"
                   "beq gate_open            \n"
                   "b hf_fault_entry         \n"
                   "1: cmn lr, #7            \n" /* 0xfffffff9: a thread on MSP, secure */
                   "bne hf_fault_entry       \n"
                   "cmp r2, #0               \n"
                   "bne gate_close           \n"
                   "b hf_fault_entry         \n"
                   ".ltorg");
}

/* From a fault of the app into its handler, whose frame lies on its stack: like the end of a call.
 */
__attribute__((naked)) void hf_fault_resume(void)
{
    __asm volatile("mrs r1, control          \n"
                   "orr r1, r1, #1           \n"
                   "msr control, r1          \n"
                   "isb                      \n"
                   "mvn lr, #2               \n" /* 0xfffffffd */
                   "bx lr");
}

/* The app starts as if a call of it had just ended: a frame that an exception return will take is
 * put on its stack, and gate_return() does the rest. Privileges cannot be dropped in thread mode,
 * since the next instruction would already be the app's to run and secure's to own. The vector
 * table stays secure's; r0, the app's table, is of no use here. */
__attribute__((naked)) _Noreturn void hf_gate_enter_app(uint32_t vectors, uint32_t stack,
                                                        uint32_t entry)
{
    __asm volatile("ldr r3, =hf_stack_top    \n"
                   "subs r3, #8              \n"
                   "ldr r4, =0xfef5eda5      \n"
                   "str r4, [r3]             \n"
                   "str r4, [r3, #4]         \n"
                   "msr msp, r3              \n"
                   "subs r1, #32             \n"
                   "msr psp, r1              \n"
                   "movs r0, #0              \n"
                   "str r0, [r1]             \n"
                   "str r0, [r1, #4]         \n"
                   "str r0, [r1, #8]         \n"
                   "str r0, [r1, #12]        \n"
                   "str r0, [r1, #16]        \n"
                   "str r0, [r1, #20]        \n"
                   "bic r2, r2, #1           \n"
                   "str r2, [r1, #24]        \n"
                   "mov r2, #0x01000000      \n"
                   "str r2, [r1, #28]        \n"
                   "ldr r3, =calling         \n"
                   "movs r2, #1              \n"
                   "str r2, [r3]             \n"
                   "mov r4, r0               \n"
                   "mov r5, r0               \n"
                   "mov r6, r0               \n"
                   "mov r7, r0               \n"
                   "mov r8, r0               \n"
                   "mov r9, r0               \n"
                   "mov r10, r0              \n"
                   "mov r11, r0              \n"
                   "b gate_return            \n"
                   ".ltorg");
}
