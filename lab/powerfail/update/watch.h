/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/powerfail/update/watch.h - looks at the flash of a running device, to learn when its walk
 * begins and when it ends. */
#ifndef HF_LAB_POWERFAIL_UPDATE_WATCH_H
#define HF_LAB_POWERFAIL_UPDATE_WATCH_H

#include "lab/powerfail/update/victim.h"

/* The first and the last sector that the old images are carried to. */
enum { HF_WATCH_BEGIN, HF_WATCH_END, HF_WATCH_COUNT };

/* Maps the flash of the device. False when nothing of the set is walked, as with urot alone, or
 * when the flash cannot be mapped. */
bool hf_watch_open(struct hf_device *device, const struct hf_images *images);

/* Looks; can be called by a signal handler. */
void hf_watch_look(double now);

/* True when the place was seen changed. */
bool hf_watch_seen(int place);

/* When each place was first seen changed, on hf_qemu_now()'s clock; 0: not seen. */
void hf_watch_close(double seen[HF_WATCH_COUNT]);

#endif
