/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * From reset to main() for an app, which may be unprivileged: no system register is touched. The
 * vector table stands here too. On a board with an MPU only its first two words count: handlers are
 * privileged, so secure owns them all. */
#include "hw/common/start.h"

extern uint32_t hf_data_start[], hf_data_end[], hf_data_load[];
extern uint32_t hf_bss_start[], hf_bss_end[], hf_stack_top[];

_Noreturn void hf_start_reset(void)
{
    const uint32_t *from = hf_data_load;

    for (uint32_t *to = hf_data_start; to < hf_data_end; to++) {
        *to = *from++;
    }
    for (uint32_t *to = hf_bss_start; to < hf_bss_end; to++) {
        *to = 0;
    }
    (void)main();
    for (;;) {
    }
}

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
