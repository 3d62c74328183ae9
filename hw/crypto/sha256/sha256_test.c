/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "hw/api/crypto.h"
#include "hw/crypto/sha256/compress.h"

#include <openssl/evp.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static uint8_t message[1024];

static int fill_message(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof message; i++) {
        message[i] = (uint8_t)(i * 151 + (i >> 8));
    }
    return 0;
}

static void assert_digest(const uint8_t *bytes, size_t size, const uint8_t digest[32])
{
    uint8_t expected[32];

    assert_int_equal(EVP_Digest(bytes, size, expected, NULL, EVP_sha256(), NULL), 1);
    assert_memory_equal(digest, expected, sizeof expected);
}

static void every_length_agrees_with_openssl(void **state)
{
    (void)state;
    for (size_t size = 0; size <= 300; size++) {
        struct hf_sha256 hash;
        uint8_t digest[32];

        hf_sha256_start(&hash);
        hf_sha256_update(&hash, message + size % 4, size);
        hf_sha256_finish(&hash, digest);
        assert_digest(message + size % 4, size, digest);
    }
}

static void pieces_give_the_same_as_the_whole(void **state)
{
    (void)state;
    for (size_t first = 0; first <= 200; first += 3) {
        for (size_t second = 0; second <= 200; second += 7) {
            struct hf_sha256 hash;
            uint8_t digest[32];

            hf_sha256_start(&hash);
            hf_sha256_update(&hash, message, first);
            hf_sha256_update(&hash, message + first, second);
            hf_sha256_update(&hash, message + first + second, 65);
            hf_sha256_finish(&hash, digest);
            assert_digest(message, first + second + 65, digest);
        }
    }
}

/* As if 2^32 bytes had gone before: the length at the end of the padding has 64 bits. */
static void the_length_has_64_bits(void **state)
{
    static const uint8_t padding[64] = {0x80, [59] = 0x08};
    struct hf_sha256 hash;
    uint32_t expected[8];
    uint8_t digest[32];

    (void)state;
    hf_sha256_start(&hash);
    memcpy(expected, hash.state, sizeof expected);
    hash.length = (uint64_t)1 << 32; /* 0x08_0000_0000 bits */
    hf_sha256_finish(&hash, digest);
    hf_sha256_compress(expected, padding, 1);
    for (size_t i = 0; i < 32; i++) {
        assert_int_equal(digest[i], (uint8_t)(expected[i / 4] >> (24 - i % 4 * 8)));
    }
}

static void nothing_of_the_message_stays_behind(void **state)
{
    static const struct hf_sha256 nothing;
    struct hf_sha256 hash;
    uint8_t digest[32];

    (void)state;
    hf_sha256_start(&hash);
    hf_sha256_update(&hash, message, 100);
    hf_sha256_finish(&hash, digest);
    assert_memory_equal(&hash, &nothing, sizeof hash);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_length_agrees_with_openssl),
        cmocka_unit_test(pieces_give_the_same_as_the_whole),
        cmocka_unit_test(the_length_has_64_bits),
        cmocka_unit_test(nothing_of_the_message_stays_behind),
    };

    return cmocka_run_group_tests(tests, fill_message, NULL);
}
