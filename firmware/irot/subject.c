/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What irot brings to the proof: the image in RAM, and the root hashes of the die. */
#include "firmware/proof/subject.h"

#include "core/die.h"
#include "core/proof.h"
#include "core/signature.h"
#include "hw/api/counter.h"
#include "hw/api/crypto.h"
#include "hw/api/die.h"

void hf_subject_digest(const struct hf_subject *subject, uint8_t digest[32])
{
    struct hf_sha256 hash;

    hf_sha256_start(&hash);
    hf_sha256_update(&hash, subject->header, hf_subject_signed_size(subject));
    hf_sha256_finish(&hash, digest);
}

void hf_subject_signer(const struct hf_subject *subject, uint8_t signer[32])
{
    struct hf_sha256 hash;

    hf_sha256_start(&hash);
    hf_sha256_update(&hash, subject->claims.key, HF_PUBKEY_SIZE);
    hf_sha256_finish(&hash, signer);
}

/* Zero when root hash `index` is in use and not revoked. */
static uint32_t fold_unusable(uint32_t index)
{
    return (hf_opaque(hf_fuse_revoked()) >> index & 1u) |
           (hf_die_root_hash(index) == NULL ? 1u : 0u);
}

/* Unused slots are compared like the others (they hold zero), and then ruled out by arithmetic. */
static const uint8_t *root_hash(uint32_t index)
{
    static const uint8_t none[HF_HASH_SIZE];
    const uint8_t *hash = hf_die_root_hash(index);

    return hash != NULL ? hash : none;
}

uint32_t hf_subject_key_forward(const struct hf_subject *subject, const uint8_t **point)
{
    uint32_t difference = UINT32_MAX;
    uint8_t signer[32];

    hf_subject_signer(subject, signer);
    for (uint32_t i = 0; i < HF_DIE_ROOTS; i++) {
        difference &=
            hf_mask_nonzero(fold_unusable(i) | hf_fold_up(signer, root_hash(i), HF_HASH_SIZE));
    }
    return difference | hf_mask_nonzero((uint32_t)hf_pubkey_from_spki(subject->claims.key, point) ^
                                        (uint32_t)HF_OK);
}

uint32_t hf_subject_key_backward(const struct hf_subject *subject, const uint8_t **point)
{
    uint32_t difference = hf_mask_nonzero(
        (uint32_t)hf_pubkey_from_spki(subject->claims.key, point) ^ (uint32_t)HF_OK);
    uint32_t unmatched = UINT32_MAX;
    uint8_t signer[32];

    hf_subject_signer(subject, signer);
    for (uint32_t i = HF_DIE_ROOTS; i > 0; i--) {
        unmatched &= hf_mask_nonzero(hf_fold_down(root_hash(i - 1u), signer, HF_HASH_SIZE) |
                                     fold_unusable(i - 1u));
    }
    return hf_opaque(unmatched) | difference;
}

hf_err_t hf_subject_key_refusal(const struct hf_subject *subject)
{
    const uint8_t *point;
    uint8_t signer[32];

    if (hf_pubkey_from_spki(subject->claims.key, &point) != HF_OK) {
        return HF_ERR_IMAGE_KEY_FORM;
    }
    hf_subject_signer(subject, signer);
    for (uint32_t i = 0; i < HF_DIE_ROOTS; i++) {
        if (hf_fold_up(signer, root_hash(i), HF_HASH_SIZE) == 0) {
            return HF_ERR_IMAGE_KEY_REVOKED;
        }
    }
    return HF_ERR_IMAGE_KEY_UNKNOWN;
}
