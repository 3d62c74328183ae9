/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "hw/api/interrupt.h"

#define ISER      0xe000e100u
#define ICER      0xe000e180u
#define ICPR      0xe000e280u
#define FIRST     16u /* exceptions before the first device */
#define HANDLERS  0x1ffu
#define WORD_BITS 32u

static void write_bit(uint32_t base, uint32_t number)
{
    if (number < HF_INTERRUPTS_MAX) {
        *(volatile uint32_t *)(base + number / WORD_BITS * 4u) = 1u << (number % WORD_BITS);
    }
}

/* What was pending from before is no event. */
void hf_interrupt_enable(uint32_t number)
{
    write_bit(ICPR, number);
    write_bit(ISER, number);
}

void hf_interrupt_disable(uint32_t number)
{
    write_bit(ICER, number);
    __asm volatile("dsb\n isb" ::: "memory");
}

uint32_t hf_interrupt_running(void)
{
    uint32_t number;

    __asm volatile("mrs %0, ipsr" : "=r"(number));
    return (number & HANDLERS) - FIRST;
}

void hf_interrupt_hold(void)
{
    __asm volatile("cpsid i" ::: "memory");
}

/* An interrupt that is held wakes the processor all the same: none is lost in between. */
void hf_interrupt_sleep(void)
{
    __asm volatile("dsb\n wfi" ::: "memory");
}

void hf_interrupt_release(void)
{
    __asm volatile("cpsie i\n isb" ::: "memory");
}
