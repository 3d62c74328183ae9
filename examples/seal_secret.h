/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * examples/seal_secret.h - a secret that outlives a reset, and belongs to this die alone. */
#ifndef EXAMPLES_SEAL_SECRET_H
#define EXAMPLES_SEAL_SECRET_H

#include "psa/protected_storage.h"

#define SECRET_SIZE 32u

/* Gives the secret that an earlier run sealed (*is_new = 0). If there is none, makes a random one
 * and seals it, final (*is_new = 1). */
psa_status_t seal_secret(uint8_t secret[SECRET_SIZE], int *is_new);

#endif
