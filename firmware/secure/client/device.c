/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "holdfast/device.h"

#include "firmware/secure/abi/gate.h"

_Static_assert(sizeof(struct hf_device_version) == sizeof(struct hf_version_answer), "same struct");

int32_t hf_device_version(struct hf_device_version *version)
{
    struct hf_vector vector = {(uint32_t)(uintptr_t)version, sizeof(*version)};

    return hf_gate_call(HF_CALL(HF_SERVICE_VERSION, 0, 1), &vector);
}

int32_t hf_device_alive(void)
{
    return hf_gate_call(HF_CALL(HF_SERVICE_ALIVE, 0, 0), 0);
}
