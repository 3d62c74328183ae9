/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/urot/install.h - installs what was asked for in the boot log, counts trials, goes back
 * when a trial was not accepted, and raises the floors when it was. docs/update.md explains it.
 *
 * INVARIANT: nothing here says what may boot: what stands in the slots at the end is proved by
 * hf_prove() like on any other day. At every moment each byte of an old or new image that still
 * counts stands somewhere in readable flash, and the log says where.
 * ASSUMES: the log is written by urot and secure alone (K_log).
 * DEFEATS: t4 a rollback by an install, its resume, its revert or its fallback: every path asks
 * hf_image_admit() and the proof, with the same floor.
 *
 * The files: install.c (the phases), walk.c (positions and copies), candidate.c (is a set worth
 * installing), twin.c (urot's own slots), diary.c (records), cover_none.c (images are in clear).
 * All of them use core, firmware/store, firmware/proof and hw/api alone: the host links them with
 * hw/fake. */
#ifndef HF_UROT_INSTALL_H
#define HF_UROT_INSTALL_H

#include "firmware/store/update.h"
#include "firmware/urot/urot.h"

/* What urot does after a call. */
enum hf_install_next {
    HF_INSTALL_BOOT = 0x2b, /* go on: prove what stands in the slots, and boot it */
    HF_INSTALL_RESET =
        0xd4, /* reset the part now: irot has something to try, or the walk is done */
};

struct hf_install {
    struct hf_bootlog log;
    hf_err_t log_state;                       /* HF_OK: the log is open and can be appended to */
    struct hf_bootlog_install update;         /* phase 0: none */
    uint32_t position;                        /* of the walk */
    struct hf_subject subject[HF_ROLE_COUNT]; /* the image of each role that was looked at last */
    struct hf_slot_buffer buffer[HF_ROLE_COUNT];
};

/* Opens the log; starts it anew where it was lost. Never fails: without a log the device boots what
 * stands in its slots, and says so (`refused - - <word>`). */
void hf_install_open(struct hf_install *install, const uint8_t log_key[HF_BOOTLOG_KEY]);

/* Goes on with the update that is under way, if any. To be called at every start, after
 * hf_install_open(). */
enum hf_install_next hf_install_run(struct hf_install *install);

/* After the images in the slots were found unbootable: the older ones in staging are put back where
 * there are any that may boot. HF_INSTALL_RESET: they stand in their slots, start again;
 * HF_INSTALL_BOOT: there is nothing to fall back on. */
enum hf_install_next hf_install_retreat(struct hf_install *install);

/* After secure and app were proved (install->subject): raises the floors of what was accepted. */
void hf_install_settle(struct hf_install *install);

/* Persists what irot, urot and secure left in the retained ring, and empties the ring. */
void hf_install_keep_records(struct hf_install *install);

/* Opens and proves the image of `role` that lies at `at`: the slot itself, a staging area, or one
 * of urot's slots. The entry, or noise that hf_prove_out_of_range() refuses. *why names the
 * refusal. */
uint32_t hf_install_judge(struct hf_install *install, uint32_t role, uint32_t at, hf_err_t *why);

/* One copy from flash to flash: erases whole sectors at `to`, copies, tries again when the flash
 * did not take it. Unreadable words of the source are left blank.
 * HF_ERR_NVM_ECC  some were; the rest was copied
 * else            what the flash at `to` says */
struct hf_copy {
    uint32_t to;
    uint32_t from;
    uint32_t size;   /* whole sectors at `to` */
    uint32_t offset; /* of the first byte in its image */
    uint8_t role;
    uint8_t side; /* enum hf_cover_side */
};
HF_MUST_CHECK hf_err_t hf_install_copy(const struct hf_copy *copy);

/* Whose key covers the bytes in staging. */
enum hf_cover_side { HF_COVER_NEW = 0, HF_COVER_OLD = 1, HF_COVER_NONE = 2 };

/* Between staging and slot: turns bytes in clear into what staging holds, and back (the same
 * operation). A link-time choice: cover_none.c leaves them as they are. hf_cover_open() is told of
 * every image in staging before its payload is read: HF_ERR_IMAGE_ENCRYPTED when it cannot be. */
HF_MUST_CHECK hf_err_t hf_cover_open(const struct hf_subject *subject, enum hf_cover_side side);
void hf_cover_apply(const struct hf_copy *place, uint8_t *bytes, uint32_t size);

#endif
