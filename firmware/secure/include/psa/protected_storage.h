/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * psa/protected_storage.h - PSA Protected Storage 1.0: as internal trusted storage, in a name space
 * of its own, and with values that are filled piece by piece. Errors as there; a damaged value is
 * PSA_ERROR_DATA_CORRUPT. */
#ifndef PSA_PROTECTED_STORAGE_H
#define PSA_PROTECTED_STORAGE_H

#include "psa/storage_common.h"

#define PSA_PS_API_VERSION_MAJOR 1
#define PSA_PS_API_VERSION_MINOR 0

psa_status_t psa_ps_set(psa_storage_uid_t uid, size_t data_length, const void *p_data,
                        psa_storage_create_flags_t create_flags);
psa_status_t psa_ps_get(psa_storage_uid_t uid, size_t data_offset, size_t data_size, void *p_data,
                        size_t *p_data_length);
psa_status_t psa_ps_get_info(psa_storage_uid_t uid, struct psa_storage_info_t *p_info);
psa_status_t psa_ps_remove(psa_storage_uid_t uid);

/* Reserves `capacity` bytes for psa_ps_set_extended(). PSA_ERROR_NOT_SUPPORTED: write-once or
 * unknown flags. PSA_ERROR_INSUFFICIENT_STORAGE comes before PSA_ERROR_ALREADY_EXISTS. */
psa_status_t psa_ps_create(psa_storage_uid_t uid, size_t capacity,
                           psa_storage_create_flags_t create_flags);

/* Overwrites or extends. PSA_ERROR_INVALID_ARGUMENT: a gap, or beyond the capacity. */
psa_status_t psa_ps_set_extended(psa_storage_uid_t uid, size_t data_offset, size_t data_length,
                                 const void *p_data);

/* PSA_STORAGE_SUPPORT_*; 0 when secure does not answer. */
uint32_t psa_ps_get_support(void);

#endif
