/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/secure/fwu_internal.h"

/* What the newest update in the log makes of its images. Done is over: the app is told so only in
 * the boot in which it accepted. */
static uint8_t state_of(uint32_t phase)
{
    switch (phase) {
    case HF_UPDATE_STAGED:
    case HF_UPDATE_SWAPPING:
        return HF_FWU_STAGED;
    case HF_UPDATE_TRIAL:
        return HF_FWU_TRIAL;
    case HF_UPDATE_ACCEPTED:
        return HF_FWU_UPDATED;
    case HF_UPDATE_REVERTING:
        return HF_FWU_REJECTED;
    case HF_UPDATE_REJECTED:
        return HF_FWU_FAILED;
    default:
        return HF_FWU_READY;
    }
}

/* Why an update was rejected: the error that the app gave, or a word of urot's. */
static int32_t error_of(uint32_t detail)
{
    int32_t const error = (int32_t)detail;

    return error >= -HF_FWU_APP_ERROR_MOST && error <= HF_FWU_APP_ERROR_MOST
               ? error
               : hf_fwu_status((hf_err_t)detail);
}

/* The newest INSTALL record of all. */
static int last_update(struct hf_bootlog_install *update)
{
    struct hf_bootlog_entry entry;
    uint32_t newest = 0;
    int found = 0;

    for (uint32_t role = 0; role < HF_ROLE_COUNT && hf_fwu.log != NULL; role++) {
        uint32_t const at = hf_fwu.log->state_at[hf_bootlog_state_slot(HF_BOOTLOG_INSTALL, role)];

        if (hf_bootlog_state(hf_fwu.log, HF_BOOTLOG_INSTALL, role, &entry) == HF_OK &&
            at >= newest) {
            newest = at;
            *update = entry.as.install;
            found = 1;
        }
    }
    return found;
}

/* A download or candidate that a reset left in staging. */
static void recall(uint32_t role)
{
    switch (hf_fwu_store_recall(&hf_fwu.part[role].store, role)) {
    case HF_FWU_NOTE_WRITING:
        hf_fwu.part[role].state = HF_FWU_WRITING;
        break;
    case HF_FWU_NOTE_COMPLETE:
        hf_fwu.part[role].state = HF_FWU_CANDIDATE;
        break;
    default:
        break;
    }
}

void hf_fwu_open(struct hf_bootlog *log)
{
    struct hf_bootlog_install update;

    hf_fwu_erases_left = HF_FWU_ERASES_MAX;
    for (uint32_t role = 0; role < HF_ROLE_COUNT; role++) {
        hf_fwu.part[role].state = HF_FWU_READY;
        hf_fwu.part[role].error = STATUS_SUCCESS;
        hf_fwu.part[role].present = hf_fwu_store_open(&hf_fwu.part[role].store, role) == HF_OK;
    }
    hf_fwu.log = log;
    if (last_update(&update)) {
        hf_fwu_set(update.flags & HF_UPDATE_SET, state_of(update.phase),
                   update.phase == HF_UPDATE_REJECTED ? error_of(update.detail) : STATUS_SUCCESS);
    }
    for (uint32_t role = 0; role < HF_ROLE_COUNT; role++) {
        if (hf_fwu.part[role].present && hf_fwu.part[role].state == HF_FWU_READY) {
            recall(role);
        }
    }
}

/* STATUS_SUCCESS when `component` exists and is in one of two states. */
static int32_t expect(uint32_t component, uint8_t one, uint8_t other)
{
    if (component >= HF_ROLE_COUNT || !hf_fwu.part[component].present) {
        return STATUS_DOES_NOT_EXIST;
    }
    return hf_fwu.part[component].state == one || hf_fwu.part[component].state == other
               ? STATUS_SUCCESS
               : STATUS_BAD_STATE;
}

int32_t hf_fwu_query(uint32_t component, struct hf_fwu_answer *answer)
{
    const struct hf_measurement *active;

    if (component >= HF_ROLE_COUNT || !hf_fwu.part[component].present) {
        return STATUS_DOES_NOT_EXIST;
    }
    active = &hf_map.handoff->measured[component];
    answer->state = hf_fwu.part[component].state;
    answer->error = hf_fwu.part[component].error;
    answer->max_size = hf_fwu.part[component].store.place.size;
    answer->flags = 0;
    answer->written = hf_fwu.part[component].store.written;
    for (uint32_t i = 0; i < sizeof(answer->version); i++) {
        answer->version[i] = active->version[i];
    }
    return STATUS_SUCCESS;
}

static int overlap(const struct hf_region *a, const struct hf_region *b)
{
    return a->base < b->base + b->size && b->base < a->base + a->size;
}

