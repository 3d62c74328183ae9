/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The readers of an image: header, areas, TLV walker, policy, DER signature. */
#include "core/image.c"
#include "core/policy.c"
#include "lab/proofs/proof.h"

/* Byte by byte: with the checker's own memcpy() a size that is not known costs minutes. */
static void copy_model(void *to, const void *from, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        ((uint8_t *)to)[i] = ((const uint8_t *)from)[i];
    }
}

/* The reader of a number forms the address behind a head that may not be there, and does not use it
 * then. C does not define such an address; that one check is off for this source, all others are on. */
#define hf_copy copy_model
#pragma CPROVER check push
#pragma CPROVER check disable "pointer-overflow"
#include "core/signature.c"
#pragma CPROVER check pop
#undef hf_copy

/* @proof image_header
 * From any 32 bytes and any slot: what is admitted has sizes whose sum is inside the slot, so that
 * no later sum of them wraps; what is refused leaves `image` as it was.
 * @quick
 * @options --unwind 33 --unsigned-overflow-check
 * @plant core/image.c the_whole_fits s/uint64_t total = \(uint64_t\)header_size/uint32_t total = header_size/
 * @plant core/image.c the_whole_fits s/ \|\| total > slot_size//
 */
void proof_image_header(void)
{
    uint8_t *header = any_bytes(HF_IMAGE_HEADER_SIZE);
    uint32_t const slot_size = any_u32();
    struct hf_image image;
    struct hf_image const before = image;
    hf_err_t const result = hf_image_read_header(header, slot_size, &image);

    if (result == HF_OK) {
        uint64_t const whole = (uint64_t)image.header_size + image.payload_size +
                               image.protected_size + HF_AREA_HEADER_SIZE;

        PROVE(whole <= slot_size, "the whole fits the slot");
        PROVE(image.header_size >= HF_IMAGE_HEADER_SIZE && image.header_size <= HF_IMAGE_HEADER_MAX,
              "the header's size is bounded");
        PROVE(image.payload_size != 0, "there is a payload");
        PROVE(hf_image_areas_offset(&image) < slot_size, "the areas start inside the slot");
    } else {
        PROVE(image.payload_size == before.payload_size &&
                  image.header_size == before.header_size && image.flags == before.flags,
              "a refused header changes nothing");
    }
}

/* @proof image_areas
 * From any bytes, as many as an area can have and more: both walks lie inside the bytes and hold
 * their invariant; the total is that of both.
 * @options --unwind 3
 * @plant core/image.c dereference s/bytes.size - at < HF_AREA_HEADER_SIZE/0/
 * @plant core/image.c lies_inside s/ \|\| \*total > bytes.size - at//
 */
void proof_image_areas(void)
{
    size_t const size = any_size();
    struct hf_image const image = {.protected_size = any_u16()};
    struct hf_image_areas areas;

    ASSUME(size <= 3u * UINT16_MAX);
    uint8_t *bytes = any_bytes(size);

    if (hf_image_read_areas(&image, (hf_span_t){bytes, size}, &areas) != HF_OK) {
        return;
    }
    PROVE(areas.protected_area.offset == 0 && areas.plain_area.offset == 0, "at the start");
    PROVE(is_inside(areas.protected_area.bytes, areas.protected_area.size, bytes, size),
          "the protected area lies inside");
    PROVE(is_inside(areas.plain_area.bytes, areas.plain_area.size, bytes, size),
          "the plain area lies inside");
    PROVE(areas.size <= size, "both together are inside");
    PROVE((image.protected_size == 0 && areas.protected_area.size == 0) ||
              areas.protected_area.size + HF_AREA_HEADER_SIZE == image.protected_size,
          "the protected area is as long as the header says");
}

/* @proof image_walk
 * From every state that holds the invariant (offset <= size), over any bytes: a step stays inside
 * and moves forward by at least a header, so that a walk ends after size / 4 steps; a failed step
 * changes nothing.
 * @quick
 * @options --unwind 3 --unsigned-overflow-check
 * @plant core/image.c value_lies_inside s/length > left - TLV_HEADER_SIZE/length > left/
 * @plant core/image.c dereference s/left < TLV_HEADER_SIZE/0/
 * @plant core/image.c moves_forward s/walk->offset \+= TLV_HEADER_SIZE \+ length/walk->offset += length/
 */
