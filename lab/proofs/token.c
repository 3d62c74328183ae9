/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The attestation token, read and written over CBOR as cbor_next and cbor_write prove it to be: a step
 * gives any item that lies inside and moves forward, a write keeps to its buffer. So strings may be
 * long here, and only the number of items is bounded. */
#include "core/cbor.h"
#include "core/span.h"
#include "lab/proofs/proof.h"

static unsigned wiped;

static void wipe_model(void *secret, size_t size)
{
    PROVE(__CPROVER_w_ok(secret, size), "what is wiped is the caller's");
    wiped++;
}

#define hf_wipe wipe_model
#include "core/token_claims.c"
#include "core/token_envelope.c"
#include "core/token_measured.c"
#include "core/token_rules.c"
#undef COSE_SIGN1_TAG
#include "core/token_write.c"

/* The most items that an array has in these proofs, unless it has more than are ever allowed; a map
 * has two pairs at most. */
static uint64_t most_items = 2;

hf_err_t hf_cbor_next(struct hf_cbor_walk *walk, struct hf_cbor_item *item)
{
    struct hf_cbor_item any;
    size_t const head = 1u + any_u8() % 9u;
    size_t left;

    PROVE(walk->offset <= walk->size, "a walk holds its invariant");
    left = walk->size - walk->offset;
    if (any_int() || left < head) {
        return any_int() ? HF_ERR_CBOR_END : HF_ERR_CBOR_FORM;
    }
    any.kind = (enum hf_cbor_kind)(any_u8() % 8u);
    any.span.bytes = walk->bytes + walk->offset + head;
    any.span.size = 0;
    if (any.kind == HF_CBOR_BYTES || any.kind == HF_CBOR_TEXT) {
        ASSUME(any.value <= left - head);
        any.span.size = (size_t)any.value;
    }
    ASSUME(any.kind != HF_CBOR_MAP || (any.value <= left - head && any.value <= 2u));
    ASSUME(any.kind != HF_CBOR_ARRAY ||
           (any.value <= left - head && (any.value <= most_items || any.value > 64u)));
    walk->offset += head + any.span.size;
    *item = any;
    return HF_OK;
}

hf_err_t hf_cbor_skip(struct hf_cbor_walk *walk)
{
    size_t const passed = any_size();

    PROVE(walk->offset <= walk->size, "a walk holds its invariant");
    if (passed == 0 || passed > walk->size - walk->offset) {
        return HF_ERR_CBOR_END;
    }
    walk->offset += passed;
    return HF_OK;
}

int hf_cbor_same(const struct hf_cbor_item *a, const struct hf_cbor_item *b)
{
    PROVE(__CPROVER_r_ok(a, sizeof(*a)) && __CPROVER_r_ok(b, sizeof(*b)), "two items");
    return any_int();
}

hf_err_t hf_cbor_check_utf8(hf_span_t text)
{
    PROVE(text.size == 0 || __CPROVER_r_ok(text.bytes, text.size), "the text lies inside");
    return any_int() ? HF_OK : HF_ERR_CBOR_UTF8;
}

static int is_inside(hf_span_t part, const uint8_t *whole, size_t whole_size)
{
    return __CPROVER_same_object(part.bytes, whole) &&
           (size_t)__CPROVER_POINTER_OFFSET(part.bytes) + part.size <= whole_size;
}

/* @proof token_open host
 * Any token, long or short, whose headers have up to two parameters each: the parts that are given out lie
 * inside it, the signature has the length of its algorithm, a refusal gives out nothing.
 * @slow
 * @options --unwind 3 --unwindset read_label.0:6
 * @plant core/token_envelope.c length_of_its_algorithm s/envelope->signature.size != signature_size\(envelope->algorithm\)/0/
 * @plant core/token_envelope.c gives_out_nothing s/result = open_parts\(\&walk, \&read\);/result = open_parts(\&walk, envelope);/
 * @plant core/token_envelope.c payload_is_there s/result == HF_OK \&\& envelope->payload.size == 0/0/
 */
