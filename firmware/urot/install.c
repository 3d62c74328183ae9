/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The phases of an update. */
#include "firmware/urot/install.h"

#include "core/span.h"
#include "firmware/proof/prove.h"
#include "hw/api/counter.h"
#include "hw/api/note.h"

#define ROOM                                                                                       \
    10u /* of the largest records: what the ring and secure may need until the next start */

/* A log that does not take a record any more must not be built on. */
static hf_err_t append(struct hf_install *install, struct hf_bootlog_entry *entry)
{
    if (install->log_state == HF_OK && hf_bootlog_append(&install->log, entry) != HF_OK) {
        install->log_state = hf_bootlog_compact(&install->log);
        if (install->log_state == HF_OK) {
            install->log_state = hf_bootlog_append(&install->log, entry);
        }
    }
    return install->log_state;
}

hf_err_t hf_install_enter(struct hf_install *install, enum hf_update_phase phase)
{
    struct hf_bootlog_entry entry = {.kind = HF_BOOTLOG_INSTALL};

    install->update.phase = (uint8_t)phase;
    entry.as.install = install->update;
    return append(install, &entry);
}

hf_err_t hf_install_note_position(struct hf_install *install)
{
    struct hf_bootlog_entry entry = {.kind = HF_BOOTLOG_PROGRESS};

    entry.as.progress.role = install->update.role;
    entry.as.progress.phase = HF_UPDATE_SWAPPING;
    entry.as.progress.step = install->position;
    return append(install, &entry);
}

hf_err_t hf_install_refuse(struct hf_install *install, hf_err_t why)
{
    hf_note(HF_EVENT_REFUSED, install->update.role, 1, (uint32_t)why, 0);
    install->update.detail = (uint32_t)why;
    return hf_install_enter(install, HF_UPDATE_REJECTED);
}

/* The position of the walk of `update`, from the log. */
static hf_err_t read_position(struct hf_install *install)
{
    struct hf_bootlog_entry entry;
    hf_err_t const result =
        hf_bootlog_state(&install->log, HF_BOOTLOG_PROGRESS, install->update.role, &entry);

    if (result == HF_OK) {
        install->position = entry.as.progress.step;
    }
    return result == HF_OK && install->position <= hf_walk_moves(&install->update)
               ? HF_OK
               : HF_ERR_UPDATE_LOST;
}

void hf_install_open(struct hf_install *install, const uint8_t log_key[HF_BOOTLOG_KEY])
{
    hf_err_t result = hf_bootlog_open(&install->log, hf_map.boot_log, log_key);

    if (result == HF_ERR_JOURNAL_EMPTY || result == HF_ERR_JOURNAL_FOREIGN) {
        result = hf_bootlog_start(&install->log);
    }
    install->log_state = result;
    install->update = (struct hf_bootlog_install){0};
    if (result != HF_OK) {
        hf_note(HF_EVENT_REFUSED, HF_ROLE_COUNT, HF_SLOT_NONE, (uint32_t)result, 0);
    } else {
        (void)!hf_update_find(&install->log, &install->update); /* none leaves no phase */
    }
}

uint32_t hf_install_judge(struct hf_install *install, uint32_t role, uint32_t at, hf_err_t *why)
{
    struct hf_subject *subject = &install->subject[role];

    *why = hf_urot_open(subject, (uint8_t)role, at, &install->buffer[role]);
    if (*why == HF_OK) {
        *why = hf_prove_worth(subject);
    }
    return *why == HF_OK ? hf_prove(subject, why) : 0u;
}

hf_err_t hf_install_check(struct hf_install *install, uint32_t role, uint32_t at)
{
    hf_err_t why;
    uint32_t const entry = hf_install_judge(install, role, at, &why);

    return hf_prove_out_of_range(&install->subject[role], entry) == 0 ? HF_OK : why;
}

uint32_t hf_install_spend(struct hf_install *install, uint32_t most)
{
    uint32_t const trials = install->update.flags >> HF_UPDATE_TRIALS_SHIFT;

    install->update.flags =
        (uint8_t)((install->update.flags & HF_UPDATE_SET) | most << HF_UPDATE_TRIALS_SHIFT);
    return trials < most;
}

static uint32_t steps_of(struct hf_install *install, uint32_t role)
{
    return (install->update.flags & 1u << role) != 0 ? hf_candidate_steps(install, role) : 0u;
}

/* From STAGED: everything is verified before anything is touched. */
static hf_err_t begin(struct hf_install *install)
{
    hf_err_t result = hf_candidate_check(install, HF_SIDE_NEW);

    if (result != HF_OK) {
        return hf_install_refuse(install, result);
    }
    install->update.detail = steps_of(install, HF_ROLE_SECURE) | steps_of(install, HF_ROLE_APP)
                                                                     << 16;
    install->position = 0;
    result = hf_cover_begin(install);
    if (result != HF_OK) {
        return hf_install_refuse(install, result);
    }
    result = hf_install_note_position(install);
    return result == HF_OK ? hf_install_enter(install, HF_UPDATE_SWAPPING) : result;
}

