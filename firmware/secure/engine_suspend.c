/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/secure/engine_suspend.h"

#define ALGORITHM 4u    /* bytes */
#define TOO_LONG  0xe0u /* in the first byte of a length: its bits would not fit the padding */

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "words are turned by turn()");

/* A part of the state: its bytes in the operation, and by how many at a time they are turned. */
struct part {
    uint8_t *bytes;
    uint32_t size;
    uint32_t word;
};

#define PARTS 3u /* algorithm, length, state; the input that is left stays as it is */

static uint32_t find_parts(psa_hash_operation_t *operation, struct hf_engine_context *context,
                           struct part parts[PARTS])
{
    uint32_t word;

    hf_engine_context(operation, context);
    word = context->word;
    parts[0] = (struct part){(uint8_t *)&operation->ctx.mbedtls_ctx.alg, ALGORITHM, ALGORITHM};
    parts[1] = (struct part){context->length, 2u * word, 2u * word};
    parts[2] = (struct part){context->state, 8u * word, word};
    return ALGORITHM + 10u * word;
}

/* The same both ways. Words are of 2^n bytes. */
static void turn(uint8_t *to, const uint8_t *from, uint32_t size, uint32_t word)
{
    for (uint32_t i = 0; i < size; i++) {
        to[i] = from[i ^ (word - 1u)];
    }
}

static uint32_t left_over(const struct hf_engine_context *context)
{
    return context->length[0] & (16u * context->word - 1u);
}

int32_t hf_engine_suspend(psa_hash_operation_t *operation, uint8_t *out, size_t size,
                          size_t *length)
{
    struct hf_engine_context context;
    struct part parts[PARTS];
    uint32_t const head = find_parts(operation, &context, parts);
    uint32_t const left = left_over(&context);

    if (size < head + 16u * context.word - 1u) {
        return PSA_ERROR_BUFFER_TOO_SMALL;
    }
    *length = head + left;
    for (uint32_t i = 0; i < PARTS; i++) {
        turn(out, parts[i].bytes, parts[i].size, parts[i].word);
        out += parts[i].size;
    }
    hf_copy(out, context.block, left);
    return PSA_SUCCESS;
}

int32_t hf_engine_resume(psa_hash_operation_t *operation, hf_span_t state)
{
    struct hf_engine_context context;
    struct part parts[PARTS];
    const uint8_t *from = state.bytes;
    psa_algorithm_t algorithm = 0;
    psa_status_t status;
    uint32_t head;

    if (state.size < ALGORITHM) {
        return PSA_ERROR_INVALID_ARGUMENT;
    }
    turn((uint8_t *)&algorithm, from, ALGORITHM, ALGORITHM);
    status = psa_hash_setup(operation, algorithm);
    if (status != PSA_SUCCESS) {
        return status;
    }
    head = find_parts(operation, &context, parts);
    if (state.size < head || (from[ALGORITHM] & TOO_LONG) != 0) {
        return PSA_ERROR_INVALID_ARGUMENT;
    }
    for (uint32_t i = 0; i < PARTS; i++) {
        turn(parts[i].bytes, from, parts[i].size, parts[i].word);
        from += parts[i].size;
    }
    if (state.size != head + left_over(&context)) {
        return PSA_ERROR_INVALID_ARGUMENT;
    }
    hf_copy(context.block, from, state.size - head);
    return PSA_SUCCESS;
}
