/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/key/digest.h - the hash, the MAC and the key derivation that the host shares with the
 * device, on OpenSSL. None can fail but for lack of memory, and then the program ends. */
#ifndef HF_HOST_KEY_DIGEST_H
#define HF_HOST_KEY_DIGEST_H

#include "core/span.h"

/* SHA-256 of the spans one after the other. */
void hf_digest(const hf_span_t *spans, size_t count, uint8_t digest[32]);

/* HMAC-SHA-256 of the spans one after the other. */
void hf_mac(const uint8_t key[32], const hf_span_t *spans, size_t count, uint8_t mac[32]);

/* One 256-bit key from another, as hw/api/crypto.h has it: NIST SP 800-108 in counter mode, one
 * block, HMAC-SHA-256(parent, 00000001 || label || 00 || context || 00000100), big-endian. */
void hf_derive(const uint8_t parent[32], const char *label, uint32_t context, uint8_t child[32]);

/* Lower-case hexadecimal of `size` bytes and a zero byte. */
void hf_hex(const uint8_t *bytes, size_t size, char *text);

/* The reverse; true when `text` is exactly 2 * size digits. */
int hf_unhex(const char *text, uint8_t *bytes, size_t size);

#endif
