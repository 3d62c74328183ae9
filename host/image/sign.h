/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/image/sign.h - from a stage's bytes to a signed image. */
#ifndef HF_HOST_IMAGE_SIGN_H
#define HF_HOST_IMAGE_SIGN_H

#include "host/image/draft.h"

#define HF_DEPENDENCIES_MAX 8u

struct hf_sign_plan {
    struct hf_draft draft; /* payload, header size, load address, version */
    enum hf_key_form form;
    uint32_t counter;
    uint8_t vendor_id[HF_UUID_SIZE];
    uint8_t class_id[HF_UUID_SIZE];
    bool targeted; /* vendor and class are written */
    const char
        *boot_record; /* software type for a BOOT_RECORD TLV, at most 12 characters, or NULL */
    struct {
        uint8_t image;
        struct hf_version version;
    } dependencies[HF_DEPENDENCIES_MAX];
    size_t dependency_count;
    struct hf_draft_area vendor_tlvs;
};

/* Puts the TLVs in the order of MCUboot's own tool, signs, writes. */
bool hf_image_sign(const struct hf_sign_plan *plan, const struct hf_key *key,
                   struct hf_arena *arena, hf_span_t *image, struct hf_trouble *trouble);

#endif
