/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What a device is allowed to say of its own life. */
#include "firmware/secure/mount.h"
#include "firmware/secure/owner.h"
#include "firmware/secure/provision.h"
#include "firmware/secure/services.h"
#include "firmware/store/storage.h"
#include "hw/api/map.h"
#include "hw/api/tamper.h"

int32_t hf_serve_life(struct hf_request *request)
{
    struct hf_life_answer *answer = (void *)request->bytes[0];

    answer->lifecycle = hf_map.handoff->lifecycle;
    answer->tamper = hf_tamper_events() != 0;
    return 0;
}

int32_t hf_serve_certificate(struct hf_request *request)
{
    static const struct hf_vault_name name = {HF_PROVISION_UID_CERTIFICATE, HF_OWNER_SECURE,
                                              HF_VAULT_ITS};
    struct hf_vector *output = &request->vectors[0];
    struct hf_storage_out out = {request->bytes[0], output->size, 0};
    struct hf_storage_info info = {0, 0, 0};
    hf_storage_status_t status = hf_storage_get_info(hf_mount(), &name, &info);

    if (status == HF_STORAGE_SUCCESS && info.size > output->size) {
        return -138; /* PSA_ERROR_BUFFER_TOO_SMALL: half a certificate is none */
    }
    if (status == HF_STORAGE_SUCCESS) {
        status = hf_storage_get(hf_mount(), &name, 0, &out);
    }
    output->size = (uint32_t)out.length;
    return (int32_t)status;
}
