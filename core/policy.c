/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "core/policy.h"

/* Which TLVs have been seen; each bit may be set once. */
enum seen {
    SEEN_COUNTER = 1u << 0,
    SEEN_VENDOR_ID = 1u << 1,
    SEEN_CLASS_ID = 1u << 2,
    SEEN_BOOT_RECORD = 1u << 3,
    SEEN_HASH = 1u << 4,
    SEEN_KEY = 1u << 5,
    SEEN_SIGNATURE = 1u << 6,
    SEEN_ENCRYPTION = 1u << 7,
};

#define SEEN_DEMANDED                                                                              \
    (SEEN_COUNTER | SEEN_VENDOR_ID | SEEN_CLASS_ID | SEEN_HASH | SEEN_KEY | SEEN_SIGNATURE)

static hf_err_t see_once(uint32_t *seen, uint32_t which)
{
    if ((*seen & which) != 0) {
        return HF_ERR_IMAGE_TLV_TWICE;
    }
    *seen |= which;
    return HF_OK;
}

static hf_err_t see_fixed(uint32_t *seen, uint32_t which, const struct hf_tlv *tlv, size_t size,
                          const uint8_t **value)
{
    if (tlv->value.size != size) {
        return HF_ERR_IMAGE_TLV_LENGTH;
    }
    *value = tlv->value.bytes;
    return see_once(seen, which);
}

static hf_err_t see_dependency(const struct hf_tlv *tlv, struct hf_image_claims *claims)
{
    if (tlv->value.size != HF_DEPENDENCY_SIZE) {
        return HF_ERR_IMAGE_TLV_LENGTH;
    }
    claims->dependencies++;
    return HF_OK;
}

/* A vendor's own TLV is signed and none of our business; any other type that we do not know is
 * refused. */
static hf_err_t see_other(const struct hf_tlv *tlv)
{
    return (tlv->type & 0xffu) >= HF_TLV_VENDOR_FIRST ? HF_OK : HF_ERR_IMAGE_TLV_UNKNOWN;
}

static hf_err_t collect_protected(const struct hf_tlv *tlv, struct hf_image_claims *claims,
                                  uint32_t *seen)
{
    const uint8_t *value = NULL;
    hf_err_t result;

    switch (tlv->type) {
    case HF_TLV_SEC_CNT:
        result = see_fixed(seen, SEEN_COUNTER, tlv, 4, &value);
        if (result == HF_OK) {
            claims->counter = hf_read_u32(value);
        }
        return result;
    case HF_TLV_UUID_VID:
        return see_fixed(seen, SEEN_VENDOR_ID, tlv, HF_UUID_SIZE, &claims->vendor_id);
    case HF_TLV_UUID_CID:
        return see_fixed(seen, SEEN_CLASS_ID, tlv, HF_UUID_SIZE, &claims->class_id);
    case HF_TLV_BOOT_RECORD:
        return tlv->value.size > HF_BOOT_RECORD_MAX ? HF_ERR_IMAGE_TLV_LENGTH
                                                    : see_once(seen, SEEN_BOOT_RECORD);
    case HF_TLV_DEPENDENCY:
        return see_dependency(tlv, claims);
    default:
        return see_other(tlv);
    }
}

/* The key or its hash must stand directly before the signature that it makes checkable. */
static hf_err_t see_signature(const struct hf_tlv *tlv, uint16_t before, enum hf_key_form form,
                              struct hf_image_claims *claims, uint32_t *seen)
{
    if (before != (form == HF_KEY_EMBEDDED ? HF_TLV_PUBKEY : HF_TLV_KEYHASH)) {
        return HF_ERR_IMAGE_TLV_ORDER;
    }
    if (tlv->value.size < HF_SIGNATURE_DER_MIN || tlv->value.size > HF_SIGNATURE_DER_MAX) {
        return HF_ERR_IMAGE_TLV_LENGTH;
    }
    claims->signature = tlv->value;
    return see_once(seen, SEEN_SIGNATURE);
}

static hf_err_t see_key(const struct hf_tlv *tlv, enum hf_key_form form,
                        struct hf_image_claims *claims, uint32_t *seen)
{
    if ((tlv->type == HF_TLV_PUBKEY) != (form == HF_KEY_EMBEDDED)) {
        return HF_ERR_IMAGE_TLV_UNKNOWN;
    }
    return see_fixed(seen, SEEN_KEY, tlv,
                     form == HF_KEY_EMBEDDED ? HF_PUBKEY_SIZE : HF_KEYHASH_SIZE, &claims->key);
}

/* A header flag without the wrapped key, or a wrapped key without the flag, is refused, never
 * guessed. */
