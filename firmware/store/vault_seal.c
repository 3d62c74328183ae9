/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * INVARIANT: two different records never share a nonce under one key. The nonce is a MAC over head
 * and text, so the same nonce means the same record (a synthetic nonce, as in SIV): no random
 * source is needed, and power cuts, replayed flash and reused sequence numbers do no harm. */
#include "firmware/store/aead.h"
#include "firmware/store/vault_internal.h"
#include "hw/api/crypto.h"

_Static_assert(HF_VAULT_NONCE == HF_AEAD_NONCE, "nonce");
_Static_assert(HF_JOURNAL_TAG == HF_AEAD_TAG, "tag");

static struct hf_aead message_of(const struct hf_vault_keys *keys, uint8_t *record, uint32_t length)
{
    return (struct hf_aead){
        .key = keys->record,
        .nonce = record + HF_JOURNAL_HEAD,
        .data = {record, HF_JOURNAL_HEAD},
        .text = record + HF_JOURNAL_HEAD + HF_VAULT_NONCE,
        .size = length - HF_VAULT_NONCE,
    };
}

static hf_err_t seal(const void *context, uint8_t *record, uint32_t length)
{
    const struct hf_vault_keys *keys = context;
    struct hf_aead const message = message_of(keys, record, length);
    uint8_t mac[32];

    hf_hmac_sha256(keys->nonce, record, HF_JOURNAL_HEAD, message.text, message.size, mac);
    for (uint32_t i = 0; i < HF_VAULT_NONCE; i++) {
        record[HF_JOURNAL_HEAD + i] = mac[i];
    }
    return hf_aead_seal(&message, record + HF_JOURNAL_HEAD + length);
}

static hf_err_t unseal(const void *context, uint8_t *record, uint32_t length)
{
    uint8_t tag[HF_JOURNAL_TAG];
    struct hf_aead message;

    if (length < HF_VAULT_NONCE) {
        return HF_ERR_JOURNAL_SEAL;
    }
    message = message_of(context, record, length);
    for (uint32_t i = 0; i < HF_JOURNAL_TAG; i++) {
        tag[i] = record[HF_JOURNAL_HEAD + length + i];
    }
    return hf_aead_open(&message, tag) == HF_OK ? HF_OK : HF_ERR_JOURNAL_SEAL;
}

const struct hf_journal_seal hf_vault_sealing = {HF_VAULT_MAGIC, HF_VAULT_VERSION, seal, unseal};
