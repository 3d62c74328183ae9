/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/irot/irot.h - the immutable root of trust: verifies urot, locks itself away, jumps. */
#ifndef HF_IROT_H
#define HF_IROT_H

#include "firmware/proof/subject.h"

/* Copies the image in slot `slot` to urot's load area and opens it there. Whatever the flash holds
 * ends in a name: HF_ERR_IMAGE_*, HF_ERR_NVM_ECC. */
HF_MUST_CHECK hf_err_t hf_irot_load(struct hf_subject *subject, uint8_t slot);

/* Fills the hand-over for an image that is still to be proved: whatever goes wrong while it is
 * written is there when both passes look at the image. */
void hf_irot_hand_over(const struct hf_subject *subject);

/* Tries the image in `slot`. Returns only when it was refused, which is recorded by name. */
void hf_irot_try(uint8_t slot);

/* Receives images of urot over the secure console into RAM and tries them there. Returns when the
 * limits of core/recovery.h are used up. */
void hf_irot_recover(void);

/* Leaves for a proved urot: derives its key, locks the die and this stage. */
_Noreturn void hf_irot_leave(struct hf_subject *subject, uint32_t entry);

#endif
