/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Seals a secret in internal trusted storage: encrypted under a key of this die, authenticated,
 * written once. Standard PSA calls, nothing else. */
#include "examples/seal_secret.h"

#include "psa/crypto.h"

#define SECRET_UID ((psa_storage_uid_t)0x5ec4e7)

psa_status_t seal_secret(uint8_t secret[SECRET_SIZE], int *is_new)
{
    size_t length = 0;
    psa_status_t status = psa_its_get(SECRET_UID, 0, SECRET_SIZE, secret, &length);

    *is_new = status == PSA_ERROR_DOES_NOT_EXIST;
    if (status == PSA_SUCCESS && length != SECRET_SIZE) {
        return PSA_ERROR_DATA_INVALID;
    }
    if (!*is_new) {
        return status;
    }
    status = psa_generate_random(secret, SECRET_SIZE);
    if (status == PSA_SUCCESS) {
        status = psa_its_set(SECRET_UID, SECRET_SIZE, secret, PSA_STORAGE_FLAG_WRITE_ONCE);
    }
    return status;
}
