/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * core/token.h - the PSA attestation token of RFC 9783: claims in a COSE_Sign1 envelope.
 * docs/formats/token.md has the byte tables.
 *
 *   18([ protected: << {1: alg} >>, unprotected: {}, payload: << claims >>, signature: r || s ])
 *
 * What is signed is not the token but Sig_structure, ["Signature1", protected, h'', payload]. It is
 * hashed in four parts, the payload where it stands in the token, so nothing is copied
 * (struct hf_token_signed).
 *
 * Spans point into the caller's memory: into the token when it was read. A span whose `bytes` is
 * NULL is an absent claim. */
#ifndef HF_CORE_TOKEN_H
#define HF_CORE_TOKEN_H

#include "core/cbor.h"
#include "core/error.h"
#include "core/handoff.h"
#include "core/span.h"

#define HF_TOKEN_PROFILE "tag:psacertified.org,2023:psa#tfm"

#define HF_TOKEN_SIZE_MAX       16384u /* policy: a longer one is not read */
#define HF_TOKEN_CLAIMS_MAX     64u
#define HF_TOKEN_HEADERS_MAX    16u
#define HF_TOKEN_COMPONENTS_MAX 16u
#define HF_TOKEN_UEID_SIZE      33u
#define HF_TOKEN_SIGNATURE_SIZE 64u /* ES256, what the device writes */

enum hf_token_algorithm { HF_TOKEN_ES256 = -7, HF_TOKEN_ES384 = -35, HF_TOKEN_ES512 = -36 };

/* Claim keys of the CWT registry. */
enum hf_claim {
    HF_CLAIM_NONCE = 10,
    HF_CLAIM_INSTANCE_ID = 256,
    HF_CLAIM_PROFILE = 265,
    HF_CLAIM_BOOT_SEED = 268,
    HF_CLAIM_CLIENT_ID = 2394,
    HF_CLAIM_LIFECYCLE = 2395,
    HF_CLAIM_IMPLEMENTATION_ID = 2396,
    HF_CLAIM_CERTIFICATION = 2398,
    HF_CLAIM_COMPONENTS = 2399,
    HF_CLAIM_SERVICE = 2400,
};

/* Keys of a software component's map. */
enum hf_component_field {
    HF_COMPONENT_TYPE = 1,
    HF_COMPONENT_MEASUREMENT = 2,
    HF_COMPONENT_VERSION = 4,
    HF_COMPONENT_SIGNER = 5,
    HF_COMPONENT_DESCRIPTION = 6,
};

struct hf_token_component {
    hf_span_t type;        /* text: "BL", "PRoT", "ARoT", "App", "TS"; may be absent */
    hf_span_t measurement; /* 32, 48 or 64 bytes */
    hf_span_t version;     /* text; may be absent */
    hf_span_t signer;      /* 32, 48 or 64 bytes */
    hf_span_t description; /* text; may be absent */
};

struct hf_token_claims {
    hf_span_t nonce;       /* 32, 48 or 64 bytes: the challenge */
    hf_span_t instance_id; /* 33 bytes: 01, then the SHA-256 of the public point 04 || X || Y */
    hf_span_t implementation_id; /* 32 bytes */
    hf_span_t boot_seed;         /* 8 to 32 bytes; may be absent */
    hf_span_t certification;     /* text, 13 digits, hyphen, 5 digits; may be absent */
    hf_span_t service;           /* text, a hint where to verify; may be absent */
    hf_span_t profile;           /* set by the reader; the writer always writes HF_TOKEN_PROFILE */
    int32_t client_id;           /* < 0 non-secure caller, > 0 secure caller, never 0 */
    uint16_t lifecycle;          /* PSA state in bits 15..8 */
    const struct hf_token_component *components;
    size_t component_count; /* 1..HF_TOKEN_COMPONENTS_MAX */
};

/* Writing: on the device. ------------------------------------------------------------------- */

/* Sig_structure, in the order in which it is hashed: hf_token_part(). */
#define HF_TOKEN_PARTS 4u
struct hf_token_signed {
    uint8_t prefix[24]; /* array of 4, "Signature1", head of the protected header */
    size_t prefix_size;
    hf_span_t protected_header;
    uint8_t middle[10]; /* no external data, head of the payload */
    size_t middle_size;
    hf_span_t payload;
};