/* Areas that share sectors serve one image at a time: urot waits where secure waits. */
static int is_free(uint32_t component)
{
    for (uint32_t role = 0; role < HF_ROLE_COUNT; role++) {
        uint8_t const state = hf_fwu.part[role].state;

        if (role != component && state != HF_FWU_READY && state != HF_FWU_UPDATED &&
            state != HF_FWU_FAILED && overlap(&hf_map.staging[role], &hf_map.staging[component])) {
            return 0;
        }
    }
    return 1;
}

int32_t hf_fwu_start(uint32_t component, uint32_t manifest_size)
{
    int32_t status = expect(component, HF_FWU_READY, HF_FWU_READY);

    if (status == STATUS_SUCCESS && manifest_size != 0) {
        status = STATUS_INVALID_ARGUMENT;
    }
    if (status == STATUS_SUCCESS && !is_free(component)) {
        status = STATUS_INSUFFICIENT_STORAGE;
    }
    if (status == STATUS_SUCCESS) {
        status = hf_fwu_status(hf_fwu_store_start(&hf_fwu.part[component].store, component));
    }
    if (status == STATUS_SUCCESS) {
        hf_fwu_set(BIT(component), HF_FWU_WRITING, STATUS_SUCCESS);
    }
    return status;
}

int32_t hf_fwu_write(uint32_t component, uint32_t offset, const uint8_t *block, uint32_t size)
{
    int32_t const status = expect(component, HF_FWU_WRITING, HF_FWU_WRITING);
    uint32_t room;

    if (status != STATUS_SUCCESS) {
        return status;
    }
    room = hf_fwu.part[component].store.place.size;
    if (size == 0 || size > HF_GATE_FWU_BLOCK_MOST || offset % HF_FWU_ALIGN != 0 || offset > room ||
        size > room - offset) {
        return STATUS_INVALID_ARGUMENT;
    }
    return hf_fwu_status(hf_fwu_store_write(&hf_fwu.part[component].store, offset, block, size));
}

int32_t hf_fwu_finish(uint32_t component)
{
    int32_t const status = expect(component, HF_FWU_WRITING, HF_FWU_WRITING);
    struct hf_fwu_candidate candidate;
    const struct hf_fwu_store *store;
    hf_err_t result;

    if (status != STATUS_SUCCESS) {
        return status;
    }
    store = &hf_fwu.part[component].store;
    result = hf_fwu_candidate_read(store, component, &candidate);
    if (result == HF_OK) {
        result = hf_fwu_candidate_hash(store, &candidate);
    }
    if (result == HF_OK) {
        result = hf_fwu_store_finish(store);
    }
    hf_fwu_set(BIT(component), result == HF_OK ? HF_FWU_CANDIDATE : HF_FWU_FAILED,
               hf_fwu_status(result));
    if (result != HF_OK && hf_fwu_store_forget(store) != HF_OK) {
        return STATUS_STORAGE_FAILURE;
    }
    return hf_fwu_status(result);
}

int32_t hf_fwu_cancel(uint32_t component)
{
    int32_t const status = expect(component, HF_FWU_WRITING, HF_FWU_CANDIDATE);

    if (status != STATUS_SUCCESS) {
        return status;
    }
    hf_fwu_set(BIT(component), HF_FWU_FAILED, STATUS_SUCCESS);
    return hf_fwu_status(hf_fwu_store_forget(&hf_fwu.part[component].store));
}

/* An update that was rejected is over once the app knows: the log says so, over the next reset. */
static hf_err_t forget_rejected(uint32_t component)
{
    struct hf_bootlog_install update;
    struct hf_bootlog_entry end = {.kind = HF_BOOTLOG_INSTALL};

    if (!last_update(&update) || update.phase != HF_UPDATE_REJECTED ||
        (update.flags & BIT(component)) == 0) {
        return HF_OK;
    }
    end.as.install.role = update.role;
    end.as.install.phase = HF_BOOTLOG_PHASE_NONE;
    return hf_bootlog_append(hf_fwu.log, &end);
}

/* Old images stay in staging until something new is written over them: they are what the device
 * falls back on when a slot is damaged. */
int32_t hf_fwu_clean(uint32_t component)
{
    int32_t status = expect(component, HF_FWU_FAILED, HF_FWU_UPDATED);

    if (status == STATUS_SUCCESS && hf_fwu.part[component].state == HF_FWU_FAILED) {
        status = hf_fwu_status(hf_fwu_store_forget(&hf_fwu.part[component].store));
        if (status == STATUS_SUCCESS) {
            status = hf_fwu_status(forget_rejected(component));
        }
    }
    if (status == STATUS_SUCCESS) {
        hf_fwu.part[component].store.written = 0;
        hf_fwu_set(BIT(component), HF_FWU_READY, STATUS_SUCCESS);
    }
    return status;
}
