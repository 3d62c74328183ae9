/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/threats/attack_app/calls.h - calls through the door with vectors of the attacker's making. */
#ifndef LAB_CALLS_H
#define LAB_CALLS_H

#include "firmware/secure/abi/gate.h"

#define LAB_SHA256 0x02000009u
#define LAB_ECDSA  0x06000609u /* with SHA-256 */

/* The call that works: SHA-256 of "abc". 1 when the answer is the known hash; *status says what
 * came back. */
int lab_good_call(int32_t *status);

/* One call of psa_hash_compute's service: any argument struct, input and output. */
struct lab_hash_call {
    struct hf_vector vectors[3];
    struct hf_hash_arguments arguments;
    uint8_t hash[32];
};

/* A well-formed call that hashes "abc" into `call->hash`; cases then bend one field. */
void lab_hash_prepare(struct lab_hash_call *call);
int32_t lab_hash_call(struct lab_hash_call *call);

#endif
