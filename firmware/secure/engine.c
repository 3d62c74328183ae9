/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What Mbed TLS asks of the world around it: memory, and randomness. */
#include "firmware/secure/engine.h"

#include "core/error.h"
#include "core/span.h"
#include "firmware/secure/random.h"
#include "hw/api/cpu.h"
#include "hw/api/note.h"

#include "mbedtls/memory_buffer_alloc.h"
#include "psa/crypto.h"

/* Values of keys, and the state of multi-part operations. When it is full, calls give
 * PSA_ERROR_INSUFFICIENT_MEMORY; a profile says how large it is. */
_Alignas(8) static uint8_t arena[HF_ENGINE_ARENA * (sizeof(void *) / 4u)];

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

void hf_engine_wipe(void)
{
    mbedtls_psa_crypto_free();
    hf_random_wipe();
    hf_wipe(arena, sizeof(arena));
}

/* INVARIANT: no healthy entropy, no random bytes, no keys: the engine has no other source. */
psa_status_t mbedtls_psa_external_get_random(mbedtls_psa_external_random_context_t *context,
                                             uint8_t *output, size_t output_size,
                                             size_t *output_length)
{
    psa_status_t const status = hf_random_fill(output, output_size);

    (void)context;
    *output_length = status == PSA_SUCCESS ? output_size : 0;
    return status;
}
