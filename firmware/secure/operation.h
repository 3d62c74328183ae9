/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/secure/operation.h - multi-part operations: the app holds a number, secure the state.
 *
 * INVARIANT: a number is given out once between two resets (it wraps after 2^29 operations), and
 * names one operation of one owner and one kind. Whatever ends an operation wipes its state and
 * frees its memory; a call that fails ends it. So no sequence of failures can use up the pool.
 * DEFEATS: t5 operations of others, stale and forged numbers; t9 setting up and failing for ever.
 */
#ifndef HF_SECURE_OPERATION_H
#define HF_SECURE_OPERATION_H

#include <stdint.h>

#define HF_OPERATIONS                                                                              \
    8u /* at a time; their state is in the engine's arena, which may end earlier */

enum hf_operation_kind {
    HF_OPERATION_HASH = 0,
    HF_OPERATION_MAC = 1,
    HF_OPERATION_CIPHER = 2,
    HF_OPERATION_AEAD = 3,
    HF_OPERATION_DERIVE = 4,
    HF_OPERATION_KINDS
};

struct hf_operation {
    uint32_t number; /* 0: free */
    int32_t owner;
    void *state; /* psa_<kind>_operation_t */
    uint8_t kind;
    uint8_t verify_only; /* a derivation whose secret may only be compared with */
    uint8_t decrypts;    /* a cipher that decrypts */
};

/* A new operation with empty state. `current` is what the app holds: it must be 0.
 * PSA_ERROR_BAD_STATE, PSA_ERROR_INSUFFICIENT_MEMORY */
int32_t hf_operation_begin(enum hf_operation_kind kind, uint32_t current,
                           struct hf_operation **operation);

/* The operation of this number and kind, if it is the caller's; NULL otherwise. */
struct hf_operation *hf_operation_find(enum hf_operation_kind kind, uint32_t number);

/* Ends an operation. */
void hf_operation_end(struct hf_operation *operation);

/* Ends it unless `status` is success; gives `status`. */
int32_t hf_operation_keep(struct hf_operation *operation, int32_t status);

/* The app's abort: always succeeds, with any number. */
int32_t hf_operation_abort(enum hf_operation_kind kind, uint32_t number);

#endif
