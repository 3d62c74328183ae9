/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Each image is one step away from one that is admitted (docs/formats/image.md, "Policy"). */
#include "core/policy.h"

#include "core/image_sample.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))

static struct sample sample;
static struct hf_image image;
static struct hf_image_claims claims;
static uint32_t at;

static int make(void **state)
{
    (void)state;
    sample_make(&sample);
    return 0;
}

static hf_err_t collect(void)
{
    return sample_collect(&sample, &image, &claims, &at);
}

/* The demanded protected TLVs, with one of them left out, doubled or of another size. */
static const struct {
    uint16_t type;
    uint16_t size;
} demanded[] = {{HF_TLV_SEC_CNT, 4}, {HF_TLV_UUID_VID, 16}, {HF_TLV_UUID_CID, 16}};

static void make_without(uint16_t left_out)
{
    sample_start(&sample);
    sample_open_area(&sample, HF_AREA_MAGIC_PROTECTED);
    for (size_t i = 0; i < ARRAY_SIZE(demanded); i++) {
        if (demanded[i].type != left_out) {
            sample_add(&sample, demanded[i].type, NULL, demanded[i].size);
        }
    }
    sample_close_protected(&sample);
}

static void the_sample_is_collected(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, collect());
    assert_int_equal(7, claims.counter);
    assert_memory_equal(sample_vendor, claims.vendor_id, HF_UUID_SIZE);
    assert_memory_equal(sample_class, claims.class_id, HF_UUID_SIZE);
    assert_int_equal(71, claims.signature.size);
}

static void each_demanded_protected_tlv_is_missed(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(demanded); i++) {
        make_without(demanded[i].type);
        sample_add_plain(&sample);
        assert_int_equal(HF_ERR_IMAGE_TLV_MISSING, collect());
    }
}

static void each_demanded_protected_tlv_must_be_unique(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(demanded); i++) {
        sample_start(&sample);
        sample_open_protected(&sample);
        sample_add(&sample, demanded[i].type, NULL, demanded[i].size);
        sample_close_protected(&sample);
        sample_add_plain(&sample);
        assert_int_equal(HF_ERR_IMAGE_TLV_TWICE, collect());
    }
}

static void each_demanded_protected_tlv_has_one_length(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(demanded); i++) {
        uint16_t const bad[] = {0, (uint16_t)(demanded[i].size - 1),
                                (uint16_t)(demanded[i].size + 1)};

        for (size_t j = 0; j < ARRAY_SIZE(bad); j++) {
            make_without(demanded[i].type);
            sample_add(&sample, demanded[i].type, NULL, bad[j]);
            sample_close_protected(&sample);
            sample_add_plain(&sample);
            assert_int_equal(HF_ERR_IMAGE_TLV_LENGTH, collect());
        }
    }
}

static void a_demanded_tlv_in_the_plain_area_is_refused_with_its_offset(void **state)
{
    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(demanded); i++) {
        make_without(demanded[i].type);
        sample_add_plain(&sample);
        uint32_t where = (uint32_t)(sample.size - SAMPLE_HEADER_SIZE - SAMPLE_PAYLOAD_SIZE);

        sample_add(&sample, demanded[i].type, NULL, demanded[i].size);
        assert_int_equal(HF_ERR_IMAGE_TLV_UNKNOWN, collect());
        assert_int_equal(where, at);
    }
}

static void no_other_type_is_allowed_in_the_plain_area(void **state)
{
    (void)state;
    for (uint32_t type = 0; type <= UINT16_MAX; type++) {
        bool allowed = type == HF_TLV_SHA256 || type == HF_TLV_KEYHASH ||
                       type == HF_TLV_ECDSA_SIG || type == HF_TLV_ENC_EC256;

        if (!allowed) {
            make(state);
            sample_add(&sample, (uint16_t)type, NULL, 4);
            assert_int_equal(HF_ERR_IMAGE_TLV_UNKNOWN, collect());
        }
    }
}

