/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/image/crypt.h"

#include "host/image/image.h"
#include "host/key/digest.h"

#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#define POINT   65u
#define MAC     32u
#define BLOCK   16u
#define AT_MAC  POINT
#define AT_WRAP (POINT + MAC)
#define AES     (HF_IMAGE_FLAG_AES128 | HF_IMAGE_FLAG_AES256)

/* What both sides make of their shared secret: HKDF-SHA-256 without salt. */
struct wrapping {
    struct hf_crypt_key cipher;
    uint8_t mac[MAC];
};

static void derive(const uint8_t shared[32], struct wrapping *keys)
{
    static const uint8_t salt[32];
    size_t const size = keys->cipher.size;
    uint8_t number = 1;
    uint8_t root[32];
    uint8_t made[64];
    hf_span_t const secret = {shared, 32};
    hf_span_t const one[] = {{(const uint8_t *)keys->cipher.use, strlen(keys->cipher.use)},
                             {&number, 1}};
    hf_span_t const two[] = {{made, 32}, one[0], one[1]};

    hf_mac(salt, &secret, 1, root);
    hf_mac(root, one, 2, made);
    number = 2;
    hf_mac(root, two, 3, made + 32);
    memcpy(keys->cipher.bytes, made, size);
    memcpy(keys->mac, made + size, MAC);
    hf_wipe(root, sizeof(root));
    hf_wipe(made, sizeof(made));
}

void hf_crypt_apply(const struct hf_crypt_key *key, uint8_t *bytes, size_t size)
{
    static const uint8_t zero[BLOCK];
    const EVP_CIPHER *cipher = key->size == 16u ? EVP_aes_128_ctr() : EVP_aes_256_ctr();
    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
    int done = 0;

    if (context == NULL || EVP_EncryptInit_ex(context, cipher, NULL, key->bytes, zero) != 1 ||
        EVP_EncryptUpdate(context, bytes, &done, bytes, (int)size) != 1) {
        fputs("holdfast: OpenSSL cannot compute AES here\n", stderr);
        exit(3);
    }
    EVP_CIPHER_CTX_free(context);
}

static bool agree(const struct hf_key *own, const uint8_t *point, struct wrapping *keys,
                  struct hf_trouble *trouble)
{
    uint8_t shared[32];
    bool const done = hf_key_agree(own, point, shared, trouble);

    if (done) {
        derive(shared, keys);
    }
    hf_wipe(shared, sizeof(shared));
    return done;
}

bool hf_crypt_wrap(const struct hf_key *recipient, const struct hf_key *once,
                   const struct hf_crypt_key *key, uint8_t value[HF_ENC_EC256_AES256],
                   struct hf_trouble *trouble)
{
    struct wrapping keys = {{key->use, key->size, {0}}, {0}};
    struct hf_public theirs;
    struct hf_public ours;
    uint8_t point[POINT] = {4};

    hf_key_public(recipient, &theirs);
    hf_key_public(once, &ours);
    memcpy(point + 1, theirs.point, sizeof(theirs.point));
    if (!agree(once, point, &keys, trouble)) {
        return false;
    }
    value[0] = 4;
    memcpy(value + 1, ours.point, sizeof(ours.point));
    memcpy(value + AT_WRAP, key->bytes, key->size);
    hf_crypt_apply(&keys.cipher, value + AT_WRAP, key->size);
    hf_mac(keys.mac, &(hf_span_t){value + AT_WRAP, key->size}, 1, value + AT_MAC);
    hf_wipe(&keys, sizeof(keys));
    return true;
}

bool hf_crypt_unwrap(const struct hf_key *recipient, hf_span_t value, struct hf_crypt_key *key,
                     struct hf_trouble *trouble)
{
    struct wrapping keys = {{key->use, value.size - AT_WRAP, {0}}, {0}};
    uint8_t mac[MAC];

    if (value.size != HF_ENC_EC256_AES128 && value.size != HF_ENC_EC256_AES256) {
        return hf_trouble_set(trouble, "the wrapped key is not one for AES and ECIES-P256");
    }
    if (!agree(recipient, value.bytes, &keys, trouble)) {
        return false;
    }
    key->size = keys.cipher.size;
    hf_mac(keys.mac, &(hf_span_t){value.bytes + AT_WRAP, key->size}, 1, mac);
    bool const ours = memcmp(mac, value.bytes + AT_MAC, MAC) == 0;

    if (ours) {
        memcpy(key->bytes, value.bytes + AT_WRAP, key->size);
        hf_crypt_apply(&keys.cipher, key->bytes, key->size);
    }
    hf_wipe(&keys, sizeof(keys));
    return ours || hf_trouble_set(trouble, "the image was encrypted for another key, or its "
                                           "wrapped key is damaged");
}

void hf_crypt_prepare(struct hf_draft *draft, uint32_t bits, struct hf_arena *arena)
{
    size_t const size = (draft->payload.size + BLOCK - 1u) / BLOCK * BLOCK;
    uint8_t *bytes = hf_arena_take(arena, size + 1u);

    memcpy(bytes, draft->payload.bytes, draft->payload.size);
    draft->payload = (hf_span_t){bytes, size};
    draft->flags |= bits == 256u ? HF_IMAGE_FLAG_AES256 : HF_IMAGE_FLAG_AES128;
}

