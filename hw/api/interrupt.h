/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/api/interrupt.h - interrupts of devices, for a stage that takes them for another. Numbers are
 * those of the interrupt controller, from 0. */
#ifndef HF_HW_API_INTERRUPT_H
#define HF_HW_API_INTERRUPT_H

#include <stdint.h>

/* So many rows has the vector table behind the system exceptions; no higher number is enabled. */
#define HF_INTERRUPTS_MAX 48u

void hf_interrupt_enable(uint32_t number);
void hf_interrupt_disable(uint32_t number);

/* The interrupt whose handler runs; HF_INTERRUPTS_MAX or above when it is none of a device. */
uint32_t hf_interrupt_running(void);

/* No interrupt is taken between the two. hf_interrupt_sleep() waits there until one is pending. */
void hf_interrupt_hold(void);
void hf_interrupt_sleep(void);
void hf_interrupt_release(void);

#endif
