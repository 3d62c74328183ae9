/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The door where there is no wall: a table at a fixed address (hf_secure_map.gate), through which
 * the app calls in its own privilege. Pointers and lengths are checked as behind the other doors,
 * which finds mistakes; it stops nobody who means harm.
 * NOT DEFEATED: t5, all of it. */
#include "firmware/secure/dispatch.h"
#include "firmware/secure/gate.h"
#include "hw/api/map.h"

/* A naked function finds its parameters in registers. */
#pragma GCC diagnostic ignored "-Wunused-parameter"

const enum hf_gate_kind hf_gate_kind = HF_GATE_NONE;

static int32_t flat_call(uint32_t call, struct hf_vector *vectors);

__attribute__((section(".gate"), used)) static const struct hf_gate_table gate_table = {
    HF_GATE_TABLE_MAGIC, HF_GATE_VERSION, flat_call};

hf_err_t hf_app_memory_check(uint32_t base, uint32_t size, enum hf_access access)
{
    return hf_regions_check(&hf_secure_map, base, size, access);
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

__attribute__((used)) static int32_t deny_handler(uint32_t number)
{
    return hf_dispatch_deny(HF_ERR_GATE_CALLER, number);
}

/* From the app's stack to secure's and back; a call from a handler is refused. */
__attribute__((naked)) static int32_t flat_call(uint32_t call, struct hf_vector *vectors)
{
    __asm volatile("mrs r2, ipsr         \n"
                   "cbnz r2, 1f          \n"
                   "push {r4, lr}        \n"
                   "mrs r4, control      \n"
                   "bic r2, r4, #2       \n" /* secure's stack is the main stack */
                   "msr control, r2      \n"
                   "isb                  \n"
                   "bl hf_dispatch       \n"
                   "msr control, r4      \n"
                   "isb                  \n"
                   "movs r1, #0          \n"
                   "movs r2, #0          \n"
                   "movs r3, #0          \n"
                   "mov r12, r1          \n"
                   "pop {r4, pc}         \n"
                   "1: mov r0, r2        \n"
                   "b deny_handler");
}

/* Thread mode on the process stack, privileged: there is no other way to run here. */
__attribute__((naked)) _Noreturn void hf_gate_enter_app(uint32_t vectors, uint32_t stack,
                                                        uint32_t entry)
{
    __asm volatile("ldr r3, =hf_stack_top    \n"
                   "subs r3, #8              \n"
                   "msr msp, r3              \n"
                   "msr psp, r1              \n"
                   "orr r12, r2, #1          \n"
                   "movs r3, #2              \n"
                   "msr control, r3          \n"
                   "isb                      \n"
                   "movs r0, #0              \n"
                   "mov r1, r0               \n"
                   "mov r2, r0               \n"
                   "mov r3, r0               \n"
                   "mov lr, r0               \n"
                   "bx r12                   \n"
                   "b hf_cpu_halt            \n"
                   "b hf_cpu_halt            \n"
                   ".ltorg");
}

/* The app may take the vector table if it likes; until then an SVC is a fault. */
__attribute__((naked)) void hf_gate_supervisor(void)
{
    __asm volatile("b hf_fault_entry");
}
