/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Key management: policies, lifetimes, limits. */
#include "lab/psa/cases.h"

#include "holdfast/device.h"

#define VALUE "000102030405060708090a0b0c0d0e0f"

static const struct psa_kind plain = {PSA_KEY_TYPE_RAW_DATA, PSA_KEY_USAGE_EXPORT, PSA_ALG_NONE, 0};
static const struct psa_kind closed = {PSA_KEY_TYPE_AES, PSA_KEY_USAGE_ENCRYPT, PSA_ALG_CTR, 0};

static void a_value_comes_out_only_if_it_may(void)
{
    psa_key_id_t const open_key = psa_make(&plain, VALUE);
    psa_key_id_t const closed_key = psa_make(&closed, VALUE);
    struct psa_bytes const value = psa_hex(VALUE);
    uint8_t out[32];
    size_t length = 0;

    EXPECT(PSA_SUCCESS, psa_export_key(open_key, out, sizeof(out), &length));
    TRUE_THAT(psa_same(&value, out, length));
    EXPECT(PSA_ERROR_BUFFER_TOO_SMALL, psa_export_key(open_key, out, 15, &length));
    TRUE_THAT(length == 0);
    EXPECT(PSA_ERROR_NOT_PERMITTED, psa_export_key(closed_key, out, sizeof(out), &length));
    EXPECT(PSA_ERROR_INVALID_ARGUMENT, psa_export_public_key(closed_key, out, 32, &length));
    EXPECT(PSA_SUCCESS, psa_destroy_key(open_key));
    EXPECT(PSA_SUCCESS, psa_destroy_key(closed_key));
    EXPECT(PSA_ERROR_INVALID_HANDLE, psa_export_key(open_key, out, sizeof(out), &length));
}

static void attributes_are_those_that_were_set(void)
{
    psa_key_id_t const key = psa_make(&closed, VALUE);
    psa_key_attributes_t attributes = PSA_KEY_ATTRIBUTES_INIT;

    EXPECT(PSA_SUCCESS, psa_get_key_attributes(key, &attributes));
    TRUE_THAT(psa_get_key_type(&attributes) == PSA_KEY_TYPE_AES);
    TRUE_THAT(psa_get_key_bits(&attributes) == 128);
    TRUE_THAT(psa_get_key_usage_flags(&attributes) == PSA_KEY_USAGE_ENCRYPT);
    TRUE_THAT(psa_get_key_algorithm(&attributes) == PSA_ALG_CTR);
    TRUE_THAT(psa_get_key_lifetime(&attributes) == PSA_KEY_LIFETIME_VOLATILE);
    TRUE_THAT(psa_get_key_id(&attributes) == key);
    EXPECT(PSA_SUCCESS, psa_destroy_key(key));
    EXPECT(PSA_ERROR_INVALID_HANDLE, psa_get_key_attributes(key, &attributes));
    EXPECT(PSA_SUCCESS, psa_destroy_key(PSA_KEY_ID_NULL));
}

static void generated_keys_differ(void)
{
    struct psa_kind const random = {PSA_KEY_TYPE_RAW_DATA, PSA_KEY_USAGE_EXPORT, PSA_ALG_NONE, 256};
    psa_key_id_t const keys[2] = {psa_make(&random, NULL), psa_make(&random, NULL)};
    struct psa_bytes first = {{0}, 0};
    uint8_t second[32];
    size_t length = 0;

    EXPECT(PSA_SUCCESS, psa_export_key(keys[0], first.at, ROOM, &first.size));
    EXPECT(PSA_SUCCESS, psa_export_key(keys[1], second, sizeof(second), &length));
    TRUE_THAT(length == 32 && !psa_same(&first, second, length));
    EXPECT(PSA_SUCCESS, psa_destroy_key(keys[0]));
    EXPECT(PSA_SUCCESS, psa_destroy_key(keys[1]));
}

static void a_copy_may_no_more_than_its_source(void)
{
    struct psa_kind source_kind = closed;
    psa_key_attributes_t attributes = psa_attributes(&closed);
    psa_key_id_t source;
    psa_key_id_t copy = PSA_KEY_ID_NULL;
    uint8_t out[32];
    size_t length = 0;

    source_kind.usage |= PSA_KEY_USAGE_COPY;
    source = psa_make(&source_kind, VALUE);
    psa_set_key_usage_flags(&attributes, PSA_KEY_USAGE_ENCRYPT | PSA_KEY_USAGE_EXPORT);
    EXPECT(PSA_SUCCESS, psa_copy_key(source, &attributes, &copy));
    EXPECT(PSA_ERROR_NOT_PERMITTED, psa_export_key(copy, out, sizeof(out), &length));
    EXPECT(PSA_SUCCESS, psa_destroy_key(source));
    EXPECT(PSA_ERROR_NOT_PERMITTED, psa_copy_key(copy, &attributes, &source));
    TRUE_THAT(source == PSA_KEY_ID_NULL);
    EXPECT(PSA_SUCCESS, psa_cipher_encrypt(copy, PSA_ALG_CTR, out, 4, out + 4, 28, &length));
    EXPECT(PSA_SUCCESS, psa_destroy_key(copy));
}

