/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The door on Armv8-M: one veneer, at a fixed address (hf_secure_map.gate).
 * INVARIANT: the app enters secure here and nowhere else; a call runs on secure's stack with
 * nothing below it but a seal, and comes back with every register but the result cleared.
 * DEFEATS: t5 calls from handler mode, forged exception returns into an empty secure stack, reading
 * secure values left in registers.
 * NOT DEFEATED: an app that never lets the call finish (its interrupts run in between): t9. */
#include "firmware/secure/dispatch.h"
#include "firmware/secure/gate.h"
#include "hw/api/map.h"

#include <arm_cmse.h>

/* A naked function finds its parameters in registers. */
#pragma GCC diagnostic ignored "-Wunused-parameter"

#define HANDLERS 0x1ffu

const enum hf_gate_kind hf_gate_kind = HF_GATE_TRUSTZONE;

static uint32_t handler_number(void)
{
    uint32_t number;

    __asm volatile("mrs %0, ipsr" : "=r"(number));
    return number & HANDLERS;
}

/* The compiler makes the veneer, clears the registers and returns with BXNS. */
__attribute__((cmse_nonsecure_entry, used)) int32_t hf_gate_call(uint32_t call,
                                                                 struct hf_vector *vectors)
{
    uint32_t const handler = handler_number();

    if (handler != 0) {
        return hf_dispatch_deny(HF_ERR_GATE_CALLER, handler);
    }
    return hf_dispatch(call, (uint32_t)vectors);
}

/* The table keeps devices and guarded aliases out; TT asks SAU, IDAU and the app's own MPU, with
 * the privilege that the app has now. */
hf_err_t hf_app_memory_check(uint32_t base, uint32_t size, enum hf_access access)
{
    int flags = CMSE_NONSECURE | (access == HF_ACCESS_WRITE ? CMSE_MPU_READWRITE : CMSE_MPU_READ);
    hf_err_t const result = hf_regions_check(&hf_secure_map, base, size, access);
    uint32_t control;

    __asm volatile("mrs %0, control_ns" : "=r"(control));
    if ((control & 1u) != 0) {
        flags |= CMSE_MPU_UNPRIV;
    }
    if (result != HF_OK) {
        return result;
    }
    return cmse_check_address_range((void *)base, size, flags) != NULL ? HF_OK
                                                                       : HF_ERR_GATE_POINTER;
}

static void copy(volatile uint8_t *to, const volatile uint8_t *from, uint32_t size)
{
    uint32_t i = 0;

    if ((((uint32_t)to | (uint32_t)from) & 3u) == 0) {
        for (; size - i >= 4u; i += 4u) {
            *(volatile uint32_t *)(to + i) = *(const volatile uint32_t *)(from + i);
        }
    }
    for (; i < size; i++) {
        to[i] = from[i];
    }
}

void hf_app_memory_read(uint32_t from, uint8_t *to, uint32_t size)
{
    copy(to, (const volatile uint8_t *)from, size);
}

void hf_app_memory_write(uint32_t to, const uint8_t *from, uint32_t size)
{
    copy((volatile uint8_t *)to, from, size);
}

/* Both secure stack pointers end at the seal: a value that no exception return accepts as the
 * signature of a frame. */
__attribute__((naked)) _Noreturn void hf_gate_enter_app(uint32_t vectors, uint32_t stack,
                                                        uint32_t entry)
{
    __asm volatile("ldr r3, =hf_stack_top    \n"
                   "subs r3, #8              \n"
                   "ldr r4, =0xfef5eda5      \n"
                   "strd r4, r4, [r3]        \n"
                   "ldr r4, =hf_stack_limit  \n"
                   "msr msplim, r4           \n"
                   "msr msp, r3              \n"
                   "msr psplim, r4           \n"
                   "msr psp, r3              \n"
                   "ldr r4, =0xe002ed08      \n" /* VTOR of the app */
                   "str r0, [r4]             \n"
                   "movs r4, #0              \n"
                   "msr msplim_ns, r4        \n"
                   "msr psplim_ns, r4        \n"
                   "msr psp_ns, r4           \n"
                   "msr control_ns, r4       \n"
                   "msr primask_ns, r4       \n"
                   "msr basepri_ns, r4       \n"
                   "msr faultmask_ns, r4     \n"
                   "msr msp_ns, r1           \n"
                   "bic r12, r2, #1          \n"
                   "movs r0, #0              \n"
                   "movs r1, #0              \n"
                   "movs r2, #0              \n"
                   "movs r3, #0              \n"
                   "movs r5, #0              \n"
                   "movs r6, #0              \n"
                   "movs r7, #0              \n"
                   "mov r8, r0               \n"
                   "mov r9, r0               \n"
                   "mov r10, r0              \n"
                   "mov r11, r0              \n"
                   "mov lr, r0               \n"
                   "msr apsr_nzcvq, r0       \n"
                   "dsb                      \n"
                   "isb                      \n"
                   "bxns r12                 \n"
                   "b hf_cpu_halt            \n"
                   ".ltorg");
}

/* Nothing of this board calls a supervisor: an SVC in secure is a fault. */
__attribute__((naked)) void hf_gate_supervisor(void)
{
    __asm volatile("b hf_fault_entry");
}