void proof_image_walk(void)
{
    struct hf_tlv_walk walk = {NULL, any_u16(), any_u32(), any_u32()};
    struct hf_tlv tlv = {.type = any_u16(), .offset = any_u32()};
    struct hf_tlv const unread = tlv;

    ASSUME(walk.size <= UINT16_MAX && walk.offset <= walk.size);
    uint8_t *bytes = any_bytes(walk.size);

    walk.bytes = bytes;
    struct hf_tlv_walk const before = walk;
    hf_err_t const result = hf_tlv_next(&walk, &tlv);

    PROVE(walk.bytes == before.bytes && walk.size == before.size && walk.base == before.base,
          "the walk stays on its bytes");
    PROVE(walk.offset <= walk.size, "the invariant holds");
    if (result == HF_OK) {
        PROVE(walk.offset >= before.offset + TLV_HEADER_SIZE, "a step moves forward");
        PROVE(is_inside(tlv.value.bytes, tlv.value.size, bytes, walk.size),
              "the value lies inside");
        PROVE(tlv.offset == before.base + before.offset, "it says where it stood");
    } else {
        PROVE(walk.offset == before.offset && tlv.type == unread.type &&
                  tlv.offset == unread.offset,
              "a failed step changes nothing");
    }
}

/* @proof image_policy
 * Areas of 16 and 8 bytes, any content and any flags: the walk over both ends, nothing outside is
 * read, and a security counter is four bytes of the protected area, taken once.
 * @options --unwind 11
 * @plant core/policy.c four_bytes s/tlv->value.size - rule->least > rule->range/tlv->value.size > rule->least + rule->range/
 * @plant core/policy.c once_at_most s/claims->all\[rule->claim\].bytes != NULL/0/
 */
void proof_image_policy(void)
{
    uint8_t *protected_bytes = any_bytes(16);
    uint8_t *plain_bytes = any_bytes(8);
    struct hf_image const image = {.flags = any_u32()};
    struct hf_image_areas const areas = {
        {protected_bytes, 4, 0, 16},
        {plain_bytes, 24, 0, 8},
        32,
    };
    enum hf_key_form const form = any_int() ? HF_KEY_EMBEDDED : HF_KEY_HASHED;
    struct hf_image_claims claims;
    uint32_t at;
    hf_err_t const result = hf_image_collect(&image, &areas, form, &claims, &at);

    PROVE(at <= areas.size, "the place is inside");
    PROVE(result != HF_OK, "an image without a hash is never complete");
    PROVE(claims.counter_bytes.bytes == NULL ||
              (claims.counter_bytes.size == 4 &&
               is_inside(claims.counter_bytes.bytes, 4, protected_bytes, 16)),
          "a counter is four bytes of the protected area");
    /* two counters fit the area: the second must not replace the first */
    PROVE(claims.counter_bytes.bytes == NULL || claims.counter_bytes.bytes == protected_bytes + 4 ||
              hf_read_u16(protected_bytes) != HF_TLV_SEC_CNT ||
              hf_read_u16(protected_bytes + 2) != 4,
          "a claim is taken once at most");
}

/* What each claim has to be, whatever was taken before. */
static int claim_holds(const struct hf_image_claims *claims, unsigned i, const uint8_t *area,
                       size_t size)
{
    static const uint16_t least[] = {32, 32, 8, 16, 16, 4, 113, 0, 12};
    static const uint16_t most[] = {32, 91, 72, 16, 16, 4, 129, 256, 12};
    hf_span_t const span = claims->all[i];

    return span.bytes == NULL || (span.size >= least[i] && span.size <= most[i] &&
                                  is_inside(span.bytes, span.size, area, size));
}

/* @proof image_take
 * One TLV of any type, length and place, after any claims: every claim that was there is kept, one
 * that is new lies inside and has the length of its kind; a claim that decides is never taken from the
 * area that is not protected, nor twice; a signature comes directly behind the key that it names.
 * @quick
 * @options --unwind 11
 * @plant core/policy.c length_of_its_kind s/tlv->value.size - rule->least > rule->range/tlv->value.size > rule->least + rule->range/
 * @plant core/policy.c is_kept s/claims->all\[rule->claim\].bytes != NULL/0/
 * @plant core/policy.c protected_area s/rule->where != where \&\& rule->where != form/rule->where != where \&\& rule->where != form \&\& rule->type != HF_TLV_SEC_CNT/
 * @plant core/policy.c behind_the_key s/before != \(form == HF_KEY_EMBEDDED/before == 0 \&\& before != (form == HF_KEY_EMBEDDED/
 */
