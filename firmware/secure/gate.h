/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/secure/gate.h - the door between app and secure. gate_trustzone.c, gate_mpu.c and
 * gate_none.c implement it; the board's link line picks one. docs/doors.md says what each does not
 * stop.
 *
 * A door does four things: it lets the app in at one place only, it refuses callers that may not
 * call, it runs hf_dispatch() on secure's own stack, and it is the only code that touches the app's
 * memory. */
#ifndef HF_SECURE_GATE_H
#define HF_SECURE_GATE_H

#include "core/error.h"
#include "firmware/secure/abi/gate.h"
#include "firmware/secure/regions.h"

extern const enum hf_gate_kind hf_gate_kind;

/* HF_OK when the app itself may use the whole of [base, base + size) in this way: the region table
 * says so, and so does the hardware where it can be asked. HF_ERR_GATE_POINTER otherwise. */
HF_MUST_CHECK hf_err_t hf_app_memory_check(uint32_t base, uint32_t size, enum hf_access access);

/* Copies, with the rights of the app where the processor can do that. ASSUMES: the span has passed
 * hf_app_memory_check() in this call. */
void hf_app_memory_read(uint32_t from, uint8_t *to, uint32_t size);
void hf_app_memory_write(uint32_t to, const uint8_t *from, uint32_t size);

/* Starts the app: stack pointer `stack`, first instruction `entry` (bit 0 set), vector table
 * `vectors`, no register holds anything of secure. Secure's stack starts again at its seal. */
_Noreturn void hf_gate_enter_app(uint32_t vectors, uint32_t stack, uint32_t entry);

/* SVC: the way in behind the MPU door, a fault behind the others. */
void hf_gate_supervisor(void);

#endif
