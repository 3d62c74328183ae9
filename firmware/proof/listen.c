/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/proof/listen.h"

#include "hw/api/console.h"
#include "hw/api/note.h"
#include "hw/api/watchdog.h"

hf_err_t hf_listen(struct hf_recovery *line, uint8_t role, uint32_t limit, hf_err_t word)
{
    hf_note(HF_EVENT_WANTS, role, HF_SLOT_RAM, line->wanted, (uint32_t)word);
    hf_watchdog_feed();
    for (uint32_t turn = 0; turn < HF_RECOVERY_PATIENCE; turn++) {
        int const byte = hf_console_get();
        hf_err_t const result =
            byte < 0 ? HF_ERR_UNSET : hf_recovery_take(line, (uint8_t)byte, limit);

        if (result != HF_ERR_UNSET) {
            return result;
        }
    }
    line->filled = 0;
    return HF_ERR_RECOVERY_SILENT;
}