/* The plain area without the TLV of an earlier encryption, and with `value` as one. */
static size_t write_plain_area(const struct hf_image_view *view, hf_span_t value, uint8_t *out)
{
    struct hf_tlv_walk walk = view->areas.plain_area;
    struct hf_tlv tlv = {0, {NULL, 0}, 0};
    size_t size = HF_AREA_HEADER_SIZE;

    while (!hf_tlv_done(&walk) && hf_tlv_next(&walk, &tlv) == HF_OK) {
        if (tlv.type != HF_TLV_ENC_EC256) {
            hf_write_u16(out + size, tlv.type);
            hf_write_u16(out + size + 2, (uint16_t)tlv.value.size);
            memcpy(out + size + 4, tlv.value.bytes, tlv.value.size);
            size += 4u + tlv.value.size;
        }
    }
    hf_write_u16(out + size, HF_TLV_ENC_EC256);
    hf_write_u16(out + size + 2, (uint16_t)value.size);
    memcpy(out + size + 4, value.bytes, value.size);
    size += 4u + value.size;
    hf_write_u16(out, HF_AREA_MAGIC_PLAIN);
    hf_write_u16(out + 2, (uint16_t)size);
    return size;
}

static bool fresh_keys(struct hf_crypt_key *key, struct hf_key **once, struct hf_trouble *trouble)
{
    if (getrandom(key->bytes, key->size, 0) != (ssize_t)key->size) {
        return hf_trouble_set(trouble, "the system gives no random bytes");
    }
    return hf_key_new(once, trouble);
}

bool hf_image_encrypt(hf_span_t image, const struct hf_key *recipient, struct hf_arena *arena,
                      hf_span_t *encrypted, struct hf_trouble *trouble)
{
    struct hf_image_view view;
    struct hf_crypt_key key = {HF_CRYPT_OF_IMAGE, 16, {0}};
    uint8_t value[HF_ENC_EC256_AES256];
    struct hf_key *once = NULL;

    if (hf_image_open(image, UINT32_MAX, &view) != HF_OK || view.hash == NULL) {
        return hf_trouble_set(trouble, "not a whole image");
    }
    if ((view.header.flags & AES) == 0) {
        return hf_trouble_set(trouble, "the image was signed as one that stays in clear; sign it "
                                       "with --encryptable");
    }
    if (memcmp(view.hash, view.digest, HF_HASH_SIZE) != 0) {
        return hf_trouble_set(trouble, "the payload is damaged, or encrypted already: give "
                                       "--decrypt-key");
    }
    key.size = (view.header.flags & HF_IMAGE_FLAG_AES256) != 0 ? 32 : 16;
    if (!fresh_keys(&key, &once, trouble)) {
        return false;
    }
    bool const done = hf_crypt_wrap(recipient, once, &key, value, trouble);
    size_t const head = hf_image_areas_offset(&view.header) + view.header.protected_size;
    uint8_t *out = hf_arena_take(arena, view.size + 4u + HF_ENC_EC256_AES256);

    memcpy(out, image.bytes, head);
    hf_crypt_apply(&key, out + view.header.header_size, view.header.payload_size);
    *encrypted = (hf_span_t){
        out, head + write_plain_area(&view, (hf_span_t){value, AT_WRAP + key.size}, out + head)};
    hf_wipe(&key, sizeof(key));
    hf_key_free(once);
    return done;
}

bool hf_image_decrypt(hf_span_t image, const struct hf_key *recipient, struct hf_arena *arena,
                      hf_span_t *clear, struct hf_trouble *trouble)
{
    struct hf_image_view view;
    struct hf_tlv tlv = {0, {NULL, 0}, 0};
    struct hf_crypt_key key = {HF_CRYPT_OF_IMAGE, 0, {0}};

    if (hf_image_open(image, UINT32_MAX, &view) != HF_OK) {
        return hf_trouble_set(trouble, "not a whole image");
    }
    for (struct hf_tlv_walk walk = view.areas.plain_area;
         tlv.type != HF_TLV_ENC_EC256 && !hf_tlv_done(&walk);) {
        if (hf_tlv_next(&walk, &tlv) != HF_OK) {
            break;
        }
    }
    if (tlv.type != HF_TLV_ENC_EC256 || (view.header.flags & AES) == 0) {
        return hf_trouble_set(trouble, "the image is not encrypted");
    }
    if (!hf_crypt_unwrap(recipient, tlv.value, &key, trouble)) {
        return false;
    }
    uint8_t *out = hf_arena_take(arena, image.size);

    memcpy(out, image.bytes, image.size);
    hf_crypt_apply(&key, out + view.header.header_size, view.header.payload_size);
    hf_wipe(&key, sizeof(key));
    *clear = (hf_span_t){out, image.size};
    return true;
}
