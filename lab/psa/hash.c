/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Hashes. Answers: FIPS 180-2, appendix B. */
#include "lab/psa/cases.h"

#define ABC_HASH "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

static const uint8_t abc[3] = {'a', 'b', 'c'};
static uint8_t image[5000];

static void a_hash_is_the_known_one(void)
{
    struct psa_bytes const expected = psa_hex(ABC_HASH);
    uint8_t hash[PSA_HASH_MAX_SIZE];
    size_t length = 0;

    EXPECT(PSA_SUCCESS, psa_hash_compute(PSA_ALG_SHA_256, abc, 3, hash, sizeof(hash), &length));
    TRUE_THAT(psa_same(&expected, hash, length));
    EXPECT(PSA_SUCCESS, psa_hash_compare(PSA_ALG_SHA_256, abc, 3, expected.at, expected.size));
    EXPECT(PSA_ERROR_INVALID_SIGNATURE,
           psa_hash_compare(PSA_ALG_SHA_256, abc, 2, expected.at, expected.size));
    EXPECT(PSA_ERROR_INVALID_SIGNATURE,
           psa_hash_compare(PSA_ALG_SHA_256, abc, 3, expected.at, expected.size - 1u));
}

static void pieces_give_the_hash_of_the_whole(void)
{
    psa_hash_operation_t operation = PSA_HASH_OPERATION_INIT;
    uint8_t whole[32];
    uint8_t pieces[32];
    size_t length = 0;

    for (size_t i = 0; i < sizeof(image); i++) {
        image[i] = (uint8_t)(i * 7u);
    }
    EXPECT(PSA_SUCCESS,
           psa_hash_compute(PSA_ALG_SHA_256, image, sizeof(image), whole, 32, &length));
    EXPECT(PSA_SUCCESS, psa_hash_setup(&operation, PSA_ALG_SHA_256));
    EXPECT(PSA_SUCCESS, psa_hash_update(&operation, image, 1));
    EXPECT(PSA_SUCCESS, psa_hash_update(&operation, NULL, 0));
    EXPECT(PSA_SUCCESS, psa_hash_update(&operation, image + 1, 63));
    EXPECT(PSA_SUCCESS, psa_hash_update(&operation, image + 64, sizeof(image) - 64));
    EXPECT(PSA_SUCCESS, psa_hash_finish(&operation, pieces, sizeof(pieces), &length));
    TRUE_THAT(length == 32);
    for (size_t i = 0; i < 32; i++) {
        TRUE_THAT(whole[i] == pieces[i]);
    }
}

static void a_clone_goes_its_own_way(void)
{
    struct psa_bytes const expected = psa_hex(ABC_HASH);
    psa_hash_operation_t operation = PSA_HASH_OPERATION_INIT;
    psa_hash_operation_t clone = PSA_HASH_OPERATION_INIT;

    EXPECT(PSA_ERROR_BAD_STATE, psa_hash_clone(&operation, &clone));
    EXPECT(PSA_SUCCESS, psa_hash_setup(&operation, PSA_ALG_SHA_256));
    EXPECT(PSA_SUCCESS, psa_hash_update(&operation, abc, 2));
    EXPECT(PSA_SUCCESS, psa_hash_clone(&operation, &clone));
    EXPECT(PSA_ERROR_BAD_STATE, psa_hash_clone(&operation, &clone));
    EXPECT(PSA_SUCCESS, psa_hash_update(&operation, abc, 1));
    EXPECT(PSA_SUCCESS, psa_hash_update(&clone, abc + 2, 1));
    EXPECT(PSA_SUCCESS, psa_hash_verify(&clone, expected.at, expected.size));
    EXPECT(PSA_ERROR_INVALID_SIGNATURE, psa_hash_verify(&operation, expected.at, expected.size));
    EXPECT(PSA_SUCCESS, psa_hash_abort(&operation));
    EXPECT(PSA_SUCCESS, psa_hash_abort(&clone));
}

static void calls_out_of_order_are_refused(void)
{
    psa_hash_operation_t operation = PSA_HASH_OPERATION_INIT;
    psa_hash_operation_t copy;
    uint8_t hash[32];
    size_t length = 7;

    EXPECT(PSA_ERROR_BAD_STATE, psa_hash_update(&operation, abc, 3));
    EXPECT(PSA_ERROR_BAD_STATE, psa_hash_finish(&operation, hash, sizeof(hash), &length));
    TRUE_THAT(length == 0);
    EXPECT(PSA_ERROR_BAD_STATE, psa_hash_verify(&operation, hash, sizeof(hash)));
    EXPECT(PSA_SUCCESS, psa_hash_abort(&operation));
    EXPECT(PSA_SUCCESS, psa_hash_setup(&operation, PSA_ALG_SHA_256));
    EXPECT(PSA_ERROR_BAD_STATE, psa_hash_setup(&operation, PSA_ALG_SHA_256));
    copy = operation;
    EXPECT(PSA_SUCCESS, psa_hash_finish(&operation, hash, sizeof(hash), &length));
    EXPECT(PSA_ERROR_BAD_STATE, psa_hash_update(&copy, abc, 3));
    EXPECT(PSA_SUCCESS, psa_hash_abort(&copy));
}

static void errors_are_those_of_the_standard(void)
{
    psa_hash_operation_t operation = PSA_HASH_OPERATION_INIT;
    uint8_t hash[32] = {0};
    size_t length = 7;

    EXPECT(PSA_ERROR_NOT_SUPPORTED, psa_hash_setup(&operation, PSA_ALG_MD5));
    EXPECT(PSA_ERROR_INVALID_ARGUMENT, psa_hash_setup(&operation, PSA_ALG_CTR));
    EXPECT(PSA_ERROR_BUFFER_TOO_SMALL,
           psa_hash_compute(PSA_ALG_SHA_256, abc, 3, hash, 31, &length));
    TRUE_THAT(length == 0);
    EXPECT(PSA_SUCCESS, psa_hash_setup(&operation, PSA_ALG_SHA_256));
    EXPECT(PSA_ERROR_BUFFER_TOO_SMALL, psa_hash_finish(&operation, hash, 31, &length));
    EXPECT(PSA_ERROR_BAD_STATE, psa_hash_finish(&operation, hash, 32, &length));
    EXPECT(PSA_SUCCESS, psa_hash_abort(&operation));
    EXPECT(PSA_SUCCESS, psa_hash_setup(&operation, PSA_ALG_SHA_256));
    EXPECT(PSA_ERROR_NOT_SUPPORTED, psa_hash_suspend(&operation, hash, sizeof(hash), &length));
    EXPECT(PSA_SUCCESS, psa_hash_abort(&operation));
    EXPECT(PSA_ERROR_NOT_SUPPORTED, psa_hash_resume(&operation, hash, sizeof(hash)));
}

const struct psa_case psa_hash_cases[] = {
    {"a hash is the known one", a_hash_is_the_known_one},
    {"pieces give the hash of the whole", pieces_give_the_hash_of_the_whole},
    {"a clone goes its own way", a_clone_goes_its_own_way},
    {"calls out of order are refused", calls_out_of_order_are_refused},
    {"errors are those of the standard", errors_are_those_of_the_standard},
    {NULL, NULL},
};
