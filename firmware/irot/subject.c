/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What irot brings to the proof: the image in RAM, and the root hashes of the die. */
#include "firmware/proof/subject.h"

#include "core/die.h"
#include "core/proof.h"
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

_Static_assert(sizeof(hf_class_id) >= HF_HASH_SIZE, "bytes to compare an unused slot with");

/* Unused slots are compared like the others, with bytes that are no hash, and then ruled out by
 * arithmetic. */
static const uint8_t *root_hash(uint32_t index)
{
    const uint8_t *hash = hf_die_root_hash(index);

    return hash != NULL ? hash : hf_class_id[0];
}

/* The key ends with its point. Whatever stands before, it is the fused hash that speaks for all of
 * it. */
static const uint8_t *point_of(const struct hf_subject *subject)
{
    return subject->claims.key + HF_PUBKEY_SIZE - HF_POINT_SIZE;
}

static hf_err_t refusal;

uint32_t hf_subject_key_forward(const struct hf_subject *subject, const uint8_t **point)
{
    uint32_t difference = UINT32_MAX;
    uint8_t signer[32];

    *point = point_of(subject);
    refusal = HF_ERR_IMAGE_KEY_UNKNOWN;
    hf_subject_signer(subject, signer);
    for (uint32_t i = 0; i < HF_DIE_ROOTS; i++) {
        uint32_t const other = hf_fold_up(signer, root_hash(i), HF_HASH_SIZE);

        if (other == 0) {
            refusal = HF_ERR_IMAGE_KEY_REVOKED;
        }
        difference &= hf_mask_nonzero(fold_unusable(i) | other);
    }
    return hf_opaque(difference);
}

uint32_t hf_subject_key_backward(const struct hf_subject *subject, const uint8_t **point)
{
    uint32_t unmatched = UINT32_MAX;
    uint8_t signer[32];

    hf_subject_signer(subject, signer);
    for (uint32_t i = HF_DIE_ROOTS; i > 0; i--) {
        unmatched &= hf_mask_nonzero(hf_fold_down(root_hash(i - 1u), signer, HF_HASH_SIZE) |
                                     fold_unusable(i - 1u));
    }
    *point = point_of(subject);
    return hf_opaque(unmatched);
}

hf_err_t hf_subject_key_refusal(const struct hf_subject *subject)
{
    (void)subject;
    return refusal;
}
