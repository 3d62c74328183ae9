/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Where the engine keeps persistent keys: a name space of the vault that no storage call of the app
 * reaches. The engine's name for an entry is the owner above the key's id; the vault keeps both
 * apart, so that a key of one owner is none of another's. */
#include "firmware/secure/mount.h"
#include "firmware/store/storage.h"

#include "psa/crypto.h"
#include "psa/internal_trusted_storage.h"

static struct hf_vault_name name_of(psa_storage_uid_t uid)
{
    return (struct hf_vault_name){
        .uid = uid & UINT32_MAX, .owner = (int32_t)(uint32_t)(uid >> 32), .space = HF_VAULT_KEY};
}

psa_status_t psa_its_set(psa_storage_uid_t uid, size_t size, const void *data,
                         psa_storage_create_flags_t flags)
{
    struct hf_vault_name const name = name_of(uid);

    return (psa_status_t)hf_storage_set(hf_mount(), &name, (hf_span_t){data, size}, flags);
}

psa_status_t psa_its_get(psa_storage_uid_t uid, size_t offset, size_t size, void *data,
                         size_t *length)
{
    struct hf_vault_name const name = name_of(uid);
    struct hf_storage_out out = {data, size, 0};
    psa_status_t const status = (psa_status_t)hf_storage_get(hf_mount(), &name, offset, &out);

    *length = out.length;
    return status;
}

psa_status_t psa_its_get_info(psa_storage_uid_t uid, struct psa_storage_info_t *info)
{
    struct hf_vault_name const name = name_of(uid);
    struct hf_storage_info found;
    psa_status_t const status = (psa_status_t)hf_storage_get_info(hf_mount(), &name, &found);

    if (status == PSA_SUCCESS) {
        info->capacity = found.capacity;
        info->size = found.size;
        info->flags = found.flags;
    }
    return status;
}

psa_status_t psa_its_remove(psa_storage_uid_t uid)
{
    struct hf_vault_name const name = name_of(uid);

    return (psa_status_t)hf_storage_remove(hf_mount(), &name);
}
