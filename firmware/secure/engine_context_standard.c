/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The profile `standard` has one hash, the boot stages' (engine/sha256_alt.h). */
#include "firmware/secure/engine_suspend.h"

void hf_engine_context(psa_hash_operation_t *operation, struct hf_engine_context *context)
{
    mbedtls_sha256_context *hash = &operation->ctx.mbedtls_ctx.ctx.sha256;

    context->state = (uint8_t *)hash->state;
    context->length = (uint8_t *)&hash->length;
    context->block = hash->block;
    context->word = sizeof(hash->state[0]);
}
