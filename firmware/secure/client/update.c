/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The app's side of PSA Firmware Update. */
#include "psa/update.h"
#include "firmware/secure/client/vector.h"

_Static_assert(PSA_FWU_MAX_WRITE_SIZE == HF_GATE_FWU_BLOCK_MOST, "the largest block");

static psa_status_t call(uint32_t service, struct hf_fwu_arguments arguments)
{
    struct hf_vector vector = VECTOR(&arguments, sizeof(arguments));

    return hf_gate_call(HF_CALL(service, 1, 0), &vector);
}

psa_status_t psa_fwu_query(psa_fwu_component_t component, psa_fwu_component_info_t *info)
{
    struct hf_fwu_arguments arguments = {component, 0};
    struct hf_fwu_answer answer = {.state = 0};
    struct hf_vector vectors[] = {VECTOR(&arguments, sizeof(arguments)),
                                  VECTOR(&answer, sizeof(answer))};
    psa_status_t const status = hf_gate_call(HF_CALL(HF_SERVICE_FWU_QUERY, 1, 1), vectors);

    if (status == PSA_SUCCESS) {
        *info = (psa_fwu_component_info_t){
            .state = (uint8_t)answer.state,
            .error = answer.error,
            .version = {answer.version[0], answer.version[1],
                        (uint16_t)(answer.version[2] | (answer.version[3] << 8)),
                        (uint32_t)answer.version[4] | (uint32_t)answer.version[5] << 8 |
                            (uint32_t)answer.version[6] << 16 | (uint32_t)answer.version[7] << 24},
            .max_size = answer.max_size,
            .flags = answer.flags,
            .impl = {answer.written},
        };
    }
    return status;
}

psa_status_t psa_fwu_start(psa_fwu_component_t component, const void *manifest,
                           size_t manifest_size)
{
    return call(HF_SERVICE_FWU_START,
                (struct hf_fwu_arguments){component, manifest != NULL || manifest_size != 0});
}

psa_status_t psa_fwu_write(psa_fwu_component_t component, size_t image_offset, const void *block,
                           size_t block_size)
{
    struct hf_fwu_arguments arguments = {component, (uint32_t)image_offset};
    struct hf_vector vectors[] = {VECTOR(&arguments, sizeof(arguments)), VECTOR(block, block_size)};

    if (block_size == 0 || block_size > PSA_FWU_MAX_WRITE_SIZE) {
        vectors[1] = VECTOR(NULL, 0); /* secure says which error comes first */
    }
    return hf_gate_call(HF_CALL(HF_SERVICE_FWU_WRITE, 2, 0), vectors);
}

psa_status_t psa_fwu_finish(psa_fwu_component_t component)
{
    return call(HF_SERVICE_FWU_FINISH, (struct hf_fwu_arguments){component, 0});
}

psa_status_t psa_fwu_cancel(psa_fwu_component_t component)
{
    return call(HF_SERVICE_FWU_CANCEL, (struct hf_fwu_arguments){component, 0});
}

psa_status_t psa_fwu_clean(psa_fwu_component_t component)
{
    return call(HF_SERVICE_FWU_CLEAN, (struct hf_fwu_arguments){component, 0});
}

psa_status_t psa_fwu_install(void)
{
    return hf_gate_call(HF_CALL(HF_SERVICE_FWU_INSTALL, 0, 0), NULL);
}

psa_status_t psa_fwu_request_reboot(void)
{
    return hf_gate_call(HF_CALL(HF_SERVICE_FWU_REBOOT, 0, 0), NULL);
}

psa_status_t psa_fwu_reject(psa_status_t error)
{
    return call(HF_SERVICE_FWU_REJECT, (struct hf_fwu_arguments){0, (uint32_t)error});
}

psa_status_t psa_fwu_accept(void)
{
    return hf_gate_call(HF_CALL(HF_SERVICE_FWU_ACCEPT, 0, 0), NULL);
}