void proof_token_open(void)
{
    size_t const size = any_size();
    struct hf_token_envelope envelope;
    size_t const before = envelope.signature.size;

    most_items = 4;
    ASSUME(size <= 2u * HF_TOKEN_SIZE_MAX);
    uint8_t *bytes = any_bytes(size);

    if (hf_token_open((hf_span_t){bytes, size}, HF_CBOR_SHORTEST, &envelope) != HF_OK) {
        PROVE(envelope.signature.size == before, "a refusal gives out nothing");
        return;
    }
    PROVE(size <= HF_TOKEN_SIZE_MAX, "no longer than the limit");
    PROVE(is_inside(envelope.protected_header, bytes, size), "the protected header lies inside");
    PROVE(is_inside(envelope.payload, bytes, size) && envelope.payload.size != 0,
          "the payload is there, and lies inside");
    PROVE(is_inside(envelope.signature, bytes, size), "the signature lies inside");
    PROVE(envelope.signature.size == signature_size(envelope.algorithm) &&
              (envelope.algorithm == HF_TOKEN_ES256 || envelope.algorithm == HF_TOKEN_ES384 ||
               envelope.algorithm == HF_TOKEN_ES512),
          "the signature has the length of its algorithm");
}

/* @proof token_claims host
 * Any payload with up to two claims and components: what is taken out lies inside and has the length
 * of its rule; with so few claims it is never complete.
 * @slow
 * @options --unwind 3 --unwindset rule_of.0:11,missing.0:11,check_certification.0:20,check_profile.0:33
 * @plant core/token_rules.c length_of_its_rule s/value.size < rule->min \|\| //
 * @plant core/token_claims.c never_complete s/seen->rules\[i\].mandatory \&\& /i > 5u \&\& /
 */
void proof_token_claims(void)
{
    size_t const size = any_size();
    struct hf_token token;

    ASSUME(size <= HF_TOKEN_SIZE_MAX);
    uint8_t *bytes = any_bytes(size);
    hf_err_t const result =
        hf_token_read_claims((hf_span_t){bytes, size}, HF_CBOR_ANY_WIDTH, &token);

    PROVE(result != HF_OK, "with so few claims it is never complete");
    PROVE(token.claims.component_count <= HF_TOKEN_COMPONENTS_MAX, "the count stays inside");
    if (token.claims.nonce.bytes != NULL && result == HF_ERR_TOKEN_CLAIM_MISSING) {
        PROVE(is_inside(token.claims.nonce, bytes, size), "the nonce lies inside");
        PROVE(token.claims.nonce.size >= 32 && token.claims.nonce.size <= 64,
              "it has the length of its rule");
    }
}

/* @proof token_version
 * Any version: its text fits its field and ends there.
 * @options --unwind 12
 * @plant core/token.h (dereference|bounds|fits_its_field) s/#define HF_TOKEN_VERSION_SIZE 25u/#define HF_TOKEN_VERSION_SIZE 24u/
 */
void proof_token_version(void)
{
    uint8_t version[8];
    char *text = (char *)any_bytes(HF_TOKEN_VERSION_SIZE);

    for (unsigned i = 0; i < sizeof(version); i++) {
        version[i] = any_u8();
    }
    hf_span_t const span = write_version(version, text);

    PROVE(span.bytes == (const uint8_t *)text && span.size < HF_TOKEN_VERSION_SIZE,
          "the text fits its field");
    PROVE(text[span.size] == '\0' && span.size >= 5, "and ends there");
}

/* The writer's part. ---------------------------------------------------------------------------- */

void hf_cbor_write_raw(struct hf_cbor_out *out, hf_span_t bytes)
{
    PROVE(bytes.size == 0 || __CPROVER_r_ok(bytes.bytes, bytes.size), "what is written is there");
    PROVE(out->offset <= out->size, "a buffer holds its invariant");
    if (out->state != HF_OK || bytes.size > out->size - out->offset) {
        out->state = HF_ERR_CBOR_ROOM;
        return;
    }
    PROVE(out->bytes == NULL || __CPROVER_w_ok(out->bytes + out->offset, bytes.size),
          "nothing is written outside");
    out->offset += bytes.size;
}

/* A head is as long as its value asks for. */
void hf_cbor_write_head(struct hf_cbor_out *out, enum hf_cbor_kind kind, uint64_t value)
{
    static const uint8_t head[9];

    (void)kind;
    hf_cbor_write_raw(out, (hf_span_t){head, value < 24u        ? 1u
                                             : value < 256u     ? 2u
                                             : value < 65536u   ? 3u
                                             : value >> 32 == 0 ? 5u
                                                                : 9u});
}

