/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * engine/psa/internal_trusted_storage.h - what the engine's key store includes under this name:
 * engine_store.c. The app's header of that name is another one, and leads through the door. */
#ifndef HF_SECURE_ENGINE_ITS_H
#define HF_SECURE_ENGINE_ITS_H

#include "firmware/secure/include/psa/storage_common.h"

psa_status_t psa_its_set(psa_storage_uid_t uid, size_t size, const void *data,
                         psa_storage_create_flags_t flags);
psa_status_t psa_its_get(psa_storage_uid_t uid, size_t offset, size_t size, void *data,
                         size_t *length);
psa_status_t psa_its_get_info(psa_storage_uid_t uid, struct psa_storage_info_t *info);
psa_status_t psa_its_remove(psa_storage_uid_t uid);

#endif
