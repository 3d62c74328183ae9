/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * psa/crypto.h - PSA Crypto 1.2 as the secure world serves it (docs/psa.md: what each profile has,
 * and what is refused). Names, values and errors are those of the standard; each function is one or
 * more calls through the door. Any function can also give PSA_ERROR_CONNECTION_BUSY (another call
 * runs) and PSA_ERROR_PROGRAMMER_ERROR (a pointer that is not the app's). */
#ifndef PSA_CRYPTO_H
#define PSA_CRYPTO_H

#include "psa/crypto_attributes.h"
#include "psa/crypto_mbedtls.h"
#include "psa/crypto_sizes.h"
#include "psa/crypto_types.h"
#include "psa/crypto_values.h"

#define PSA_CRYPTO_API_VERSION_MAJOR 1
#define PSA_CRYPTO_API_VERSION_MINOR 2

/* Checks that the secure world speaks this header's calling convention. Any number of times.
 * PSA_ERROR_NOT_SUPPORTED: it does not */
psa_status_t psa_crypto_init(void);

/* Random bytes from secure's generator, any number. On failure `output` must not be used.
 * PSA_ERROR_INSUFFICIENT_ENTROPY: the source is not healthy, and is not believed again before the
 * next reset */
psa_status_t psa_generate_random(uint8_t *output, size_t output_size);

#include "psa/crypto_asymmetric.h"
#include "psa/crypto_derivation.h"
#include "psa/crypto_keys.h"
#include "psa/crypto_symmetric.h"

#endif