void hf_cbor_write_int(struct hf_cbor_out *out, int64_t value)
{
    hf_cbor_write_head(out, HF_CBOR_UINT, (uint64_t)(value < 0 ? -1 - value : value));
}

void hf_cbor_write_bytes(struct hf_cbor_out *out, hf_span_t bytes)
{
    hf_cbor_write_head(out, HF_CBOR_BYTES, bytes.size);
    hf_cbor_write_raw(out, bytes);
}

void hf_cbor_write_text(struct hf_cbor_out *out, hf_span_t text)
{
    hf_cbor_write_bytes(out, text);
}

hf_err_t hf_cbor_end(const struct hf_cbor_out *out, size_t *size)
{
    if (out->state == HF_OK) {
        *size = out->offset;
    }
    return out->state;
}

static hf_err_t sign(void *context, const struct hf_token_signed *parts,
                     uint8_t signature[HF_TOKEN_SIGNATURE_SIZE])
{
    (void)context;
    for (size_t i = 0; i < HF_TOKEN_PARTS; i++) {
        hf_span_t const part = hf_token_part(parts, i);

        PROVE(part.size == 0 || __CPROVER_r_ok(part.bytes, part.size), "what is signed is there");
    }
    signature[0] = any_u8();
    return any_int() ? HF_OK : HF_ERR_CRYPTO_ENGINE;
}

/* A span of any length up to `most`, over exactly its bytes; or absent. */
static hf_span_t any_span(size_t most)
{
    size_t const size = any_size();

    ASSUME(size <= most);
    return any_int() ? (hf_span_t){NULL, size} : (hf_span_t){any_bytes(size), size};
}

/* @proof token_write
 * Any claims, allowed or not, with up to two components, into any buffer: nothing outside is read or
 * written; what succeeds has the size that was announced; what fails is wiped and says no size.
 * @slow
 * @options --unwind 3 --unwindset check_strings.0:11,write_component.0:6,write_component.1:6,write_claims.0:11,check_certification.0:20,check_profile.0:33,sign.0:5
 * @plant core/token_write.c what_fails_is_wiped s/hf_wipe\(token, room\);//
 * @plant core/token_write.c size_that_was_announced s/count -= claims->service.bytes == NULL;//;s/\*size = payload_size \+ HF_TOKEN_SIGNATURE_SIZE;/*size = payload_size + HF_TOKEN_SIGNATURE_SIZE + 1u;/
 * @plant core/token_write.c (what_is_written_is_there|dereference) s/value.bytes != NULL  \?/value.size != 0 ?/
 */
void proof_token_write(void)
{
    struct hf_token_component components[2];
    struct hf_token_claims claims;
    struct hf_token_signer const signer = {sign, NULL};
    size_t const room = any_size();
    size_t announced = 0;
    size_t size = 0;

    for (unsigned i = 0; i < 2; i++) {
        components[i] = (struct hf_token_component){any_span(10), any_span(64), any_span(24),
                                                    any_span(64), any_span(10)};
    }
    claims = (struct hf_token_claims){
        .nonce = any_span(65),
        .instance_id = any_span(34),
        .implementation_id = any_span(33),
        .boot_seed = any_span(33),
        .certification = any_span(20),
        .service = any_span(100),
        .client_id = any_int(),
        .lifecycle = any_u16(),
        .components = components,
        .component_count = any_size(),
    };
    ASSUME(claims.component_count <= 2 || claims.component_count > HF_TOKEN_COMPONENTS_MAX);
    ASSUME(room <= 2048);
    uint8_t *token = any_bytes(room);
    hf_err_t const counted = hf_token_size(&claims, &announced);
    hf_err_t const result = hf_token_write(&claims, &signer, token, room, &size);

    if (result == HF_OK) {
        PROVE(size <= room, "a token fits its buffer");
        PROVE(counted == HF_OK && announced == size, "it has the size that was announced");
    } else {
        PROVE(wiped == 1 && size == 0, "what fails is wiped, and says no size");
    }
}
