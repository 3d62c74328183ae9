/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/secure/life.h"

#include "firmware/secure/abi/gate.h"
#include "firmware/secure/engine.h"
#include "firmware/secure/mount.h"
#include "firmware/secure/root.h"
#include "hw/api/counter.h"
#include "hw/api/map.h"
#include "hw/api/note.h"
#include "hw/api/tamper.h"

/* What calls are refused with; HF_OK: not at all. Never written yet is refused too. */
static hf_err_t refusal;

static void note(hf_err_t why, uint32_t detail)
{
    hf_note(HF_EVENT_REFUSED, HF_ROLE_COUNT, HF_SLOT_NONE, (uint32_t)why, detail);
}

/* Keys first: an erase takes time, and the power may be the attacker's to cut. */
static hf_err_t wipe(void)
{
    hf_root_wipe();
    hf_engine_wipe();
    return hf_mount_wipe();
}

static hf_err_t refusal_of(uint32_t lifecycle)
{
    switch (lifecycle) {
    case HF_LIFECYCLE_SECURED:
        return HF_OK;
    case HF_LIFECYCLE_ASSEMBLY:
    case HF_LIFECYCLE_PROVISIONING:
        return HF_ERR_LIFE_UNPROVISIONED;
    default:
        return HF_ERR_LIFE_ENDED;
    }
}

/* The flash is left alone: with the event standing, its old content has no key any more. */
void hf_life_start(void)
{
    uint32_t const events = hf_tamper_events();

    refusal = refusal_of(hf_map.handoff->lifecycle);
    if (refusal == HF_OK && events != 0) {
        refusal = HF_ERR_TAMPER_EVENT;
    }
    if (refusal != HF_OK) {
        note(refusal, refusal == HF_ERR_TAMPER_EVENT ? events : hf_map.handoff->lifecycle);
    }
}

static int is_for_all(uint32_t service)
{
    return service == HF_SERVICE_VERSION || service == HF_SERVICE_ALIVE ||
           service == HF_SERVICE_LIFE;
}

hf_err_t hf_life_check(uint32_t service)
{
    uint32_t const events = hf_tamper_events();

    if (events != 0 && refusal == HF_OK) {
        refusal = HF_ERR_TAMPER_EVENT;
        note(refusal, events);
        if (wipe() != HF_OK) {
            note(HF_ERR_NVM_VERIFY, events); /* the flash has no key now, but holds its bytes */
        }
    }
    return is_for_all(service) ? HF_OK : refusal;
}

hf_err_t hf_life_end(uint32_t lifecycle)
{
    uint32_t const now = hf_lifecycle_read();
    hf_err_t result = HF_ERR_LIFE_STATE;

    if (now == HF_LIFECYCLE_SECURED ||
        (now == HF_LIFECYCLE_RECOVERABLE && lifecycle == HF_LIFECYCLE_DECOMMISSION)) {
        refusal = HF_ERR_LIFE_ENDED;
        result = wipe();
    }
    while (result == HF_OK && hf_lifecycle_read() < lifecycle) {
        result = hf_lifecycle_advance();
    }
    if (result == HF_OK) {
        hf_tamper_clear();
        note(HF_ERR_LIFE_ENDED, lifecycle);
    }
    return result;
}
