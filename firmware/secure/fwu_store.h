/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/secure/fwu_store.h - the staging area of one image while it is being received.
 *
 * The image is written in ascending order behind the hole of its staging area; each sector is
 * erased when the first byte of it comes. The hole is free until urot installs, so it keeps notes:
 * that a download is under way, which sectors of it are complete, and the size of a complete one.
 * The notes help to go on after a reset. They are not authenticated and need not be: whoever writes
 * the flash gets, at worst, a candidate that urot refuses. */
#ifndef HF_SECURE_FWU_STORE_H
#define HF_SECURE_FWU_STORE_H

#include "core/error.h"
#include "hw/api/map.h"

/* A block starts at a multiple of this: the largest program unit of any part (H7). */
#define HF_FWU_ALIGN 32u

struct hf_fwu_store {
    struct hf_region hole;
    struct hf_region place;
    uint32_t written; /* bytes of the image that have come */
};

enum hf_fwu_note { HF_FWU_NOTE_NONE = 0, HF_FWU_NOTE_WRITING = 1, HF_FWU_NOTE_COMPLETE = 2 };

/* Erases that the app has left in this boot. */
extern uint32_t hf_fwu_erases_left;

/* Finds the area. HF_ERR_NVM_RANGE: this board has none for `role`. */
HF_MUST_CHECK hf_err_t hf_fwu_store_open(struct hf_fwu_store *store, uint32_t role);

/* What the notes say, and `written` with it: after a reset in the middle, the start of the first
 * sector that is not complete. */
enum hf_fwu_note hf_fwu_store_recall(struct hf_fwu_store *store, uint32_t role);

/* Forgets what was there, and notes that a download of `role` is under way. */
HF_MUST_CHECK hf_err_t hf_fwu_store_start(struct hf_fwu_store *store, uint32_t role);

/* Takes the block that belongs at `written`, rounded up to HF_FWU_ALIGN, or a block that has come
 * already, byte for byte.
 * HF_ERR_FWU_ORDER  a gap, or other bytes than those that came before
 * HF_ERR_FWU_WEAR   no erase is left in this boot
 * else what the flash says: `written` then falls back to the start of the sector */
HF_MUST_CHECK hf_err_t hf_fwu_store_write(struct hf_fwu_store *store, uint32_t offset,
                                          const uint8_t *block, uint32_t size);

/* Notes that the image is complete. */
HF_MUST_CHECK hf_err_t hf_fwu_store_finish(const struct hf_fwu_store *store);

/* Forgets the notes. */
HF_MUST_CHECK hf_err_t hf_fwu_store_forget(const struct hf_fwu_store *store);

#endif
