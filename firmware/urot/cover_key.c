/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/urot/cover_key.h"

#include "core/span.h"
#include "hw/api/crypto.h"

#include <mbedtls/aes.h>
#include <p256-m.h>

/* Offsets in the TLV: 04 || X || Y, HMAC, wrapped key. */
#define AT_POINT 1u
#define AT_MAC   65u
#define AT_WRAP  97u
#define ATTEMPTS 4u

/* The name by which HKDF separates these keys, with its block number behind it. */
static const uint8_t info_1[] = "MCUBoot_ECIES_v1\x01";
static const uint8_t info_2[] = "MCUBoot_ECIES_v1\x02";
#define INFO (sizeof(info_1) - 1u)

void hf_cover_stream(const uint8_t key[HF_COVER_KEY], uint32_t offset, uint8_t *bytes,
                     uint32_t size)
{
    mbedtls_aes_context aes;
    uint8_t counter[HF_COVER_BLOCK] = {0};
    uint8_t stream[HF_COVER_BLOCK];
    int failed;

    mbedtls_aes_init(&aes);
    failed = mbedtls_aes_setkey_enc(&aes, key, 8u * HF_COVER_KEY);
    for (uint32_t i = 0; i < size && failed == 0; i++) {
        uint32_t const at = offset + i;
        uint32_t const block = at / HF_COVER_BLOCK;

        if (i == 0 || at % HF_COVER_BLOCK == 0) {
            counter[12] = (uint8_t)(block >> 24);
            counter[13] = (uint8_t)(block >> 16);
            counter[14] = (uint8_t)(block >> 8);
            counter[15] = (uint8_t)block;
            failed = mbedtls_aes_crypt_ecb(&aes, MBEDTLS_AES_ENCRYPT, counter, stream);
        }
        bytes[i] ^= stream[at % HF_COVER_BLOCK];
    }
    if (failed != 0) {
        hf_wipe(bytes, size); /* nothing leaves unturned */
    }
    hf_wipe(stream, sizeof(stream));
    mbedtls_aes_free(&aes);
}

static hf_err_t agree(const uint8_t root[32], const uint8_t point[64], uint8_t shared[32])
{
    uint8_t number[32];
    int status = P256_INVALID_PRIVKEY;

    for (uint32_t i = 0; i < ATTEMPTS && status == P256_INVALID_PRIVKEY; i++) {
        hf_kdf(root, "image.key", i, number);
        status = p256_ecdh_shared_secret(shared, number, point);
    }
    hf_wipe(number, sizeof(number));
    return status == P256_SUCCESS ? HF_OK : HF_ERR_IMAGE_ENCRYPTED;
}

/* HKDF-SHA-256 without salt: `keys` is 16 bytes for the cipher, 32 for the MAC. */
static void derive(uint8_t shared[32], uint8_t keys[64])
{
    static const uint8_t salt[32];
    uint8_t root[32];

    hf_hmac_sha256(salt, shared, 32, NULL, 0, root);
    hf_hmac_sha256(root, info_1, INFO, NULL, 0, keys);
    hf_hmac_sha256(root, keys, 32, info_2, INFO, keys + 32);
    hf_wipe(root, sizeof(root));
    hf_wipe(shared, 32);
}

hf_err_t hf_cover_unwrap(const uint8_t root[32], const uint8_t value[113],
                         uint8_t key[HF_COVER_KEY])
{
    uint8_t shared[32];
    uint8_t keys[64];
    uint8_t mac[32];
    uint32_t differs = (uint32_t)(value[0] ^ 4u);
    hf_err_t result = agree(root, value + AT_POINT, shared);

    if (result != HF_OK) {
        return result;
    }
    derive(shared, keys);
    hf_hmac_sha256(keys + HF_COVER_KEY, value + AT_WRAP, HF_COVER_KEY, NULL, 0, mac);
    for (uint32_t i = 0; i < sizeof(mac); i++) {
        differs |= (uint32_t)(mac[i] ^ value[AT_MAC + i]);
    }
    for (uint32_t i = 0; i < HF_COVER_KEY; i++) {
        key[i] = value[AT_WRAP + i];
    }
    hf_cover_stream(keys, 0, key, HF_COVER_KEY);
    hf_wipe(keys, sizeof(keys));
    if (differs != 0) {
        hf_wipe(key, HF_COVER_KEY);
        result = HF_ERR_IMAGE_ENCRYPTED;
    }
    return result;
}
