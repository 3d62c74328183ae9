/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/urot/cover_key.h"

#include "hw/api/crypto.h"

#include <mbedtls/aes.h>
#include <p256-m.h>

/* Offsets in a wrapped key. */
#define AT_POINT 1u
#define AT_MAC   65u
#define ATTEMPTS 4u

/* The names by which HKDF separates an image's key from a product's. */
#define NAME_SIZE 16u
static const uint8_t of_image[] = "MCUBoot_ECIES_v1";
static const uint8_t of_product[] = "Holdfast_product";

_Static_assert(sizeof(of_image) == NAME_SIZE + 1u && sizeof(of_product) == NAME_SIZE + 1u,
               "names of one length");

void hf_cover_stream(const struct hf_cover_key *key, uint32_t offset, uint8_t *bytes, uint32_t size)
{
    mbedtls_aes_context aes;
    uint8_t counter[HF_COVER_BLOCK] = {0};
    uint8_t stream[HF_COVER_BLOCK];
    int failed;

    mbedtls_aes_init(&aes);
    failed = mbedtls_aes_setkey_enc(&aes, key->bytes, 8u * key->size);
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

static void make_number(const uint8_t root[32], uint8_t number[32])
{
    int status = P256_INVALID_PRIVKEY;

    for (uint32_t i = 0; i < ATTEMPTS && status != P256_SUCCESS; i++) {
        hf_kdf(root, "image.key", i, number);
        status = p256_validate_privkey(number);
    }
}

void hf_cover_public(const uint8_t root[32], uint8_t point[64])
{
    uint8_t number[32];

    make_number(root, number);
    if (p256_public_from_private(point, number) != P256_SUCCESS) {
        hf_wipe(point, 64);
    }
    hf_wipe(number, sizeof(number));
}

/* HKDF-SHA-256 without salt: `keys` is the cipher's key and 32 bytes for the MAC behind it. */
static void derive(uint8_t shared[32], const uint8_t *name, uint8_t keys[64])
{
    static const uint8_t salt[32];
    uint8_t info[NAME_SIZE + 1u]; /* with its block number */
    uint8_t root[32];

    hf_copy(info, name, NAME_SIZE);
    info[NAME_SIZE] = 1;
    hf_hmac_sha256(salt, shared, 32, NULL, 0, root);
    hf_hmac_sha256(root, info, sizeof(info), NULL, 0, keys);
    info[NAME_SIZE] = 2;
    hf_hmac_sha256(root, keys, 32, info, sizeof(info), keys + 32);
    hf_wipe(root, sizeof(root));
    hf_wipe(shared, 32);
}

/* Every byte of `value` counts; its size says the key's. */
static hf_err_t open_with(const uint8_t number[32], const uint8_t *name, hf_span_t value,
                          struct hf_cover_key *key)
{
    uint8_t shared[32];
    uint8_t mac[32];
    struct hf_cover_key wrapping = {(uint32_t)value.size - HF_COVER_HEAD, {0}};
    uint8_t keys[64];
    uint32_t differs = (uint32_t)(value.bytes[0] ^ 4u);

    if (p256_ecdh_shared_secret(shared, number, value.bytes + AT_POINT) != P256_SUCCESS) {
        hf_wipe(key, sizeof(*key));
        return HF_ERR_IMAGE_ENCRYPTED;
    }
    derive(shared, name, keys);
    *key = wrapping;
    hf_copy(wrapping.bytes, keys, key->size);
    hf_copy(key->bytes, value.bytes + HF_COVER_HEAD, key->size);
    hf_hmac_sha256(keys + key->size, key->bytes, key->size, NULL, 0, mac);
    for (uint32_t i = 0; i < sizeof(mac); i++) {
        differs |= (uint32_t)(mac[i] ^ value.bytes[AT_MAC + i]);
    }
    hf_cover_stream(&wrapping, 0, key->bytes, key->size);
    hf_wipe(keys, sizeof(keys));
    hf_wipe(&wrapping, sizeof(wrapping));
    if (differs != 0) {
        hf_wipe(key, sizeof(*key));
        return HF_ERR_IMAGE_ENCRYPTED;
    }
    return HF_OK;
}

hf_err_t hf_cover_unwrap(const uint8_t root[32], hf_span_t product, hf_span_t value,
                         struct hf_cover_key *key)
{
    uint8_t number[32];
    struct hf_cover_key shared;
    hf_err_t result;

    make_number(root, number);
    result = open_with(number, of_image, value, key);
    if (result != HF_OK && product.size == HF_COVER_HEAD + HF_COVER_KEY_MOST) {
        result = open_with(number, of_product, product, &shared);
        if (result == HF_OK) {
            result = open_with(shared.bytes, of_image, value, key);
        }
        hf_wipe(&shared, sizeof(shared));
    }
    hf_wipe(number, sizeof(number));
    return result;
}