static hf_err_t see_encryption(const struct hf_tlv *tlv, const struct hf_image *image,
                               struct hf_image_claims *claims, uint32_t *seen)
{
    size_t wanted =
        (image->flags & HF_IMAGE_FLAG_AES128) != 0 ? HF_ENC_EC256_AES128 : HF_ENC_EC256_AES256;

    if (tlv->value.size != wanted) {
        return HF_ERR_IMAGE_TLV_LENGTH;
    }
    claims->encryption = tlv->value;
    return see_once(seen, SEEN_ENCRYPTION);
}

static hf_err_t collect_plain(const struct hf_image *image, const struct hf_tlv *tlv,
                              uint16_t before, enum hf_key_form form,
                              struct hf_image_claims *claims, uint32_t *seen)
{
    switch (tlv->type) {
    case HF_TLV_SHA256:
        return see_fixed(seen, SEEN_HASH, tlv, HF_HASH_SIZE, &claims->hash);
    case HF_TLV_KEYHASH:
    case HF_TLV_PUBKEY:
        return see_key(tlv, form, claims, seen);
    case HF_TLV_ECDSA_SIG:
        return see_signature(tlv, before, form, claims, seen);
    case HF_TLV_ENC_EC256:
        return see_encryption(tlv, image, claims, seen);
    default:
        return HF_ERR_IMAGE_TLV_UNKNOWN;
    }
}

/* What can only be said once everything has been seen. */
static hf_err_t check_complete(const struct hf_image *image, uint32_t seen)
{
    uint32_t const aes = HF_IMAGE_FLAG_AES128 | HF_IMAGE_FLAG_AES256;
    uint32_t const flags = image->flags & aes;

    if ((seen & SEEN_DEMANDED) != SEEN_DEMANDED) {
        return HF_ERR_IMAGE_TLV_MISSING;
    }
    if (flags == aes || (flags != 0) != ((seen & SEEN_ENCRYPTION) != 0)) {
        return HF_ERR_IMAGE_FLAGS;
    }
    return HF_OK;
}

hf_err_t hf_image_collect(const struct hf_image *image, const struct hf_image_areas *areas,
                          enum hf_key_form form, struct hf_image_claims *claims, uint32_t *at)
{
    struct hf_tlv_walk walk = areas->protected_area;
    struct hf_tlv tlv = {0, {NULL, 0}, 0};
    uint32_t seen = 0;
    hf_err_t result = HF_OK;

    *claims = (struct hf_image_claims){.counter = 0};
    *at = 0;
    while (!hf_tlv_done(&walk) && result == HF_OK) {
        *at = walk.base + walk.offset;
        result = hf_tlv_next(&walk, &tlv);
        if (result == HF_OK) {
            result = collect_protected(&tlv, claims, &seen);
        }
    }
    walk = areas->plain_area;
    tlv.type = 0;
    while (result == HF_OK && !hf_tlv_done(&walk)) {
        uint16_t before = tlv.type;

        *at = walk.base + walk.offset;
        result = hf_tlv_next(&walk, &tlv);
        if (result == HF_OK) {
            result = collect_plain(image, &tlv, before, form, claims, &seen);
        }
    }
    if (result != HF_OK) {
        return result;
    }
    *at = areas->size;
    return check_complete(image, seen);
}

static int same_id(const uint8_t *a, const uint8_t *b)
{
    uint32_t difference = 0;

    for (size_t i = 0; i < HF_UUID_SIZE; i++) {
        difference |= (uint32_t)(a[i] ^ b[i]);
    }
    return difference == 0;
}

static hf_err_t admit_load(const struct hf_image *image, const struct hf_image_demand *demand)
{
    uint32_t const aes = HF_IMAGE_FLAG_AES128 | HF_IMAGE_FLAG_AES256;
    uint32_t const load = demand->load_address != 0 ? HF_IMAGE_FLAG_RAM_LOAD : 0;

    if ((image->flags & ~aes) != load) {
        return HF_ERR_IMAGE_FLAGS;
    }
    if (image->load_address != demand->load_address) {
        return HF_ERR_IMAGE_ADDRESS;
    }
    if ((image->flags & aes) != 0 && demand->encryption == 0) {
        return HF_ERR_IMAGE_ENCRYPTED;
    }
    return HF_OK;
}

hf_err_t hf_image_admit(const struct hf_image *image, const struct hf_image_claims *claims,
                        const struct hf_image_demand *demand)
{
    hf_err_t result = admit_load(image, demand);

    if (result != HF_OK) {
        return result;
    }
    if (!same_id(claims->vendor_id, demand->vendor_id)) {
        return HF_ERR_IMAGE_TARGET_VENDOR;
    }
    if (!same_id(claims->class_id, demand->class_id)) {
        return HF_ERR_IMAGE_TARGET_CLASS;
    }
    if (claims->counter < demand->floor) {
        return HF_ERR_IMAGE_ROLLBACK;
    }
    return HF_OK;
}
