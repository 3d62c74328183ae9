/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/secure/interrupt.h - interrupts of the app's devices. Behind the MPU door the app has no
 * handlers: secure takes them and the app asks for events (interrupt_events.c). Behind the other
 * doors the app has a vector table of its own (interrupt_own.c). */
#ifndef HF_SECURE_INTERRUPT_H
#define HF_SECURE_INTERRUPT_H

#include "firmware/secure/dispatch.h"

/* Every interrupt of the vector table. */
void hf_interrupt_entry(void);

int32_t hf_serve_interrupt_watch(struct hf_request *request);
int32_t hf_serve_interrupt_wait(struct hf_request *request);

#endif
