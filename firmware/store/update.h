/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/store/update.h - what an update is in the boot log: who may ask, accept or reject, and
 * where a new image is to be written. urot and secure share it; urot alone installs
 * (firmware/urot/install.h). docs/update.md has the states and the walk.
 *
 * One update at a time, of one *set* of images: secure, app, both, or urot alone. All that happens
 * to a set happens by one record, so a power cut never leaves half a set accepted. */
#ifndef HF_STORE_UPDATE_H
#define HF_STORE_UPDATE_H

#include "firmware/store/bootlog.h"

/* The phases in an INSTALL record. Those below HF_UPDATE_DONE are under way. */
enum hf_update_phase {
    HF_UPDATE_STAGED = 1,    /* asked for; nothing but staging was touched */
    HF_UPDATE_SWAPPING = 2,  /* old and new images are changing places: PROGRESS says how far */
    HF_UPDATE_TRIAL = 3,     /* the new images stand in the slots and must be accepted */
    HF_UPDATE_ACCEPTED = 4,  /* urot raises the floors at its next start */
    HF_UPDATE_REVERTING = 5, /* the walk goes back */
    HF_UPDATE_DONE = 6,      /* the floors are raised; staging keeps the old images until they are
                                overwritten */
    HF_UPDATE_REJECTED = 7,  /* the old images stand in the slots; `detail` is an hf_err_t */
};

/* How the fields of struct hf_bootlog_install are used:
 * role     the first image of the set (lowest enum hf_role)
 * phase    enum hf_update_phase
 * slot     urot alone: the slot that takes the new image, 0 = A, 1 = B; else 1
 * flags    bits 0..2: the set, 1 << role; bits 4..7: trial boots so far
 * counter, size, hash   of the new image of `role`
 * detail   steps to walk, one per HF_UPDATE_STEP or sector: secure in bits 0..15, app in bits
 *          16..31; REJECTED: an hf_err_t */
#define HF_UPDATE_SET          7u
#define HF_UPDATE_UROT         (1u << HF_ROLE_UROT)
#define HF_UPDATE_TRIALS_SHIFT 4u

/* A step of the walk is one sector, or as many as make this many bytes. */
#define HF_UPDATE_STEP 1024u

/* The update that is under way. HF_ERR_JOURNAL_END: none. Else what the log says. */
HF_MUST_CHECK hf_err_t hf_update_find(struct hf_bootlog *log, struct hf_bootlog_install *update);

/* Appends `update` in another phase, and changes it there when that lasts. */
HF_MUST_CHECK hf_err_t hf_update_enter(struct hf_bootlog *log, struct hf_bootlog_install *update,
                                       enum hf_update_phase phase);

/* Asks for an install: `update` with flags (the set), counter, size and hash filled in; the rest is
 * set here. The images must be complete at hf_update_place(). Nothing of them is trusted: urot
 * verifies the whole set before it touches anything.
 * HF_ERR_UPDATE_BUSY  another update is under way
 * HF_ERR_UPDATE_SET   no such set, or the staging areas of its images overlap */
HF_MUST_CHECK hf_err_t hf_update_request(struct hf_bootlog *log, struct hf_bootlog_install *update);

/* The images on trial work. HF_ERR_UPDATE_STATE: none is on trial; accepting twice is HF_OK. */
HF_MUST_CHECK hf_err_t hf_update_accept(struct hf_bootlog *log);

/* Takes back what is STAGED (at once, for the reason `why`) or on TRIAL (at the next start).
 * HF_ERR_UPDATE_STATE: neither. */
HF_MUST_CHECK hf_err_t hf_update_reject(struct hf_bootlog *log, hf_err_t why);

/* Bytes of one step in the staging area of `role`; 0 where the board has none. The hole of a
 * staging area that holds a new image is its first step. */
uint32_t hf_update_step(uint32_t role);

/* Where the new image of `role` is to be written, and how large it may be: behind the hole. urot
 * and secure share a staging area. HF_ERR_NVM_RANGE: this board has none. */
HF_MUST_CHECK hf_err_t hf_update_place(uint32_t role, struct hf_region *place);

#endif
