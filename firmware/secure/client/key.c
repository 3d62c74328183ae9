/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The app's side of key management. */
#include "firmware/secure/client/call.h"
#include "psa/crypto.h"

/* A value that does not fit a call fits no key of this profile. */
static psa_status_t make(struct hf_client_call *call, psa_key_id_t *key)
{
    psa_status_t status = PSA_ERROR_NOT_SUPPORTED;

    if (call->in[0].size <= HF_GATE_KEY_MOST) {
        status = hf_client_run(HF_FAMILY_KEY, call);
    }
    *key = call->answer;
    return status;
}

static psa_status_t with_key(uint32_t function, psa_key_id_t key)
{
    struct hf_client_call call = {.arguments = {.function = function, .key = key}};

    return hf_client_run(HF_FAMILY_KEY, &call);
}

static psa_status_t read(uint32_t function, psa_key_id_t key, struct hf_client_out *out)
{
    struct hf_client_call call = {.arguments = {.function = function, .key = key}, .out = {*out}};
    psa_status_t const status = hf_client_run(HF_FAMILY_KEY, &call);

    out->length = call.out[0].length;
    return status;
}

psa_status_t psa_import_key(const psa_key_attributes_t *attributes, const uint8_t *data,
                            size_t data_length, psa_key_id_t *key)
{
    struct hf_client_call call = {.arguments = {.function = HF_KEYS_IMPORT},
                                  .attributes = attributes,
                                  .in = {{data, data_length}}};

    return make(&call, key);
}

psa_status_t psa_generate_key(const psa_key_attributes_t *attributes, psa_key_id_t *key)
{
    struct hf_client_call call = {.arguments = {.function = HF_KEYS_GENERATE},
                                  .attributes = attributes};

    return make(&call, key);
}

psa_status_t psa_copy_key(psa_key_id_t source_key, const psa_key_attributes_t *attributes,
                          psa_key_id_t *target_key)
{
    struct hf_client_call call = {.arguments = {.function = HF_KEYS_COPY, .key = source_key},
                                  .attributes = attributes};

    return make(&call, target_key);
}

psa_status_t psa_destroy_key(psa_key_id_t key)
{
    return with_key(HF_KEYS_DESTROY, key);
}

psa_status_t psa_purge_key(psa_key_id_t key)
{
    return with_key(HF_KEYS_PURGE, key);
}

psa_status_t psa_export_key(psa_key_id_t key, uint8_t *data, size_t data_size, size_t *data_length)
{
    struct hf_client_out out = {data, data_size, 0};
    psa_status_t const status = read(HF_KEYS_EXPORT, key, &out);

    *data_length = out.length;
    return status;
}

psa_status_t psa_export_public_key(psa_key_id_t key, uint8_t *data, size_t data_size,
                                   size_t *data_length)
{
    struct hf_client_out out = {data, data_size, 0};
    psa_status_t const status = read(HF_KEYS_EXPORT_PUBLIC, key, &out);

    *data_length = out.length;
    return status;
}

psa_status_t psa_get_key_attributes(psa_key_id_t key, psa_key_attributes_t *attributes)
{
    struct hf_gate_attributes words = {0, 0, 0, 0, 0, 0};
    struct hf_client_out out = {&words, sizeof(words), 0};
    psa_status_t const status = read(HF_KEYS_ATTRIBUTES, key, &out);

    *attributes = (psa_key_attributes_t){.type = (psa_key_type_t)words.type,
                                         .bits = (uint16_t)words.bits,
                                         .lifetime = words.lifetime,
                                         .id = words.id,
                                         .usage = words.usage,
                                         .algorithm = words.algorithm};
    return status;
}
