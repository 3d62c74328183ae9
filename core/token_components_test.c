/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The software components: one map each, in one claim. */
#include "core/token_sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const uint8_t filler[65] = {7};

/* A field of a component: a key and a string of `size` bytes. */
struct field {
    int64_t key;
    enum hf_cbor_kind kind;
    size_t size;
};

static const struct field good[] = {{HF_COMPONENT_TYPE, HF_CBOR_TEXT, 4},
                                    {HF_COMPONENT_MEASUREMENT, HF_CBOR_BYTES, 32},
                                    {HF_COMPONENT_VERSION, HF_CBOR_TEXT, 5},
                                    {HF_COMPONENT_SIGNER, HF_CBOR_BYTES, 32},
                                    {HF_COMPONENT_DESCRIPTION, HF_CBOR_TEXT, 0}};

#define FIELDS (sizeof(good) / sizeof(good[0]))

/* Reads claims whose components are `components` maps of the `count` fields. */
static hf_err_t read_components(struct hf_sample *sample, const struct field *fields, size_t count,
                                uint64_t components)
{
    uint8_t bytes[240];
    struct hf_cbor_out out = hf_cbor_out(bytes, sizeof(bytes));
    size_t size = 0;

    hf_cbor_write_head(&out, HF_CBOR_ARRAY, components);
    for (uint64_t i = 0; i < components; i++) {
        hf_cbor_write_head(&out, HF_CBOR_MAP, count);
        for (size_t j = 0; j < count; j++) {
            hf_cbor_write_int(&out, fields[j].key);
            hf_cbor_write_head(&out, fields[j].kind, fields[j].size);
            hf_cbor_write_raw(&out, (hf_span_t){filler, fields[j].size});
        }
    }
    assert_int_equal(HF_OK, hf_cbor_end(&out, &size));
    hf_sample_fill_without(sample, HF_CLAIM_COMPONENTS);
    hf_sample_add_raw(sample, HF_CLAIM_COMPONENTS, bytes, size);
    return hf_sample_read(sample);
}

/* The good fields with number `index` replaced. */
static hf_err_t read_with(struct hf_sample *sample, size_t index, struct field field)
{
    struct field fields[FIELDS];

    memcpy(fields, good, sizeof(fields));
    fields[index] = field;
    return read_components(sample, fields, FIELDS, 1);
}

static void a_component_with_all_fields_is_read(void **state)
{
    struct hf_sample sample;

    (void)state;
    assert_int_equal(HF_OK, read_components(&sample, good, FIELDS, 2));
    assert_int_equal(2, sample.token.claims.component_count);
    const struct hf_token_component *second = &sample.token.claims.components[1];

    assert_int_equal(4, second->type.size);
    assert_int_equal(5, second->version.size);
    assert_non_null(second->description.bytes);
}

static void measurement_and_signer_must_be_there(void **state)
{
    static const struct field no_signer[] = {{HF_COMPONENT_MEASUREMENT, HF_CBOR_BYTES, 32}};
    static const struct field no_measurement[] = {{HF_COMPONENT_SIGNER, HF_CBOR_BYTES, 32}};
    struct hf_sample sample;

    (void)state;
    assert_int_equal(HF_ERR_TOKEN_CLAIM_MISSING, read_components(&sample, no_signer, 1, 1));
    assert_int_equal(HF_COMPONENT_SIGNER, sample.token.place.field);
    assert_int_equal(HF_CLAIM_COMPONENTS, sample.token.place.claim);
    assert_int_equal(0, sample.token.place.component);
    assert_int_equal(HF_ERR_TOKEN_CLAIM_MISSING, read_components(&sample, no_measurement, 1, 1));
    assert_int_equal(HF_COMPONENT_MEASUREMENT, sample.token.place.field);
}

static void a_component_without_fields_is_refused(void **state)
{
    struct hf_sample sample;

    (void)state;
    assert_int_equal(HF_ERR_TOKEN_CLAIM_MISSING, read_components(&sample, good, 0, 1));
}

static void hashes_have_32_48_or_64_bytes(void **state)
{
    static const size_t indexes[] = {1, 3};
    struct hf_sample sample;

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct field field = good[indexes[i]];

        for (field.size = 0; field.size <= sizeof(filler); field.size++) {
            int fits = field.size == 32 || field.size == 48 || field.size == 64;

            assert_int_equal(fits ? HF_OK : HF_ERR_TOKEN_CLAIM_LENGTH,
                             read_with(&sample, indexes[i], field));
            assert_int_equal(fits ? 0 : field.key, sample.token.place.field);
        }
    }
}

