/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/api/entropy.h - random bytes that may fail. Health tests follow NIST SP 800-90B: repetition
 * count (cutoff 5 for bytes at 8 bits claimed as 4) and adaptive proportion over 512 samples. No
 * entropy, no keys. */
#ifndef HF_HW_API_ENTROPY_H
#define HF_HW_API_ENTROPY_H

#include "core/error.h"

#include <stddef.h>
#include <stdint.h>

/* Starts the source and runs the start-up test over 1024 samples.
 * HF_ERR_ENTROPY_SILENT, HF_ERR_ENTROPY_STUCK, HF_ERR_ENTROPY_BIASED: the source may not be used */
HF_MUST_CHECK hf_err_t hf_entropy_start(void);

/* Fills `out` with raw, health-tested bytes (not conditioned: feed a DRBG with them). On failure
 * `out` is wiped. HF_ERR_ENTROPY_SILENT, HF_ERR_ENTROPY_STUCK, HF_ERR_ENTROPY_BIASED */
HF_MUST_CHECK hf_err_t hf_entropy_read(uint8_t *out, size_t size);

#endif
