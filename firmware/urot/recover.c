/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/urot/recover.h"

#include "core/span.h"
#include "firmware/proof/listen.h"
#include "firmware/proof/prove.h"
#include "hw/api/cpu.h"
#include "hw/api/note.h"
#include "hw/api/nvm.h"

/* One block of an image to flash; the sectors that begin in it are erased. */
static hf_err_t store(uint32_t at, const uint8_t block[HF_RECOVERY_BLOCK])
{
    hf_err_t const result = hf_install_erase(at, HF_RECOVERY_BLOCK);

    return result == HF_OK ? hf_nvm_program(at, block, HF_RECOVERY_BLOCK) : result;
}

static void tell(uint32_t role, uint32_t slot, hf_err_t result)
{
    hf_note(result == HF_OK ? HF_EVENT_RESTORED : HF_EVENT_REFUSED, (uint8_t)role, (uint8_t)slot,
            (uint32_t)result, 0);
}

/* The update that was under way, or that left old images in staging: staging is needed. */
static void end_update(struct hf_install *install)
{
    struct hf_bootlog_entry entry;

    for (uint32_t role = 0; role < HF_ROLE_COUNT && install->log_state == HF_OK; role++) {
        if (hf_bootlog_state(&install->log, HF_BOOTLOG_INSTALL, role, &entry) == HF_OK &&
            entry.as.install.phase <= HF_UPDATE_DONE) {
            install->update = entry.as.install;
            install->update.detail = (uint32_t)HF_ERR_UPDATE_LOST;
            (void)!hf_install_enter(install, HF_UPDATE_REJECTED);
        }
    }
}

/* Does the urot that runs stand at `base` too, or another one that boots? Most often the first: a
 * comparison costs a boot far less than a proof. */
static int is_whole(struct hf_install *install, uint32_t base, const uint8_t *image, uint32_t size)
{
    uint8_t word[4];

    for (uint32_t at = 0; at < size; at += sizeof(word)) {
        if (hf_nvm_read(base + at, word, sizeof(word)) != HF_OK ||
            hf_read_u32(word) != hf_read_u32(image + at)) {
            return hf_install_check(install, HF_ROLE_UROT, base) == HF_OK;
        }
    }
    return 1;
}

void hf_urot_repair(struct hf_install *install)
{
    const uint8_t *image = (const uint8_t *)(uintptr_t)hf_urot_places[HF_SLOT_RAM].base;
    uint32_t const size = hf_map.handoff->measured[HF_ROLE_UROT].size;

    if ((install->update.flags & HF_UPDATE_UROT) != 0) {
        if (hf_map.handoff->slot != HF_SLOT_RAM) {
            return; /* one slot holds what may not stay */
        }
        (void)!hf_install_refuse(install, HF_ERR_UPDATE_LOST);
    }
    for (uint32_t slot = HF_SLOT_A; slot <= HF_SLOT_B; slot++) {
        uint32_t const base = hf_urot_places[slot].base;
        hf_err_t result = HF_OK;

        if (is_whole(install, base, image, size)) {
            continue;
        }
        for (uint32_t at = 0; at < size && result == HF_OK; at += HF_RECOVERY_BLOCK) {
            result = store(base + at, image + at);
        }
        tell(HF_ROLE_UROT, slot,
             result == HF_OK ? hf_install_check(install, HF_ROLE_UROT, base) : result);
    }
}

/* What a complete image costs, or a block. */
static int32_t take(struct hf_install *install, uint32_t role, uint32_t base,
                    struct hf_recovery *line, hf_err_t *word)
{
    const struct hf_recovery_frame *frame = &line->frame;
    int32_t cost = 1;

    if (frame->length != 0) {
        *word = store(base + frame->offset, frame->block);
    } else {
        *word = hf_install_check(install, role, base);
        cost = HF_RECOVERY_IMAGE;
    }
    if (*word != HF_OK) {
        tell(role, HF_SLOT_RAM, *word);
        line->wanted = 0;
        *word = HF_OK; /* said once */
        return cost;
    }
    return frame->length != 0 ? cost : 0;
}

/* Receives the image of `role` into its place in staging. HF_OK: there it is, and proved. */
static hf_err_t fetch(struct hf_install *install, uint32_t role, const struct hf_region *place)
{
    static struct hf_recovery line;
    int32_t work = (int32_t)HF_RECOVERY_WORK(place->size);
    hf_err_t word = hf_install_check(install, role, place->base);

    if (word == HF_OK) {
        return HF_OK;
    }
    line.wanted = 0;
    word = HF_OK;
    while (work > 0) {
        int32_t cost = HF_RECOVERY_NOISE;

        word = hf_listen(&line, (uint8_t)role, place->size, word);
        if (word == HF_OK) {
            cost = take(install, role, place->base, &line, &word);
            if (cost == 0) {
                return HF_OK;
            }
        }
        work -= cost;
    }
    return HF_ERR_RECOVERY_LIMIT;
}

void hf_urot_recover(struct hf_install *install)
{
    struct hf_region place[HF_ROLE_COUNT];
    hf_err_t result = HF_OK;
    uint32_t set = 0;

    end_update(install);
    hf_install_close(install);
    hf_note(HF_EVENT_HALTED, HF_ROLE_COUNT, HF_SLOT_NONE, (uint32_t)HF_ERR_CHAIN_EMPTY, 0);
    for (uint32_t role = HF_ROLE_SECURE; role < HF_ROLE_COUNT && result == HF_OK; role++) {
        if (hf_install_check(install, role, hf_map_slot(role)->base) != HF_OK) {
            set |= 1u << role;
            result = hf_update_place(role, &place[role]);
            result = result == HF_OK ? fetch(install, role, &place[role]) : result;
        }
    }
    if (result != HF_OK) {
        return;
    }
    install->update.flags = (uint8_t)set;
    result = hf_candidate_check(install, HF_SIDE_NEW);
    for (uint32_t role = HF_ROLE_SECURE; role < HF_ROLE_COUNT; role++) {
        if ((set & 1u << role) == 0) {
            continue;
        }
        if (result == HF_OK) {
            tell(role, HF_SLOT_A,
                 hf_install_fill(install, role, place[role].base, hf_map_slot(role)));
        } else { /* they do not go together: others are asked for after the reset */
            tell(role, HF_SLOT_RAM, result);
            (void)!hf_nvm_erase(place[role].base);
        }
    }
    hf_cpu_reset();
}
