/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/threats/attack_app/calls.h"

static const uint8_t abc[] = {'a', 'b', 'c'};

/* FIPS 180-4, SHA-256("abc"): its first word. */
static const uint8_t abc_hash[4] = {0xba, 0x78, 0x16, 0xbf};

void lab_hash_prepare(struct lab_hash_call *call)
{
    call->arguments.algorithm = LAB_SHA256;
    for (uint32_t i = 0; i < sizeof(call->hash); i++) {
        call->hash[i] = 0;
    }
    call->vectors[0] = (struct hf_vector){(uint32_t)&call->arguments, sizeof(call->arguments)};
    call->vectors[1] = (struct hf_vector){(uint32_t)abc, sizeof(abc)};
    call->vectors[2] = (struct hf_vector){(uint32_t)call->hash, sizeof(call->hash)};
}

int32_t lab_hash_call(struct lab_hash_call *call)
{
    return hf_gate_call(HF_CALL(HF_SERVICE_HASH_COMPUTE, 2, 1), call->vectors);
}

int lab_good_call(int32_t *status)
{
    static struct lab_hash_call call;
    int same = 1;

    lab_hash_prepare(&call);
    *status = lab_hash_call(&call);
    for (uint32_t i = 0; i < sizeof(abc_hash); i++) {
        same &= call.hash[i] == abc_hash[i];
    }
    return same && *status == 0;
}
