/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/store/storage.h"

#define FLAGS_KNOWN                                                                                \
    (HF_VAULT_WRITE_ONCE | HF_VAULT_NO_CONFIDENTIALITY | HF_VAULT_NO_REPLAY_PROTECTION)

/* The one place where our words become PSA's. */
static hf_storage_status_t status_from(hf_err_t word, uint8_t space)
{
    switch (word) {
    case HF_OK:
        return HF_STORAGE_SUCCESS;
    case HF_ERR_VAULT_ENTRY:
        return HF_STORAGE_DOES_NOT_EXIST;
    case HF_ERR_VAULT_FULL:
        return HF_STORAGE_INSUFFICIENT_STORAGE;
    case HF_ERR_VAULT_SUSPECT:
    case HF_ERR_VAULT_FORM:
    case HF_ERR_JOURNAL_FORM:
    case HF_ERR_JOURNAL_SEAL:
    case HF_ERR_NVM_ECC:
        return space == HF_VAULT_PS ? HF_STORAGE_DATA_CORRUPT : HF_STORAGE_STORAGE_FAILURE;
    default:
        return HF_STORAGE_STORAGE_FAILURE;
    }
}

/* What every call asks first: a name that can be one, and a vault that is open. */
static hf_storage_status_t check(const struct hf_vault *vault, const struct hf_vault_name *name)
{
    if (name->uid == 0 || name->space < HF_VAULT_ITS || name->space > HF_VAULT_KEY) {
        return HF_STORAGE_INVALID_ARGUMENT;
    }
    return hf_vault_is_open(vault) ? HF_STORAGE_SUCCESS : HF_STORAGE_STORAGE_FAILURE;
}

/* The same, and an entry that exists. */
static hf_storage_status_t find(const struct hf_vault *vault, const struct hf_vault_name *name,
                                const struct hf_vault_entry **entry)
{
    hf_storage_status_t const status = check(vault, name);

    *entry = status == HF_STORAGE_SUCCESS ? hf_vault_find(vault, name) : NULL;
    if (status == HF_STORAGE_SUCCESS && *entry == NULL) {
        return HF_STORAGE_DOES_NOT_EXIST;
    }
    return status;
}

static int is_data(hf_span_t data)
{
    return data.bytes != NULL || data.size == 0;
}

static int is_write_once(const struct hf_vault_entry *entry)
{
    return entry != NULL && (entry->flags & HF_VAULT_WRITE_ONCE) != 0;
}

hf_storage_status_t hf_storage_set(struct hf_vault *vault, const struct hf_vault_name *name,
                                   hf_span_t data, uint32_t flags)
{
    hf_storage_status_t const status = check(vault, name);
    struct hf_vault_change change = {.name = *name, .data = data.bytes};

    if (name->uid == 0 || !is_data(data)) {
        return HF_STORAGE_INVALID_ARGUMENT;
    }
    if ((flags & ~FLAGS_KNOWN) != 0) {
        return HF_STORAGE_NOT_SUPPORTED;
    }
    if (status != HF_STORAGE_SUCCESS) {
        return status;
    }
    if (is_write_once(hf_vault_find(vault, name))) {
        return HF_STORAGE_NOT_PERMITTED;
    }
    if (data.size > hf_vault_value_max(vault)) {
        return HF_STORAGE_INSUFFICIENT_STORAGE;
    }
    change.data_size = (uint32_t)data.size;
    change.size = change.data_size;
    change.capacity = change.data_size;
    change.flags = (uint8_t)flags;
    return status_from(hf_vault_put(vault, &change), name->space);
}

