/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/secure/client/call.h - one call of a crypto family, as the client's functions fill it.
 */
#ifndef HF_SECURE_CLIENT_CALL_H
#define HF_SECURE_CLIENT_CALL_H

#include "firmware/secure/abi/crypto.h"

#include "psa/crypto_types.h"

/* A family's service and vectors: attributes or none, data in, data out. */
#define HF_FAMILY(service, attributes, inputs, outputs)                                            \
    ((uint32_t)(service) | (attributes) << 8 | (inputs) << 16 | (outputs) << 24)
#define HF_FAMILY_KEY        HF_FAMILY(HF_SERVICE_KEY, 1u, 1u, 1u)
#define HF_FAMILY_HASH       HF_FAMILY(HF_SERVICE_HASH, 0u, 1u, 1u)
#define HF_FAMILY_MAC        HF_FAMILY(HF_SERVICE_MAC, 0u, 1u, 1u)
#define HF_FAMILY_CIPHER     HF_FAMILY(HF_SERVICE_CIPHER, 0u, 1u, 1u)
#define HF_FAMILY_AEAD       HF_FAMILY(HF_SERVICE_AEAD, 0u, 1u, 2u)
#define HF_FAMILY_DERIVE     HF_FAMILY(HF_SERVICE_DERIVE, 1u, 1u, 1u)
#define HF_FAMILY_ASYMMETRIC HF_FAMILY(HF_SERVICE_ASYMMETRIC, 1u, 2u, 1u)
#define HF_FAMILY_MESSAGE    HF_FAMILY(HF_SERVICE_MESSAGE, 0u, 2u, 1u)

struct hf_client_in {
    const void *bytes;
    size_t size;
};

struct hf_client_out {
    void *bytes;
    size_t size;
    size_t length; /* what was written; 0 on failure */
};

struct hf_client_call {
    struct hf_crypto_arguments arguments;
    const psa_key_attributes_t *attributes; /* or NULL */
    struct hf_client_in in[2];
    struct hf_client_out out[2];
    uint32_t answer; /* word[0]; 0 on failure */
};

psa_status_t hf_client_run(uint32_t family, struct hf_client_call *call);

/* The same for a multi-part operation: `*number` takes what a setup gives. */
psa_status_t hf_client_setup(uint32_t family, struct hf_client_call *call, uint32_t *number);

/* Ends the operation, whatever state it is in. */
psa_status_t hf_client_abort(uint32_t family, uint32_t function, uint32_t *number);

#endif
