/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What Mbed TLS asks of the world around it: memory, and randomness. */
#include "firmware/secure/engine.h"

#include "core/error.h"
#include "hw/api/cpu.h"
#include "hw/api/entropy.h"
#include "hw/api/note.h"

#include "mbedtls/memory_buffer_alloc.h"
#include "psa/crypto.h"

/* Key material of imported keys; operations live on the stack. */
#define ENGINE_ARENA 1024u

_Alignas(8) static uint8_t arena[ENGINE_ARENA];

void hf_engine_exit(int status)
{
    hf_note(HF_EVENT_HALTED, HF_ROLE_SECURE, HF_SLOT_NONE, (uint32_t)HF_ERR_CRYPTO_ENGINE,
            (uint32_t)status);
    hf_cpu_halt();
}

int32_t hf_engine_start(void)
{
    mbedtls_memory_buffer_alloc_init(arena, sizeof(arena));
    return psa_crypto_init();
}

/* INVARIANT: no healthy entropy, no random bytes, no keys. Nothing of this build's algorithm set
 * asks for randomness; what comes later finds the rule in place. */
psa_status_t mbedtls_psa_external_get_random(mbedtls_psa_external_random_context_t *context,
                                             uint8_t *output, size_t output_size,
                                             size_t *output_length)
{
    (void)context;
    *output_length = 0;
    if (hf_entropy_read(output, output_size) != HF_OK) {
        return PSA_ERROR_INSUFFICIENT_ENTROPY;
    }
    *output_length = output_size;
    return PSA_SUCCESS;
}
