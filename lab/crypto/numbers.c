/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/crypto/numbers.h"
#include "hw/crypto/p256/point.h"
#include "hw/crypto/p256/scalar.h"

#include <string.h>

static uint64_t mix(uint64_t z)
{
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
}

static uint32_t random_word(unsigned n, unsigned i)
{
    return (uint32_t)mix(((uint64_t)n << 32) + 0x9e3779b97f4a7c15 * (i + 1u));
}

/* out = a + small, wrapping at 2^256. */
static void offset(uint32_t out[8], const uint32_t a[8], int small)
{
    int64_t carry = small;

    for (int i = 0; i < 8; i++) {
        carry += a[i];
        out[i] = (uint32_t)carry;
        carry >>= 32;
    }
}

static void ones(uint32_t out[8], unsigned from, unsigned to)
{
    for (unsigned i = from; i < to; i++) {
        out[i / 32] |= 1u << (i % 32);
    }
}

static void edge(uint32_t out[8], unsigned n)
{
    static const uint32_t zero[8] = {0};
    static const uint32_t *const around[3] = {zero, hf_p256_prime, hf_p256_order};

    memset(out, 0, 32);
    if (n < 15) { /* -2 .. 2 around 0 (that is 2^256), p and n */
        offset(out, around[n / 5], (int)(n % 5) - 2);
    } else if (n < 31) { /* one bit at either end of each word */
        ones(out, (n - 15) * 16 + (n - 15) % 2 * 15, (n - 15) * 16 + (n - 15) % 2 * 15 + 1);
    } else if (n < 39) { /* ones up to a word's end */
        ones(out, 0, (n - 30) * 32);
    } else if (n < 47) { /* ones from a word's start */
        ones(out, (n - 39) * 32, 256);
    } else if (n < 55) { /* one word of ones */
        ones(out, (n - 47) * 32, (n - 46) * 32);
    } else { /* all words alike */
        memset(out, (int)(n * 37), 32);
    }
}

void test_number(uint32_t out[8], unsigned n)
{
    if (n < TEST_EDGES) {
        edge(out, n);
        return;
    }
    memset(out, 0, 32);
    for (unsigned i = 0; i < 8; i++) {
        out[i] = random_word(n, i);
    }
    if (n % 2 == 1) { /* up to eight runs of ones, anywhere */
        uint32_t bounds[8];

        memcpy(bounds, out, sizeof bounds);
        memset(out, 0, 32);
        for (unsigned i = 0; i < 8; i++) {
            unsigned from = bounds[i] % 256;
            unsigned length = (bounds[i] >> 8) % 97;

            ones(out, from, from + length < 256 ? from + length : 256);
        }
    }
}
