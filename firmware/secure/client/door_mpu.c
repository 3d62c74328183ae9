/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * By SVC: `call` and `vectors` are in r0 and r1, the status comes back in r0. */
#include "firmware/secure/abi/gate.h"

int32_t hf_gate_call(uint32_t call, struct hf_vector *vectors)
{
    register uint32_t first __asm("r0") = call;
    register struct hf_vector *second __asm("r1") = vectors;

    __asm volatile("svc #0" : "+r"(first) : "r"(second) : "memory");
    return (int32_t)first;
}
