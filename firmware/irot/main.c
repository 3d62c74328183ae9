/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * irot: the only code that cannot be replaced, so it does one thing. For slot A, then B (once the
 * other way round, when urot has asked for it): copy to RAM, parse, prove twice, leave. Whatever is
 * wrong with a slot is recorded by name, and the next one is tried; after them what comes over the
 * serial line. */
#include "firmware/irot/irot.h"
#include "firmware/proof/prove.h"
#include "hw/api/console.h"
#include "hw/api/cpu.h"
#include "hw/api/die.h"
#include "hw/api/note.h"
#include "hw/api/watchdog.h"

#define WATCHDOG_MS 20000u

int main(void);

static void refuse(const struct hf_subject *subject, hf_err_t word, uint32_t detail)
{
    hf_note(HF_EVENT_REFUSED, HF_ROLE_UROT, subject->slot, (uint32_t)word, detail);
}

/* What helps to find the cause: the counter of an old image, else where the parser stopped. */
static uint32_t detail_of(const struct hf_subject *subject, hf_err_t word)
{
    return word == HF_ERR_IMAGE_ROLLBACK ? subject->claims.counter : subject->offset;
}

void hf_irot_try(uint8_t slot)
{
    struct hf_subject subject;
    hf_err_t word = hf_irot_load(&subject, slot);
    uint32_t entry;

    if (word == HF_OK) {
        word = hf_prove_worth(&subject);
    }
    if (word != HF_OK) {
        refuse(&subject, word, detail_of(&subject, word));
        return;
    }
    hf_irot_hand_over(&subject);
    entry = hf_prove(&subject, &word);
    if (hf_prove_out_of_range(&subject, entry) != 0) {
        refuse(&subject, word, 0);
        return;
    }
    hf_irot_leave(&subject, entry);
}

static void halted(hf_err_t word)
{
    hf_note(HF_EVENT_HALTED, HF_ROLE_COUNT, HF_SLOT_NONE, (uint32_t)word, 0);
}

int main(void)
{
    uint8_t first;

    hf_watchdog_start(WATCHDOG_MS);
    hf_console_start();
    hf_note(HF_EVENT_START, HF_ROLE_COUNT, HF_SLOT_NONE, 0, 0);
    if (hf_die_check() != HF_OK) {
        halted(HF_ERR_DIE_MISSING);
        hf_cpu_halt();
    }
    first = (uint8_t)hf_trial_take(hf_shared_map.trial);
    hf_irot_try(first);
    hf_irot_try(first ^ 1u);
    halted(HF_ERR_CHAIN_EMPTY);
    hf_irot_recover();
    halted(HF_ERR_RECOVERY_LIMIT);
    hf_cpu_halt();
}
