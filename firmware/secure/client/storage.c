/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The app's side of PSA Secure Storage. What is checked here is checked again in secure; it is here
 * because the door has one answer for all vectors that it refuses, and the standard has several. */
#include "firmware/secure/client/vector.h"
#include "holdfast/device.h"
#include "psa/internal_trusted_storage.h"
#include "psa/protected_storage.h"

static struct hf_storage_arguments arguments_for(uint32_t space, psa_storage_uid_t uid)
{
    return (struct hf_storage_arguments){
        .uid_low = (uint32_t)uid, .uid_high = (uint32_t)(uid >> 32), .space = space};
}

static psa_status_t put(uint32_t service, const struct hf_storage_arguments *arguments,
                        const void *data, size_t length)
{
    struct hf_vector vectors[] = {VECTOR(arguments, sizeof(*arguments)), VECTOR(data, length)};

    if (data == NULL && length != 0) {
        return PSA_ERROR_INVALID_ARGUMENT;
    }
    return hf_gate_call(HF_CALL(service, 2, 0), vectors);
}

static psa_status_t set(struct hf_storage_arguments arguments, const void *data, size_t length)
{
    if (length > HF_GATE_VALUE_MOST) {
        return (arguments.uid_low | arguments.uid_high) == 0 ? PSA_ERROR_INVALID_ARGUMENT
                                                             : PSA_ERROR_INSUFFICIENT_STORAGE;
    }
    return put(HF_SERVICE_STORAGE_SET, &arguments, data, length);
}

static psa_status_t get(struct hf_storage_arguments arguments, void *data, size_t size,
                        size_t *length)
{
    struct hf_vector vectors[] = {VECTOR(&arguments, sizeof(arguments)), VECTOR(data, size)};
    psa_status_t const status = hf_gate_call(HF_CALL(HF_SERVICE_STORAGE_GET, 1, 1), vectors);

    *length = status == PSA_SUCCESS ? vectors[1].size : 0;
    return status;
}

static psa_status_t get_info(struct hf_storage_arguments arguments, struct psa_storage_info_t *info)
{
    struct hf_storage_answer answer = {0, 0, 0};
    struct hf_vector vectors[] = {VECTOR(&arguments, sizeof(arguments)),
                                  VECTOR(&answer, sizeof(answer))};
    psa_status_t const status = hf_gate_call(HF_CALL(HF_SERVICE_STORAGE_INFO, 1, 1), vectors);

    if (status == PSA_SUCCESS) {
        *info = (struct psa_storage_info_t){answer.capacity, answer.size, answer.flags};
    }
    return status;
}

static psa_status_t name_only(uint32_t service, struct hf_storage_arguments arguments)
{
    struct hf_vector vector = VECTOR(&arguments, sizeof(arguments));

    return hf_gate_call(HF_CALL(service, 1, 0), &vector);
}

psa_status_t psa_its_set(psa_storage_uid_t uid, size_t data_length, const void *p_data,
                         psa_storage_create_flags_t create_flags)
{
    struct hf_storage_arguments arguments = arguments_for(HF_GATE_STORAGE_ITS, uid);

    arguments.flags = create_flags;
    return set(arguments, p_data, data_length);
}

psa_status_t psa_its_get(psa_storage_uid_t uid, size_t data_offset, size_t data_size, void *p_data,
                         size_t *p_data_length)
{
    struct hf_storage_arguments arguments = arguments_for(HF_GATE_STORAGE_ITS, uid);

    arguments.offset = (uint32_t)data_offset;
    return get(arguments, p_data, data_size, p_data_length);
}

psa_status_t psa_its_get_info(psa_storage_uid_t uid, struct psa_storage_info_t *p_info)
{
    return get_info(arguments_for(HF_GATE_STORAGE_ITS, uid), p_info);
}

psa_status_t psa_its_remove(psa_storage_uid_t uid)
{
    return name_only(HF_SERVICE_STORAGE_REMOVE, arguments_for(HF_GATE_STORAGE_ITS, uid));
}

psa_status_t psa_ps_set(psa_storage_uid_t uid, size_t data_length, const void *p_data,
                        psa_storage_create_flags_t create_flags)
{
    struct hf_storage_arguments arguments = arguments_for(HF_GATE_STORAGE_PS, uid);

    arguments.flags = create_flags;
    return set(arguments, p_data, data_length);
}

psa_status_t psa_ps_get(psa_storage_uid_t uid, size_t data_offset, size_t data_size, void *p_data,
                        size_t *p_data_length)
{
    struct hf_storage_arguments arguments = arguments_for(HF_GATE_STORAGE_PS, uid);

    arguments.offset = (uint32_t)data_offset;
    return get(arguments, p_data, data_size, p_data_length);
}

psa_status_t psa_ps_get_info(psa_storage_uid_t uid, struct psa_storage_info_t *p_info)
{
    return get_info(arguments_for(HF_GATE_STORAGE_PS, uid), p_info);
}

psa_status_t psa_ps_remove(psa_storage_uid_t uid)
{
    return name_only(HF_SERVICE_STORAGE_REMOVE, arguments_for(HF_GATE_STORAGE_PS, uid));
}

psa_status_t psa_ps_create(psa_storage_uid_t uid, size_t capacity,
                           psa_storage_create_flags_t create_flags)
{
    struct hf_storage_arguments arguments = arguments_for(HF_GATE_STORAGE_PS, uid);

    arguments.flags = create_flags;
    arguments.capacity = (uint32_t)capacity;
    return name_only(HF_SERVICE_STORAGE_CREATE, arguments);
}

psa_status_t psa_ps_set_extended(psa_storage_uid_t uid, size_t data_offset, size_t data_length,
                                 const void *p_data)
{
    struct hf_storage_arguments arguments = arguments_for(HF_GATE_STORAGE_PS, uid);

    if (data_length > HF_GATE_VALUE_MOST) {
        return PSA_ERROR_INVALID_ARGUMENT; /* more than any capacity */
    }
    arguments.offset = (uint32_t)data_offset;
    return put(HF_SERVICE_STORAGE_EXTEND, &arguments, p_data, data_length);
}

static struct hf_storage_support_answer ask_support(void)
{
    struct hf_storage_support_answer answer = {0, 0};
    struct hf_vector vector = VECTOR(&answer, sizeof(answer));

    (void)hf_gate_call(HF_CALL(HF_SERVICE_STORAGE_SUPPORT, 0, 1), &vector);
    return answer;
}

uint32_t psa_ps_get_support(void)
{
    return ask_support().support;
}

int hf_device_storage_lasts(void)
{
    return ask_support().lasts != 0;
}
