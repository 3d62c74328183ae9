/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What the host writes is what MCUboot's own tool writes: the sample in docs/formats/image.md, made
 * by that tool, is built again here and compared wherever the bytes do not hang on the key. */
#include "host/image/image.h"
#include "host/image/sign.h"
#include "host/key/digest.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <stdio.h>
#include <string.h>

struct fixture {
    struct hf_arena arena;
    struct hf_key *key;
    struct hf_public public_half;
    struct hf_sign_plan plan;
    hf_span_t image;
    struct hf_trouble trouble;
};

static uint8_t payload[12345];

static int set_up(void **state)
{
    static struct fixture fixture;

    memset(&fixture, 0, sizeof(fixture));
    memset(payload, 0x5a, sizeof(payload));
    if (!hf_key_load("lab/keys/secure-1.pem", &fixture.key, &fixture.trouble)) {
        return -1;
    }
    hf_key_public(fixture.key, &fixture.public_half);
    fixture.plan.draft.header_size = 0x200;
    fixture.plan.draft.version = (struct hf_version){1, 2, 3, 4};
    fixture.plan.draft.payload = (hf_span_t){payload, sizeof(payload)};
    fixture.plan.form = HF_KEY_HASHED;
    fixture.plan.counter = 7;
    *state = &fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;

    hf_key_free(fixture->key);
    hf_arena_free(&fixture->arena);
    return 0;
}

static void sign(struct fixture *fixture)
{
    assert_true(hf_image_sign(&fixture->plan, fixture->key, &fixture->arena, &fixture->image,
                              &fixture->trouble));
}

static void make_sample(struct fixture *fixture)
{
    static const uint8_t vendor_value[4] = {1, 2, 3, 4};

    fixture->plan.boot_record = "TEST";
    fixture->plan.dependency_count = 1;
    fixture->plan.dependencies[0].image = 1;
    fixture->plan.dependencies[0].version = (struct hf_version){1, 0, 0, 0};
    hf_draft_add(&fixture->plan.vendor_tlvs, 0x00a0, (hf_span_t){vendor_value, 4});
    sign(fixture);
}

static void the_header_of_the_sample_is_the_same(void **state)
{
    static const char expected[] = "3db8f396000000000002840039300000000000000102030004000000"
                                   "00000000";
    struct fixture *fixture = *state;
    char hex[65];

    make_sample(fixture);
    hf_hex(fixture->image.bytes, 32, hex);
    assert_string_equal(expected, hex);
    for (size_t i = 32; i < 512; i++) {
        assert_int_equal(0, fixture->image.bytes[i]);
    }
}

static void expect_tlv(struct hf_tlv_walk *walk, uint16_t type, size_t size)
{
    struct hf_tlv tlv;

    assert_int_equal(HF_OK, hf_tlv_next(walk, &tlv));
    assert_int_equal(type, tlv.type);
    assert_int_equal(size, tlv.value.size);
}

static void the_tlvs_of_the_sample_stand_in_the_same_places(void **state)
{
    struct fixture *fixture = *state;
    struct hf_image_view view;

    make_sample(fixture);
    assert_int_equal(HF_OK, hf_image_open(fixture->image, UINT32_MAX, &view));
    assert_int_equal(12857, hf_image_areas_offset(&view.header));
    assert_int_equal(132, view.header.protected_size);
    expect_tlv(&view.areas.protected_area, HF_TLV_SEC_CNT, 4);
    expect_tlv(&view.areas.protected_area, HF_TLV_BOOT_RECORD, 92);
    expect_tlv(&view.areas.protected_area, HF_TLV_DEPENDENCY, 12);
    expect_tlv(&view.areas.protected_area, 0x00a0, 4);
    assert_true(hf_tlv_done(&view.areas.protected_area));
    assert_int_equal(136, view.areas.plain_area.base);
    expect_tlv(&view.areas.plain_area, HF_TLV_SHA256, 32);
    expect_tlv(&view.areas.plain_area, HF_TLV_KEYHASH, 32);

    struct hf_tlv signature;

    assert_int_equal(HF_OK, hf_tlv_next(&view.areas.plain_area, &signature));
    assert_int_equal(HF_TLV_ECDSA_SIG, signature.type);
    assert_true(hf_tlv_done(&view.areas.plain_area));
    assert_int_equal(13140 - 71, fixture->image.size - signature.value.size);
}

static void the_boot_record_of_the_sample_is_the_same_cbor(void **state)
{
    struct fixture *fixture = *state;
    char hex[2 * 92 + 1];
    char expected[2 * 92 + 1];
    char signer[65];

    make_sample(fixture);
    hf_hex(fixture->image.bytes + 12857 + 4 + 8 + 4, 92, hex);
    hf_hex(fixture->public_half.hash, 32, signer);
    snprintf(expected, sizeof(expected),
             "a50164544553540465312e322e33055820%s0666534841323536025820%064d", signer, 0);
    assert_string_equal(expected, hex);
}

static void the_same_input_gives_the_same_image(void **state)
{
    struct fixture *fixture = *state;

    sign(fixture);
    hf_span_t first = fixture->image;

    sign(fixture);
    assert_int_equal(first.size, fixture->image.size);
    assert_memory_equal(first.bytes, fixture->image.bytes, first.size);
}

static struct hf_image_rules rules_of(struct fixture *fixture)
{
    fixture->plan.targeted = true;
    memset(fixture->plan.vendor_id, 0x11, HF_UUID_SIZE);
    memset(fixture->plan.class_id, 0x22, HF_UUID_SIZE);
    return (struct hf_image_rules){
        .demand = {.vendor_id = fixture->plan.vendor_id,
                   .class_id = fixture->plan.class_id,
                   .floor = 7},
        .form = HF_KEY_HASHED,
        .keys = &fixture->public_half,
        .key_count = 1,
    };
}

