/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "core/vault.h"

enum {
    AT_UID = 0,
    AT_OWNER = 8,
    AT_CAPACITY = 12,
    AT_SPACE = 16,
    AT_FLAGS = 17,
    AT_RESERVED = 18,
};

_Static_assert(AT_RESERVED + 2 == HF_VAULT_META, "meta layout");

void hf_vault_meta_write(const struct hf_vault_meta *meta, uint8_t out[HF_VAULT_META])
{
    hf_write_u32(out + AT_UID, (uint32_t)meta->name.uid);
    hf_write_u32(out + AT_UID + 4, (uint32_t)(meta->name.uid >> 32));
    hf_write_u32(out + AT_OWNER, (uint32_t)meta->name.owner);
    hf_write_u32(out + AT_CAPACITY, meta->capacity);
    out[AT_SPACE] = meta->name.space;
    out[AT_FLAGS] = meta->flags;
    hf_write_u16(out + AT_RESERVED, 0);
}

hf_err_t hf_vault_meta_read(const uint8_t in[HF_VAULT_META], uint32_t size,
                            struct hf_vault_meta *meta)
{
    uint64_t const uid = hf_read_u32(in + AT_UID) | (uint64_t)hf_read_u32(in + AT_UID + 4) << 32;
    uint32_t const capacity = hf_read_u32(in + AT_CAPACITY);
    uint8_t const space = in[AT_SPACE];
    uint8_t const flags = in[AT_FLAGS];

    if (uid == 0 || space < HF_VAULT_ITS || space > HF_VAULT_KEY ||
        hf_read_u16(in + AT_RESERVED) != 0 || (flags & (uint8_t)~HF_VAULT_FLAGS) != 0) {
        return HF_ERR_VAULT_FORM;
    }
    if (capacity < size || capacity > HF_VAULT_VALUE_MAX) {
        return HF_ERR_VAULT_FORM;
    }
    meta->name.uid = uid;
    meta->name.owner = (int32_t)hf_read_u32(in + AT_OWNER);
    meta->name.space = space;
    meta->capacity = capacity;
    meta->flags = flags;
    return HF_OK;
}
