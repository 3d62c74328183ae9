/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/secure/fwu_check.h"

#include "hw/api/counter.h"
#include "hw/api/crypto.h"
#include "hw/api/nvm.h"

#define PIECE 128u

static hf_err_t read_areas(const struct hf_fwu_store *store, struct hf_fwu_candidate *candidate)
{
    uint32_t const offset = hf_image_areas_offset(&candidate->image);
    uint32_t const left = offset < store->written ? store->written - offset : 0;
    uint32_t const size = left < sizeof(candidate->areas) ? left : sizeof(candidate->areas);
    hf_err_t result = hf_nvm_read(store->place.base + offset, candidate->areas, size);

    if (result == HF_OK) {
        result = hf_image_read_areas(&candidate->image, (hf_span_t){candidate->areas, size},
                                     &candidate->split);
    }
    if (result == HF_OK && candidate->split.size != left) {
        result = HF_ERR_IMAGE_SIZE; /* bytes behind the image that nobody has signed */
    }
    return result;
}

hf_err_t hf_fwu_candidate_read(const struct hf_fwu_store *store, uint32_t role,
                               struct hf_fwu_candidate *candidate)
{
    struct hf_image_demand const demand = {
        .vendor_id = hf_vendor_id,
        .class_id = hf_class_id[role],
        .floor = hf_counter_read(role),
        .load_address = role == HF_ROLE_UROT ? hf_urot_places[HF_SLOT_RAM].base : 0,
        .encryption = 1,
    };
    uint8_t header[HF_IMAGE_HEADER_SIZE];
    uint32_t at = 0;
    hf_err_t result = hf_nvm_read(store->place.base, header, sizeof(header));

    if (result == HF_OK) {
        result = store->written < sizeof(header)
                     ? HF_ERR_IMAGE_SIZE
                     : hf_image_read_header(header, store->written, &candidate->image);
    }
    if (result == HF_OK) {
        result = read_areas(store, candidate);
    }
    if (result == HF_OK) {
        result = hf_image_collect(&candidate->image, &candidate->split,
                                  role == HF_ROLE_UROT ? HF_KEY_EMBEDDED : HF_KEY_HASHED,
                                  &candidate->claims, &at);
    }
    return result == HF_OK ? hf_image_admit(&candidate->image, &candidate->claims, &demand)
                           : result;
}

hf_err_t hf_fwu_candidate_hash(const struct hf_fwu_store *store,
                               const struct hf_fwu_candidate *candidate)
{
    uint32_t const size =
        hf_image_areas_offset(&candidate->image) + candidate->image.protected_size;
    struct hf_sha256 hash;
    uint8_t piece[PIECE];
    uint8_t digest[32];
    uint32_t differs = 0;

    if (candidate->claims.encryption.size != 0) {
        return HF_OK;
    }
    hf_sha256_start(&hash);
    for (uint32_t done = 0; done < size; done += PIECE) {
        uint32_t const part = size - done < PIECE ? size - done : PIECE;
        hf_err_t const result = hf_nvm_read(store->place.base + done, piece, part);

        if (result != HF_OK) {
            return result;
        }
        hf_sha256_update(&hash, piece, part);
    }
    hf_sha256_finish(&hash, digest);
    for (uint32_t i = 0; i < sizeof(digest); i++) {
        differs |= (uint32_t)(digest[i] ^ candidate->claims.hash[i]);
    }
    return differs == 0 ? HF_OK : HF_ERR_IMAGE_HASH;
}

/* Below zero when `a` is the older one: major, minor, revision, build. */
static int compare_versions(const uint8_t a[8], const uint8_t b[8])
{
    uint32_t const left = (uint32_t)a[0] << 24 | (uint32_t)a[1] << 16 | hf_read_u16(a + 2);
    uint32_t const right = (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | hf_read_u16(b + 2);

    if (left != right) {
        return left < right ? -1 : 1;
    }
    return hf_read_u32(a + 4) < hf_read_u32(b + 4) ? -1 : hf_read_u32(a + 4) > hf_read_u32(b + 4);
}

hf_err_t hf_fwu_candidate_depends(const struct hf_fwu_candidate *candidate,
                                  uint8_t versions[HF_ROLE_COUNT][8])
{
    struct hf_tlv_walk walk = candidate->split.protected_area;
    struct hf_tlv tlv;

    while (!hf_tlv_done(&walk) && hf_tlv_next(&walk, &tlv) == HF_OK) {
        const uint8_t *value = tlv.value.bytes;

        if (tlv.type == HF_TLV_DEPENDENCY &&
            (value[0] >= HF_ROLE_COUNT || compare_versions(versions[value[0]], value + 4) < 0)) {
            return HF_ERR_UPDATE_DEPENDENCY;
        }
    }
    return HF_OK;
}
