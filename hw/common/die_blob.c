/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The identity of the die as a blob in RAM, which the emulator writes at every reset. The lock is a
 * wipe, checked by reading back. */
#include "hw/api/die.h"

#include "core/span.h"
#include "hw/api/crypto.h"
#include "hw/common/die_blob.h"

hf_err_t hf_die_check(void)
{
    return hf_die_blob->magic == HF_DIE_MAGIC && hf_die_blob->version == HF_DIE_VERSION
               ? HF_OK
               : HF_ERR_DIE_MISSING;
}

void hf_die_uid(uint8_t uid[16])
{
    for (uint32_t i = 0; i < sizeof(hf_die_blob->uid); i++) {
        uid[i] = hf_die_blob->uid[i];
    }
}

const uint8_t *hf_die_root_hash(uint32_t index)
{
    const uint8_t *hash;
    uint32_t used = 0;

    if (index >= HF_DIE_ROOTS) {
        return NULL;
    }
    hash = hf_die_blob->root_hash[index];
    for (uint32_t i = 0; i < sizeof(hf_die_blob->root_hash[0]); i++) {
        used |= hash[i];
    }
    return used != 0 ? hash : NULL;
}

hf_err_t hf_huk_derive(const char *label, uint32_t context, uint8_t child[32])
{
    if (hf_die_check() != HF_OK) {
        return HF_ERR_HUK_LOCKED;
    }
    hf_kdf(hf_die_blob->huk, label, context, child);
    return HF_OK;
}

uint32_t hf_die_left(void)
{
    volatile const uint8_t *at = (volatile const uint8_t *)hf_die_blob;
    uint32_t left = 0;

    for (uint32_t i = 0; i < sizeof(*hf_die_blob); i++) {
        left |= at[i];
    }
    return left;
}

hf_err_t hf_die_lock(void)
{
    hf_wipe(hf_die_blob, sizeof(*hf_die_blob));
    return hf_die_left() == 0 ? HF_OK : HF_ERR_LOCK_FAILED;
}
