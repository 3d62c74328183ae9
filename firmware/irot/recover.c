/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * When no slot holds a urot: one from the serial line, into the RAM where it would run and nowhere
 * else. There it is looked at like any slot's.
 * INVARIANT: irot never writes to flash.
 * DEFEATS: t4 an image of another signer, board or age through recovery; t9 a line that brings
 * noise or nothing: the watchdog is fed as long as there is work left, and no longer. */
#include "firmware/irot/irot.h"

#include "core/recovery.h"
#include "hw/api/console.h"
#include "hw/api/note.h"
#include "hw/api/watchdog.h"

#include <string.h>

static struct hf_recovery line;

/* One frame, or what was wrong with it, or silence. */
static hf_err_t listen(void)
{
    for (uint32_t turn = 0; turn < HF_RECOVERY_PATIENCE; turn++) {
        int const byte = hf_console_get();
        hf_err_t const result =
            byte < 0 ? HF_ERR_UNSET
                     : hf_recovery_take(&line, (uint8_t)byte, hf_urot_places[HF_SLOT_RAM].size);

        if (result != HF_ERR_UNSET) {
            return result;
        }
    }
    line.filled = 0;
    return HF_ERR_RECOVERY_SILENT;
}

/* Returns what the frame has cost. */
static uint32_t take(void)
{
    uint32_t const length = line.frame.length;

    if (length == 0) {
        hf_irot_try(HF_SLOT_RAM);
        line.wanted = 0;
        return HF_RECOVERY_IMAGE;
    }
    memcpy((uint8_t *)(uintptr_t)hf_urot_places[HF_SLOT_RAM].base + line.wanted - length,
           line.frame.block, length);
    return 1;
}

void hf_irot_recover(void)
{
    int32_t work = HF_RECOVERY_WORK;
    hf_err_t word = HF_OK;

    while (work > 0) {
        hf_note(HF_EVENT_WANTS, HF_ROLE_UROT, HF_SLOT_RAM, line.wanted, (uint32_t)word);
        hf_watchdog_feed();
        word = listen();
        work -= (int32_t)(word == HF_OK ? take() : HF_RECOVERY_NOISE);
    }
}
