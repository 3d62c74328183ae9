/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The fault handler sends the processor to `trap_landing` with r0 = 0, as if the access had said
 * no. Every fault of the probe is one that it provoked. */
#include "lab/boot/probe/trap.h"

#include "hw/common/start.h"

extern uint32_t hf_stack_top[];

void trap_fault(void);
void trap_landing(void);

extern uint32_t trap_stack;
uint32_t trap_stack;

/* The stacked frame: r0 r1 r2 r3 r12 lr pc xpsr. Thumb state again, whatever the fault was. */
__attribute__((naked)) void trap_fault(void)
{
    __asm volatile("movs r0, #0            \n"
                   "str r0, [sp, #0]       \n"
                   "ldr r0, =trap_landing  \n"
                   "bic r0, r0, #1         \n"
                   "str r0, [sp, #24]      \n"
                   "mov r0, #0x01000000    \n"
                   "str r0, [sp, #28]      \n"
                   "ldr r0, =0xe000ed28    \n"
                   "ldr r1, [r0]           \n"
                   "str r1, [r0]           \n"
                   "bx lr                  \n"
                   ".ltorg");
}

/* Each access pushes what its caller needs and notes where; the landing takes exactly that back. */
__attribute__((naked)) void trap_landing(void)
{
    __asm volatile("ldr r1, =trap_stack \n"
                   "ldr r1, [r1]        \n"
                   "mov sp, r1          \n"
                   "pop {r4-r11, pc}    \n"
                   ".ltorg");
}

__attribute__((naked)) int trap_read(uint32_t at __attribute__((unused)),
                                     uint32_t *value __attribute__((unused)))
{
    __asm volatile("push {r4-r11, lr}   \n"
                   "ldr r2, =trap_stack \n"
                   "str sp, [r2]        \n"
                   "ldr r2, [r0]        \n"
                   "dsb                 \n"
                   "str r2, [r1]        \n"
                   "movs r0, #1         \n"
                   "pop {r4-r11, pc}    \n"
                   ".ltorg");
}

__attribute__((naked)) int trap_write(uint32_t at __attribute__((unused)),
                                      uint32_t value __attribute__((unused)))
{
    __asm volatile("push {r4-r11, lr}   \n"
                   "ldr r2, =trap_stack \n"
                   "str sp, [r2]        \n"
                   "str r1, [r0]        \n"
                   "dsb                 \n"
                   "movs r0, #1         \n"
                   "pop {r4-r11, pc}    \n"
                   ".ltorg");
}

__attribute__((naked)) int trap_call(uint32_t entry __attribute__((unused)))
{
    __asm volatile("push {r4-r11, lr}   \n"
                   "ldr r2, =trap_stack \n"
                   "str sp, [r2]        \n"
                   "blx r0              \n"
                   "movs r0, #1         \n"
                   "pop {r4-r11, pc}    \n"
                   ".ltorg");
}

__attribute__((section(".vectors"), used)) const struct hf_vectors trap_vectors = {
    .stack = hf_stack_top,
    .handlers = {hf_start_reset, hf_fault_watchdog, trap_fault, trap_fault, trap_fault, trap_fault,
                 trap_fault, hf_fault_entry, hf_fault_entry, hf_fault_entry, hf_fault_entry,
                 hf_fault_entry, hf_fault_entry, hf_fault_entry, hf_fault_entry},
};
