/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The profile `full` has the engine's own hashes. */
#include "firmware/secure/engine_suspend.h"

void hf_engine_context(psa_hash_operation_t *operation, struct hf_engine_context *context)
{
    mbedtls_sha256_context *small = &operation->ctx.mbedtls_ctx.ctx.sha256;
    mbedtls_sha512_context *large = &operation->ctx.mbedtls_ctx.ctx.sha512;
    psa_algorithm_t const algorithm = operation->ctx.mbedtls_ctx.alg;

    if (algorithm == PSA_ALG_SHA_384 || algorithm == PSA_ALG_SHA_512) {
        *context = (struct hf_engine_context){(uint8_t *)large->state, (uint8_t *)large->total,
                                              large->buffer, sizeof(large->state[0])};
    } else {
        *context = (struct hf_engine_context){(uint8_t *)small->state, (uint8_t *)small->total,
                                              small->buffer, sizeof(small->state[0])};
    }
}
