/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/urot/recover.h - urot's part of recovery (docs/recovery.md): it puts itself back into
 * its slots, and receives secure and app over the serial line. INVARIANT: what comes over the line
 * is written to staging, which nothing executes, and copied to a slot only after the whole set was
 * proved there; nothing here enters an image. DEFEATS: t4 an image of another signer, board or age
 * through recovery: the proof and the floors are those of every boot; t9 a line that brings noise:
 * work and time are limited (core/recovery.h). */
#ifndef HF_UROT_RECOVER_H
#define HF_UROT_RECOVER_H

#include "firmware/urot/install.h"

/* Writes the urot that runs to each of its slots that holds no urot that boots, and proves it there:
 * to both when irot runs it from RAM, to one that was damaged otherwise. While a new urot is on its way
 * through the slots it leaves them alone. To be called after hf_install_open(), before
 * hf_install_run(). Whatever comes of it is recorded. */
void hf_urot_repair(struct hf_install *install);

/* When secure or app does not boot and there is nothing to go back to: ends what was under way,
 * wipes the log's key, receives what is missing, puts it into the slots and resets the part. The
 * caller has wiped K_urot. Returns when the limits are used up. An image that an earlier recovery
 * left complete in staging is not asked for again. A function of its own: the fault campaign knows
 * by it where the decision has ended (docs/faults.md). */
__attribute__((noinline, noclone)) void hf_urot_recover(struct hf_install *install);

#endif