static void an_unknown_type_is_refused_in_the_protected_area(void **state)
{
    static const uint16_t bad[] = {0x00, 0x01, 0x02, 0x10, 0x22,   0x25,  0x32,
                                   0x70, 0x73, 0x80, 0x9f, 0x019f, 0xff9f};

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
        sample_start(&sample);
        sample_open_protected(&sample);
        sample_add(&sample, bad[i], NULL, 4);
        sample_close_protected(&sample);
        sample_add_plain(&sample);
        assert_int_equal(HF_ERR_IMAGE_TLV_UNKNOWN, collect());
    }
}

static void a_signed_vendor_tlv_is_nobodys_business(void **state)
{
    static const uint16_t good[] = {0x00a0, 0x00ff, 0x12a0, 0xfffe};

    (void)state;
    for (size_t i = 0; i < ARRAY_SIZE(good); i++) {
        sample_start(&sample);
        sample_open_protected(&sample);
        sample_add(&sample, good[i], NULL, 4);
        sample_close_protected(&sample);
        sample_add_plain(&sample);
        assert_int_equal(HF_OK, collect());
    }
}

static hf_err_t collect_with_protected(uint16_t type, uint16_t size, unsigned times)
{
    sample_start(&sample);
    sample_open_protected(&sample);
    for (unsigned i = 0; i < times; i++) {
        sample_add(&sample, type, NULL, size);
    }
    sample_close_protected(&sample);
    sample_add_plain(&sample);
    return collect();
}

static void a_dependency_has_12_bytes_and_may_repeat(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, collect_with_protected(HF_TLV_DEPENDENCY, 12, 2));
    assert_int_equal(2, claims.dependencies);
    assert_int_equal(HF_ERR_IMAGE_TLV_LENGTH, collect_with_protected(HF_TLV_DEPENDENCY, 11, 1));
    assert_int_equal(HF_ERR_IMAGE_TLV_LENGTH, collect_with_protected(HF_TLV_DEPENDENCY, 13, 1));
}

static void a_boot_record_is_unique_and_bounded(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, collect_with_protected(HF_TLV_BOOT_RECORD, 256, 1));
    assert_int_equal(HF_ERR_IMAGE_TLV_LENGTH, collect_with_protected(HF_TLV_BOOT_RECORD, 257, 1));
    assert_int_equal(HF_ERR_IMAGE_TLV_TWICE, collect_with_protected(HF_TLV_BOOT_RECORD, 92, 2));
}

/* The plain area with given sizes; a size of 0 leaves the TLV out. */
static hf_err_t collect_plain(uint16_t hash, uint16_t key, uint16_t signature)
{
    sample_start(&sample);
    sample_open_protected(&sample);
    sample_close_protected(&sample);
    sample_open_area(&sample, HF_AREA_MAGIC_PLAIN);
    if (hash != 0) {
        sample_add(&sample, HF_TLV_SHA256, NULL, hash);
    }
    if (key != 0) {
        sample_add(&sample, HF_TLV_KEYHASH, NULL, key);
    }
    if (signature != 0) {
        sample_add(&sample, HF_TLV_ECDSA_SIG, NULL, signature);
    }
    return collect();
}

static void hash_key_and_signature_must_be_there(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, collect_plain(32, 32, 70));
    assert_int_equal(HF_ERR_IMAGE_TLV_MISSING, collect_plain(0, 32, 70));
    assert_int_equal(HF_ERR_IMAGE_TLV_MISSING, collect_plain(32, 32, 0));
    assert_int_equal(HF_ERR_IMAGE_TLV_ORDER, collect_plain(32, 0, 70));
    assert_int_equal(HF_ERR_IMAGE_TLV_MISSING, collect_plain(32, 0, 0));
    assert_int_equal(HF_ERR_IMAGE_TLV_MISSING, collect_plain(0, 0, 0));
}

