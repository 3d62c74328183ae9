/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/boot/probe/trap.h - accesses that may fault, and come back. */
#ifndef HF_LAB_BOOT_PROBE_TRAP_H
#define HF_LAB_BOOT_PROBE_TRAP_H

#include <stdint.h>

/* True when the access did not fault. */
int trap_read(uint32_t at, uint32_t *value);
int trap_write(uint32_t at, uint32_t value);
int trap_call(uint32_t entry);

#endif
