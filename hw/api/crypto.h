/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/api/crypto.h - the cryptography that a boot stage needs: hash, verify, derive. Nothing else,
 * and no keys kept. Implementations stand in hw/crypto/ (software) or hw/chip/ (an engine of the
 * part); the board's link line picks one of each. All inputs of hf_p256_verify() are public: speed
 * and size count there, not constant time. */
#ifndef HF_HW_API_CRYPTO_H
#define HF_HW_API_CRYPTO_H

#include <stddef.h>
#include <stdint.h>

/* SHA-256, streaming. */
struct hf_sha256 {
    uint32_t state[8];
    uint64_t length;
    uint8_t block[64];
};

void hf_sha256_start(struct hf_sha256 *hash);
void hf_sha256_update(struct hf_sha256 *hash, const uint8_t *bytes, size_t size);
void hf_sha256_finish(struct hf_sha256 *hash, uint8_t digest[32]);

/* The two sides of the verification equation, r * Z^2 and X, both reduced modulo p: equal in all
 * eight words exactly when the signature is good. There is no status word: the caller folds left ^
 * right into its boot token. A malformed input (r or s out of range, a point that is not on the
 * curve) leaves sides that differ. */
struct hf_p256_sides {
    uint32_t left[8];
    uint32_t right[8];
};

/* key: X || Y (64 bytes); hash: 32 bytes; signature: r || s (64 bytes); all big-endian. */
void hf_p256_verify(const uint8_t key[64], const uint8_t hash[32], const uint8_t signature[64],
                    struct hf_p256_sides *sides);

/* HMAC-SHA-256 of the two spans one after the other. */
void hf_hmac_sha256(const uint8_t key[32], const uint8_t *first, size_t first_size,
                    const uint8_t *second, size_t second_size, uint8_t mac[32]);

#define HF_KDF_LABEL_MAX 16u /* characters; longer labels are cut, so none may be longer */

/* One 256-bit key from another: NIST SP 800-108 in counter mode with one block,
 * HMAC-SHA-256(parent, 00000001 || label || 00 || context || 00000100). `label` is ASCII, `context`
 * is big-endian. */
void hf_kdf(const uint8_t parent[32], const char *label, uint32_t context, uint8_t child[32]);

#endif
