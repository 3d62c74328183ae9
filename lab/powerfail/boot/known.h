/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/powerfail/boot/known.h - what came of the runs that were made: a device in which everything
 * that such a run looked at is the same does the same, and needs no run of its own. */
#ifndef HF_LAB_POWERFAIL_KNOWN_H
#define HF_LAB_POWERFAIL_KNOWN_H

#include <stdbool.h>
#include <stdint.h>

struct known {
    uint64_t key; /* of all that is not flash */
    uint32_t seen_count;
    struct hf_fake_seen *seen;
    const char *wrong; /* NULL: it held */
    uint64_t deeds;    /* names all that the run did */
    uint32_t run;      /* a number of its own */
};

void known_forget(void);

/* NULL when no run like it was made. The flash is the one that is there now. */
const struct known *known_find(uint64_t key);

/* Keeps the run that was watched since hf_fake_watch_start(); gives its number. */
uint32_t known_keep(uint64_t key, const char *wrong, uint64_t deeds);

#endif
