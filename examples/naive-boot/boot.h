/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The smallest bootloader that checks a signature, as it is written every day: correct, and broken
 * by many single faults. It is here to be attacked (README.md). Armv7-M. */
#ifndef NAIVE_BOOT_H
#define NAIVE_BOOT_H

#include <stdint.h>

#define IMAGE_AT    0x00020000u
#define IMAGE_MAX   0x00010000u
#define IMAGE_MAGIC 0x5649414eu /* "NAIV" */

struct image {
    uint32_t magic;
    uint32_t size; /* of what follows the signature */
    uint8_t signature[64];
    uint32_t vectors[2]; /* stack pointer, reset vector: the signed bytes start here */
};

/* The public key, X || Y. */
extern const uint8_t boot_key[64];

/* SHA-256 of `size` bytes. */
__attribute__((noinline)) void boot_sha256(const uint8_t *bytes, uint32_t size, uint8_t digest[32]);

/* 0 when the signature is good. */
__attribute__((noinline)) int boot_verify(const uint8_t key[64], const uint8_t digest[32],
                                          const uint8_t signature[64]);

/* Not inlined, so that the campaign can name them. */
__attribute__((noinline)) void boot_refuse(void);
__attribute__((noinline)) _Noreturn void boot_image(const struct image *image);

#endif
