/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/secure/random.h"

#include "core/span.h"
#include "firmware/secure/root.h"
#include "hw/api/entropy.h"
#include "hw/api/map.h"
#include "hw/api/note.h"

#include "mbedtls/ctr_drbg.h"
#include "psa/crypto.h"

/* The source claims 4 bits per byte: 96 bytes hold the 256 bits of strength and the 128 bits of
 * nonce that a seed needs. Every 1024 requests the generator is seeded anew. */
#define SEED_BYTES     96u
#define RESEED_AFTER   1024
#define PERSONAL_BYTES (16u + 32u)

enum state { IDLE = 0x00, READY = 0x3a, REFUSED = 0xc5 };

static mbedtls_ctr_drbg_context generator;
static uint32_t state;          /* enum state */
static hf_err_t source = HF_OK; /* what the source said last; each reseed asks it again */
static hf_err_t refusal = HF_OK;

static int read_seed(void *context, unsigned char *out, size_t size)
{
    (void)context;
    source = hf_entropy_read(out, size);
    return source == HF_OK ? 0 : MBEDTLS_ERR_CTR_DRBG_ENTROPY_SOURCE_FAILED;
}

void hf_random_wipe(void)
{
    state = REFUSED;
    mbedtls_ctr_drbg_free(&generator);
}

hf_err_t hf_random_refusal(void)
{
    return refusal;
}

static void refuse(hf_err_t why, int status)
{
    hf_random_wipe();
    refusal = why;
    hf_note(HF_EVENT_REFUSED, HF_ROLE_COUNT, HF_SLOT_NONE, (uint32_t)why, (uint32_t)status);
}

static void seed(void)
{
    uint8_t personal[PERSONAL_BYTES];
    int status;

    for (uint32_t i = 0; i < sizeof(hf_map.handoff->uid); i++) {
        personal[i] = hf_map.handoff->uid[i];
    }
    hf_root_derive(HF_ROOT_VAULT, "drbg", 0, personal + sizeof(hf_map.handoff->uid));
    mbedtls_ctr_drbg_init(&generator);
    mbedtls_ctr_drbg_set_entropy_len(&generator, SEED_BYTES);
    (void)mbedtls_ctr_drbg_set_nonce_len(&generator, 0);
    mbedtls_ctr_drbg_set_reseed_interval(&generator, RESEED_AFTER);
    status = mbedtls_ctr_drbg_seed(&generator, read_seed, NULL, personal, sizeof(personal));
    hf_wipe(personal, sizeof(personal));
    if (status != 0) {
        refuse(source != HF_OK ? source : HF_ERR_CRYPTO_ENGINE, status);
        return;
    }
    state = READY;
}

static void start(void)
{
    hf_err_t const result = hf_entropy_start();

    if (result != HF_OK) {
        refuse(result, 0);
        return;
    }
    seed();
}

static void draw(uint8_t *out, size_t size)
{
    int status = 0;

    for (size_t done = 0; done < size && status == 0;) {
        size_t const left = size - done;
        size_t const piece =
            left < MBEDTLS_CTR_DRBG_MAX_REQUEST ? left : MBEDTLS_CTR_DRBG_MAX_REQUEST;

        status = mbedtls_ctr_drbg_random(&generator, out + done, piece);
        done += piece;
    }
    if (status != 0) {
        refuse(source != HF_OK ? source : HF_ERR_CRYPTO_ENGINE, status);
    }
}

int32_t hf_random_fill(uint8_t *out, size_t size)
{
    if (state == IDLE) {
        start();
    }
    if (state == READY) {
        draw(out, size);
    }
    if (state != READY) {
        hf_wipe(out, size);
        return PSA_ERROR_INSUFFICIENT_ENTROPY;
    }
    return PSA_SUCCESS;
}
