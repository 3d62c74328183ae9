/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * PSA Secure Storage 1.0: the door's arguments for firmware/store/storage.h, which has the rules.
 * INVARIANT: the owner is what secure knows of the caller, and the spaces of the app are its two;
 * keys of secure in the same vault have no name here. */
#include "firmware/secure/mount.h"
#include "firmware/secure/owner.h"
#include "firmware/secure/services.h"
#include "firmware/store/storage.h"

_Static_assert(HF_GATE_STORAGE_ITS == HF_VAULT_ITS && HF_GATE_STORAGE_PS == HF_VAULT_PS, "spaces");

static const struct hf_storage_arguments *arguments_of(const struct hf_request *request)
{
    return (const void *)request->bytes[0];
}

/* A space that is not the app's gives uid 0, which every function refuses. */
static struct hf_vault_name name_of(const struct hf_request *request)
{
    const struct hf_storage_arguments *arguments = arguments_of(request);
    struct hf_vault_name name = {0, HF_OWNER_APP, HF_VAULT_ITS};

    if (arguments->space == HF_VAULT_ITS || arguments->space == HF_VAULT_PS) {
        name.uid = ((uint64_t)arguments->uid_high << 32) | arguments->uid_low;
        name.space = (uint8_t)arguments->space;
    }
    return name;
}

static hf_span_t data_of(const struct hf_request *request)
{
    return (hf_span_t){request->bytes[1], request->vectors[1].size};
}

int32_t hf_serve_storage_set(struct hf_request *request)
{
    struct hf_vault_name const name = name_of(request);

    return (int32_t)hf_storage_set(hf_mount(), &name, data_of(request),
                                   arguments_of(request)->flags);
}

int32_t hf_serve_storage_get(struct hf_request *request)
{
    struct hf_vault_name const name = name_of(request);
    struct hf_vector *output = &request->vectors[1];
    struct hf_storage_out out = {request->bytes[1], output->size, 0};
    hf_storage_status_t const status =
        hf_storage_get(hf_mount(), &name, arguments_of(request)->offset, &out);

    output->size = (uint32_t)out.length;
    return (int32_t)status;
}

int32_t hf_serve_storage_info(struct hf_request *request)
{
    struct hf_vault_name const name = name_of(request);
    struct hf_storage_answer *answer = (void *)request->bytes[1];
    struct hf_storage_info info = {0, 0, 0};
    hf_storage_status_t const status = hf_storage_get_info(hf_mount(), &name, &info);

    answer->capacity = (uint32_t)info.capacity;
    answer->size = (uint32_t)info.size;
    answer->flags = info.flags;
    return (int32_t)status;
}

int32_t hf_serve_storage_remove(struct hf_request *request)
{
    struct hf_vault_name const name = name_of(request);

    return (int32_t)hf_storage_remove(hf_mount(), &name);
}

int32_t hf_serve_storage_create(struct hf_request *request)
{
    struct hf_vault_name const name = name_of(request);

    return (int32_t)hf_storage_create(hf_mount(), &name, arguments_of(request)->capacity,
                                      arguments_of(request)->flags);
}

int32_t hf_serve_storage_extend(struct hf_request *request)
{
    struct hf_vault_name const name = name_of(request);

    return (int32_t)hf_storage_set_extended(hf_mount(), &name, arguments_of(request)->offset,
                                            data_of(request));
}

/* What the vault supports, and whether its content survives a reset on this part. */
int32_t hf_serve_storage_support(struct hf_request *request)
{
    struct hf_storage_support_answer *answer = (void *)request->bytes[0];

    answer->support = hf_storage_support();
    answer->lasts = hf_mount_lasts() ? 1u : 0u;
    return (int32_t)HF_STORAGE_SUCCESS;
}
