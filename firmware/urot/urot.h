/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/urot/urot.h - the updatable root of trust: verifies secure and app, measures them, hands
 * over. */
#ifndef HF_UROT_H
#define HF_UROT_H

#include "firmware/proof/subject.h"

/* An image in flash, as far as it is parsed in RAM. */
struct hf_slot_buffer {
    uint8_t header[HF_IMAGE_HEADER_SIZE];
    uint8_t areas[HF_IMAGE_AREAS_MAX];
};

/* Opens the image of `role` that lies at `at`, in its slot or elsewhere: as what it will be in its
 * slot, or in urot's load area. Whatever the flash holds ends in a name: HF_ERR_IMAGE_*,
 * HF_ERR_NVM_ECC. */
HF_MUST_CHECK hf_err_t hf_urot_open(struct hf_subject *subject, uint8_t role, uint32_t at,
                                    struct hf_slot_buffer *buffer);

#endif
