/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * core/policy.h - which images Holdfast admits: MCUboot's bytes, stricter rules
 * (docs/formats/image.md, "Policy").
 *
 * hf_image_collect() applies the rules of form and gives what the image claims; hf_image_admit()
 * compares the claims with what this device and this role demand. Neither proves anything: hash and
 * signature are the caller's business, and a boot stage never decides by the words returned here
 * (firmware/proof/prove.c). */
#ifndef HF_CORE_POLICY_H
#define HF_CORE_POLICY_H

#include "core/image.h"

#define HF_UUID_SIZE         16u
#define HF_KEYHASH_SIZE      32u
#define HF_HASH_SIZE         32u
#define HF_POINT_SIZE        64u /* X || Y, at the end of the next */
#define HF_PUBKEY_SIZE       91u /* DER SubjectPublicKeyInfo, uncompressed P-256 */
#define HF_SIGNATURE_DER_MIN 8u
#define HF_SIGNATURE_DER_MAX 72u
#define HF_DEPENDENCY_SIZE   12u
#define HF_BOOT_RECORD_MAX   256u
#define HF_ENC_EC256_AES128  113u
#define HF_ENC_EC256_AES256  129u
#define HF_TLV_VENDOR_FIRST  0xa0u /* low byte of a vendor type: 0xXXA0..0xXXFF */

/* How an image names its signer: irot's images carry the whole key, the others its hash. */
enum hf_key_form { HF_KEY_EMBEDDED = 0x3a, HF_KEY_HASHED = 0xc5 };

/* What an image claims; all but the last three must be there. */
enum hf_image_claim {
    HF_IMAGE_CLAIM_HASH,
    HF_IMAGE_CLAIM_KEY,
    HF_IMAGE_CLAIM_SIGNATURE,
    HF_IMAGE_CLAIM_VENDOR_ID,
    HF_IMAGE_CLAIM_CLASS_ID,
    HF_IMAGE_CLAIM_COUNTER,
    HF_IMAGE_CLAIM_DEMANDED,
    HF_IMAGE_CLAIM_ENCRYPTION = HF_IMAGE_CLAIM_DEMANDED,
    HF_IMAGE_CLAIM_BOOT_RECORD,
    HF_IMAGE_CLAIM_DEPENDENCY, /* the last of them */
    HF_IMAGE_CLAIM_COUNT
};

/* The claims by number, and the same by name. The pointers lie in the areas; each field has passed
 * its rules of form. */
struct hf_image_claims {
    union {
        hf_span_t all[HF_IMAGE_CLAIM_COUNT];
        struct {
            const uint8_t *hash; /* 32 bytes */
            size_t hash_size;
            const uint8_t *key; /* 91 bytes (embedded) or 32 bytes (hashed) */
            size_t key_size;
            hf_span_t signature;      /* DER */
            const uint8_t *vendor_id; /* 16 bytes */
            size_t vendor_id_size;
            const uint8_t *class_id; /* 16 bytes */
            size_t class_id_size;
            hf_span_t counter_bytes;
            hf_span_t encryption; /* ENC_EC256, or empty */
        };
    };
    uint32_t counter;      /* security counter */
    uint32_t dependencies; /* how many DEPENDENCY TLVs */
};

_Static_assert(offsetof(struct hf_image_claims, key) == HF_IMAGE_CLAIM_KEY * sizeof(hf_span_t) &&
                   offsetof(struct hf_image_claims, signature) ==
                       HF_IMAGE_CLAIM_SIGNATURE * sizeof(hf_span_t) &&
                   offsetof(struct hf_image_claims, vendor_id) ==
                       HF_IMAGE_CLAIM_VENDOR_ID * sizeof(hf_span_t) &&
                   offsetof(struct hf_image_claims, class_id) ==
                       HF_IMAGE_CLAIM_CLASS_ID * sizeof(hf_span_t) &&
                   offsetof(struct hf_image_claims, encryption) ==
                       HF_IMAGE_CLAIM_ENCRYPTION * sizeof(hf_span_t),
               "names and numbers of the claims");

/* Walks both areas and applies the rules of form: allow-lists, lengths, duplicates, order, what
 * must be there. On failure `claims` is not complete and *at is the offset of the offending TLV in
 * the areas (or their end). HF_ERR_IMAGE_SPILL, _TLV_UNKNOWN, _TLV_LENGTH, _TLV_TWICE, _TLV_ORDER,
 * _TLV_MISSING, _FLAGS */
HF_MUST_CHECK hf_err_t hf_image_collect(const struct hf_image *image,
                                        const struct hf_image_areas *areas, enum hf_key_form form,
                                        struct hf_image_claims *claims, uint32_t *at);

/* What a stage demands of an image in one role. */
struct hf_image_demand {
    const uint8_t *vendor_id;
    const uint8_t *class_id;
    uint32_t floor;        /* the least security counter */
    uint32_t load_address; /* for RAM_LOAD images; 0: the image must not be one */
    uint8_t encryption;    /* 1: an encrypted image may be used here */
};

/* HF_ERR_IMAGE_FLAGS           a flag other than those of the demand
 * HF_ERR_IMAGE_ADDRESS         load address
 * HF_ERR_IMAGE_ENCRYPTED       encrypted, and the demand does not allow it
 * HF_ERR_IMAGE_TARGET_VENDOR, HF_ERR_IMAGE_TARGET_CLASS, HF_ERR_IMAGE_ROLLBACK */
HF_MUST_CHECK hf_err_t hf_image_admit(const struct hf_image *image,
                                      const struct hf_image_claims *claims,
                                      const struct hf_image_demand *demand);

#endif
