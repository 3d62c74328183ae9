/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/proof/prove.h - the hardened decision that irot and urot share: may this image run?
 *
 * INVARIANT: hf_prove() gives the image's reset address only if both passes proved load address,
 * target, counter, key, hash and signature; otherwise noise that hf_prove_out_of_range() refuses.
 * ASSUMES: nothing else writes the bytes between proof and use. irot proves a copy in RAM and runs
 * that copy; urot proves images in flash that nothing can reprogram behind its back (on a part:
 * write protection; the emulator's flash is a file of the host).
 * DEFEATS: t4 substitution and rollback; t6 one skip, one jump of up to ten bytes, one flipped
 * opcode bit, one zeroed or filled register.
 * NOT DEFEATED: two well-placed faults far apart in one boot; faults in the flash read path; a
 * persistent fault of the hash or signature code that both passes share. */
#ifndef HF_PROOF_PROVE_H
#define HF_PROOF_PROVE_H

#include "core/proof.h"
#include "firmware/proof/subject.h"

/* Ordinary code: parses and applies the policy, and says by name what is wrong. HF_OK means only
 * that proving is worth the time. */
HF_MUST_CHECK hf_err_t hf_prove_worth(struct hf_subject *subject);

/* Both passes. When the answer is astray *why names the first thing that was not proved. */
uint32_t hf_prove(struct hf_subject *subject, hf_err_t *why);

/* Zero exactly when `entry` is the image's reset vector, and that is a Thumb address inside the
 * payload as it runs. */
uint32_t hf_prove_out_of_range(const struct hf_subject *subject, uint32_t entry);

/* What the hand-over says about a proved image. */
void hf_prove_measure(const struct hf_subject *subject, struct hf_measurement *measured);

#endif
