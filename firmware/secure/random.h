/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/secure/random.h - the random numbers of secure and of the app: AES-256 CTR_DRBG (NIST SP
 * 800-90A) over the health-tested source of hw/api/entropy.h, personalised by the die.
 *
 * INVARIANT: without a healthy source nothing comes out, and nothing does until the next reset.
 * DEFEATS: t5 keys and nonces from a stuck or silent source.
 * NOT DEFEATED: a source that lies well: the health tests see repetition and bias, not a
 * prediction. The personalisation holds a key of the die, so even then two dies differ. */
#ifndef HF_SECURE_RANDOM_H
#define HF_SECURE_RANDOM_H

#include "core/error.h"

#include <stddef.h>
#include <stdint.h>

/* Fills `out`. The first call starts the source and seeds the generator; a boot that needs no
 * randomness does not wait for any. A psa_status_t: PSA_ERROR_INSUFFICIENT_ENTROPY when the source
 * is not healthy, after the record `refused - - <entropy word>`; `out` is then wiped. */
int32_t hf_random_fill(uint8_t *out, size_t size);

/* Why the source was refused: an entropy.* word, or HF_OK while it was not. */
hf_err_t hf_random_refusal(void);

/* Forgets the generator: nothing comes out until the next reset. */
void hf_random_wipe(void);

#endif
