/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The app's vector table. On a board with an MPU only its first two words count: handlers are
 * privileged, so secure owns them all. */
#include "hw/common/start.h"

extern uint32_t hf_stack_top[];

/* A fault in a handler ends in secure, which records it. */
static void unexpected(void)
{
    __builtin_trap();
}

__attribute__((section(".vectors"), used)) const struct hf_vectors hf_vectors = {
    .stack = hf_stack_top,
    .handlers = {hf_start_reset, unexpected, unexpected, unexpected, unexpected, unexpected,
                 unexpected, unexpected, unexpected, unexpected, unexpected, unexpected, unexpected,
                 unexpected, unexpected},
};
