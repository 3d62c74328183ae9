/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/attack/believe.h"

#include "host/attest/verify.h"

#include <string.h>

struct known {
    struct hf_attest_key *key;
    struct hf_attest_policy policy;
};

static bool find_known(void *context, const uint8_t *instance_id, struct hf_attest_key **key,
                       const struct hf_attest_policy **policy)
{
    struct known *known = context;

    *key = known->key;
    *policy = &known->policy;
    return memcmp(instance_id, hf_attest_key_instance_id(known->key), HF_TOKEN_UEID_SIZE) == 0;
}

const char *hf_believe(struct hf_bytes pem, hf_span_t token, hf_span_t nonce,
                       struct hf_trouble *trouble)
{
    struct known known = {NULL, {.lifecycles = HF_ATTEST_SECURED}};
    struct hf_attest_lookup const lookup = {find_known, &known, NULL};
    struct hf_attest_question const question = {token, nonce, HF_CBOR_SHORTEST};
    struct hf_attest_verdict verdict;

    if (!hf_attest_key_read("the device's key", pem, &known.key, trouble)) {
        return NULL;
    }
    hf_attest_verify(&question, &lookup, &verdict);
    hf_attest_key_free(known.key);
    return verdict.name;
}

bool hf_believe_knows(const char *word)
{
    for (int i = 0; i < HF_ATTEST_WORDS; i++) {
        if (strcmp(hf_attest_name((enum hf_attest_word)i), word) == 0) {
            return true;
        }
    }
    return false;
}
