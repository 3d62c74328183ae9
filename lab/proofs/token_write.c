/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The writer of tokens, over a CBOR writer as cbor_write and cbor_raw prove it: a head is as long as its
 * value asks for, and nothing is written outside. What counts is that counting and writing agree,
 * and that nothing is written or signed but what was checked. */
#include "core/cbor.h"
#include "core/span.h"
#include "lab/proofs/proof.h"

static unsigned wiped;
static const void *wiped_at;
static size_t wiped_size;

static void wipe_model(void *secret, size_t size)
{
    PROVE(__CPROVER_w_ok(secret, size), "what is wiped is the caller's");
    wiped++;
    wiped_at = secret;
    wiped_size = size;
}

#define hf_wipe wipe_model
#include "core/token_measured.c"
#include "core/token_rules.c"
#include "core/token_write.c"

hf_err_t hf_cbor_check_utf8(hf_span_t text)
{
    (void)text;
    return any_int() ? HF_OK : HF_ERR_CBOR_UTF8;
}

/* What was written since the last look. */
static unsigned keys;    /* numbers, which are keys but for two values */
static uint64_t pairs;   /* of the last map */
static unsigned strings; /* with their content */

/* Two runs over the same claims: one counts, one writes. Both must ask for the same lengths in the same
 * order, since then they come to the same sum. The proof looks at one call of each, any one. */
static unsigned run;
static uint8_t calls[2];
static uint8_t looked_at;
static size_t lengths[2];

static void note_length(size_t length)
{
    if (calls[run]++ == looked_at) {
        lengths[run] = length;
    }
}

/* Where the next byte goes: exactly, or, where only lengths count, anywhere that cbor_raw allows. */
static int exact;

static void advance(struct hf_cbor_out *out, size_t size)
{
    PROVE(out->offset <= out->size, "a buffer holds its invariant");
    PROVE(out->bytes == NULL || __CPROVER_w_ok(out->bytes, out->size), "a buffer is there");
    if (!exact) {
        out->offset = any_size();
        out->state = (hf_err_t)any_int();
        ASSUME(out->offset <= out->size);
    } else if (out->state != HF_OK || size > out->size - out->offset) {
        out->state = HF_ERR_CBOR_ROOM;
    } else {
        out->offset += size;
    }
}

void hf_cbor_write_raw(struct hf_cbor_out *out, hf_span_t bytes)
{
    note_length(bytes.size);
    PROVE(bytes.size == 0 || __CPROVER_r_ok(bytes.bytes, bytes.size), "what is written is there");
    advance(out, bytes.size);
}

void hf_cbor_write_head(struct hf_cbor_out *out, enum hf_cbor_kind kind, uint64_t value)
{
    static const uint8_t head[9];

    keys += kind == HF_CBOR_UINT || kind == HF_CBOR_NINT;
    strings += kind == HF_CBOR_BYTES || kind == HF_CBOR_TEXT;
    pairs = kind == HF_CBOR_MAP ? value : pairs;
    hf_cbor_write_raw(out, (hf_span_t){head, value < 24u        ? 1u
                                             : value < 256u     ? 2u
                                             : value < 65536u   ? 3u
                                             : value >> 32 == 0 ? 5u
                                                                : 9u});
}

