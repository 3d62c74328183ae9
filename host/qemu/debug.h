/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/qemu/debug.h - QEMU's debug port, spoken to as a probe speaks to an open SWD: memory,
 * registers, breakpoints, run and stop. The remote serial protocol of GDB, over a socket pair like
 * all other lines. A child that was started with `debug_port` waits at its first instruction. */
#ifndef HF_HOST_QEMU_DEBUG_H
#define HF_HOST_QEMU_DEBUG_H

#include "host/qemu/qemu.h"

#define HF_DEBUG_SP 13u
#define HF_DEBUG_LR 14u
#define HF_DEBUG_PC 15u

/* Any size; in pieces. False, with the line, where the probe cannot read. */
bool hf_debug_read(struct hf_qemu *qemu, uint32_t address, uint8_t *bytes, size_t size,
                   struct hf_trouble *trouble);

/* Memory only: what is a device's register is not written. */
bool hf_debug_write(struct hf_qemu *qemu, uint32_t address, const uint8_t *bytes, size_t size,
                    struct hf_trouble *trouble);

bool hf_debug_register_read(struct hf_qemu *qemu, unsigned number, uint32_t *value,
                            struct hf_trouble *trouble);
bool hf_debug_register_write(struct hf_qemu *qemu, unsigned number, uint32_t value,
                             struct hf_trouble *trouble);

bool hf_debug_break(struct hf_qemu *qemu, uint32_t address, struct hf_trouble *trouble);

/* Lets the core run until it meets a breakpoint, or until `until` gives true for a line of a
 * console (it is asked with hf_qemu_wait's own handler), or the time is over; then the core stands
 * still again. *hit is set when it was the breakpoint. */
bool hf_debug_run(struct hf_qemu *qemu, double seconds, bool *hit, struct hf_trouble *trouble);

#endif
