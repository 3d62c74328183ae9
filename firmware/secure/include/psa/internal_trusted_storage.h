/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * psa/internal_trusted_storage.h - PSA Internal Trusted Storage 1.0: small values by number,
 * encrypted, authenticated and bound to this die. A value has at most 1024 bytes. On a part whose
 * storage does not last, hf_device_storage_lasts() says so. */
#ifndef PSA_INTERNAL_TRUSTED_STORAGE_H
#define PSA_INTERNAL_TRUSTED_STORAGE_H

#include "psa/storage_common.h"

#define PSA_ITS_API_VERSION_MAJOR 1
#define PSA_ITS_API_VERSION_MINOR 0

/* Creates or replaces, all or nothing. On failure the old value stands.
 * PSA_ERROR_INVALID_ARGUMENT, PSA_ERROR_NOT_SUPPORTED (flags), PSA_ERROR_NOT_PERMITTED (the entry
 * is write-once), PSA_ERROR_INSUFFICIENT_STORAGE, PSA_ERROR_STORAGE_FAILURE */
psa_status_t psa_its_set(psa_storage_uid_t uid, size_t data_length, const void *p_data,
                         psa_storage_create_flags_t create_flags);

/* Reads from `data_offset` as much as there is and fits; `*p_data_length` is always written.
 * PSA_ERROR_INVALID_ARGUMENT (an offset behind the end too), PSA_ERROR_DOES_NOT_EXIST,
 * PSA_ERROR_STORAGE_FAILURE */
psa_status_t psa_its_get(psa_storage_uid_t uid, size_t data_offset, size_t data_size, void *p_data,
                         size_t *p_data_length);

/* PSA_ERROR_INVALID_ARGUMENT, PSA_ERROR_DOES_NOT_EXIST, PSA_ERROR_STORAGE_FAILURE */
psa_status_t psa_its_get_info(psa_storage_uid_t uid, struct psa_storage_info_t *p_info);

/* PSA_ERROR_INVALID_ARGUMENT, PSA_ERROR_DOES_NOT_EXIST, PSA_ERROR_NOT_PERMITTED (write-once),
 * PSA_ERROR_STORAGE_FAILURE */
psa_status_t psa_its_remove(psa_storage_uid_t uid);

#endif
