/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * examples/sign_with_identity.h - signing as this device. */
#ifndef EXAMPLES_SIGN_WITH_IDENTITY_H
#define EXAMPLES_SIGN_WITH_IDENTITY_H

#include "psa/crypto.h"

/* Signs a message of any length with the device's identity key: ECDSA on P-256 with SHA-256, as
 * r || s. The private key never leaves the secure world; whoever has the device's certificate can
 * verify. PSA_ERROR_INVALID_HANDLE: this device was not provisioned, and is nobody yet. */
psa_status_t sign_with_identity(const uint8_t *message, size_t size, uint8_t signature[64],
                                size_t *length);

/* Whether such a signature is this device's. */
psa_status_t verify_identity(const uint8_t *message, size_t size, const uint8_t *signature,
                             size_t length);

#endif
