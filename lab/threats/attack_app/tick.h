/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/threats/attack_app/tick.h - a handler of the app's own, by SysTick and its own vector table:
 * where the door leaves it both. Behind the MPU door the attempt faults or changes nothing. */
#ifndef LAB_TICK_H
#define LAB_TICK_H

#include <stdint.h>

void lab_tick_start(void (*handler)(void), uint32_t ticks);
void lab_tick_stop(void);

/* The door's kind, by enum hf_gate_kind; 0 when it does not answer. */
uint32_t lab_door(void);

#endif
