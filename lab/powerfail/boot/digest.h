/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/powerfail/boot/digest.h - digests of bytes in RAM that were computed before. */
#ifndef HF_LAB_POWERFAIL_DIGEST_H
#define HF_LAB_POWERFAIL_DIGEST_H

#include <stdint.h>

/* The digest of bytes that are equal to the last one, or NULL. */
const uint8_t *digest_find(const uint8_t *bytes, uint32_t size);
void digest_keep(const uint8_t *bytes, uint32_t size, const uint8_t digest[32]);

#endif
