/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/image/image.h"

#include "core/signature.h"
#include "host/key/digest.h"
#include "host/key/key.h"

#include <string.h>

/* Every TLV of an area must be whole; notes the two that the rest wants to see. */
static hf_err_t walk_area(struct hf_tlv_walk walk, struct hf_image_view *view)
{
    struct hf_tlv tlv;

    while (!hf_tlv_done(&walk)) {
        hf_err_t result = hf_tlv_next(&walk, &tlv);

        if (result != HF_OK) {
            return result;
        }
        if (tlv.type == HF_TLV_SHA256 && tlv.value.size == HF_HASH_SIZE && view->hash == NULL) {
            view->hash = tlv.value.bytes;
        }
        if (tlv.type == HF_TLV_PUBKEY && tlv.value.size == HF_PUBKEY_SIZE) {
            view->pubkey = tlv.value.bytes;
        }
    }
    return HF_OK;
}

hf_err_t hf_image_open(hf_span_t file, uint32_t slot_size, struct hf_image_view *view)
{
    hf_err_t result;

    memset(view, 0, sizeof(*view));
    view->file = file;
    if (file.size < HF_IMAGE_HEADER_SIZE) {
        return HF_ERR_IMAGE_MAGIC;
    }
    result = hf_image_read_header(file.bytes, slot_size, &view->header);
    if (result != HF_OK) {
        return result;
    }
    size_t at = hf_image_areas_offset(&view->header);

    if (at > file.size) {
        return HF_ERR_IMAGE_SIZE;
    }
    result = hf_image_read_areas(&view->header, (hf_span_t){file.bytes + at, file.size - at},
                                 &view->areas);
    if (result != HF_OK) {
        return result;
    }
    view->size = at + view->areas.size;
    view->area_bytes = (hf_span_t){file.bytes + at, view->areas.size};
    if (view->size > slot_size) {
        return HF_ERR_IMAGE_SIZE;
    }
    hf_digest(&(hf_span_t){file.bytes, at + view->header.protected_size}, 1, view->digest);
    result = walk_area(view->areas.protected_area, view);
    return result != HF_OK ? result : walk_area(view->areas.plain_area, view);
}

static const struct hf_public *find_key(const struct hf_image_rules *rules, const uint8_t *named)
{
    for (size_t i = 0; i < rules->key_count; i++) {
        const struct hf_public *key = &rules->keys[i];
        bool same = rules->form == HF_KEY_EMBEDDED ? memcmp(key->spki, named, HF_PUBKEY_SIZE) == 0
                                                   : memcmp(key->hash, named, HF_KEYHASH_SIZE) == 0;

        if (same) {
            return key;
        }
    }
    return NULL;
}

static hf_err_t prove(const struct hf_image_view *view, const struct hf_image_rules *rules,
                      const struct hf_image_claims *claims)
{
    uint8_t raw[64];
    const uint8_t *point = NULL;
    const struct hf_public *key;

    if (rules->form == HF_KEY_EMBEDDED && hf_pubkey_from_spki(claims->key, &point) != HF_OK) {
        return HF_ERR_IMAGE_KEY_FORM;
    }
    key = find_key(rules, claims->key);
    if (key == NULL) {
        return HF_ERR_IMAGE_KEY_UNKNOWN;
    }
    if (hf_signature_from_der(claims->signature, raw) != HF_OK) {
        return HF_ERR_IMAGE_SIGNATURE_FORM;
    }
    if (memcmp(view->digest, claims->hash, HF_HASH_SIZE) != 0) {
        return HF_ERR_IMAGE_HASH;
    }
    return hf_key_verify(key->spki, view->digest, claims->signature) ? HF_OK
                                                                     : HF_ERR_IMAGE_SIGNATURE;
}

void hf_image_judge(const struct hf_image_view *view, const struct hf_image_rules *rules,
                    struct hf_image_answer *answer)
{
    uint32_t at = 0;

    memset(answer, 0, sizeof(*answer));
    if (view->areas.size > HF_IMAGE_AREAS_MAX) {
        answer->word = HF_ERR_IMAGE_AREA;
        return;
    }
    answer->word = hf_image_collect(&view->header, &view->areas, rules->form, &answer->claims, &at);
    if (answer->word != HF_OK) {
        answer->placed = true;
        answer->offset = hf_image_areas_offset(&view->header) + at;
        return;
    }
    answer->word = hf_image_admit(&view->header, &answer->claims, &rules->demand);
    if (answer->word == HF_OK) {
        answer->word = prove(view, rules, &answer->claims);
    }
}

const char *hf_tlv_name(uint16_t type)
{
    static const struct {
        uint16_t type;
        const char *name;
    } names[] = {
        {HF_TLV_KEYHASH, "KEYHASH"},
        {HF_TLV_PUBKEY, "PUBKEY"},
        {HF_TLV_SHA256, "SHA256"},
        {0x11, "SHA384"},
        {0x12, "SHA512"},
        {0x20, "RSA2048_PSS"},
        {HF_TLV_ECDSA_SIG, "ECDSA_SIG"},
        {0x23, "RSA3072_PSS"},
        {0x24, "ED25519"},
        {0x25, "SIG_PURE"},
        {0x30, "ENC_RSA2048"},
        {0x31, "ENC_KW"},
        {HF_TLV_ENC_EC256, "ENC_EC256"},
        {0x33, "ENC_X25519"},
        {0x34, "ENC_X25519_SHA512"},
        {HF_TLV_DEPENDENCY, "DEPENDENCY"},
        {HF_TLV_SEC_CNT, "SEC_CNT"},
        {HF_TLV_BOOT_RECORD, "BOOT_RECORD"},
        {0x70, "DECOMP_SIZE"},
        {0x71, "DECOMP_SHA"},
        {0x72, "DECOMP_SIGNATURE"},
        {0x73, "COMP_DEC_SIZE"},
        {HF_TLV_UUID_VID, "UUID_VID"},
        {HF_TLV_UUID_CID, "UUID_CID"},
    };

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (names[i].type == type) {
            return names[i].name;
        }
    }
    return (type & 0xffu) >= HF_TLV_VENDOR_FIRST ? "vendor" : "unknown";
}
