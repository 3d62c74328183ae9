/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/proof/subject.h - the image that a stage looks at: read once into RAM as far as it is
 * parsed, so that what was checked is what is used. */
#ifndef HF_PROOF_SUBJECT_H
#define HF_PROOF_SUBJECT_H

#include "core/handoff.h"
#include "core/policy.h"
#include "hw/api/map.h"

#include <stdint.h>

struct hf_subject {
    uint8_t role;                  /* enum hf_role */
    uint8_t slot;                  /* enum hf_slot */
    struct hf_region place;        /* the slot */
    uint32_t ciphers;              /* flags of encryptions that may be used here, else 0 */
    uint32_t load_address;         /* demanded: 0 for images that run where they lie */
    enum hf_key_form form;         /* how the signer must be named */
    uint32_t code;                 /* where the payload runs: the vector table */
    const uint8_t *header;         /* the first 32 bytes, in RAM */
    uint8_t *areas;                /* both TLV areas, in RAM */
    uint32_t areas_size;           /* bytes of them */
    uint32_t reset;                /* the reset vector + HF_BLIND_RESET */
    struct hf_image image;         /* parsed from `header` */
    struct hf_image_claims claims; /* parsed from `areas` */
    uint32_t offset;               /* of the TLV whose form was refused, else 0 */
};

/* Reads both areas of the image to subject->areas, which holds HF_IMAGE_AREAS_MAX bytes; header and
 * image must be there. Errors: HF_ERR_IMAGE_AREA, and those of hf_nvm_read(). */
HF_MUST_CHECK hf_err_t hf_subject_read_areas(struct hf_subject *subject);

/* Parses header and areas in RAM into image and claims; areas_size, until now what may be looked
 * at, becomes their size. Errors: those of core/image.h and core/policy.h. */
HF_MUST_CHECK hf_err_t hf_subject_parse(struct hf_subject *subject);

/* Bytes under hash and signature: header, payload, protected area. */
static inline uint32_t hf_subject_signed_size(const struct hf_subject *subject)
{
    return subject->image.header_size + subject->image.payload_size + subject->image.protected_size;
}

/* Bytes of the whole image, from its header to the end of its areas. */
static inline uint32_t hf_subject_size(const struct hf_subject *subject)
{
    return hf_image_areas_offset(&subject->image) + subject->areas_size;
}

/* What the stage's policy demands of this image; `floor` is read anew with each call. */
void hf_subject_demand(const struct hf_subject *subject, struct hf_image_demand *demand);

/* Each stage brings these two, in its own source. */

/* SHA-256 of the signed bytes as they will run. A read error leaves the digest wiped. */
void hf_subject_digest(const struct hf_subject *subject, uint8_t digest[32]);

/* The signer's key: zero when the image names a key that this device trusts for this role, and
 * *point is then its X || Y. Otherwise not zero, and *point is 64 bytes that are no such key.
 * Forward and backward walk the trusted keys in opposite order. */
uint32_t hf_subject_key_forward(const struct hf_subject *subject, const uint8_t **point);
uint32_t hf_subject_key_backward(const struct hf_subject *subject, const uint8_t **point);

/* Why the key was not trusted, for the record: of what hf_subject_key_forward() saw last. */
hf_err_t hf_subject_key_refusal(const struct hf_subject *subject);

/* SHA-256 of the signer's SubjectPublicKeyInfo, for the measurement. */
void hf_subject_signer(const struct hf_subject *subject, uint8_t signer[32]);

#endif
