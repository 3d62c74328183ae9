/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The walk by which old and new images change places: an offset swap with a moving hole.
 *
 * Move m of an image, m = 2i and 2i + 1, exchanges step i of the slot with step i (even) or i + 1
 * (odd) of the staging area. Forward an even move carries the old image out, into the hole, and an
 * odd one the new image in; back, the same moves are made in the other order and direction. Either
 * way the target of a move is the hole, and its source is erased at the earliest by the next move,
 * which comes after this one was recorded: a move that power cut is simply made again, and at every
 * position the walk can turn round. The images of a set are walked one behind the other. */
#include "core/span.h"
#include "firmware/urot/install.h"
#include "hw/api/nvm.h"
#include "hw/api/watchdog.h"

#define CHUNK 256u
#define TRIES 3u

static uint32_t moves_of(const struct hf_bootlog_install *update, uint32_t role)
{
    uint32_t const steps = role == HF_ROLE_APP ? update->detail >> 16 : update->detail & 0xffffu;

    return 2u * steps;
}

uint32_t hf_walk_moves(const struct hf_bootlog_install *update)
{
    return moves_of(update, HF_ROLE_SECURE) + moves_of(update, HF_ROLE_APP);
}

/* Move `move` of the set. */
static void locate(const struct hf_install *install, uint32_t move, uint32_t back,
                   struct hf_copy *copy)
{
    uint32_t const first = moves_of(&install->update, HF_ROLE_SECURE);
    uint32_t const role = move < first ? HF_ROLE_SECURE : HF_ROLE_APP;
    uint32_t const own = move < first ? move : move - first;
    uint32_t const step = hf_update_step(role);
    uint32_t const slot = hf_map_slot(role)->base + own / 2u * step;
    uint32_t const staging = hf_map.staging[role].base + (own + 1u) / 2u * step;
    uint32_t const inward = (own & 1u) ^ back;

    copy->to = inward ? slot : staging;
    copy->from = inward ? staging : slot;
    copy->size = step;
    copy->offset = own / 2u * step;
    copy->role = (uint8_t)role;
    copy->side = own & 1u ? HF_SIDE_NEW : HF_SIDE_OLD;
}

/* Step i of the old image leaves its slot by move 2i, that of the new one comes by move 2i + 1. */
uint32_t hf_walk_place(const struct hf_install *install, uint32_t role, enum hf_side side,
                       uint32_t offset)
{
    uint32_t const first = role == HF_ROLE_SECURE ? 0u : moves_of(&install->update, HF_ROLE_SECURE);
    uint32_t const made = install->position > first ? install->position - first : 0u;
    uint32_t const step = hf_update_step(role);
    uint32_t const index = offset / step;
    uint32_t const hole = side == HF_SIDE_NEW ? step : 0u;
    uint32_t const moved = made > 2u * index + (side == HF_SIDE_NEW);

    return (moved == (side == HF_SIDE_NEW) ? hf_map_slot(role)->base
                                           : hf_map.staging[role].base + hole) +
           offset;
}

hf_err_t hf_install_erase(uint32_t at, uint32_t size)
{
    uint32_t const end = at + size;
    hf_err_t result = HF_OK;
    uint32_t start = at;

    while (at < end && result == HF_OK) {
        hf_watchdog_feed();
        result = hf_nvm_sector(at, &start, &size);
        if (result == HF_OK && start == at) {
            result = hf_nvm_erase(at);
        }
        at = start + size;
    }
    return result;
}

/* What is blank stays unprogrammed. HF_ERR_NVM_ECC: it cannot be read, and nothing was done. */
static hf_err_t copy_part(const struct hf_copy *copy, uint32_t done, uint32_t size)
{
    uint8_t part[CHUNK];
    hf_err_t const result = hf_nvm_read(copy->from + done, part, size);

    hf_watchdog_feed();
    if (result != HF_OK) {
        return result;
    }
    hf_cover_apply(copy, done, part, size);
    return hf_journal_is_blank(part, size) ? HF_OK : hf_nvm_program(copy->to + done, part, size);
}

/* From the first chunk that cannot be read on, unit by unit: an unreadable unit takes no readable
 * one with it, which may be the end of an image that stands before it. */
static hf_err_t copy_once(const struct hf_copy *copy)
{
    hf_err_t read = HF_OK;
    hf_err_t result = hf_install_erase(copy->to, copy->size);
    uint32_t size = CHUNK;

    for (uint32_t done = 0; done < copy->size && result == HF_OK;) {
        result = copy_part(copy, done, size);
        if (result == HF_ERR_NVM_ECC) {
            result = HF_OK;
            if (size == CHUNK) {
                size = hf_nvm_program_unit();
                continue;
            }
            read = HF_ERR_NVM_ECC;
        }
        done += size;
    }
    return result == HF_OK ? read : result;
}

hf_err_t hf_install_copy(const struct hf_copy *copy)
{
    hf_err_t result = HF_ERR_UNSET;

    for (uint32_t i = 0; i < TRIES && result != HF_OK && result != HF_ERR_NVM_ECC; i++) {
        result = copy_once(copy);
    }
    return result;
}

hf_err_t hf_install_fill(struct hf_install *install, uint32_t role, uint32_t from,
                         const struct hf_region *slot)
{
    struct hf_copy const copy = {.to = slot->base,
                                 .from = from,
                                 .size = slot->size,
                                 .role = (uint8_t)role,
                                 .side = HF_SIDE_NEW};

    (void)!hf_install_copy(&copy); /* what may lie behind the image does not matter */
    return hf_install_check(install, role, slot->base);
}

/* Forward, a hole that takes nothing or a new image that cannot be read any more turns the walk
 * round: the old image is whole as long as it is only carried out. An old image that cannot be read
 * is no reason to stop, and on the way back nothing is: what stands in the slots is proved anyway.
 */
static int must_turn(const struct hf_copy *copy, hf_err_t result)
{
    return result != HF_OK && !(result == HF_ERR_NVM_ECC && copy->side == HF_SIDE_OLD);
}

hf_err_t hf_walk(struct hf_install *install)
{
    uint32_t const moves = hf_walk_moves(&install->update);
    hf_err_t result = hf_cover_begin(install);

    while (result == HF_OK) {
        uint32_t const back = install->update.phase == HF_UPDATE_REVERTING;
        struct hf_copy copy;
        hf_err_t copied;

        if (install->position == (back ? 0u : moves)) {
            return HF_OK;
        }
        locate(install, install->position - back, back, &copy);
        copied = hf_install_copy(&copy);
        if (!back && must_turn(&copy, copied)) {
            result = hf_install_enter(install, HF_UPDATE_REVERTING);
        } else {
            install->position += back ? UINT32_MAX : 1u;
            result = hf_install_note_position(install);
        }
    }
    return result;
}
