/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * urot renews itself. The new image goes into the slot that this urot did not come from; irot is
 * asked, for one reset, to try it first; once it was accepted it is copied to the other slot too,
 * and only then the floor rises.
 * INVARIANT: a slot is erased only after the image in the other one was proved in this very boot:
 * at every moment one of the two slots boots. */
#include "firmware/proof/prove.h"
#include "firmware/urot/install.h"
#include "hw/api/counter.h"

/* Trial boots: one that was asked for, one that came to run. */
#define ASKED 1u
#define RAN   2u

static hf_err_t check(struct hf_install *install, uint32_t at)
{
    return hf_install_check(install, HF_ROLE_UROT, at);
}

/* The image at `from` over slot `slot`, if it is proved. */
static hf_err_t fill(struct hf_install *install, uint32_t from, uint32_t slot)
{
    hf_err_t const result = check(install, from);

    return result == HF_OK ? hf_install_fill(install, HF_ROLE_UROT, from, &hf_urot_places[slot])
                           : result;
}

static hf_err_t begin(struct hf_install *install)
{
    hf_err_t const result = hf_candidate_check(install, HF_SIDE_NEW);

    if (result != HF_OK) {
        return hf_install_refuse(install, result);
    }
    install->update.slot = hf_map.handoff->slot == 0 ? 1 : 0;
    return hf_install_enter(install, HF_UPDATE_SWAPPING);
}

static hf_err_t write_new(struct hf_install *install)
{
    uint32_t const slot = install->update.slot;
    struct hf_region place;
    hf_err_t result = check(install, hf_urot_places[1u - slot].base);

    if (result != HF_OK) {
        return hf_install_refuse(install, result);
    }
    result = hf_update_place(HF_ROLE_UROT, &place);
    if (result == HF_OK) {
        result = fill(install, place.base, slot);
    }
    return hf_install_enter(install, result == HF_OK ? HF_UPDATE_TRIAL : HF_UPDATE_REVERTING);
}

/* The old image over the new one, where the old one is still good. */
static hf_err_t revert(struct hf_install *install)
{
    uint32_t const slot = install->update.slot;
    hf_err_t const result = fill(install, hf_urot_places[1u - slot].base, slot);

    (void)result; /* if the old one is bad, the new one stays */
    return hf_install_refuse(install, HF_ERR_UPDATE_TRIAL);
}

/* Accepted: into the other slot too. The floor rises only when both hold it. */
static hf_err_t spread(struct hf_install *install)
{
    uint32_t const slot = install->update.slot;
    hf_err_t result = check(install, hf_urot_places[slot].base);

    if (result != HF_OK) {
        return hf_install_enter(install, HF_UPDATE_REVERTING);
    }
    result = fill(install, hf_urot_places[slot].base, 1u - slot);
    if (result == HF_OK) {
        result = hf_counter_raise(HF_ROLE_UROT, install->subject[HF_ROLE_UROT].claims.counter);
    }
    (void)result; /* without a second good slot the floor stays, and the image is in use */
    return hf_install_enter(install, HF_UPDATE_DONE);
}

/* From TRIAL: irot is asked for one start of the new image, and what it started is counted. The
 * count lasts before anything is tried. */
static hf_err_t try_out(struct hf_install *install, uint32_t running, enum hf_install_next *next)
{
    if (!hf_install_spend(install, running ? RAN : ASKED)) {
        return hf_install_enter(install, HF_UPDATE_REVERTING);
    }
    if (!running) {
        hf_trial_ask(hf_map.trial, install->update.slot);
        *next = HF_INSTALL_RESET;
    }
    return hf_install_enter(install, HF_UPDATE_TRIAL);
}

enum hf_install_next hf_twin_run(struct hf_install *install)
{
    const uint8_t *phase = &install->update.phase;
    enum hf_install_next next = HF_INSTALL_BOOT;
    uint32_t running;
    hf_err_t result = HF_OK;

    if (*phase == HF_UPDATE_STAGED) {
        result = begin(install);
    }
    if (result == HF_OK && *phase == HF_UPDATE_SWAPPING) {
        result = write_new(install);
    }
    running = hf_map.handoff->slot == install->update.slot;
    if (result == HF_OK && *phase == HF_UPDATE_TRIAL) {
        result = try_out(install, running, &next);
    }
    if (result == HF_OK && *phase == HF_UPDATE_ACCEPTED) {
        result = spread(install);
        next = running ? HF_INSTALL_BOOT : HF_INSTALL_RESET; /* to the image that stays */
    }
    if (result == HF_OK && *phase == HF_UPDATE_REVERTING) {
        result = revert(install);
        next = running ? HF_INSTALL_RESET : HF_INSTALL_BOOT;
    }
    return result == HF_OK ? next : HF_INSTALL_BOOT;
}
