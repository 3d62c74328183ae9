/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/secure/fwu.h - PSA Firmware Update 1.0 for the app: who is where between READY and
 * UPDATED. docs/fwu.md has the states, what is admitted and what survives a reset.
 *
 * secure writes new images to staging, where nothing is ever executed, and asks urot for the
 * install through the boot log; urot verifies everything again. So nothing here decides what
 * boots: what is checked here is checked to tell the app early.
 * DEFEATS: t4 header games on the way in (the size that is declared must be the size that came, to
 * the byte); t9 wearing the flash out by endless updates: HF_FWU_ERASES_MAX in one boot.
 * NOT DEFEATED: an app that never updates, or cancels every update. */
#ifndef HF_SECURE_FWU_H
#define HF_SECURE_FWU_H

#include "core/error.h"
#include "core/handoff.h"
#include "firmware/secure/abi/gate.h"
#include "firmware/store/bootlog.h"
#include "hw/api/map.h"

/* The values of psa/update.h. */
enum hf_fwu_state {
    HF_FWU_READY = 0,
    HF_FWU_WRITING = 1,
    HF_FWU_CANDIDATE = 2,
    HF_FWU_STAGED = 3,
    HF_FWU_FAILED = 4,
    HF_FWU_TRIAL = 5,
    HF_FWU_REJECTED = 6,
    HF_FWU_UPDATED = 7,
};

/* Sector erases that the app may cause between two resets: several full downloads, and far below
 * what a sector stands. */
#define HF_FWU_ERASES_MAX 1024u

/* Learns from boot log and staging where things stand. To be called once, before the others.
 * Without a log (NULL) images can be received, and nothing can be installed. */
void hf_fwu_open(struct hf_bootlog *log);

/* The ten functions, with the answers of the standard; `component` is an enum hf_role. */
int32_t hf_fwu_query(uint32_t component, struct hf_fwu_answer *answer);
int32_t hf_fwu_start(uint32_t component, uint32_t manifest_size);
int32_t hf_fwu_write(uint32_t component, uint32_t offset, const uint8_t *block, uint32_t size);
int32_t hf_fwu_finish(uint32_t component);
int32_t hf_fwu_cancel(uint32_t component);
int32_t hf_fwu_clean(uint32_t component);
int32_t hf_fwu_install(void);
int32_t hf_fwu_reject(int32_t error);
int32_t hf_fwu_accept(void);

#endif