void proof_image_take(void)
{
    static uint8_t area[UINT16_MAX];
    struct hf_image_claims claims;
    unsigned const i = any_u8() % HF_IMAGE_CLAIM_COUNT;
    size_t const at = any_u16();
    size_t const old_at = any_u16();
    struct hf_tlv const tlv = {.type = any_u16(), .value = {area + at, any_u16()}};
    uint32_t const where = any_int() ? IN_PROTECTED : IN_PLAIN;
    uint32_t const form = any_int() ? HF_KEY_EMBEDDED : HF_KEY_HASHED;
    uint32_t const before = any_u16();

    ASSUME(tlv.value.size <= sizeof(area) - at);
    for (unsigned k = 0; k < HF_IMAGE_CLAIM_COUNT; k++) {
        claims.all[k] = (hf_span_t){any_int() ? area + old_at : NULL, any_size()};
    }
    ASSUME(claim_holds(&claims, i, area, sizeof(area)));
    hf_span_t const old = claims.all[i];
    hf_err_t const result = take(&claims, &tlv, where, where == IN_PLAIN ? form : where, before);
    int const is_new = claims.all[i].bytes != old.bytes || claims.all[i].size != old.size;

    PROVE(claim_holds(&claims, i, area, sizeof(area)), "a claim has the length of its kind");
    PROVE(!is_new || (result == HF_OK && claims.all[i].bytes == tlv.value.bytes),
          "only what is admitted is taken");
    PROVE(!is_new || old.bytes == NULL || i == HF_IMAGE_CLAIM_DEPENDENCY, "a claim is kept");
    PROVE(!is_new || where == IN_PROTECTED ||
              (i != HF_IMAGE_CLAIM_COUNTER && i != HF_IMAGE_CLAIM_VENDOR_ID &&
               i != HF_IMAGE_CLAIM_CLASS_ID && i != HF_IMAGE_CLAIM_DEPENDENCY),
          "what decides comes from the protected area");
    PROVE(!is_new || i != HF_IMAGE_CLAIM_SIGNATURE ||
              before == (form == HF_KEY_EMBEDDED ? HF_TLV_PUBKEY : HF_TLV_KEYHASH),
          "a signature stands behind the key");
}

/* @proof image_complete
 * Any claims that image_take lets be, and any flags: an image is complete only with hash, key,
 * signature, vendor, class and counter, and is called encrypted exactly if it carries a wrapped key of
 * the length that its flag asks for.
 * @options --unwind 11
 * @plant core/policy.c all_six s/uint32_t i = 0; i < HF_IMAGE_CLAIM_DEMANDED/uint32_t i = 1; i < HF_IMAGE_CLAIM_DEMANDED/
 * @plant core/policy.c asks_for s/return wrapped == wanted \?/return wrapped >= HF_ENC_EC256_AES128 ?/
 * @plant core/policy.c asks_for s/\(flags \| wrapped\) == 0/flags == 0/
 */
void proof_image_complete(void)
{
    struct hf_image_claims claims;
    struct hf_image const image = {.flags = any_u32()};
    uint8_t *counter = any_bytes(4);
    uint32_t const aes = image.flags & (HF_IMAGE_FLAG_AES128 | HF_IMAGE_FLAG_AES256);

    for (unsigned i = 0; i < HF_IMAGE_CLAIM_COUNT; i++) {
        claims.all[i] = (hf_span_t){any_int() ? counter : NULL, any_size()};
    }
    if (check_complete(&image, &claims) != HF_OK) {
        return;
    }
    for (unsigned i = 0; i < HF_IMAGE_CLAIM_DEMANDED; i++) {
        PROVE(claims.all[i].bytes != NULL, "all six are there");
    }
    PROVE(claims.counter == hf_read_u32(counter), "the counter is the one that was taken");
    PROVE(claims.encryption.size == (aes == 0                      ? 0u
                                     : aes == HF_IMAGE_FLAG_AES128 ? HF_ENC_EC256_AES128
                                                                   : HF_ENC_EC256_AES256) &&
              aes != (HF_IMAGE_FLAG_AES128 | HF_IMAGE_FLAG_AES256),
          "a wrapped key is there exactly as the flag asks for");
}

/* One INTEGER at `at` is positive and has no byte that DER does not need. */
static int is_minimal(const uint8_t *at)
{
    return at[0] == DER_INTEGER && at[1] >= 1 && at[1] <= SCALAR_SIZE + 1u && at[2] < 0x80u &&
           (at[1] == 1 || at[2] != 0 || at[3] >= 0x80u);
}