static hf_err_t judge(struct fixture *fixture, const struct hf_image_rules *rules)
{
    struct hf_image_view view;
    struct hf_image_answer answer;
    hf_err_t result = hf_image_open(fixture->image, UINT32_MAX, &view);

    if (result != HF_OK) {
        return result;
    }
    hf_image_judge(&view, rules, &answer);
    return answer.word;
}

static void a_signed_image_is_admitted(void **state)
{
    struct fixture *fixture = *state;
    struct hf_image_rules rules = rules_of(fixture);

    sign(fixture);
    assert_int_equal(HF_OK, judge(fixture, &rules));
}

static void an_image_below_the_floor_is_refused(void **state)
{
    struct fixture *fixture = *state;
    struct hf_image_rules rules = rules_of(fixture);

    sign(fixture);
    rules.demand.floor = 8;
    assert_int_equal(HF_ERR_IMAGE_ROLLBACK, judge(fixture, &rules));
}

static void an_image_of_another_key_is_refused(void **state)
{
    struct fixture *fixture = *state;
    struct hf_image_rules rules = rules_of(fixture);

    sign(fixture);
    fixture->public_half.hash[0] ^= 1;
    assert_int_equal(HF_ERR_IMAGE_KEY_UNKNOWN, judge(fixture, &rules));
}

static void an_image_with_an_embedded_key_is_admitted_where_one_is_wanted(void **state)
{
    struct fixture *fixture = *state;
    struct hf_image_rules rules = rules_of(fixture);

    fixture->plan.form = HF_KEY_EMBEDDED;
    sign(fixture);
    assert_int_equal(HF_ERR_IMAGE_TLV_UNKNOWN, judge(fixture, &rules));
    rules.form = HF_KEY_EMBEDDED;
    assert_int_equal(HF_OK, judge(fixture, &rules));
}

/* Every bit of the header's fields, and one bit of each byte of both areas. */
static void no_flipped_bit_is_admitted(void **state)
{
    struct fixture *fixture = *state;
    struct hf_image_rules rules = rules_of(fixture);

    sign(fixture);
    uint8_t *bytes = (uint8_t *)(uintptr_t)fixture->image.bytes;
    size_t areas = 0x200 + sizeof(payload);

    for (size_t at = 0; at < fixture->image.size; at += at == 40 ? areas - 40 : 1) {
        for (unsigned bit = 0; bit < (at < 40 ? 8u : 1u); bit++) {
            bytes[at] ^= (uint8_t)(1u << bit);
            assert_int_not_equal(HF_OK, judge(fixture, &rules));
            bytes[at] ^= (uint8_t)(1u << bit);
        }
    }
    assert_int_equal(HF_OK, judge(fixture, &rules));
}

static void a_draft_taken_apart_and_signed_again_is_the_same_image(void **state)
{
    struct fixture *fixture = *state;
    struct hf_draft draft;
    enum hf_key_form form;
    hf_span_t again;

    make_sample(fixture);
    assert_true(hf_draft_read(fixture->image, &draft, &form));
    assert_true(
        hf_draft_write(&draft, fixture->key, form, &fixture->arena, &again, &fixture->trouble));
    assert_int_equal(fixture->image.size, again.size);
    assert_memory_equal(fixture->image.bytes, again.bytes, again.size);
}

static void versions_are_read_to_their_limits_and_not_beyond(void **state)
{
    struct hf_version version;

    (void)state;
    assert_true(hf_version_parse("255.255.65535+4294967295", &version));
    assert_int_equal(UINT32_MAX, version.build);
    assert_true(hf_version_parse("0.0.0", &version));
    assert_false(hf_version_parse("256.0.0", &version));
    assert_false(hf_version_parse("1.0.65536", &version));
    assert_false(hf_version_parse("1.0.0+4294967296", &version));
    assert_false(hf_version_parse("1.0", &version));
    assert_false(hf_version_parse("1.0.0.1", &version));
    assert_false(hf_version_parse("1.0.0+", &version));
    assert_false(hf_version_parse("", &version));
    assert_false(hf_version_parse("1.0.-1", &version));
}

static void a_header_size_out_of_range_is_not_written(void **state)
{
    struct fixture *fixture = *state;

    fixture->plan.draft.header_size = 31;
    assert_false(hf_image_sign(&fixture->plan, fixture->key, &fixture->arena, &fixture->image,
                               &fixture->trouble));
    fixture->plan.draft.header_size = 1025;
    assert_false(hf_image_sign(&fixture->plan, fixture->key, &fixture->arena, &fixture->image,
                               &fixture->trouble));
}

#define with_fixture(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_fixture(the_header_of_the_sample_is_the_same),
        with_fixture(the_tlvs_of_the_sample_stand_in_the_same_places),
        with_fixture(the_boot_record_of_the_sample_is_the_same_cbor),
        with_fixture(the_same_input_gives_the_same_image),
        with_fixture(a_signed_image_is_admitted),
        with_fixture(an_image_below_the_floor_is_refused),
        with_fixture(an_image_of_another_key_is_refused),
        with_fixture(an_image_with_an_embedded_key_is_admitted_where_one_is_wanted),
        with_fixture(no_flipped_bit_is_admitted),
        with_fixture(a_draft_taken_apart_and_signed_again_is_the_same_image),
        cmocka_unit_test(versions_are_read_to_their_limits_and_not_beyond),
        with_fixture(a_header_size_out_of_range_is_not_written),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