static void attributes_that_cannot_be_are_refused(void)
{
    static const uint8_t value[600] = {0};
    psa_key_attributes_t attributes = psa_attributes(&closed);
    psa_key_id_t key = 7;

    EXPECT(PSA_ERROR_INVALID_ARGUMENT, psa_import_key(&attributes, value, 15, &key));
    TRUE_THAT(key == PSA_KEY_ID_NULL);
    psa_set_key_bits(&attributes, 192);
    EXPECT(PSA_ERROR_INVALID_ARGUMENT, psa_import_key(&attributes, value, 16, &key));
    psa_set_key_type(&attributes, PSA_KEY_TYPE_NONE);
    EXPECT(PSA_ERROR_NOT_SUPPORTED, psa_import_key(&attributes, value, 24, &key));
    attributes = psa_attributes(&plain);
    EXPECT(PSA_ERROR_INVALID_ARGUMENT, psa_import_key(&attributes, value, 0, &key));
    psa_set_key_usage_flags(&attributes, 0x80000000u);
    EXPECT(PSA_ERROR_INVALID_ARGUMENT, psa_import_key(&attributes, value, 16, &key));
    attributes = psa_attributes(&plain);
    psa_set_key_lifetime(&attributes, 0x00000100u);
    EXPECT(PSA_ERROR_INVALID_ARGUMENT, psa_import_key(&attributes, value, 16, &key));
    attributes = psa_attributes(&plain);
    psa_set_key_id(&attributes, HF_KEY_DEVICE);
    EXPECT(PSA_ERROR_INVALID_ARGUMENT, psa_import_key(&attributes, value, 16, &key));
    psa_set_key_id(&attributes, 0);
    EXPECT(PSA_ERROR_INVALID_ARGUMENT, psa_import_key(&attributes, value, 16, &key));
}

/* Where storage does not last, a persistent key lives until the next reset. */
static void a_persistent_key_is_found_again(void)
{
    psa_key_attributes_t attributes = psa_attributes(&plain);
    struct psa_bytes const value = psa_hex(VALUE);
    psa_key_id_t const id = 0x00ca5e01;
    psa_key_id_t key = PSA_KEY_ID_NULL;
    uint8_t out[32];
    size_t length = 0;

    (void)psa_destroy_key(id);
    psa_set_key_id(&attributes, id);
    EXPECT(PSA_SUCCESS, psa_import_key(&attributes, value.at, value.size, &key));
    TRUE_THAT(key == id);
    EXPECT(PSA_ERROR_ALREADY_EXISTS, psa_import_key(&attributes, value.at, 4, &key));
    EXPECT(PSA_SUCCESS, psa_purge_key(id));
    EXPECT(PSA_SUCCESS, psa_export_key(id, out, sizeof(out), &length));
    TRUE_THAT(psa_same(&value, out, length));
    EXPECT(PSA_SUCCESS, psa_get_key_attributes(id, &attributes));
    TRUE_THAT(psa_get_key_lifetime(&attributes) == PSA_KEY_LIFETIME_PERSISTENT);
    EXPECT(PSA_SUCCESS, psa_destroy_key(id));
    EXPECT(PSA_ERROR_INVALID_HANDLE, psa_export_key(id, out, sizeof(out), &length));
}

/* The bound is met by an error, and each key that goes makes room for one. */
static void volatile_keys_are_bounded(void)
{
    psa_key_attributes_t const attributes = psa_attributes(&plain);
    struct psa_bytes const value = psa_hex(VALUE);
    psa_key_id_t keys[40];
    size_t count = 0;
    psa_key_id_t one_more = 7;

    while (count < 40 &&
           psa_import_key(&attributes, value.at, value.size, &keys[count]) == PSA_SUCCESS) {
        count++;
    }
    TRUE_THAT(count == 12);
    EXPECT(PSA_ERROR_INSUFFICIENT_MEMORY,
           psa_import_key(&attributes, value.at, value.size, &one_more));
    EXPECT(PSA_ERROR_INSUFFICIENT_MEMORY, psa_generate_key(&attributes, &one_more));
    while (count > 0) {
        EXPECT(PSA_SUCCESS, psa_destroy_key(keys[--count]));
    }
    EXPECT(PSA_SUCCESS, psa_import_key(&attributes, value.at, value.size, &one_more));
    EXPECT(PSA_SUCCESS, psa_destroy_key(one_more));
}

const struct psa_case psa_key_cases[] = {
    {"a value comes out only if it may", a_value_comes_out_only_if_it_may},
    {"attributes are those that were set", attributes_are_those_that_were_set},
    {"generated keys differ", generated_keys_differ},
    {"a copy may no more than its source", a_copy_may_no_more_than_its_source},
    {"attributes that cannot be are refused", attributes_that_cannot_be_are_refused},
    {"a persistent key is found again", a_persistent_key_is_found_again},
    {"volatile keys are bounded", volatile_keys_are_bounded},
    {NULL, NULL},
};
