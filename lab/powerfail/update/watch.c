/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/powerfail/update/watch.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define SECTOR 4096u
#define SPOT   32u

static struct {
    uint8_t *nvm;
    size_t size;
    uint32_t at[HF_WATCH_COUNT];
    uint8_t was[HF_WATCH_COUNT][SPOT];
    double seen[HF_WATCH_COUNT];
} watch;

/* Old images leave their slots for the staging area, the first sector first. */
static bool find_spots(const struct hf_layout *layout, const struct hf_images *images)
{
    bool found = false;

    for (int role = HF_ROLE_SECURE; role < HF_ROLE_COUNT; role++) {
        size_t const old = images->old[role].size;
        size_t const fresh = images->fresh[role].size;
        size_t const last = ((old > fresh ? old : fresh) - 1u) / SECTOR;
        uint32_t const staging = layout->roles[role].staging_offset;

        if ((images->set & 1u << role) == 0 || last == 0) {
            continue;
        }
        if (!found) {
            watch.at[HF_WATCH_BEGIN] = staging;
        }
        watch.at[HF_WATCH_END] = staging + (uint32_t)last * SECTOR;
        found = true;
    }
    return found;
}

bool hf_watch_open(struct hf_device *device, const struct hf_images *images)
{
    memset(&watch, 0, sizeof(watch));
    if (!find_spots(&device->layout, images)) {
        return false;
    }
    int const file = open(hf_device_path(device, "nvm.bin"), O_RDONLY | O_CLOEXEC);

    watch.size = device->layout.nvm_size;
    watch.nvm = file >= 0 ? mmap(NULL, watch.size, PROT_READ, MAP_SHARED, file, 0) : MAP_FAILED;
    if (file >= 0) {
        close(file);
    }
    if (watch.nvm == MAP_FAILED) {
        watch.nvm = NULL;
        return false;
    }
    for (int i = 0; i < HF_WATCH_COUNT; i++) {
        memcpy(watch.was[i], watch.nvm + watch.at[i], SPOT);
    }
    return true;
}

void hf_watch_look(double now)
{
    for (int i = 0; i < HF_WATCH_COUNT && watch.nvm != NULL; i++) {
        if (watch.seen[i] == 0 && memcmp(watch.was[i], watch.nvm + watch.at[i], SPOT) != 0) {
            watch.seen[i] = now;
        }
    }
}

bool hf_watch_seen(int place)
{
    return watch.seen[place] != 0;
}

void hf_watch_close(double seen[HF_WATCH_COUNT])
{
    if (watch.nvm != NULL) {
        munmap(watch.nvm, watch.size);
    }
    watch.nvm = NULL;
    memcpy(seen, watch.seen, sizeof(watch.seen));
}
