/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The calls that act on all components at once: install, accept, reject. */
#include "firmware/secure/fwu_internal.h"

static void copy(uint8_t *to, const uint8_t *from, uint32_t size)
{
    for (uint32_t i = 0; i < size; i++) {
        to[i] = from[i];
    }
}

/* Reads every candidate anew: what lay in flash over a reset is not what was checked before it. */
static hf_err_t gather(uint32_t set, uint8_t versions[HF_ROLE_COUNT][8],
                       struct hf_bootlog_install *update)
{
    struct hf_fwu_candidate candidate;

    for (uint32_t role = HF_ROLE_COUNT; role-- > 0;) {
        const struct hf_fwu_store *store = &hf_fwu.part[role].store;
        const uint8_t *version = hf_map.handoff->measured[role].version;

        if ((set & BIT(role)) != 0) {
            hf_err_t result = hf_fwu_candidate_read(store, role, &candidate);

            if (result == HF_OK) {
                result = hf_fwu_candidate_hash(store, &candidate);
            }
            if (result != HF_OK) {
                hf_fwu_set(BIT(role), HF_FWU_FAILED, hf_fwu_status(result));
                return result;
            }
            version = candidate.image.version;
            update->counter = candidate.claims.counter;
            update->size = store->written;
            copy(update->hash, candidate.claims.hash, sizeof(update->hash));
        }
        copy(versions[role], version, sizeof(versions[role]));
    }
    return HF_OK;
}

static hf_err_t check_dependencies(uint32_t set, uint8_t versions[HF_ROLE_COUNT][8])
{
    struct hf_fwu_candidate candidate;
    hf_err_t result = HF_OK;

    for (uint32_t role = 0; role < HF_ROLE_COUNT && result == HF_OK; role++) {
        if ((set & BIT(role)) != 0) {
            result = hf_fwu_candidate_read(&hf_fwu.part[role].store, role, &candidate);
            if (result == HF_OK) {
                result = hf_fwu_candidate_depends(&candidate, versions);
            }
        }
    }
    return result;
}

/* The log says it from now on. A note that stays because the flash failed shows an installed image
 * as a candidate later, which the app may cancel. */
static void forget_notes(uint32_t set)
{
    hf_err_t left = HF_OK;

    for (uint32_t role = 0; role < HF_ROLE_COUNT; role++) {
        if ((set & BIT(role)) != 0) {
            left = hf_fwu_store_forget(&hf_fwu.part[role].store);
        }
    }
    (void)left;
}

int32_t hf_fwu_install(void)
{
    uint32_t const set = hf_fwu_in(HF_FWU_CANDIDATE);
    struct hf_bootlog_install update = {.flags = (uint8_t)set};
    uint8_t versions[HF_ROLE_COUNT][8];
    hf_err_t result;

    if (set == 0 ||
        (hf_fwu_in(HF_FWU_STAGED) | hf_fwu_in(HF_FWU_TRIAL) | hf_fwu_in(HF_FWU_REJECTED)) != 0) {
        return STATUS_BAD_STATE;
    }
    result = gather(set, versions, &update);
    if (result == HF_OK) {
        result = check_dependencies(set, versions);
    }
    if (result == HF_OK && hf_fwu.log == NULL) {
        result = HF_ERR_JOURNAL_WORN;
    }
    if (result == HF_OK) {
        result = hf_update_request(hf_fwu.log, &update);
    }
    if (result != HF_OK) {
        return hf_fwu_status(result);
    }
    hf_fwu_set(set, HF_FWU_STAGED, STATUS_SUCCESS);
    forget_notes(set);
    return STATUS_SUCCESS_REBOOT;
}

int32_t hf_fwu_reject(int32_t error)
{
    uint32_t const staged = hf_fwu_in(HF_FWU_STAGED);
    uint32_t const trial = hf_fwu_in(HF_FWU_TRIAL);
    hf_err_t result;

    if ((staged | trial) == 0) {
        return STATUS_BAD_STATE;
    }
    if (error < -HF_FWU_APP_ERROR_MOST || error > HF_FWU_APP_ERROR_MOST) {
        error = STATUS_GENERIC_ERROR;
    }
    result = hf_update_reject(hf_fwu.log, (hf_err_t)error);
    if (result != HF_OK) {
        return hf_fwu_status(result);
    }
    hf_fwu_set(staged, HF_FWU_FAILED, error);
    hf_fwu_set(trial, HF_FWU_REJECTED, error);
    return trial != 0 ? STATUS_SUCCESS_REBOOT : STATUS_SUCCESS;
}

int32_t hf_fwu_accept(void)
{
    uint32_t const trial = hf_fwu_in(HF_FWU_TRIAL);
    hf_err_t result;

    if (trial == 0) {
        return STATUS_BAD_STATE;
    }
    result = hf_update_accept(hf_fwu.log);
    if (result == HF_OK) {
        hf_fwu_set(trial, HF_FWU_UPDATED, STATUS_SUCCESS);
    }
    return hf_fwu_status(result);
}