void hf_cbor_write_int(struct hf_cbor_out *out, int64_t value)
{
    hf_cbor_write_head(out, value < 0 ? HF_CBOR_NINT : HF_CBOR_UINT,
                       (uint64_t)(value < 0 ? -1 - value : value));
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

static uint8_t strings_of[256];           /* what spans point to */
static uint8_t buffer[HF_TOKEN_SIZE_MAX]; /* where a token goes */

/* A string that is there, with any length up to `most`. */
static hf_span_t any_span(size_t most)
{
    hf_span_t const span = {strings_of, any_size()};

    ASSUME(span.size <= most && most <= sizeof(strings_of));
    return span;
}

static hf_span_t any_option(size_t most)
{
    hf_span_t const span = any_span(most);

    return any_int() ? span : (hf_span_t){NULL, any_size()};
}

static struct hf_token_component any_component(void)
{
    return (struct hf_token_component){any_option(256), any_span(64), any_option(256), any_span(64),
                                       any_option(256)};
}

/* A count and a buffer, from any places, that have not failed yet. */
static struct hf_cbor_out any_out(uint8_t *bytes)
{
    struct hf_cbor_out const out = {bytes, any_size(), any_size(), HF_OK};

    ASSUME(out.size <= HF_TOKEN_SIZE_MAX && out.offset <= out.size);
    return out;
}

static void prove_agreement(const struct hf_cbor_out *count, const struct hf_cbor_out *out)
{
    PROVE(count->offset <= count->size && out->offset <= out->size, "the invariants hold");
    PROVE(calls[0] == calls[1] && lengths[0] == lengths[1], "what is written was counted");
}

/* @proof token_write_component
 * Any component: what is written was counted, length by length, from any places; the map has as many
 * pairs as it says, and a string that is absent is not touched.
 * @options --unwind 6
 * @plant core/token_write.c pairs_as_it_says s/count \+= hf_token_span\(component, \&hf_token_component_rules\[i\]\).bytes != NULL/count++/
 * @plant core/token_write.c what_is_written_is_there s/if \(value.bytes == NULL\)/if (value.size == 0)/
 */
void proof_token_write_component(void)
{
    struct hf_token_component const component = any_component();
    struct hf_cbor_out count = any_out(NULL);
    struct hf_cbor_out out = any_out(buffer);

    looked_at = any_u8();
    write_component(&count, &component);
    PROVE(keys == pairs && strings == pairs, "it has as many pairs as it says");
    run = 1;
    write_component(&out, &component);
    prove_agreement(&count, &out);
}

/* The most components in these proofs: what is done with one depends on no other. */
#define WRITTEN_MOST 3u

static struct hf_token_component components[HF_TOKEN_COMPONENTS_MAX];

/* A component is written whole or not at all; its number stands for its lengths. */
void component_model(struct hf_cbor_out *out, const struct hf_token_component *component)
{
    size_t i = 0;

    while (i < WRITTEN_MOST && component != &components[i]) {
        i++;
    }
    PROVE(i < WRITTEN_MOST, "a component that is there");
    note_length(i);
    advance(out, any_size());
}

/* Claims that check_claims() lets through: what is mandatory is there. */
static struct hf_token_claims any_claims(void)
{
    struct hf_token_claims const claims = {
        .nonce = any_span(64),
        .instance_id = any_span(33),
        .implementation_id = any_span(32),
        .boot_seed = any_option(32),
        .certification = any_option(19),
        .service = any_option(256),
        .profile = any_span(33),
        .client_id = any_int(),
        .lifecycle = any_u16(),
        .components = components,
        .component_count = any_size(),
    };

    ASSUME(claims.component_count >= 1u && claims.component_count <= HF_TOKEN_COMPONENTS_MAX);
    return claims;
}

/* @proof token_write_claims
 * Any claims that were let through, with up to three components, over components as
 * token_write_component proves them: what is written was counted, length by length, from any places,
 * and the map has as many claims as it says.
 * @models write_component:component_model
 * @options --unwind 11
 * @plant core/token_write.c as_many_claims s/count -= claims->service.bytes == NULL;//
 * @plant core/token_write.c was_counted s/hf_cbor_write_int\(out, claims->client_id\)/hf_cbor_write_int(out, out->bytes != NULL ? claims->client_id : 0)/
 */
void proof_token_write_claims(void)
{
    struct hf_token_claims const claims = any_claims();
    struct hf_cbor_out count = any_out(NULL);
    struct hf_cbor_out out = any_out(buffer);

    looked_at = any_u8();
    ASSUME(claims.component_count <= WRITTEN_MOST);
    write_claims(&count, &claims);
    PROVE(keys == pairs + 2u, "it has as many claims as it says");
    run = 1;
    write_claims(&out, &claims);
    prove_agreement(&count, &out);
}

static unsigned checked_strings;
static int string_refused;

/* hf_token_check_string() as token_string proves it: it reads what it is given. */
hf_err_t string_model(const struct hf_token_rule *rule, hf_span_t value)
{
    hf_err_t const result = any_int() ? HF_OK : any_refusal();

    PROVE(value.bytes != NULL && (value.size == 0 || __CPROVER_r_ok(value.bytes, value.size)),
          "what is checked is there");
    PROVE(rule->kind == HF_CBOR_BYTES || rule->kind == HF_CBOR_TEXT, "only strings are checked");
    checked_strings++;
    string_refused |= result != HF_OK;
    return result;
}

/* @proof token_check
 * Any claims, allowed or not, with up to three components: what is let through has every mandatory
 * string, each string that is there passed its rule, numbers are allowed ones.
 * @models hf_token_check_string:string_model
 * @options --unwind 11
 * @plant core/token_write.c (mandatory|each_string) s/: rules\[i\].mandatory \? HF_ERR_TOKEN_CLAIM_MISSING/: rules[i].key < 0 ? HF_ERR_TOKEN_CLAIM_MISSING/
 * @plant core/token_write.c numbers_are_allowed s/claims->client_id == 0 \|\| //
 * @plant core/token_write.c 1_to_16 s/claims->component_count == 0 \|\| //
 * @plant core/token_write.c each_string s/size_t i = 0; i < claims->component_count \&\& result == HF_OK/size_t i = 1; i < claims->component_count \&\& result == HF_OK/
 */
void proof_token_check(void)
{
    struct hf_token_claims claims = any_claims();
    unsigned there = 3u; /* what stands there as any_claims() made it: profile, and two below */

    claims.component_count = any_size();
    ASSUME(claims.component_count <= WRITTEN_MOST ||
           claims.component_count > HF_TOKEN_COMPONENTS_MAX);
    for (unsigned i = 0; i < WRITTEN_MOST; i++) {
        components[i] = any_component();
        components[i].measurement = any_option(64);
    }
    claims.nonce = any_option(70);
    if (check_claims(&claims) != HF_OK) {
        return;
    }
    PROVE(claims.component_count >= 1u && claims.component_count <= HF_TOKEN_COMPONENTS_MAX,
          "there are 1 to 16 components");
    PROVE(claims.nonce.bytes != NULL && components[0].measurement.bytes != NULL,
          "every mandatory string is there");
    PROVE(claims.client_id != 0 && (claims.lifecycle & 0x0f00u) == 0, "numbers are allowed ones");
    there += 1u + (claims.boot_seed.bytes != NULL) + (claims.certification.bytes != NULL) +
             (claims.service.bytes != NULL);
    for (size_t i = 0; i < claims.component_count; i++) {
        there += 2u + (components[i].type.bytes != NULL) + (components[i].version.bytes != NULL) +
                 (components[i].description.bytes != NULL);
    }
    PROVE(checked_strings == there && !string_refused, "each string has passed its rule");
}

/* The whole. --------------------------------------------------------------------------------- */

static size_t claims_size; /* any; the same whenever the claims are written */
static int claims_passed;
static const uint8_t *claims_at; /* where they were written last */

hf_err_t check_model(const struct hf_token_claims *claims)
{
    PROVE(claims->profile.size == sizeof(HF_TOKEN_PROFILE) - 1u, "the profile is ours");
    claims_passed = any_int();
    return claims_passed ? HF_OK : any_refusal();
}

void claims_model(struct hf_cbor_out *out, const struct hf_token_claims *claims)
{
    PROVE(claims_passed && claims->profile.bytes != NULL,
          "nothing is written but what was checked");
    claims_at = out->bytes == NULL ? NULL : out->bytes + out->offset;
    advance(out, claims_size);
}

static hf_err_t sign(void *context, const struct hf_token_signed *parts,
                     uint8_t signature[HF_TOKEN_SIGNATURE_SIZE])
{
    (void)context;
    for (size_t i = 0; i < HF_TOKEN_PARTS; i++) {
        hf_span_t const part = hf_token_part(parts, i);

        PROVE(part.size == 0 || __CPROVER_r_ok(part.bytes, part.size), "what is signed is there");
    }
    PROVE(parts->payload.bytes == claims_at && parts->payload.size == claims_size,
          "the claims are signed where they stand");
    PROVE(parts->prefix_size + parts->middle_size == 12u + 1u + 1u +
                                                         (claims_size < 24u    ? 1u
                                                          : claims_size < 256u ? 2u
                                                                               : 3u),
          "with their heads");
    signature[0] = any_u8();
    return any_int() ? HF_OK : any_refusal();
}

/* @proof token_write
 * Any claims, allowed or not, of any size, into any buffer, over claims as token_check and
 * token_write_claims prove them: nothing outside is read or written; what succeeds has the size that
 * was announced, and the claims that were checked are signed where they stand; what fails is wiped
 * whole and says no size.
 * @quick
 * @models check_claims:check_model write_claims:claims_model
 * @options --unwind 5
 * @plant core/token_write.c what_fails_is_wiped s/hf_wipe\(token, room\);//
 * @plant core/token_write.c size_that_was_announced s/\*size = payload_size \+ HF_TOKEN_SIGNATURE_SIZE;/*size = payload_size + HF_TOKEN_SIGNATURE_SIZE + 1u;/
 * @plant core/token_write.c where_they_stand s/out->bytes \+ start, payload_size/out->bytes, payload_size/
 * @plant core/token_write.c but_what_was_checked s/hf_err_t result = check_claims\(checked\);/hf_err_t result = check_claims(checked); result = HF_OK;/
 */
void proof_token_write(void)
{
    struct hf_token_claims const claims = any_claims();
    struct hf_token_signer const signer = {sign, NULL};
    size_t const room = any_size();
    size_t announced = 0;
    size_t size = 0;

    ASSUME(room <= sizeof(buffer));
    exact = 1;
    claims_size = any_size();
    hf_err_t const counted = hf_token_size(&claims, &announced);
    int const passed = claims_passed;
    hf_err_t const result = hf_token_write(&claims, &signer, buffer, room, &size);

    if (result != HF_OK) {
        PROVE(wiped == 1 && wiped_at == buffer && wiped_size == room && size == 0,
              "what fails is wiped, and says no size");
        return;
    }
    PROVE(size <= room, "a token fits its buffer");
    PROVE(!passed || (counted == HF_OK && announced == size), "it has the size that was announced");
}