static void hash_key_and_signature_have_their_lengths(void **state)
{
    (void)state;
    assert_int_equal(HF_ERR_IMAGE_TLV_LENGTH, collect_plain(31, 32, 70));
    assert_int_equal(HF_ERR_IMAGE_TLV_LENGTH, collect_plain(33, 32, 70));
    assert_int_equal(HF_ERR_IMAGE_TLV_LENGTH, collect_plain(32, 31, 70));
    assert_int_equal(HF_ERR_IMAGE_TLV_LENGTH, collect_plain(32, 33, 70));
    assert_int_equal(HF_ERR_IMAGE_TLV_LENGTH, collect_plain(32, 32, 7));
    assert_int_equal(HF_OK, collect_plain(32, 32, 8));
    assert_int_equal(HF_OK, collect_plain(32, 32, 72));
    assert_int_equal(HF_ERR_IMAGE_TLV_LENGTH, collect_plain(32, 32, 73));
}

static void hash_key_and_signature_are_unique(void **state)
{
    (void)state;
    sample_add(&sample, HF_TLV_SHA256, NULL, 32);
    assert_int_equal(HF_ERR_IMAGE_TLV_TWICE, collect());
    make(state);
    sample_add(&sample, HF_TLV_KEYHASH, NULL, 32);
    assert_int_equal(HF_ERR_IMAGE_TLV_TWICE, collect());
    make(state);
    sample_add(&sample, HF_TLV_ECDSA_SIG, NULL, 70);
    assert_int_equal(HF_ERR_IMAGE_TLV_ORDER, collect());
}

static void the_key_stands_directly_before_its_signature(void **state)
{
    (void)state;
    sample_start(&sample);
    sample_open_protected(&sample);
    sample_close_protected(&sample);
    sample_open_area(&sample, HF_AREA_MAGIC_PLAIN);
    sample_add(&sample, HF_TLV_KEYHASH, NULL, 32);
    sample_add(&sample, HF_TLV_SHA256, NULL, 32);
    sample_add(&sample, HF_TLV_ECDSA_SIG, NULL, 70);
    assert_int_equal(HF_ERR_IMAGE_TLV_ORDER, collect());
}

static hf_err_t collect_with_pubkey(uint16_t size, enum hf_key_form form)
{
    struct hf_image_areas areas;
    size_t start = SAMPLE_HEADER_SIZE + SAMPLE_PAYLOAD_SIZE;

    sample_start(&sample);
    sample_open_protected(&sample);
    sample_close_protected(&sample);
    sample_open_area(&sample, HF_AREA_MAGIC_PLAIN);
    sample_add(&sample, HF_TLV_SHA256, NULL, 32);
    sample_add(&sample, HF_TLV_PUBKEY, NULL, size);
    sample_add(&sample, HF_TLV_ECDSA_SIG, NULL, 70);
    assert_int_equal(HF_OK, hf_image_read_header(sample.bytes, SAMPLE_SIZE_MAX, &image));
    assert_int_equal(
        HF_OK, hf_image_read_areas(&image, (hf_span_t){sample.bytes + start, sample.size - start},
                                   &areas));
    return hf_image_collect(&image, &areas, form, &claims, &at);
}

static void a_whole_key_is_wanted_or_refused_never_optional(void **state)
{
    struct hf_image_areas areas;
    size_t start = SAMPLE_HEADER_SIZE + SAMPLE_PAYLOAD_SIZE;

    (void)state;
    assert_int_equal(HF_OK, collect_with_pubkey(91, HF_KEY_EMBEDDED));
    assert_int_equal(HF_ERR_IMAGE_TLV_LENGTH, collect_with_pubkey(90, HF_KEY_EMBEDDED));
    assert_int_equal(HF_ERR_IMAGE_TLV_LENGTH, collect_with_pubkey(92, HF_KEY_EMBEDDED));
    assert_int_equal(HF_ERR_IMAGE_TLV_UNKNOWN, collect_with_pubkey(91, HF_KEY_HASHED));
    make(state);
    assert_int_equal(HF_OK, hf_image_read_header(sample.bytes, SAMPLE_SIZE_MAX, &image));
    assert_int_equal(
        HF_OK, hf_image_read_areas(&image, (hf_span_t){sample.bytes + start, sample.size - start},
                                   &areas));
    assert_int_equal(HF_ERR_IMAGE_TLV_UNKNOWN,
                     hf_image_collect(&image, &areas, HF_KEY_EMBEDDED, &claims, &at));
}