/* Going back needs something to go back to: images that may boot, by today's floors. */
static hf_err_t go_back(struct hf_install *install)
{
    hf_err_t result = read_position(install);

    if (result == HF_OK) {
        result = hf_candidate_check(install, HF_SIDE_OLD);
    }
    return result == HF_OK ? hf_install_enter(install, HF_UPDATE_REVERTING) : result;
}

/* One boot of the images on trial; the next one without an accept goes back. */
static hf_err_t try_out(struct hf_install *install)
{
    return hf_install_spend(install, 1) ? hf_install_enter(install, HF_UPDATE_TRIAL)
                                        : go_back(install);
}

/* To the end of the walk; what it put into the slots is tried in the same start. */
static hf_err_t walk(struct hf_install *install)
{
    hf_err_t result = read_position(install);

    if (result == HF_OK) {
        result = hf_walk(install);
    }
    if (result != HF_OK) {
        return result;
    }
    return install->update.phase == HF_UPDATE_REVERTING
               ? hf_install_refuse(install, HF_ERR_UPDATE_TRIAL)
               : try_out(install);
}

enum hf_install_next hf_install_run(struct hf_install *install)
{
    const uint8_t *phase = &install->update.phase;
    hf_err_t result = install->log_state;

    if (result != HF_OK) {
        return HF_INSTALL_BOOT;
    }
    if ((install->update.flags & HF_UPDATE_UROT) != 0) {
        return hf_twin_run(install);
    }
    if (*phase == HF_UPDATE_STAGED) {
        result = begin(install);
    }
    if (result == HF_OK && *phase == HF_UPDATE_TRIAL) {
        result = try_out(install);
    }
    if (result == HF_OK && (*phase == HF_UPDATE_SWAPPING || *phase == HF_UPDATE_REVERTING)) {
        result = walk(install);
    }
    (void)result; /* what stands in the slots is proved, whatever came of this */
    return HF_INSTALL_BOOT;
}

/* The update that left the image of `role` behind in staging, if that was the last one. */
static hf_err_t find_done(struct hf_install *install, uint32_t role)
{
    struct hf_bootlog_entry entry;
    hf_err_t const result = hf_bootlog_state(&install->log, HF_BOOTLOG_INSTALL, role, &entry);

    if (result != HF_OK || entry.as.install.phase != HF_UPDATE_DONE) {
        return HF_ERR_UPDATE_STATE;
    }
    install->update = entry.as.install;
    return go_back(install);
}

enum hf_install_next hf_install_retreat(struct hf_install *install)
{
    uint32_t const phase = install->update.phase;
    hf_err_t result = HF_ERR_UPDATE_STATE;

    if (install->log_state != HF_OK) {
        return HF_INSTALL_BOOT;
    }
    if (phase == HF_BOOTLOG_PHASE_NONE || phase >= HF_UPDATE_DONE) {
        for (uint32_t role = HF_ROLE_SECURE; role < HF_ROLE_COUNT && result != HF_OK; role++) {
            result = find_done(install, role);
        }
    } else if ((install->update.flags & HF_UPDATE_UROT) == 0 &&
               (phase == HF_UPDATE_TRIAL || phase == HF_UPDATE_ACCEPTED)) {
        result = go_back(install);
    }
    if (result == HF_OK) {
        result = walk(install);
    }
    return result == HF_OK ? HF_INSTALL_RESET : HF_INSTALL_BOOT;
}

void hf_install_settle(struct hf_install *install)
{
    hf_err_t result = install->log_state;

    if (install->update.phase != HF_UPDATE_ACCEPTED ||
        (install->update.flags & HF_UPDATE_UROT) != 0) {
        return;
    }
    for (uint32_t role = HF_ROLE_SECURE; role < HF_ROLE_COUNT && result == HF_OK; role++) {
        if ((install->update.flags & 1u << role) != 0) {
            result = hf_counter_raise(role, install->subject[role].claims.counter);
        }
    }
    if (result == HF_OK) {
        result = hf_install_enter(install, HF_UPDATE_DONE);
    }
    (void)result; /* then the next start does it */
}

/* Twice: what the ring finds worn has no room any more, and secure, which does not compact, must not
 * find it so. */
void hf_install_close(struct hf_install *install)
{
    for (uint32_t i = 0; i < 2 && install->log_state == HF_OK; i++) {
        if (hf_bootlog_room(&install->log) < ROOM) {
            install->log_state = hf_bootlog_compact(&install->log);
        }
        hf_bootlog_keep(&install->log, hf_map.records);
    }
    hf_bootlog_close(&install->log);
    install->log_state = HF_ERR_UNSET;
}
