/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/powerfail/boot/secure.h"

#include "hw/api/nvm.h"

#include <string.h>

const char *secure_open(struct hf_bootlog *log)
{
    memset(log, 0xa5, sizeof(*log));
    if (hf_map.secrets->magic != HF_SECRETS_MAGIC_LOG) {
        return "urot passed no key";
    }
    return hf_bootlog_open(log, hf_map.boot_log, hf_map.secrets->log) == HF_OK
               ? NULL
               : "secure cannot open the boot log";
}

uint32_t secure_phase(const struct play *play, struct hf_bootlog *log)
{
    struct hf_bootlog_install update;
    struct hf_bootlog_entry entry;
    uint32_t first = 0;

    if (hf_update_find(log, &update) == HF_OK) {
        return update.phase;
    }
    while ((play->scenario->set >> first & 1u) == 0) {
        first++;
    }
    return hf_bootlog_state(log, HF_BOOTLOG_INSTALL, first, &entry) == HF_OK
               ? entry.as.install.phase
               : 0;
}

/* The first image of the set names the update. */
static struct hf_bootlog_install request_of(const struct play *play)
{
    struct hf_bootlog_install request = {.flags = (uint8_t)play->scenario->set};

    for (uint32_t role = HF_ROLE_COUNT; role > 0; role--) {
        const struct image *image = &play->cast[role - 1u][NEW];

        if ((play->scenario->set >> (role - 1u) & 1u) != 0) {
            request.counter = image->wish.counter;
            request.size = image->size;
            memcpy(request.hash, image->hash, sizeof(request.hash));
        }
    }
    return request;
}

static const char *stage_all(struct play *play)
{
    for (uint32_t role = 0; role < HF_ROLE_COUNT; role++) {
        struct hf_region place;

        if ((play->scenario->set >> role & 1u) == 0) {
            continue;
        }
        if (hf_update_place(role, &place) != HF_OK || place.size < play->cast[role][NEW].size) {
            return "there is no place for a new image";
        }
        if (image_write(&play->cast[role][NEW], place.base) != HF_OK) {
            return "staging cannot be written";
        }
    }
    return NULL;
}

const char *secure_ask(struct play *play, struct hf_bootlog *log)
{
    struct hf_bootlog_install request = request_of(play);
    const char *wrong = stage_all(play);

    if (wrong != NULL) {
        return wrong;
    }
    play->memory.ask_begun = true;
    play->memory.rejected = false;
    if (hf_update_request(log, &request) != HF_OK) {
        return "the request is refused";
    }
    play->memory.asked = true;
    play->memory.asks++;
    play_say(play, "secure has asked for an update");
    return NULL;
}

bool secure_stages(const struct image *image)
{
    uint32_t const base = hf_map.staging[image->wish.role].base;

    return image_waits_at(image, base) ||
           image_waits_at(image, base + hf_update_step(image->wish.role));
}
