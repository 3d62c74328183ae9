/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/secure/operation.h"

#include "core/span.h"
#include "firmware/secure/owner.h"

#include "mbedtls/platform.h"
#include "psa/crypto.h"

/* A number is a count in the upper bits and the row in the lower ones. */
#define ROW_BITS 3u

_Static_assert(HF_OPERATIONS == 1u << ROW_BITS, "rows of the pool");

static struct hf_operation pool[HF_OPERATIONS];
static uint32_t count;

static const uint16_t state_size[HF_OPERATION_KINDS] = {
    [HF_OPERATION_HASH] = sizeof(psa_hash_operation_t),
    [HF_OPERATION_MAC] = sizeof(psa_mac_operation_t),
    [HF_OPERATION_CIPHER] = sizeof(psa_cipher_operation_t),
    [HF_OPERATION_AEAD] = sizeof(psa_aead_operation_t),
    [HF_OPERATION_DERIVE] = sizeof(psa_key_derivation_operation_t),
};

/* What the engine has allocated for it goes back, too. */
static void abort_state(const struct hf_operation *operation)
{
    switch (operation->kind) {
    case HF_OPERATION_HASH:
        (void)psa_hash_abort(operation->state);
        break;
    case HF_OPERATION_MAC:
        (void)psa_mac_abort(operation->state);
        break;
    case HF_OPERATION_CIPHER:
        (void)psa_cipher_abort(operation->state);
        break;
    case HF_OPERATION_AEAD:
        (void)psa_aead_abort(operation->state);
        break;
    default:
        (void)psa_key_derivation_abort(operation->state);
        break;
    }
}

static uint32_t next_number(uint32_t row)
{
    count = (count + 1u) & (UINT32_MAX >> ROW_BITS);
    if (count == 0) {
        count = 1;
    }
    return (count << ROW_BITS) | row;
}

int32_t hf_operation_begin(enum hf_operation_kind kind, uint32_t current,
                           struct hf_operation **operation)
{
    uint32_t row = 0;

    if (current != 0) {
        return PSA_ERROR_BAD_STATE;
    }
    while (row < HF_OPERATIONS && pool[row].number != 0) {
        row++;
    }
    if (row == HF_OPERATIONS) {
        return PSA_ERROR_INSUFFICIENT_MEMORY;
    }
    pool[row].state = mbedtls_calloc(1, state_size[kind]);
    if (pool[row].state == NULL) {
        return PSA_ERROR_INSUFFICIENT_MEMORY;
    }
    pool[row].number = next_number(row);
    pool[row].owner = HF_OWNER_APP;
    pool[row].kind = (uint8_t)kind;
    *operation = &pool[row];
    return PSA_SUCCESS;
}

struct hf_operation *hf_operation_find(enum hf_operation_kind kind, uint32_t number)
{
    struct hf_operation *operation = &pool[number & (HF_OPERATIONS - 1u)];

    if (number == 0 || operation->number != number || operation->kind != (uint8_t)kind ||
        operation->owner != HF_OWNER_APP) {
        return NULL;
    }
    return operation;
}

void hf_operation_end(struct hf_operation *operation)
{
    abort_state(operation);
    hf_wipe(operation->state, state_size[operation->kind]);
    mbedtls_free(operation->state);
    hf_wipe(operation, sizeof(*operation));
}

int32_t hf_operation_keep(struct hf_operation *operation, int32_t status)
{
    if (status != PSA_SUCCESS) {
        hf_operation_end(operation);
    }
    return status;
}

int32_t hf_operation_abort(enum hf_operation_kind kind, uint32_t number)
{
    struct hf_operation *operation = hf_operation_find(kind, number);

    if (operation != NULL) {
        hf_operation_end(operation);
    }
    return PSA_SUCCESS;
}
