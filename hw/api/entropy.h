/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/api/entropy.h - random bytes that may fail. Health tests follow NIST SP 800-90B for a source
 * that claims 4 bits per byte (hw/common/entropy_health.h has the cutoffs). No entropy, no keys. */
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

/* One raw byte if the source has one at this moment, else -1: for random delays, never for keys. */
int hf_entropy_try(void);

#endif