hf_storage_status_t hf_storage_get(struct hf_vault *vault, const struct hf_vault_name *name,
                                   size_t offset, struct hf_storage_out *out)
{
    const struct hf_vault_entry *entry;
    hf_storage_status_t status = find(vault, name, &entry);
    hf_span_t value;
    size_t size;

    out->length = 0;
    if (status != HF_STORAGE_SUCCESS) {
        return status;
    }
    /* No buffer on a 32-bit device is that large: the length is a mistake or an attack. */
    if (offset > entry->size || out->size > INT32_MAX || (out->buffer == NULL && out->size != 0)) {
        return HF_STORAGE_INVALID_ARGUMENT;
    }
    size = entry->size - offset < out->size ? entry->size - offset : out->size;
    status = status_from(hf_vault_read(vault, entry, &value), name->space);
    if (status == HF_STORAGE_SUCCESS) {
        for (size_t i = 0; i < size; i++) {
            out->buffer[i] = value.bytes[offset + i];
        }
        out->length = size;
    }
    hf_vault_done(vault);
    return status;
}

hf_storage_status_t hf_storage_get_info(const struct hf_vault *vault,
                                        const struct hf_vault_name *name,
                                        struct hf_storage_info *info)
{
    const struct hf_vault_entry *entry;
    hf_storage_status_t const status = find(vault, name, &entry);

    if (status != HF_STORAGE_SUCCESS) {
        return status;
    }
    if ((entry->flags & HF_VAULT_SUSPECT) != 0) {
        return status_from(HF_ERR_VAULT_SUSPECT, name->space);
    }
    info->capacity = entry->capacity;
    info->size = entry->size;
    info->flags = entry->flags;
    return HF_STORAGE_SUCCESS;
}

hf_storage_status_t hf_storage_remove(struct hf_vault *vault, const struct hf_vault_name *name)
{
    const struct hf_vault_entry *entry;
    hf_storage_status_t const status = find(vault, name, &entry);

    if (status != HF_STORAGE_SUCCESS) {
        return status;
    }
    if (is_write_once(entry)) {
        return HF_STORAGE_NOT_PERMITTED;
    }
    return status_from(hf_vault_remove(vault, name), name->space);
}

hf_storage_status_t hf_storage_create(struct hf_vault *vault, const struct hf_vault_name *name,
                                      size_t capacity, uint32_t flags)
{
    hf_storage_status_t const status = check(vault, name);
    struct hf_vault_change change = {.name = *name, .flags = (uint8_t)flags};

    if (name->uid == 0) {
        return HF_STORAGE_INVALID_ARGUMENT;
    }
    if (name->space != HF_VAULT_PS || (flags & ~FLAGS_KNOWN) != 0 ||
        (flags & HF_VAULT_WRITE_ONCE) != 0) {
        return HF_STORAGE_NOT_SUPPORTED;
    }
    if (status != HF_STORAGE_SUCCESS) {
        return status;
    }
    if (capacity > hf_vault_value_max(vault)) {
        return HF_STORAGE_INSUFFICIENT_STORAGE;
    }
    if (hf_vault_find(vault, name) != NULL) {
        return HF_STORAGE_ALREADY_EXISTS;
    }
    change.capacity = (uint32_t)capacity;
    return status_from(hf_vault_put(vault, &change), name->space);
}

hf_storage_status_t hf_storage_set_extended(struct hf_vault *vault,
                                            const struct hf_vault_name *name, size_t offset,
                                            hf_span_t data)
{
    const struct hf_vault_entry *entry;
    hf_storage_status_t const status = find(vault, name, &entry);
    struct hf_vault_change change = {.name = *name, .data = data.bytes, .keeps = 1};

    if (name->space != HF_VAULT_PS) {
        return HF_STORAGE_NOT_SUPPORTED;
    }
    if (status != HF_STORAGE_SUCCESS) {
        return status;
    }
    if (is_write_once(entry)) {
        return HF_STORAGE_NOT_PERMITTED;
    }
    if (!is_data(data) || offset > entry->size || data.size > entry->capacity - offset) {
        return HF_STORAGE_INVALID_ARGUMENT;
    }
    change.offset = (uint32_t)offset;
    change.data_size = (uint32_t)data.size;
    change.size = change.offset + change.data_size;
    if (change.size < entry->size) {
        change.size = entry->size;
    }
    change.capacity = entry->capacity;
    change.flags = entry->flags;
    return status_from(hf_vault_put(vault, &change), name->space);
}

uint32_t hf_storage_support(void)
{
    return HF_STORAGE_SUPPORT_SET_EXTENDED;
}
