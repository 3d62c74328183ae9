/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/secure/crypto_call.h - what the crypto services share: a call of the app, unpacked. */
#ifndef HF_SECURE_CRYPTO_CALL_H
#define HF_SECURE_CRYPTO_CALL_H

#include "core/span.h"
#include "firmware/secure/abi/crypto.h"
#include "firmware/secure/dispatch.h"
#include "firmware/secure/key_find.h"
#include "firmware/secure/operation.h"

/* Where results go. `written` bytes leave when the function succeeds. */
struct hf_crypto_out {
    uint8_t *bytes;
    size_t size;
    size_t written;
};

struct hf_crypto_call {
    const struct hf_crypto_arguments *in;
    struct hf_crypto_answer *answer;
    struct hf_operation *operation; /* NULL when `in->operation` is not one of this kind */
    struct hf_request *request;     /* for the stream of a family that has one */
    hf_span_t attributes;           /* of the families that have them */
    hf_span_t data[2];
    struct hf_crypto_out out[2];
};

typedef int32_t hf_crypto_function_t(struct hf_crypto_call *call);

/* A family: its functions by code (NULL: no such code), and how its vectors lie behind the
 * arguments. */
struct hf_crypto_family {
    hf_crypto_function_t *const *functions;
    uint8_t count;
    uint8_t kind;       /* enum hf_operation_kind, or HF_OPERATION_KINDS: no operations */
    uint8_t attributes; /* 1: the second input holds attributes */
    uint8_t inputs;
    uint8_t outputs; /* besides the answer */
};

/* Unpacks the request, runs the function, tells the request what was written. */
int32_t hf_crypto_run(const struct hf_crypto_family *family, struct hf_request *request);

#endif
