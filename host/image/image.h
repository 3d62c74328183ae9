/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/image/image.h - looking at a whole image in memory, with core's parser and core's policy.
 * There is no second reader: what the host says of an image is what a boot stage will say. */
#ifndef HF_HOST_IMAGE_IMAGE_H
#define HF_HOST_IMAGE_IMAGE_H

#include "core/policy.h"
#include "host/base/trouble.h"

#define HF_IMAGE_FILE_MAX (32u * 1024u * 1024u)

struct hf_image_view {
    hf_span_t file;
    struct hf_image header;
    struct hf_image_areas areas;
    hf_span_t area_bytes;  /* both areas */
    size_t size;           /* of the image; the file may be longer */
    uint8_t digest[32];    /* SHA-256 of header, payload and protected area */
    const uint8_t *hash;   /* 32 bytes of the first SHA256 TLV, or NULL */
    const uint8_t *pubkey; /* 91 bytes of a PUBKEY TLV, or NULL */
};

/* Reads header and areas of `file`, walks every TLV, computes the digest. HF_ERR_IMAGE_* when the
 * bytes are no image of MCUboot's format that fits into a slot of `slot_size`. */
HF_MUST_CHECK hf_err_t hf_image_open(hf_span_t file, uint32_t slot_size,
                                     struct hf_image_view *view);

/* Which keys may have signed, and what the image must claim. */
struct hf_image_rules {
    struct hf_image_demand demand;
    enum hf_key_form form;
    const struct hf_public *keys;
    size_t key_count;
};

/* What the policy says: HF_OK, or the first refusal and where. */
struct hf_image_answer {
    hf_err_t word;
    bool placed;     /* `offset` is that of a TLV */
    uint32_t offset; /* from the start of the image */
    struct hf_image_claims claims;
};

/* Applies core's policy, then hash and signature, in the order of the boot stages. */
void hf_image_judge(const struct hf_image_view *view, const struct hf_image_rules *rules,
                    struct hf_image_answer *answer);

/* "SEC_CNT", or "vendor", or "unknown". */
const char *hf_tlv_name(uint16_t type);

#endif
