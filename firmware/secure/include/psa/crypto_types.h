/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * psa/crypto_types.h - the integer types of PSA Crypto 1.2 that are in use here. */
#ifndef PSA_CRYPTO_TYPES_H
#define PSA_CRYPTO_TYPES_H

#include "psa/error.h"

#include <stdint.h>

typedef uint32_t psa_algorithm_t;
typedef uint32_t psa_key_id_t;

#endif
