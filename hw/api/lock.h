/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/api/lock.h - how irot hides itself. HDP and the secure user memory on parts that have them,
 * the memory protection controller on mps2-an505; on the others nothing hides it, and
 * hf_lock_kind() says so in the hand-over. */
#ifndef HF_HW_API_LOCK_H
#define HF_HW_API_LOCK_H

#include "core/handoff.h"

#include <stdint.h>

/* What the lock of this board is worth. */
enum hf_lock_kind hf_lock_kind(void);

/* Checks that nothing of the die's secrets is left (hf_die_left()), hides this stage until the next reset, loads the stack pointer, points the vector table at
 * `vectors` and jumps to `entry`: one step, since after the lock no instruction of this stage can
 * run. When a check fails it halts, and the entry is led astray too. Never returns. NOT DEFEATED: a debugger, and any bus master that was set up before. */
_Noreturn void hf_lock_and_jump(uint32_t vectors, uint32_t entry);

#endif
