/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * A sweep hashes the same images and verifies the same signatures many thousand times. The
 * compression is OpenSSL's, which uses the machine's own instructions; a signature or a MAC is not
 * computed again for inputs that are equal in every byte. */
#define OPENSSL_SUPPRESS_DEPRECATED
#include "hw/api/crypto.h"
#include "firmware/urot/cover_key.h"
#include "hw/crypto/sha256/compress.h"

#include "lab/powerfail/boot/sight.h"

#include <openssl/sha.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

void hf_sha256_compress(uint32_t state[8], const uint8_t *blocks, size_t count)
{
    SHA256_CTX context = {.md_len = SHA256_DIGEST_LENGTH};

    memcpy(context.h, state, sizeof(context.h));
    (void)SHA256_Update(&context, blocks, 64u * count);
    memcpy(state, context.h, sizeof(context.h));
}

/* hw/crypto/p256/verify.c is built under this name. */
void lab_p256_verify(const uint8_t key[64], const uint8_t hash[32], const uint8_t signature[64],
                     struct hf_p256_sides *sides);

struct verified {
    bool used;
    uint8_t input[160];
    struct hf_p256_sides sides;
};

#define PLACES 4096u

static struct verified memo[PLACES];

void hf_p256_verify(const uint8_t key[64], const uint8_t hash[32], const uint8_t signature[64],
                    struct hf_p256_sides *sides)
{
    uint8_t input[160];
    struct verified *known;

    memcpy(input, key, 64);
    memcpy(input + 64, hash, 32);
    memcpy(input + 96, signature, 64);
    known = &memo[((uint32_t)hash[0] << 4 ^ hash[1] ^ (uint32_t)signature[3] << 2) % PLACES];
    if (!known->used || memcmp(known->input, input, sizeof(input)) != 0) {
        lab_p256_verify(key, hash, signature, &known->sides);
        memcpy(known->input, input, sizeof(input));
        known->used = true;
    }
    *sides = known->sides;
}

/* hw/crypto/kdf.c is built under this name. */
void lab_hmac_sha256(const uint8_t key[32], const uint8_t *first, size_t first_size,
                     const uint8_t *second, size_t second_size, uint8_t mac[32]);

#define MAC_PLACES 8192u
#define MAC_INPUT  256u

/* A boot log is read from its beginning at every start. */
struct mac {
    uint32_t sizes[2];
    uint8_t key[32];
    uint8_t input[MAC_INPUT];
    uint8_t mac[32];
};

static struct mac macs[MAC_PLACES];

void hf_hmac_sha256(const uint8_t key[32], const uint8_t *first, size_t first_size,
                    const uint8_t *second, size_t second_size, uint8_t mac[32])
{
    uint32_t const sizes[2] = {(uint32_t)first_size + 1u, (uint32_t)second_size};
    uint64_t hash;
    struct mac *known;

    if (first_size + second_size > MAC_INPUT) {
        lab_hmac_sha256(key, first, first_size, second, second_size, mac);
        return;
    }
    hash = sight_ask(key[0], first, (uint32_t)first_size);
    known = &macs[sight_ask(hash, second, (uint32_t)second_size) % MAC_PLACES];
    if (memcmp(known->sizes, sizes, sizeof(sizes)) != 0 || memcmp(known->key, key, 32) != 0 ||
        memcmp(known->input, first, first_size) != 0 ||
        memcmp(known->input + first_size, second, second_size) != 0) {
        lab_hmac_sha256(key, first, first_size, second, second_size, known->mac);
        memcpy(known->sizes, sizes, sizeof(sizes));
        memcpy(known->key, key, 32);
        memcpy(known->input, first, first_size);
        memcpy(known->input + first_size, second, second_size);
    }
    memcpy(mac, known->mac, 32);
}

/* firmware/urot/cover_key.c is built under this name: a key agreement is slow. */
hf_err_t lab_cover_unwrap(const uint8_t root[32], hf_span_t product, hf_span_t value,
                          struct hf_cover_key *key);

hf_err_t hf_cover_unwrap(const uint8_t root[32], hf_span_t product, hf_span_t value,
                         struct hf_cover_key *key)
{
    static struct {
        hf_err_t result;
        uint8_t root[32];
        uint8_t value[HF_COVER_HEAD + HF_COVER_KEY_MOST];
        struct hf_cover_key key;
    } unwrapped[8];
    static uint32_t next;

    for (uint32_t i = 0; i < 8; i++) {
        if (unwrapped[i].result == HF_OK && memcmp(unwrapped[i].root, root, 32) == 0 &&
            unwrapped[i].key.size == value.size - HF_COVER_HEAD &&
            memcmp(unwrapped[i].value, value.bytes, value.size) == 0) {
            *key = unwrapped[i].key;
            return HF_OK;
        }
    }
    next = (next + 1u) % 8u;
    memcpy(unwrapped[next].root, root, 32);
    memcpy(unwrapped[next].value, value.bytes, value.size);
    unwrapped[next].result = lab_cover_unwrap(root, product, value, key);
    unwrapped[next].key = *key;
    return unwrapped[next].result;
}

/* p256-m asks for it in functions that nobody calls here; a program that exports its symbols keeps
 * them all the same. */
int32_t psa_generate_random(uint8_t *out, size_t size);

int32_t psa_generate_random(uint8_t *out, size_t size)
{
    (void)out;
    (void)size;
    abort();
}

/* CRC-32 of each byte, for the stages' copy of core/recovery.c (CMakeLists.txt). */
extern uint32_t lab_crc[256];
uint32_t lab_crc[256];

static void __attribute__((constructor)) fill_crc(void)
{
    for (uint32_t byte = 0; byte < 256u; byte++) {
        lab_crc[byte] = byte;
        for (uint32_t bit = 0; bit < 8u; bit++) {
            lab_crc[byte] = lab_crc[byte] >> 1 ^ (0xedb88320u & (0u - (lab_crc[byte] & 1u)));
        }
    }
}
