/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * From reset to main() for an app, which may be unprivileged: no system register is touched. */
#include "hw/common/start.h"

extern uint32_t hf_data_start[], hf_data_end[], hf_data_load[];
extern uint32_t hf_bss_start[], hf_bss_end[];

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