static void each_field_of_another_type_is_refused_by_name(void **state)
{
    struct hf_sample sample;

    (void)state;
    for (size_t i = 0; i < FIELDS; i++) {
        struct field field = good[i];

        field.kind = field.kind == HF_CBOR_TEXT ? HF_CBOR_BYTES : HF_CBOR_TEXT;
        assert_int_equal(HF_ERR_TOKEN_CLAIM_TYPE, read_with(&sample, i, field));
        assert_int_equal(field.key, sample.token.place.field);
    }
}

static void each_field_that_is_doubled_is_refused(void **state)
{
    struct hf_sample sample;
    struct field fields[FIELDS + 1u];

    (void)state;
    memcpy(fields, good, sizeof(good));
    for (size_t i = 0; i < FIELDS; i++) {
        fields[FIELDS] = good[i];
        assert_int_equal(HF_ERR_TOKEN_CLAIM_TWICE,
                         read_components(&sample, fields, FIELDS + 1u, 1));
        assert_int_equal(good[i].key, sample.token.place.field);
    }
}

static void a_field_that_the_rfc_does_not_define_is_refused(void **state)
{
    struct hf_sample sample;

    (void)state;
    assert_int_equal(HF_ERR_TOKEN_COMPONENT_KEY,
                     read_with(&sample, 0, (struct field){3, HF_CBOR_TEXT, 1}));
    assert_int_equal(HF_ERR_TOKEN_COMPONENT_KEY,
                     read_with(&sample, 0, (struct field){7, HF_CBOR_TEXT, 1}));
    assert_int_equal(HF_ERR_TOKEN_COMPONENT_KEY,
                     read_with(&sample, 0, (struct field){-1, HF_CBOR_TEXT, 1}));
}

static void no_component_and_too_many_are_refused(void **state)
{
    uint8_t many[1 + HF_TOKEN_COMPONENTS_MAX + 1] = {0x80u + HF_TOKEN_COMPONENTS_MAX + 1u};
    struct hf_sample sample;

    (void)state;
    assert_int_equal(HF_ERR_TOKEN_COMPONENTS, read_components(&sample, good, FIELDS, 0));
    hf_sample_fill_without(&sample, HF_CLAIM_COMPONENTS);
    hf_sample_add_raw(&sample, HF_CLAIM_COMPONENTS, many, sizeof(many));
    assert_int_equal(HF_ERR_TOKEN_COMPONENTS, hf_sample_read(&sample));
    many[0]--; /* as many as there may be: now what is inside is looked at */
    hf_sample_fill_without(&sample, HF_CLAIM_COMPONENTS);
    hf_sample_add_raw(&sample, HF_CLAIM_COMPONENTS, many, sizeof(many) - 1u);
    assert_int_equal(HF_ERR_TOKEN_CLAIM_TYPE, hf_sample_read(&sample));
}

static void the_second_component_is_named_when_it_is_wrong(void **state)
{
    uint8_t bytes[80];
    struct hf_sample sample;

    (void)state;
    hf_sample_fill(&sample);
    const struct hf_sample_entry *claim = &sample.entries[8];
    size_t size = claim->size - 3u; /* behind the key */

    memcpy(bytes, claim->bytes + 3, size);
    bytes[0] = 0x82;
    bytes[size] = 0xa0;
    hf_sample_fill_without(&sample, HF_CLAIM_COMPONENTS);
    hf_sample_add_raw(&sample, HF_CLAIM_COMPONENTS, bytes, size + 1u);
    assert_int_equal(HF_ERR_TOKEN_CLAIM_MISSING, hf_sample_read(&sample));
    assert_int_equal(1, sample.token.place.component);
}

static void every_name_of_a_claim_and_a_field_is_known(void **state)
{
    (void)state;
    assert_string_equal("eat_nonce", hf_claim_name(HF_CLAIM_NONCE));
    assert_string_equal("psa-verification-service-indicator", hf_claim_name(HF_CLAIM_SERVICE));
    assert_null(hf_claim_name(2397));
    assert_string_equal("signer-id", hf_component_field_name(HF_COMPONENT_SIGNER));
    assert_null(hf_component_field_name(3));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_component_with_all_fields_is_read),
        cmocka_unit_test(measurement_and_signer_must_be_there),
        cmocka_unit_test(a_component_without_fields_is_refused),
        cmocka_unit_test(hashes_have_32_48_or_64_bytes),
        cmocka_unit_test(each_field_of_another_type_is_refused_by_name),
        cmocka_unit_test(each_field_that_is_doubled_is_refused),
        cmocka_unit_test(a_field_that_the_rfc_does_not_define_is_refused),
        cmocka_unit_test(no_component_and_too_many_are_refused),
        cmocka_unit_test(the_second_component_is_named_when_it_is_wrong),
        cmocka_unit_test(every_name_of_a_claim_and_a_field_is_known),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