static hf_err_t collect_encrypted(uint32_t flags, uint16_t size)
{
    make(NULL);
    hf_write_u32(sample.bytes + 16, flags);
    if (size != 0) {
        sample_add(&sample, HF_TLV_ENC_EC256, NULL, size);
    }
    return collect();
}

static void encryption_flag_and_wrapped_key_go_together(void **state)
{
    (void)state;
    assert_int_equal(HF_OK, collect_encrypted(HF_IMAGE_FLAG_AES128, 113));
    assert_int_equal(HF_OK, collect_encrypted(HF_IMAGE_FLAG_AES256, 129));
    assert_int_equal(HF_ERR_IMAGE_FLAGS, collect_encrypted(HF_IMAGE_FLAG_AES128, 0));
    assert_int_equal(HF_ERR_IMAGE_FLAGS, collect_encrypted(0, 129));
    assert_int_equal(HF_ERR_IMAGE_TLV_LENGTH, collect_encrypted(HF_IMAGE_FLAG_AES128, 129));
    assert_int_equal(HF_ERR_IMAGE_TLV_LENGTH, collect_encrypted(HF_IMAGE_FLAG_AES256, 113));
    assert_int_equal(HF_ERR_IMAGE_FLAGS,
                     collect_encrypted(HF_IMAGE_FLAG_AES128 | HF_IMAGE_FLAG_AES256, 113));
}

static void a_wrapped_key_is_unique(void **state)
{
    (void)state;
    hf_write_u32(sample.bytes + 16, HF_IMAGE_FLAG_AES128);
    sample_add(&sample, HF_TLV_ENC_EC256, NULL, 113);
    sample_add(&sample, HF_TLV_ENC_EC256, NULL, 113);
    assert_int_equal(HF_ERR_IMAGE_TLV_TWICE, collect());
}

static void a_spill_is_reported_with_its_offset(void **state)
{
    (void)state;
    uint16_t total = hf_read_u16(sample.bytes + sample.area + 2);

    sample.size += 3; /* a partial TLV header at the end of the area */
    hf_write_u16(sample.bytes + sample.area + 2, (uint16_t)(total + 3));
    assert_int_equal(HF_ERR_IMAGE_SPILL, collect());
    assert_int_equal(sample.size - 3 - SAMPLE_HEADER_SIZE - SAMPLE_PAYLOAD_SIZE, at);
}

static void an_image_without_a_protected_area_is_refused(void **state)
{
    (void)state;
    sample_start(&sample);
    sample_add_plain(&sample);
    assert_int_equal(HF_ERR_IMAGE_TLV_MISSING, collect());
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(the_sample_is_collected, make),
        cmocka_unit_test(each_demanded_protected_tlv_is_missed),
        cmocka_unit_test(each_demanded_protected_tlv_must_be_unique),
        cmocka_unit_test(each_demanded_protected_tlv_has_one_length),
        cmocka_unit_test(a_demanded_tlv_in_the_plain_area_is_refused_with_its_offset),
        cmocka_unit_test(no_other_type_is_allowed_in_the_plain_area),
        cmocka_unit_test(an_unknown_type_is_refused_in_the_protected_area),
        cmocka_unit_test(a_signed_vendor_tlv_is_nobodys_business),
        cmocka_unit_test(a_dependency_has_12_bytes_and_may_repeat),
        cmocka_unit_test(a_boot_record_is_unique_and_bounded),
        cmocka_unit_test(hash_key_and_signature_must_be_there),
        cmocka_unit_test(hash_key_and_signature_have_their_lengths),
        cmocka_unit_test_setup(hash_key_and_signature_are_unique, make),
        cmocka_unit_test(the_key_stands_directly_before_its_signature),
        cmocka_unit_test(a_whole_key_is_wanted_or_refused_never_optional),
        cmocka_unit_test(encryption_flag_and_wrapped_key_go_together),
        cmocka_unit_test_setup(a_wrapped_key_is_unique, make),
        cmocka_unit_test_setup(a_spill_is_reported_with_its_offset, make),
        cmocka_unit_test(an_image_without_a_protected_area_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
