/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/powerfail/boot/device.h"

#include "hw/api/crypto.h"
#include "hw/common/die_blob.h"
#include "lab/powerfail/boot/images.h"
#include "lab/powerfail/boot/stage.h"

#include <stdio.h>
#include <string.h>

static struct stage *irot;
static struct stage *urot;
static struct stage *stages[2]; /* the base one, the one that reads encrypted images */
static struct hf_die given;
static struct hf_die blob;

struct hf_die *const hf_die_blob = &blob;

void device_load(const char *control)
{
    char name[64] = "urot";

    if (control != NULL) {
        (void)snprintf(name, sizeof(name), "urot_%s", control);
    }
    image_trust();
    irot = stage_load("irot");
    stages[0] = stage_load(name);
    stages[1] = control != NULL ? stages[0] : stage_load("urot_crypt");
    urot = stages[0];
}

void device_choose(bool encrypted)
{
    urot = stages[encrypted ? 1 : 0];
}

void device_root(uint32_t lifecycle, uint8_t key[32])
{
    hf_kdf(given.huk, "urot", lifecycle, key);
}

void device_new(const struct board *board)
{
    board_start(board);
    memset(&given, 0, sizeof(given));
    given.magic = HF_DIE_MAGIC;
    given.version = HF_DIE_VERSION;
    memset(given.uid, 0x11, sizeof(given.uid));
    memset(given.huk, 0x22, sizeof(given.huk));
    image_roots(given.root_hash);
}

enum device_end device_start(bool power)
{
    enum stage_end end;

    board_reset(power);
    blob = given;
    end = stage_run(irot);
    if (end != STAGE_JUMPED) {
        return end == STAGE_RESET ? DEVICE_RESETS : DEVICE_IROT_HALTS;
    }
    end = stage_run(urot);
    if (end != STAGE_JUMPED) {
        return end == STAGE_RESET ? DEVICE_RESETS : DEVICE_UROT_HALTS;
    }
    return DEVICE_RUNS;
}