/* What take_scalar() promises; `gone` is how many bytes it took. */
#define NUMBER(CHECK, before, der, gone)                                                           \
    CHECK((gone) >= 3u && (gone) <= SCALAR_SIZE + 3u && (gone) <= (before)->size,                  \
          "a number has 1 to 33 bytes");                                                           \
    CHECK((der)->bytes == (before)->bytes + (gone) && (der)->size == (before)->size - (gone),      \
          "what is left stands behind it")

/* @proof signature_number
 * From any bytes, up to 80: nothing outside is read; an INTEGER that is taken is positive, in the one
 * encoding that DER allows, arrives byte for byte behind zeros, and is taken off the front.
 * @options --unwind 35
 * @plant core/signature.c dereference s/length > der->size - 2/0/
 * @plant core/signature.c minimal s/\(number\[zero\] >> 7\) != zero/number[zero] >> 7 > zero/
 * @plant core/signature.c byte_for_byte s/hf_copy\(scalar \+ SCALAR_SIZE - \(length - zero\)/hf_copy(scalar/
 * @plant core/signature.c stands_behind s/der->size -= 2 \+ length;/der->size -= length;/
 */
void proof_signature_number(void)
{
    size_t const size = any_size();
    uint8_t scalar[SCALAR_SIZE] = {0};
    unsigned const i = any_u8() % SCALAR_SIZE;

    ASSUME(size <= 80);
    hf_span_t const before = {any_bytes(size), size};
    hf_span_t der = before;

    if (take_scalar(&der, scalar) != 0) {
        return;
    }
    size_t const gone = before.size - der.size;

    NUMBER(PROVE, &before, &der, gone);
    PROVE(is_minimal(before.bytes) && gone == 2u + before.bytes[1], "the number is minimal");
    /* the last byte of both is the same one, and so on to the front */
    PROVE(i < SCALAR_SIZE + 2u - gone + (before.bytes[2] == 0) ||
              scalar[i] == before.bytes[i + gone - SCALAR_SIZE],
          "it arrives byte for byte");
    PROVE(i + gone >= SCALAR_SIZE + 2u || scalar[i] == 0, "behind zeros");
}

static unsigned numbers;
static size_t number_end; /* bytes left behind the last number */

int number_model(hf_span_t *der, uint8_t scalar[SCALAR_SIZE])
{
    hf_span_t const before = *der;
    size_t const gone = any_size();

    PROVE(der->size == 0 || __CPROVER_r_ok(der->bytes, der->size), "a number is looked for inside");
    PROVE(__CPROVER_w_ok(scalar, SCALAR_SIZE) && (numbers == 0 || before.size == number_end),
          "the next one is looked for behind it");
    if (any_int() || gone < 3u || gone > SCALAR_SIZE + 3u || gone > before.size) {
        return 1;
    }
    der->bytes = before.bytes + gone;
    der->size = before.size - gone;
    scalar[SCALAR_SIZE - 1u] = (uint8_t)++numbers;
    number_end = der->size;
    return 0;
}

/* @proof signature_der
 * From any bytes, up to 300, over numbers as signature_number proves them: nothing outside is read; what
 * is admitted is a SEQUENCE of exactly two INTEGERs with nothing behind, which arrive in their order;
 * what is refused leaves the output as it was.
 * @models take_scalar:number_model
 * @options --unwind 65
 * @plant core/signature.c (dereference|one_SEQUENCE) s/der.size < 2 \|\| //
 * @plant core/signature.c nothing_behind s/ \|\| der.size != 0\)/)/
 * @plant core/signature.c in_their_order s/take_scalar\(\&der, scalars \+ SCALAR_SIZE\)/take_scalar(\&der, scalars)/
 */
void proof_signature_der(void)
{
    size_t const size = any_size();
    uint8_t raw[64];
    uint8_t const first = raw[0];

    ASSUME(size <= 300);
    uint8_t *bytes = any_bytes(size);

    if (hf_signature_from_der((hf_span_t){bytes, size}, raw) != HF_OK) {
        PROVE(raw[0] == first, "a refused signature changes nothing");
        return;
    }
    PROVE(size >= 8 && size <= 72, "the size of a signature");
    PROVE(bytes[0] == DER_SEQUENCE && bytes[1] == size - 2, "one SEQUENCE");
    PROVE(numbers == 2u && number_end == 0, "two numbers and nothing behind");
    PROVE(raw[31] == 1u && raw[63] == 2u, "they arrive in their order");
}
