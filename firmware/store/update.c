/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/store/update.h"

#include "hw/api/nvm.h"

hf_err_t hf_update_find(struct hf_bootlog *log, struct hf_bootlog_install *update)
{
    struct hf_bootlog_entry entry;

    for (uint32_t role = 0; role < HF_ROLE_COUNT; role++) {
        if (hf_bootlog_state(log, HF_BOOTLOG_INSTALL, role, &entry) == HF_OK &&
            entry.as.install.phase < HF_UPDATE_DONE) {
            *update = entry.as.install;
            return HF_OK;
        }
    }
    return HF_ERR_JOURNAL_END;
}

hf_err_t hf_update_enter(struct hf_bootlog *log, struct hf_bootlog_install *update,
                         enum hf_update_phase phase)
{
    struct hf_bootlog_entry entry = {.kind = HF_BOOTLOG_INSTALL};
    hf_err_t result;

    entry.as.install = *update;
    entry.as.install.phase = (uint8_t)phase;
    result = hf_bootlog_append(log, &entry);
    if (result == HF_OK) {
        update->phase = (uint8_t)phase;
    }
    return result;
}

/* The first role of a set, or HF_ROLE_COUNT when it is no set that can be installed. */
static uint32_t first_of(uint32_t set)
{
    const struct hf_region *secure = &hf_map.staging[HF_ROLE_SECURE];

    switch (set) {
    case HF_UPDATE_UROT:
        return HF_ROLE_UROT;
    case 1u << HF_ROLE_SECURE:
        return HF_ROLE_SECURE;
    case 1u << HF_ROLE_APP:
        return HF_ROLE_APP;
    case 1u << HF_ROLE_SECURE | 1u << HF_ROLE_APP:
        return secure->base + secure->size <= hf_map.staging[HF_ROLE_APP].base ? HF_ROLE_SECURE
                                                                               : HF_ROLE_COUNT;
    default:
        return HF_ROLE_COUNT;
    }
}

hf_err_t hf_update_request(struct hf_bootlog *log, struct hf_bootlog_install *update)
{
    struct hf_bootlog_install other;
    uint32_t const first = first_of(update->flags);

    if (first == HF_ROLE_COUNT) {
        return HF_ERR_UPDATE_SET;
    }
    if (hf_update_find(log, &other) == HF_OK) {
        return HF_ERR_UPDATE_BUSY;
    }
    update->role = (uint8_t)first;
    update->slot = 1;
    update->detail = 0;
    return hf_update_enter(log, update, HF_UPDATE_STAGED);
}

hf_err_t hf_update_accept(struct hf_bootlog *log)
{
    struct hf_bootlog_install update;

    if (hf_update_find(log, &update) != HF_OK ||
        (update.phase != HF_UPDATE_TRIAL && update.phase != HF_UPDATE_ACCEPTED)) {
        return HF_ERR_UPDATE_STATE;
    }
    return update.phase == HF_UPDATE_ACCEPTED ? HF_OK
                                              : hf_update_enter(log, &update, HF_UPDATE_ACCEPTED);
}

/* What stands on trial ran: its boots are used up, so urot goes back at the next start. */
hf_err_t hf_update_reject(struct hf_bootlog *log, hf_err_t why)
{
    struct hf_bootlog_install update;

    if (hf_update_find(log, &update) != HF_OK) {
        return HF_ERR_UPDATE_STATE;
    }
    if (update.phase == HF_UPDATE_STAGED) {
        update.detail = (uint32_t)why;
        return hf_update_enter(log, &update, HF_UPDATE_REJECTED);
    }
    return update.phase == HF_UPDATE_TRIAL ? HF_OK : HF_ERR_UPDATE_STATE;
}

/* Called from many places; a copy in each would cost urot too much of its sector. */
__attribute__((noinline)) uint32_t hf_update_step(uint32_t role)
{
    uint32_t start;
    uint32_t size;

    if (hf_nvm_sector(hf_map.staging[role].base, &start, &size) != HF_OK) {
        return 0;
    }
    while (size < HF_UPDATE_STEP) {
        size *= 2u;
    }
    return size;
}

hf_err_t hf_update_place(uint32_t role, struct hf_region *place)
{
    uint32_t const step = hf_update_step(role);

    if (step == 0) {
        return HF_ERR_NVM_RANGE;
    }
    place->base = hf_map.staging[role].base + step;
    place->size = hf_map_slot(role)->size;
    return HF_OK;
}
