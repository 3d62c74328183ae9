/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The app's side of PSA Crypto: what has a service of its own. The families are in key.c, hash.c,
 * mac.c, cipher.c, aead.c, derivation.c and asymmetric.c. */
#include "psa/crypto.h"
#include "firmware/secure/client/vector.h"
#include "holdfast/device.h"

psa_status_t psa_crypto_init(void)
{
    struct hf_device_version version = {0, 0, {0}};
    psa_status_t status = hf_device_version(&version);

    if (status == PSA_SUCCESS && version.gate != HF_GATE_VERSION) {
        status = PSA_ERROR_NOT_SUPPORTED;
    }
    return status;
}

psa_status_t psa_hash_compute(psa_algorithm_t alg, const uint8_t *input, size_t input_length,
                              uint8_t *hash, size_t hash_size, size_t *hash_length)
{
    struct hf_hash_arguments arguments = {alg};
    struct hf_vector vectors[] = {VECTOR(&arguments, sizeof(arguments)),
                                  VECTOR(input, input_length), VECTOR(hash, hash_size)};
    psa_status_t status = hf_gate_call(HF_CALL(HF_SERVICE_HASH_COMPUTE, 2, 1), vectors);

    *hash_length = status == PSA_SUCCESS ? vectors[2].size : 0;
    return status;
}

psa_status_t psa_generate_random(uint8_t *output, size_t output_size)
{
    psa_status_t status = PSA_SUCCESS;
    size_t done = 0;

    while (done < output_size && status == PSA_SUCCESS) {
        size_t const left = output_size - done;
        size_t const piece = left < HF_GATE_RANDOM_MOST ? left : HF_GATE_RANDOM_MOST;
        struct hf_vector vector = VECTOR(output + done, piece);

        status = hf_gate_call(HF_CALL(HF_SERVICE_RANDOM, 0, 1), &vector);
        done += piece;
    }
    return status;
}
