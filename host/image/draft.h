/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/image/draft.h - an image before it is written: fields and TLVs that can be set, taken apart
 * and signed again. `image sign` builds one; the lab's attacks change one.
 * docs/formats/image.md has the bytes. */
#ifndef HF_HOST_IMAGE_DRAFT_H
#define HF_HOST_IMAGE_DRAFT_H

#include "core/policy.h"
#include "host/base/file.h"
#include "host/key/key.h"

#define HF_DRAFT_TLVS_MAX 32u

struct hf_version {
    uint8_t major;
    uint8_t minor;
    uint16_t revision;
    uint32_t build;
};

struct hf_draft_tlv {
    uint16_t type;
    hf_span_t value;
};

struct hf_draft_area {
    struct hf_draft_tlv tlvs[HF_DRAFT_TLVS_MAX];
    size_t count;
};

/* The spans point to memory that outlives the draft. */
struct hf_draft {
    uint32_t load_address; /* 0: runs in place */
    uint32_t header_size;  /* the bytes behind the 32 fields are zero */
    uint32_t flags;
    struct hf_version version;
    hf_span_t payload;
    struct hf_draft_area protected_area;
    struct hf_draft_area plain_area; /* behind hash, key and signature, which are made anew */
};

/* Adds one TLV; false when the area is full or the value is too long. */
bool hf_draft_add(struct hf_draft_area *area, uint16_t type, hf_span_t value);

/* Writes header, payload and areas, with the hash, the key in `form` and the signature. A NULL key
 * leaves key and signature out. False, with the line, when a size does not fit its field. */
bool hf_draft_write(const struct hf_draft *draft, const struct hf_key *key, enum hf_key_form form,
                    struct hf_arena *arena, hf_span_t *image, struct hf_trouble *trouble);

/* The reverse: takes a whole image apart. Hash, key and signature are left out of `draft`; `form`
 * says how the image named its signer. Needs the format, not the policy. */
bool hf_draft_read(hf_span_t image, struct hf_draft *draft, enum hf_key_form *form);

/* "1.2.3" or "1.2.3+4". */
bool hf_version_parse(const char *text, struct hf_version *version);

void hf_version_write(const struct hf_version *version, uint8_t bytes[8]);
struct hf_version hf_version_read(const uint8_t bytes[8]);

#endif