/* Part `index` < HF_TOKEN_PARTS. */
hf_span_t hf_token_part(const struct hf_token_signed *parts, size_t index);

/* Who signs: hashes the parts with SHA-256 and writes r || s, big-endian. Anything but HF_OK stops
 * the token. */
struct hf_token_signer {
    hf_err_t (*sign)(void *context, const struct hf_token_signed *parts,
                     uint8_t signature[HF_TOKEN_SIGNATURE_SIZE]);
    void *context;
};

/* The exact size of the token for these claims: psa_initial_attest_get_token_size().
 * HF_ERR_TOKEN_CLAIM_* or HF_ERR_TOKEN_COMPONENTS when RFC 9783 does not allow the claims. */
HF_MUST_CHECK hf_err_t hf_token_size(const struct hf_token_claims *claims, size_t *size);

/* Writes the token into `room` bytes at `token`; `size` is what it took. Refuses what
 * hf_token_size() refuses. On failure the bytes at `token` are wiped and `size` is unchanged.
 * HF_ERR_CBOR_ROOM  `room` is too small
 * any other word    what the signer gave back */
HF_MUST_CHECK hf_err_t hf_token_write(const struct hf_token_claims *claims,
                                      const struct hf_token_signer *signer, uint8_t *token,
                                      size_t room, size_t *size);

/* The software components of a boot, and their version texts ("1.2.3+4"). */
#define HF_TOKEN_VERSION_SIZE 25u
struct hf_token_measured {
    struct hf_token_component components[HF_ROLE_COUNT];
    char versions[HF_ROLE_COUNT][HF_TOKEN_VERSION_SIZE];
    size_t count;
};

/* Fills the components, the life cycle and the boot seed of `claims` from the hand-over, which must
 * outlive them as `measured` must. A role that was not measured (size 0) gives no component; a boot
 * seed of zeros gives no claim; a life cycle that is no PSA state stays one that the writer
 * refuses. urot is "BL", secure "PRoT", app "App". irot measures, and is not measured: nothing
 * below it could. */
void hf_token_from_handoff(const struct hf_handoff *handoff, struct hf_token_measured *measured,
                           struct hf_token_claims *claims);

/* Reading: on the host. Nothing here is cryptographic. ---------------------------------------- */

/* What the envelope says. Unprotected parameters that would decide something are refused, so that
 * all that counts is signed. */
struct hf_token_envelope {
    enum hf_token_algorithm algorithm;
    hf_span_t protected_header;
    hf_span_t payload;
    hf_span_t signature; /* r || s: 64, 96 or 132 bytes by the algorithm */
};

/* Where a refusal happened. */
struct hf_token_place {
    int64_t claim;     /* key of the claim; 0 when it is no claim's fault */
    int32_t component; /* index of the software component, or -1 */
    int64_t field;     /* key in the component's map, or 0 */
};

/* The claims as read. `claims.components` points into this struct: do not copy it. */
struct hf_token {
    struct hf_token_claims claims;
    struct hf_token_component components[HF_TOKEN_COMPONENTS_MAX];
    size_t unknown; /* claims that RFC 9783 does not define; they are passed over */
    struct hf_token_place place;
};

/* Splits a token; HF_ERR_CBOR_* or one of HF_ERR_TOKEN_SIZE to _SIGNATURE_LENGTH. */
HF_MUST_CHECK hf_err_t hf_token_open(hf_span_t bytes, enum hf_cbor_form form,
                                     struct hf_token_envelope *envelope);

/* What the signature covers. The parts point into the envelope's token. */
void hf_token_signed_parts(hf_span_t protected_header, hf_span_t payload,
                           struct hf_token_signed *parts);

/* Reads the claims out of a payload: HF_ERR_CBOR_* or one of HF_ERR_TOKEN_TRAILING and
 * HF_ERR_TOKEN_CLAIMS to _COMPONENT_KEY; then token->place says where, and the claims are not to be
 * used. Nothing of them may be believed before the signature has been verified. */
HF_MUST_CHECK hf_err_t hf_token_read_claims(hf_span_t payload, enum hf_cbor_form form,
                                            struct hf_token *token);

/* The names that RFC 9783 gives: "psa-client-id"; NULL for a key that it does not define. */
const char *hf_claim_name(int64_t claim);
const char *hf_component_field_name(int64_t field);

#endif
