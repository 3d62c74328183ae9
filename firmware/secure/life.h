/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/secure/life.h - may this device serve, and how does its life end?
 *
 * INVARIANT: an app of a device that is not secured, or on which a tamper event stands, gets its
 * version, its life cycle and the watchdog, and nothing else. The keys do not rest on this check
 * alone: those of another state, and those of a device with an event, are other keys (root.h).
 * DEFEATS: t7 a device that never saw its factory; t5 keys after a tamper event, after a return to
 * the maker, after decommissioning.
 * NOT DEFEATED: whoever reads the hardware key out of the silicon: these ends of a life make no
 * silicon forget. An event is noticed at the next call or the next start, not between. */
#ifndef HF_SECURE_LIFE_H
#define HF_SECURE_LIFE_H

#include "core/error.h"

#include <stdint.h>

/* Decides from life cycle and tamper latch what this boot serves; says it in a record when that is
 * less than everything: `refused - - <life.* or tamper.event> <life cycle or events>`. */
void hf_life_start(void);

/* At every call. The first one after a tamper event wipes the keys in RAM, then the vault, and
 * leaves the record. HF_ERR_LIFE_UNPROVISIONED, HF_ERR_LIFE_ENDED, HF_ERR_TAMPER_EVENT */
HF_MUST_CHECK hf_err_t hf_life_check(uint32_t service);

/* Ends the secured life: wipes the keys in RAM and the vault, then moves the life cycle to
 * HF_LIFECYCLE_RECOVERABLE or HF_LIFECYCLE_DECOMMISSION, then clears the tamper latch. A power cut
 * leaves less, never more: it is asked for again. Nothing but a reset may follow.
 * HF_ERR_LIFE_STATE  this state has no such end: nothing was done
 * Else the flash or the fuse failed: the life cycle stands where it stood, or one step on */
HF_MUST_CHECK hf_err_t hf_life_end(uint32_t lifecycle);

#endif
