/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What urot brings to the proof: images in flash, read through hf_nvm_read() so that a damaged word
 * is an answer and not a fault, and its own list of keys. */
#include "core/proof.h"
#include "core/span.h"
#include "firmware/urot/cover.h"
#include "firmware/urot/keys.h"
#include "firmware/urot/urot.h"
#include "hw/api/crypto.h"
#include "hw/api/nvm.h"
#include "hw/api/watchdog.h"

#define CHUNK 256u

hf_err_t hf_urot_open(struct hf_subject *subject, uint8_t role, uint32_t at,
                      struct hf_slot_buffer *buffer)
{
    const struct hf_region *slot = hf_map_slot(role);
    uint32_t const load = role == HF_ROLE_UROT ? hf_urot_places[HF_SLOT_RAM].base : 0u;
    uint8_t vector[4];
    hf_err_t result;

    *subject = (struct hf_subject){
        .role = role,
        .place = {at, slot->size},
        .load_address = load,
        .form = load != 0 ? HF_KEY_EMBEDDED : HF_KEY_HASHED,
        .header = buffer->header,
        .areas = buffer->areas,
    };
    result = hf_nvm_read(at, buffer->header, sizeof(buffer->header));
    if (result == HF_OK) {
        result = hf_image_read_header(buffer->header, slot->size, &subject->image);
    }
    if (result != HF_OK) {
        return result;
    }
    subject->code = (load != 0 ? load : slot->base) + subject->image.header_size;
    result = hf_subject_read_areas(subject);
    if (result == HF_OK) {
        result = hf_cover_open(subject);
    }
    if (result == HF_OK) {
        result =
            hf_cover_read(subject, at + subject->image.header_size + 4u, vector, sizeof(vector));
    }
    if (result == HF_OK) {
        subject->reset = hf_read_u32(vector) + HF_BLIND_RESET;
    }
    return result;
}

/* Adds flash bytes [from, to) of the slot to the hash. */
static hf_err_t hash_flash(const struct hf_subject *subject, struct hf_sha256 *hash, uint32_t from,
                           uint32_t to)
{
    uint8_t chunk[CHUNK];
    hf_err_t result = HF_OK;

    while (from < to && result == HF_OK) {
        uint32_t const size = to - from < CHUNK ? to - from : CHUNK;

        result = hf_cover_read(subject, from, chunk, size);
        if (result == HF_OK) {
            hf_sha256_update(hash, chunk, size);
        }
        hf_watchdog_feed();
        from += size;
    }
    return result;
}

/* What was parsed is hashed from RAM, the rest from where it will run. */
void hf_subject_digest(const struct hf_subject *subject, uint8_t digest[32])
{
    uint32_t const base = subject->place.base;
    struct hf_sha256 hash;
    hf_err_t result;

    hf_sha256_start(&hash);
    hf_sha256_update(&hash, subject->header, HF_IMAGE_HEADER_SIZE);
    result = hash_flash(subject, &hash, base + HF_IMAGE_HEADER_SIZE,
                        base + hf_image_areas_offset(&subject->image));
    hf_sha256_update(&hash, subject->areas, subject->image.protected_size);
    hf_sha256_finish(&hash, digest);
    if (result != HF_OK) {
        hf_wipe(digest, HF_HASH_SIZE);
    }
}

static uint32_t fold_key(const struct hf_subject *subject, const struct hf_trusted_key *key)
{
    return hf_opaque(key->role) ^ hf_opaque(subject->role);
}

/* A new urot must have the signer that irot accepted for this one. irot has the last word: it knows
 * the root hashes, and which of them are revoked. */
static __attribute__((noinline)) uint32_t fold_twin(const struct hf_subject *subject,
                                                    const uint8_t **point)
{
    const uint8_t *mine = hf_map.handoff->measured[HF_ROLE_UROT].signer;
    uint8_t signer[HF_HASH_SIZE];

    *point = subject->claims.key + HF_PUBKEY_SIZE - HF_POINT_SIZE; /* as irot reads it */
    hf_subject_signer(subject, signer);
    return hf_fold_up(signer, mine, HF_HASH_SIZE);
}

uint32_t hf_subject_key_forward(const struct hf_subject *subject, const uint8_t **point)
{
    uint32_t difference = UINT32_MAX;

    if (subject->role == HF_ROLE_UROT) {
        return fold_twin(subject, point);
    }
    for (uint32_t i = 0; i < hf_trusted_key_count; i++) {
        uint32_t const unlike = hf_mask_nonzero(
            fold_key(subject, &hf_trusted_keys[i]) |
            hf_fold_up(subject->claims.key, hf_trusted_keys[i].hash, HF_KEYHASH_SIZE));

        difference &= unlike;
        if (unlike == 0) {
            *point = hf_trusted_keys[i].point;
        }
    }
    return hf_opaque(difference);
}

uint32_t hf_subject_key_backward(const struct hf_subject *subject, const uint8_t **point)
{
    uint32_t difference = UINT32_MAX;

    if (subject->role == HF_ROLE_UROT) {
        return fold_twin(subject, point);
    }
    for (uint32_t i = hf_trusted_key_count; i > 0; i--) {
        const struct hf_trusted_key *key = &hf_trusted_keys[i - 1u];
        uint32_t const unlike = hf_mask_nonzero(
            hf_fold_down(key->hash, subject->claims.key, HF_KEYHASH_SIZE) | fold_key(subject, key));

        difference &= unlike;
        if (unlike == 0) {
            *point = key->point;
        }
    }
    return hf_opaque(difference);
}

hf_err_t hf_subject_key_refusal(const struct hf_subject *subject)
{
    (void)subject;
    return HF_ERR_IMAGE_KEY_UNKNOWN;
}

void hf_subject_signer(const struct hf_subject *subject, uint8_t signer[32])
{
    struct hf_sha256 hash;

    if (subject->form == HF_KEY_EMBEDDED) {
        hf_sha256_start(&hash);
        hf_sha256_update(&hash, subject->claims.key, HF_PUBKEY_SIZE);
        hf_sha256_finish(&hash, signer);
        return;
    }
    hf_copy(signer, subject->claims.key, HF_KEYHASH_SIZE);
}
