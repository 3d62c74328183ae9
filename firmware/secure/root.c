/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/secure/root.h"

#include "core/span.h"
#include "hw/api/crypto.h"
#include "hw/api/map.h"
#include "hw/api/tamper.h"

static uint8_t roots[HF_ROOT_COUNT][32];
static uint8_t log_key[32];

/* INVARIANT: when this returns, hf_secrets holds zeros and K_secure stands nowhere. */
hf_err_t hf_root_take(void)
{
    static const char *const labels[HF_ROOT_COUNT] = {"vault", "attest", "identity"};
    struct hf_secrets *secrets = hf_map.secrets;
    const struct hf_handoff *handoff = hf_map.handoff;
    hf_err_t result = HF_ERR_HANDOFF_MAGIC;

    if (secrets->magic == HF_SECRETS_MAGIC_LOG && handoff->magic == HF_HANDOFF_MAGIC) {
        result = handoff->version == HF_HANDOFF_VERSION && handoff->size == sizeof(*handoff)
                     ? HF_OK
                     : HF_ERR_HANDOFF_VERSION;
    }
    for (uint32_t i = 0; i < HF_ROOT_COUNT && result == HF_OK; i++) {
        hf_kdf(secrets->key, labels[i],
               hf_lifecycle_of_keys(handoff->lifecycle) | (hf_tamper_events() != 0), roots[i]);
    }
    for (uint32_t i = 0; i < sizeof(log_key) && result == HF_OK; i++) {
        log_key[i] = secrets->log[i];
    }
    hf_wipe(secrets, sizeof(*secrets));
    return result;
}

void hf_root_derive(enum hf_root root, const char *label, uint32_t context, uint8_t child[32])
{
    hf_kdf(roots[root], label, context, child);
}

const uint8_t *hf_root_log_key(void)
{
    return log_key;
}

void hf_root_wipe(void)
{
    hf_wipe(log_key, sizeof(log_key));
    hf_wipe(roots, sizeof(roots));
}
