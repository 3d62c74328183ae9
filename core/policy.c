/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "core/policy.h"

#include "core/proof.h"

/* Where a TLV may stand: in one of the areas, or in the plain one of an image that names its signer
 * in this form. */
enum where {
    IN_PROTECTED = 1,
    IN_PLAIN = 2,
    IN_EMBEDDED = HF_KEY_EMBEDDED,
    IN_HASHED = HF_KEY_HASHED
};

/* The allow-list: everything else is refused, but for a vendor's own in the protected area. */
static const struct rule {
    uint16_t range; /* the value has `least` to `least` + `range` bytes */
    uint8_t least;
    uint8_t type;
    uint8_t where;
    uint8_t claim; /* enum hf_image_claim */
} rules[] = {
    {0, 4, HF_TLV_SEC_CNT, IN_PROTECTED, HF_IMAGE_CLAIM_COUNTER},
    {0, HF_UUID_SIZE, HF_TLV_UUID_VID, IN_PROTECTED, HF_IMAGE_CLAIM_VENDOR_ID},
    {0, HF_UUID_SIZE, HF_TLV_UUID_CID, IN_PROTECTED, HF_IMAGE_CLAIM_CLASS_ID},
    {HF_BOOT_RECORD_MAX, 0, HF_TLV_BOOT_RECORD, IN_PROTECTED, HF_IMAGE_CLAIM_BOOT_RECORD},
    {0, HF_DEPENDENCY_SIZE, HF_TLV_DEPENDENCY, IN_PROTECTED, HF_IMAGE_CLAIM_DEPENDENCY},
    {0, HF_HASH_SIZE, HF_TLV_SHA256, IN_PLAIN, HF_IMAGE_CLAIM_HASH},
    {0, HF_PUBKEY_SIZE, HF_TLV_PUBKEY, IN_EMBEDDED, HF_IMAGE_CLAIM_KEY},
    {0, HF_KEYHASH_SIZE, HF_TLV_KEYHASH, IN_HASHED, HF_IMAGE_CLAIM_KEY},
    {HF_SIGNATURE_DER_MAX - HF_SIGNATURE_DER_MIN, HF_SIGNATURE_DER_MIN, HF_TLV_ECDSA_SIG, IN_PLAIN,
     HF_IMAGE_CLAIM_SIGNATURE},
    {HF_ENC_EC256_AES256 - HF_ENC_EC256_AES128, HF_ENC_EC256_AES128, HF_TLV_ENC_EC256, IN_PLAIN,
     HF_IMAGE_CLAIM_ENCRYPTION},
};

#define RULES (sizeof(rules) / sizeof(rules[0]))

/* One TLV that was found in the area `where`, in which what `form` allows may stand as well. A
 * vendor's own TLV is signed and none of our business; any other type that we do not know is
 * refused. */
static hf_err_t take(struct hf_image_claims *claims, const struct hf_tlv *tlv, uint32_t where,
                     uint32_t form, uint32_t before)
{
    const struct rule *rule = rules;

    while (rule->type != tlv->type || (rule->where != where && rule->where != form)) {
        if (++rule == rules + RULES) {
            return where == IN_PROTECTED && (tlv->type & 0xffu) >= HF_TLV_VENDOR_FIRST
                       ? HF_OK
                       : HF_ERR_IMAGE_TLV_UNKNOWN;
        }
    }
    /* The key or its hash must stand directly before the signature that it makes checkable. */
    if (rule->claim == HF_IMAGE_CLAIM_SIGNATURE &&
        before != (form == HF_KEY_EMBEDDED ? HF_TLV_PUBKEY : HF_TLV_KEYHASH)) {
        return HF_ERR_IMAGE_TLV_ORDER;
    }
    if (tlv->value.size - rule->least > rule->range) {
        return HF_ERR_IMAGE_TLV_LENGTH;
    }
    if (rule->claim == HF_IMAGE_CLAIM_DEPENDENCY) {
        claims->dependencies++;
    } else if (claims->all[rule->claim].bytes != NULL) {
        return HF_ERR_IMAGE_TLV_TWICE;
    }
    claims->all[rule->claim] = tlv->value;
    return HF_OK;
}

/* What can only be said once everything has been seen. A header flag without the wrapped key, a
 * wrapped key without the flag or of another length, is refused, never guessed. */
static hf_err_t check_complete(const struct hf_image *image, struct hf_image_claims *claims)
{
    uint32_t const flags = image->flags & (HF_IMAGE_FLAG_AES128 | HF_IMAGE_FLAG_AES256);
    size_t const wrapped = claims->encryption.size;

    for (uint32_t i = 0; i < HF_IMAGE_CLAIM_DEMANDED; i++) {
        if (claims->all[i].bytes == NULL) {
            return HF_ERR_IMAGE_TLV_MISSING;
        }
    }
    claims->counter = hf_read_u32(claims->all[HF_IMAGE_CLAIM_COUNTER].bytes);
    if (flags == HF_IMAGE_FLAG_AES128 || flags == HF_IMAGE_FLAG_AES256) {
        size_t const wanted =
            flags == HF_IMAGE_FLAG_AES128 ? HF_ENC_EC256_AES128 : HF_ENC_EC256_AES256;

        return wrapped == wanted ? HF_OK
               : wrapped != 0    ? HF_ERR_IMAGE_TLV_LENGTH
                                 : HF_ERR_IMAGE_FLAGS;
    }
    return (flags | wrapped) == 0 ? HF_OK : HF_ERR_IMAGE_FLAGS;
}

hf_err_t hf_image_collect(const struct hf_image *image, const struct hf_image_areas *areas,
                          enum hf_key_form form, struct hf_image_claims *claims, uint32_t *at)
{
    struct hf_tlv_walk walk = areas->protected_area;
    uint32_t where = IN_PROTECTED;
    uint32_t before = 0;
    struct hf_tlv tlv;
    hf_err_t result = HF_OK;

    *claims = (struct hf_image_claims){.counter = 0};
    for (;;) {
        while (!hf_tlv_done(&walk)) {
            *at = walk.base + walk.offset;
            result = hf_tlv_next(&walk, &tlv);
            if (result == HF_OK) {
                result = take(claims, &tlv, where, where == IN_PLAIN ? form : where, before);
            }
            if (result != HF_OK) {
                return result;
            }
            before = tlv.type;
        }
        if (where == IN_PLAIN) {
            *at = areas->size;
            return check_complete(image, claims);
        }
        walk = areas->plain_area;
        where = IN_PLAIN;
    }
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
    if (hf_fold_up(claims->vendor_id, demand->vendor_id, HF_UUID_SIZE) != 0) {
        return HF_ERR_IMAGE_TARGET_VENDOR;
    }
    if (hf_fold_up(claims->class_id, demand->class_id, HF_UUID_SIZE) != 0) {
        return HF_ERR_IMAGE_TARGET_CLASS;
    }
    if (claims->counter < demand->floor) {
        return HF_ERR_IMAGE_ROLLBACK;
    }
    return HF_OK;
}
