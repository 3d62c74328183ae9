/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/secure/gate.h"
#include "firmware/secure/services.h"
#include "hw/api/map.h"
#include "hw/api/watchdog.h"

int32_t hf_serve_version(struct hf_request *request)
{
    struct hf_version_answer *answer = (struct hf_version_answer *)(void *)request->bytes[0];
    const struct hf_measurement *self = &hf_map.handoff->measured[HF_ROLE_SECURE];

    answer->gate = HF_GATE_VERSION;
    answer->kind = hf_gate_kind;
    for (uint32_t i = 0; i < sizeof(answer->image); i++) {
        answer->image[i] = self->version[i];
    }
    return 0;
}

int32_t hf_serve_alive(struct hf_request *request)
{
    (void)request;
    hf_watchdog_feed();
    return 0;
}
