/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Instructions a byte of SHA-256, for whatever implementation is linked, and its agreement with the
 * C reference on every length and alignment. Arguments: board, metric suffix. */
#include "hw/api/crypto.h"
#include "lab/bench/semihost.h"

#include <string.h>

#define SIZE 65536u

void reference_compress(uint32_t state[8], const uint8_t *blocks, size_t count);
void hf_sha256_compress(uint32_t state[8], const uint8_t *blocks, size_t count);

static volatile uint32_t *const systick = (volatile uint32_t *)0xe000e010;
static uint8_t message[SIZE + 4];

static uint32_t ticks(void)
{
    struct hf_sha256 hash;
    uint8_t digest[32];
    uint32_t before;

    systick[1] = 0xffffff;
    systick[2] = 0;
    systick[0] = 5; /* the processor's clock, no interrupt */
    before = systick[2];
    hf_sha256_start(&hash);
    hf_sha256_update(&hash, message, SIZE);
    hf_sha256_finish(&hash, digest);
    return (before - systick[2]) & 0xffffff;
}

/* Chained blocks at each of the four alignments, one, two and many at a time. */
static int agrees_with_reference(void)
{
    uint32_t ours[8] = {1}, reference[8] = {1};

    for (size_t i = 0; i + 64 * 16 <= SIZE; i += 61) {
        size_t count = 1 + i % 16;

        hf_sha256_compress(ours, message + i, count);
        reference_compress(reference, message + i, count);
        if (memcmp(ours, reference, sizeof ours) != 0) {
            return 0;
        }
    }
    return 1;
}

int main(void)
{
    uint32_t random = 1;
    uint32_t tenths;

    for (size_t i = 0; i < sizeof message; i++) {
        random = random * 1664525 + 1013904223;
        message[i] = (uint8_t)(random >> 24);
    }
    if (!agrees_with_reference()) {
        lab_print("wrong answer\n");
        return 1;
    }
    tenths = ticks() * LAB_INSTRUCTIONS_PER_TICK / (SIZE / 10);
    lab_print("{\"metric\":\"insn.sha256.byte");
    lab_print(lab_argument(1));
    lab_print("\",\"board\":\"");
    lab_print(lab_argument(0));
    lab_print("\",\"value\":");
    lab_print_number(tenths / 10);
    lab_print(".");
    lab_print_number(tenths % 10);
    lab_print(",\"unit\":\"instructions\"}\n");
    return 0;
}
