/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/powerfail/boot/secure.h - the part of secure that an update needs, played with the code that
 * the real one uses: firmware/store over the same flash, with the key that urot passed on. */
#ifndef HF_LAB_POWERFAIL_SECURE_H
#define HF_LAB_POWERFAIL_SECURE_H

#include "firmware/store/update.h"
#include "lab/powerfail/boot/play.h"

/* Opens the boot log. NULL, or what is wrong. */
const char *secure_open(struct hf_bootlog *log);

/* The phase of the update that is under way, or of the last one of this set; 0: there was none. */
uint32_t secure_phase(const struct play *play, struct hf_bootlog *log);

/* Writes the scenario's new images to staging and asks for their install. What was promised is
 * taken down in play->memory. NULL, or what is wrong. */
const char *secure_ask(struct play *play, struct hf_bootlog *log);

/* Does the image stand in the staging area of its role, whole and readable? */
bool secure_stages(const struct image *image);

#endif
