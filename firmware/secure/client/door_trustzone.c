/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Through the veneer, which lies at the same place in every version of secure. */
#include "firmware/secure/abi/gate.h"

#include HF_LAYOUT

int32_t hf_gate_call(uint32_t call, struct hf_vector *vectors)
{
    int32_t (*const veneer)(uint32_t, struct hf_vector *) =
        (int32_t(*)(uint32_t, struct hf_vector *))(HF_SECURE_GATE | 1u);

    return veneer(call, vectors);
}
