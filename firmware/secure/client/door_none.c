/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Through the table at a fixed address in secure's slot. */
#include "firmware/secure/abi/gate.h"

#include HF_LAYOUT

#define CONNECTION_REFUSED (-130) /* PSA_ERROR_CONNECTION_REFUSED */

int32_t hf_gate_call(uint32_t call, struct hf_vector *vectors)
{
    const struct hf_gate_table *table = (const struct hf_gate_table *)HF_SECURE_GATE;

    if (table->magic != HF_GATE_TABLE_MAGIC || table->version != HF_GATE_VERSION) {
        return CONNECTION_REFUSED;
    }
    return table->call(call, vectors);
}
