/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/urot/install.h - installs what was asked for in the boot log, counts trials, goes back
 * when a trial was not accepted, and raises the floors when it was. docs/update.md explains it.
 *
 * INVARIANT: nothing here says what may boot: what stands in the slots at the end is proved by
 * hf_prove() like on any other day. While a set of images changes places, each sector that still
 * counts stands in readable flash at least once, and the log says where.
 * ASSUMES: the log is written by urot and secure alone (K_log); a slot and its staging area are of
 * sectors of one size, whole steps of them (hw/board/layout_check.c).
 * DEFEATS: t4 a rollback by an install, its resume, its revert or its fallback: every path asks
 * hf_image_admit() and the proof, with the same floor.
 * NOT DEFEATED: an older log put back by somebody who can write the flash may repeat or take back
 * an install, within the floors; a set whose old and new images are both unreadable.
 *
 * The files: install.c (the phases), walk.c (positions and copies), candidate.c (is a set worth
 * installing), twin.c (urot's own slots), cover_none.c (images lie in staging as they are). All of
 * them use core, firmware/store, firmware/proof and hw/api alone: the host links them with hw/fake.
 */
#ifndef HF_UROT_INSTALL_H
#define HF_UROT_INSTALL_H

#include "firmware/store/update.h"
#include "firmware/urot/cover.h"
#include "firmware/urot/urot.h"

/* What urot does after a call. */
enum hf_install_next {
    HF_INSTALL_BOOT = 0x2b,  /* go on: prove what stands in the slots, and boot it */
    HF_INSTALL_RESET = 0xd4, /* reset the part now: other images stand in the slots, or irot has a
                                slot to try */
};

/* What is looked at most stands first, where short instructions reach it. */
struct hf_install {
    struct hf_bootlog_install update; /* phase 0: none is under way */
    hf_err_t log_state;               /* HF_OK: the log is open and takes records */
    uint32_t position;                /* of the walk: moves made, over all images of the set */
    struct hf_bootlog log;
    struct hf_subject subject[HF_ROLE_COUNT]; /* the image of each role that was looked at last */
    struct hf_slot_buffer buffer[HF_ROLE_COUNT];
};

/* Opens the log, starts it anew where it was lost, and finds
 * the update that is under way. Never fails: without a log the device boots what stands in its
 * slots, and says so (`refused - - <word>`). */
void hf_install_open(struct hf_install *install, const uint8_t log_key[HF_BOOTLOG_KEY]);

/* Goes on with the update that is under way, if any: at every start, after hf_install_open(). */
enum hf_install_next hf_install_run(struct hf_install *install);

/* After the images in the slots were found unbootable: the older ones in staging are put back where
 * they may boot. HF_INSTALL_BOOT: there is nothing to fall back on. */
enum hf_install_next hf_install_retreat(struct hf_install *install);

/* After secure and app were proved (install->subject): raises the floors of what was accepted. */
void hf_install_settle(struct hf_install *install);

/* Persists what irot, urot and secure left in the retained ring, leaves room for what secure may
 * append, and closes the log. */
void hf_install_close(struct hf_install *install);

/* Opens and proves the image of `role` that lies at `at`: in its slot, in its staging area, or in
 * one of urot's slots. The entry, or noise that hf_prove_out_of_range(&install->subject[role], ..)
 * refuses. *why names the refusal. */
uint32_t hf_install_judge(struct hf_install *install, uint32_t role, uint32_t at, hf_err_t *why);

/* Below: what the files share. */

/* The same as a word: HF_OK when it is proved. For choosing what to try, never for booting. */
HF_MUST_CHECK hf_err_t hf_install_check(struct hf_install *install, uint32_t role, uint32_t at);

/* Counts a trial boot, in install->update alone. Not zero: there were less than `most` before. */
uint32_t hf_install_spend(struct hf_install *install, uint32_t most);

/* Whose bytes lie in staging, as hf_cover_*() see it. */
enum hf_side { HF_SIDE_NEW = 0, HF_SIDE_OLD = 1 };

/* One copy from flash to flash. */
struct hf_copy {
    uint32_t to; /* whole sectors */
    uint32_t from;
    uint32_t size;
    uint32_t offset; /* of the first byte in its image */
    uint8_t role;
    uint8_t side; /* enum hf_side */
};

/* Erases every sector that begins in [at, at + size). What the flash says. */
HF_MUST_CHECK hf_err_t hf_install_erase(uint32_t at, uint32_t size);

/* Erases, copies, and tries again when the flash did not take it. Unreadable units of the source
 * are left blank. HF_ERR_NVM_ECC: some were, the rest was copied. Else what the flash at `to` says.
 */
HF_MUST_CHECK hf_err_t hf_install_copy(const struct hf_copy *copy);

/* Copies the image at `from` over the whole of a slot of `role`, and proves it there. */
HF_MUST_CHECK hf_err_t hf_install_fill(struct hf_install *install, uint32_t role, uint32_t from,
                                       const struct hf_region *slot);

/* The walk's side of firmware/urot/cover.h. hf_cover_begin() finds the keys of the images that the
 * walk carries, wherever their parts stand by now: HF_ERR_IMAGE_ENCRYPTED, or what the flash says.
 * hf_cover_apply() turns bytes in clear into what staging holds, and back (the same operation). */
HF_MUST_CHECK hf_err_t hf_cover_begin(const struct hf_install *install);
void hf_cover_apply(const struct hf_copy *copy, uint32_t done, uint8_t *bytes, uint32_t size);

/* walk.c: where byte `offset` of an image of the set stands at this position of the walk. */
uint32_t hf_walk_place(const struct hf_install *install, uint32_t role, enum hf_side side,
                       uint32_t offset);

/* walk.c: how many moves the set has; the walk to its end, forward or, when REVERTING, back. A
 * forward walk that meets a new image that cannot be read any more turns round by itself. Anything
 * but HF_OK: the log does not take records, and nothing more may be moved. */
uint32_t hf_walk_moves(const struct hf_bootlog_install *update);
HF_MUST_CHECK hf_err_t hf_walk(struct hf_install *install);

/* candidate.c: may the set of install->update be put into the slots? NEW: as it waits in staging;
 * OLD: as a walk left it there. HF_OK, or why not. */
HF_MUST_CHECK hf_err_t hf_candidate_check(struct hf_install *install, enum hf_side side);

/* How many steps the old image of `role` and the new one need: after hf_candidate_check(). */
uint32_t hf_candidate_steps(struct hf_install *install, uint32_t role);

/* install.c: records, compacting first when need be. */
HF_MUST_CHECK hf_err_t hf_install_enter(struct hf_install *install, enum hf_update_phase phase);
HF_MUST_CHECK hf_err_t hf_install_note_position(struct hf_install *install);
/* Ends the update: the old images stand in the slots. */
HF_MUST_CHECK hf_err_t hf_install_refuse(struct hf_install *install, hf_err_t why);

/* twin.c: hf_install_run() for an update of urot itself. */
enum hf_install_next hf_twin_run(struct hf_install *install);

#endif
