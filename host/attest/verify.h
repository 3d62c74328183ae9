/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/attest/verify.h - is this token good evidence? Every refusal has a name;
 * docs/formats/token.md lists them in the order of the checks. */
#ifndef HF_HOST_ATTEST_VERIFY_H
#define HF_HOST_ATTEST_VERIFY_H

#include "host/attest/key.h"

/* Refusals beyond those of the form, which are the cbor.* and token.* words of core/error.h. */
enum hf_attest_word {
    HF_ATTEST_ACCEPTED,
    HF_ATTEST_UNKNOWN_DEVICE,
    HF_ATTEST_KEY_ALGORITHM,
    HF_ATTEST_SIGNATURE,
    HF_ATTEST_INSTANCE_ID,
    HF_ATTEST_NONCE,
    HF_ATTEST_LIFECYCLE,
    HF_ATTEST_UNKNOWN_CLAIM,
    HF_ATTEST_CLIENT_ID,
    HF_ATTEST_IMPLEMENTATION_ID,
    HF_ATTEST_COMPONENT_UNKNOWN,
    HF_ATTEST_COMPONENT_TWICE,
    HF_ATTEST_COMPONENT_MISSING,
    HF_ATTEST_SIGNER,
    HF_ATTEST_MEASUREMENT,
    HF_ATTEST_VERSION,
    HF_ATTEST_CERTIFICATE,
    HF_ATTEST_WORDS,
};

/* "attest.signature" and what it means. */
const char *hf_attest_name(enum hf_attest_word word);
const char *hf_attest_meaning(enum hf_attest_word word);

struct hf_attest_hashes {
    const hf_span_t *list;
    size_t count; /* 0: anything goes */
};

/* What a software component must be. */
struct hf_attest_component {
    const char *type; /* its measurement-type: "BL" */
    struct hf_attest_hashes signers;
    struct hf_attest_hashes measurements;
    const char *min_version; /* "1.2.3" or "1.2.3+4"; NULL: any */
};

/* Life-cycle states that a policy may trust, as bits. RFC 9783: only in these two can the root of
 * trust be believed. */
#define HF_ATTEST_SECURED 0x1u
#define HF_ATTEST_DEBUG   0x2u /* non-PSA-RoT debug: the root of trust is intact, the app is not */

struct hf_attest_policy {
    struct hf_attest_hashes implementation_ids;
    const struct hf_attest_component *components;
    size_t component_count; /* 0: not checked; else the token has exactly these */
    const int32_t *client_ids;
    size_t client_id_count; /* 0: not checked */
    unsigned lifecycles;    /* of HF_ATTEST_SECURED and HF_ATTEST_DEBUG */
    bool refuse_unknown_claims;
};

/* Whose token is it? Gives the key and the policy for an instance id of HF_TOKEN_UEID_SIZE bytes,
 * or false. */
struct hf_attest_lookup {
    bool (*find)(void *context, const uint8_t *instance_id, struct hf_attest_key **key,
                 const struct hf_attest_policy **policy);
    void *context;
    struct hf_attest_key *only; /* the one key there is: then a token without a readable instance
                                   id still has its signature checked; may be NULL */
};

struct hf_attest_question {
    hf_span_t token;
    hf_span_t nonce; /* `bytes` NULL: freshness is not checked, and the verdict says so */
    enum hf_cbor_form form;
};

struct hf_attest_verdict {
    bool accepted;
    const char *name;    /* "token.tag", "attest.nonce"; "accepted" */
    const char *meaning; /* one sentence without a full stop */
    char detail[200];    /* which claim, what was expected; may be empty */
    bool authentic;      /* the signature is good: the claims are the device's own words */
    bool nonce_checked;
    const struct hf_attest_policy
        *policy; /* what else was checked; NULL when it never came to it */
    struct hf_token_envelope envelope;
    struct hf_token token; /* do not copy */
};

/* Fills `verdict`, whose spans point into the question's token. */
void hf_attest_verify(const struct hf_attest_question *question,
                      const struct hf_attest_lookup *lookup, struct hf_attest_verdict *verdict);

/* Refuses, with the detail; used by the parts of the verifier. Always false. */
bool hf_attest_refuse(struct hf_attest_verdict *verdict, enum hf_attest_word word,
                      const char *format, ...) __attribute__((format(printf, 3, 4)));

/* The software components against the policy. False when refused. */
bool hf_attest_check_components(const struct hf_attest_policy *policy,
                                struct hf_attest_verdict *verdict);

/* True when `value` is one of the list. */
bool hf_attest_listed(const struct hf_attest_hashes *hashes, hf_span_t value);

/* True when the text is major.minor.revision, with +build or without; the four numbers. */
bool hf_attest_version_read(const char *text, size_t size, uint32_t version[4]);

#endif
