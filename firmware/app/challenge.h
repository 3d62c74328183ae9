/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/app/challenge.h - a verifier's challenge, which `holdfast device attest` writes into the
 * lab's parameter block before the device starts. A product's app gets it from the network. */
#ifndef HF_APP_CHALLENGE_H
#define HF_APP_CHALLENGE_H

#include <stddef.h>
#include <stdint.h>

#define HF_CHALLENGE_MAGIC 0x48434648u /* "HFCH", then the size (u32), then the bytes */
#define HF_CHALLENGE_MAX   64u

/* The challenge and its size: 32, 48 or 64; 0 when there is none. */
size_t hf_challenge_read(uint8_t challenge[HF_CHALLENGE_MAX]);

#endif
