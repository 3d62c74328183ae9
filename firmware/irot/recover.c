/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * When no slot holds a urot: one from the serial line, into the RAM where it would run and nowhere
 * else. There it is looked at like any slot's.
 * INVARIANT: irot never writes to flash.
 * DEFEATS: t4 an image of another signer, board or age through recovery; t9 a line that brings
 * noise or nothing: the watchdog is fed as long as there is work left, and no longer. */
#include "firmware/irot/irot.h"

#include "firmware/proof/listen.h"

#include <string.h>

void hf_irot_recover(void)
{
    static struct hf_recovery line;
    struct hf_region const place = hf_urot_places[HF_SLOT_RAM];
    int32_t work = (int32_t)HF_RECOVERY_WORK(place.size);
    hf_err_t word = HF_OK;

    while (work > 0) {
        word = hf_listen(&line, HF_ROLE_UROT, place.size, word);
        if (word != HF_OK) {
            work -= HF_RECOVERY_NOISE;
        } else if (line.frame.length == 0) {
            work -= HF_RECOVERY_IMAGE;
            hf_irot_try(HF_SLOT_RAM);
            line.wanted = 0;
        } else {
            work--;
            memcpy((uint8_t *)(uintptr_t)place.base + line.frame.offset, line.frame.block,
                   line.frame.length);
        }
    }
}
