/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "holdfast/device.h"

#include "firmware/secure/abi/gate.h"
#include "firmware/secure/client/vector.h"

_Static_assert(sizeof(struct hf_device_version) == sizeof(struct hf_version_answer), "same struct");
_Static_assert(sizeof(struct hf_device_life) == sizeof(struct hf_life_answer), "same struct");
_Static_assert(HF_DEVICE_CERTIFICATE_MAX == HF_GATE_CERTIFICATE_MOST, "same length");

int32_t hf_device_version(struct hf_device_version *version)
{
    struct hf_vector vector = {(uint32_t)(uintptr_t)version, sizeof(*version)};

    return hf_gate_call(HF_CALL(HF_SERVICE_VERSION, 0, 1), &vector);
}

int32_t hf_device_interrupt_watch(uint32_t which)
{
    struct hf_interrupt_arguments arguments = {which, 0};
    struct hf_vector vector = {(uint32_t)(uintptr_t)&arguments, sizeof(arguments)};

    return hf_gate_call(HF_CALL(HF_SERVICE_INTERRUPT_WATCH, 1, 0), &vector);
}

int32_t hf_device_fault_watch(hf_fault_handler_t *handler)
{
    struct hf_fault_arguments arguments = {(uint32_t)(uintptr_t)handler};
    struct hf_vector vector = VECTOR(&arguments, sizeof(arguments));

    return hf_gate_call(HF_CALL(HF_SERVICE_FAULT_WATCH, 1, 0), &vector);
}

static int32_t interrupt_wait(uint32_t which, uint32_t flags, uint32_t *arrived)
{
    struct hf_interrupt_arguments arguments = {which, flags};
    struct hf_interrupt_answer answer = {0};
    struct hf_vector vectors[] = {{(uint32_t)(uintptr_t)&arguments, sizeof(arguments)},
                                  {(uint32_t)(uintptr_t)&answer, sizeof(answer)}};
    int32_t const status = hf_gate_call(HF_CALL(HF_SERVICE_INTERRUPT_WAIT, 1, 1), vectors);

    *arrived = answer.arrived;
    return status;
}

int32_t hf_device_interrupt_wait(uint32_t which, uint32_t *arrived)
{
    return interrupt_wait(which, 0, arrived);
}

int32_t hf_device_interrupt_poll(uint32_t which, uint32_t *arrived)
{
    return interrupt_wait(which, HF_GATE_INTERRUPT_POLL, arrived);
}

int32_t hf_device_alive(void)
{
    return hf_gate_call(HF_CALL(HF_SERVICE_ALIVE, 0, 0), 0);
}
int32_t hf_device_life(struct hf_device_life *life)
{
    struct hf_vector vector = VECTOR(life, sizeof(*life));

    return hf_gate_call(HF_CALL(HF_SERVICE_LIFE, 0, 1), &vector);
}

int32_t hf_device_certificate(uint8_t *certificate, size_t size, size_t *length)
{
    struct hf_vector vector = VECTOR(certificate, size);
    int32_t const status = hf_gate_call(HF_CALL(HF_SERVICE_CERTIFICATE, 0, 1), &vector);

    *length = status == 0 ? vector.size : 0;
    return status;
}
