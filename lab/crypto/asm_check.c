/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Runs on the emulated board: the field and SHA-256 in assembler against the same functions in C,
 * word by word, and whole verifications against a file of records (lab/crypto/vectors.c).
 * Arguments: how many
 * random pairs of numbers, the file of records. */
#include "hw/api/crypto.h"
#include "hw/crypto/p256/field.h"
#include "hw/crypto/p256/point.h"
#include "hw/crypto/p256/scalar.h"
#include "hw/crypto/sha256/compress.h"
#include "lab/bench/semihost.h"
#include "lab/crypto/numbers.h"

#include <stdlib.h>
#include <string.h>

#define RECORD 161

/* field_portable.c and compress_portable.c under other names */
hf_p256_operation reference_mul;
hf_p256_operation reference_add;
hf_p256_operation reference_sub;
hf_p256_operation reference_half;
void reference_compress(uint32_t state[8], const uint8_t *blocks, size_t count);

static uint32_t failures;

static void compare(const char *operation, const uint32_t ours[8], const uint32_t reference[8])
{
    if (memcmp(ours, reference, 32) != 0) {
        failures++;
        if (failures < 10) {
            lab_print(operation);
            lab_print(" differs\n");
        }
    }
}

static void check_sums(const uint32_t a[8], const uint32_t b[8], const uint32_t modulus[8])
{
    uint32_t ours[8], reference[8];

    hf_p256_add(ours, a, b, modulus);
    reference_add(reference, a, b, modulus);
    compare("add", ours, reference);
    hf_p256_sub(ours, a, b, modulus);
    reference_sub(reference, a, b, modulus);
    compare("sub", ours, reference);
    memcpy(ours, b, sizeof ours);
    hf_p256_sub(ours, a, ours, modulus); /* the output may be an input */
    compare("sub in place", ours, reference);
    hf_p256_half(ours, b, a, modulus);
    reference_half(reference, b, a, modulus);
    compare("half", ours, reference);
}

static void check_pair(const uint32_t a[8], const uint32_t b[8])
{
    uint32_t ours[8], reference[8];

    hf_p256_mul(ours, a, b, hf_p256_prime);
    reference_mul(reference, a, b, hf_p256_prime);
    compare("mul", ours, reference);
    memcpy(ours, a, sizeof ours);
    hf_p256_mul(ours, ours, ours, hf_p256_prime); /* the output may be both inputs */
    reference_mul(reference, a, a, hf_p256_prime);
    compare("square in place", ours, reference);
    check_sums(a, b, hf_p256_prime);
    check_sums(a, b, hf_p256_order);
}

/* out = 2^512 / b modulo p, by Fermat: b to the power of p - 2. */
static void invert(uint32_t out[8], const uint32_t b[8])
{
    uint32_t power[8];

    memcpy(power, b, sizeof power); /* for the exponent's highest bit, which is one */
    for (int bit = 254; bit >= 0; bit--) {
        uint32_t word = hf_p256_prime[bit / 32] - (bit < 32 ? 2 : 0);

        reference_mul(power, power, power, hf_p256_prime);
        if (word >> (bit % 32) & 1) {
            reference_mul(power, power, b, hf_p256_prime);
        }
    }
    memcpy(out, power, sizeof power);
}

/* Pairs whose product lands on an edge, so that the carries run through where it has zeros or ones.
 */
static void check_targets(void)
{
    for (unsigned i = 0; i < TEST_EDGES * 8; i++) {
        uint32_t a[8], b[8], c[8];

        test_number(b, TEST_EDGES + i);
        test_number(c, i / 8);
        invert(a, b);
        reference_mul(a, a, c, hf_p256_prime); /* 2^256 c / b */
        check_pair(a, b);
        reference_mul(a, a, b, hf_p256_prime);
        reference_sub(a, a, c, hf_p256_prime);
        if (memcmp(a, hf_p256_prime, sizeof a) != 0 && hf_p256_any_bit(a) != 0) {
            failures++;
            lab_print("a product missed its target\n");
        }
    }
}

static void check_field(uint32_t pairs)
{
    uint32_t a[8], b[8];

    for (unsigned i = 0; i < TEST_EDGES; i++) {
        for (unsigned j = 0; j < TEST_EDGES; j++) {
            test_number(a, i);
            test_number(b, j);
            check_pair(a, b);
        }
    }
    for (uint32_t i = 0; i < pairs; i++) {
        test_number(a, TEST_EDGES + 2 * i);
        test_number(b, TEST_EDGES + 2 * i + 1 + i % 2);
        check_pair(a, b);
    }
}

/* Blocks of edges and runs of ones, at each of the four alignments, one to five at a time; each
 * compression goes on from the last one's state. */
static void check_sha256(uint32_t rounds)
{
    static uint32_t words[11 * 8];
    uint32_t ours[8] = {1}, reference[8] = {1};

    for (uint32_t i = 0; i < rounds; i++) {
        for (uint32_t j = 0; j < 11; j++) {
            test_number(words + 8 * j, 11 * i + j);
        }
        hf_sha256_compress(ours, (const uint8_t *)words + i % 4, 1 + i % 5);
        reference_compress(reference, (const uint8_t *)words + i % 4, 1 + i % 5);
        compare("sha256", ours, reference);
    }
}

static uint32_t check_records(int file)
{
    static uint8_t records[64][RECORD];
    uint32_t count = 0;

    for (;;) {
        size_t got = lab_read(file, records, sizeof records) / RECORD;

        for (size_t i = 0; i < got; i++) {
            struct hf_p256_sides sides;
            uint8_t *record = records[i];

            hf_p256_verify(record, record + 64, record + 96, &sides);
            if ((memcmp(sides.left, sides.right, sizeof sides.left) == 0) != (record[160] == 1)) {
                failures++;
                lab_print("a record got the wrong answer\n");
            }
            count++;
        }
        if (got < 64) {
            return count;
        }
    }
}

int main(void)
{
    uint32_t pairs = (uint32_t)strtoul(lab_argument(0), NULL, 10);
    int file = lab_open(lab_argument(1));
    uint32_t records;

    if (file < 0) {
        lab_print("cannot open the file of records\n");
        return 3;
    }
    check_field(pairs);
    check_targets();
    check_sha256(pairs / 10 + 100);
    records = check_records(file);
    lab_print_number(pairs + TEST_EDGES * (TEST_EDGES + 8));
    lab_print(" pairs ");
    lab_print_number(records);
    lab_print(" records ");
    lab_print_number(failures);
    lab_print(" failures\n");
    return failures == 0 && records > 0 ? 0 : 1;
}
