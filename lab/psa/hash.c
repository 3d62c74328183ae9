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
}

/* FIPS 180-2, B.2: the first block of its message, padding and all, and the state behind it. */
#define IV_256    "6a09e667bb67ae853c6ef372a54ff53a510e527f9b05688c1f83d9ab5be0cd19"
#define FIRST_256 "85e655d6417a17953363376a624cde5c76e09589cac5f811cc4b32c1f20e533a"

static size_t suspend_after(size_t size, uint8_t state[PSA_HASH_SUSPEND_OUTPUT_MAX_SIZE])
{
    psa_hash_operation_t operation = PSA_HASH_OPERATION_INIT;
    psa_hash_operation_t over;
    size_t length = 0;

    EXPECT(PSA_SUCCESS, psa_hash_setup(&operation, PSA_ALG_SHA_256));
    EXPECT(PSA_SUCCESS, psa_hash_update(&operation, image, size));
    over = operation;
    EXPECT(PSA_SUCCESS,
           psa_hash_suspend(&operation, state, PSA_HASH_SUSPEND_OUTPUT_MAX_SIZE, &length));
    EXPECT(PSA_ERROR_BAD_STATE, psa_hash_update(&operation, image, 1));
    EXPECT(PSA_ERROR_BAD_STATE, psa_hash_update(&over, image, 1));
    return length;
}

static void a_suspended_hash_has_the_bytes_of_the_standard(void)
{
    struct psa_bytes const empty = psa_hex("020000090000000000000000" IV_256);
    struct psa_bytes const three = psa_hex("020000090000000000000003" IV_256 "616263");
    struct psa_bytes const block = psa_hex("020000090000000000000040" FIRST_256);
    static const char text[] = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq\x80";
    uint8_t state[PSA_HASH_SUSPEND_OUTPUT_MAX_SIZE];

    for (size_t i = 0; i < 64; i++) {
        image[i] = i < sizeof(text) ? (uint8_t)text[i] : 0u;
    }
    TRUE_THAT(psa_same(&empty, state, suspend_after(0, state)));
    TRUE_THAT(psa_same(&block, state, suspend_after(64, state)));
    for (size_t i = 0; i < 3; i++) {
        image[i] = abc[i];
    }
    TRUE_THAT(psa_same(&three, state, suspend_after(3, state)));
    TRUE_THAT(PSA_HASH_SUSPEND_OUTPUT_SIZE(PSA_ALG_SHA_256) == 107);
}

static void a_resumed_hash_goes_on(void)
{
    static const size_t cuts[] = {0, 1, 63, 64, 65, 127, 2500, 5000};
    psa_hash_operation_t operation = PSA_HASH_OPERATION_INIT;
    uint8_t state[PSA_HASH_SUSPEND_OUTPUT_MAX_SIZE];
    uint8_t whole[32];
    size_t length = 0;

    for (size_t i = 0; i < sizeof(image); i++) {
        image[i] = (uint8_t)(i * 11u);
    }
    EXPECT(PSA_SUCCESS,
           psa_hash_compute(PSA_ALG_SHA_256, image, sizeof(image), whole, 32, &length));
    for (size_t i = 0; i < sizeof(cuts) / sizeof(cuts[0]); i++) {
        size_t const size = suspend_after(cuts[i], state);

        EXPECT(PSA_SUCCESS, psa_hash_resume(&operation, state, size));
        EXPECT(PSA_ERROR_BAD_STATE, psa_hash_resume(&operation, state, size));
        EXPECT(PSA_SUCCESS, psa_hash_update(&operation, image + cuts[i], sizeof(image) - cuts[i]));
        EXPECT(PSA_SUCCESS, psa_hash_verify(&operation, whole, sizeof(whole)));
    }
}

static void refuse_state(psa_status_t expected, const uint8_t *state, size_t size)
{
    psa_hash_operation_t operation = PSA_HASH_OPERATION_INIT;

    EXPECT(expected, psa_hash_resume(&operation, state, size));
    EXPECT(PSA_ERROR_BAD_STATE, psa_hash_update(&operation, abc, 3));
}

/* Each more often than there are operations. */
static void what_is_no_state_is_refused(void)
{
    uint8_t state[300] = {0};
    size_t const size = suspend_after(70, state);

    TRUE_THAT(size == 50);
    for (size_t i = 0; i <= sizeof(state); i++) {
        if (i != size) {
            refuse_state(PSA_ERROR_INVALID_ARGUMENT, state, i);
        }
    }
    for (unsigned bit = 0x20; bit <= 0x80; bit <<= 1) {
        state[4] = (uint8_t)bit; /* more bits than SHA-256 can count */
        refuse_state(PSA_ERROR_INVALID_ARGUMENT, state, size);
    }
    state[4] = 0;
    state[11] ^= 1; /* a length that says another rest */
    refuse_state(PSA_ERROR_INVALID_ARGUMENT, state, size);
    state[11] ^= 1;
    state[3] = 3; /* MD5 */
    refuse_state(PSA_ERROR_NOT_SUPPORTED, state, size);
    state[0] = 4; /* a cipher */
    refuse_state(PSA_ERROR_INVALID_ARGUMENT, state, size);
}

static void a_suspend_needs_a_hash_and_room(void)
{
    psa_hash_operation_t operation = PSA_HASH_OPERATION_INIT;
    uint8_t state[PSA_HASH_SUSPEND_OUTPUT_MAX_SIZE];
    size_t length = 7;

    EXPECT(PSA_ERROR_BAD_STATE, psa_hash_suspend(&operation, state, sizeof(state), &length));
    TRUE_THAT(length == 0);
    EXPECT(PSA_SUCCESS, psa_hash_setup(&operation, PSA_ALG_SHA_256));
    EXPECT(PSA_ERROR_BUFFER_TOO_SMALL, psa_hash_suspend(&operation, state, 106, &length));
    EXPECT(PSA_ERROR_BAD_STATE, psa_hash_suspend(&operation, state, 107, &length));
    EXPECT(PSA_SUCCESS, psa_hash_abort(&operation));
    EXPECT(PSA_SUCCESS, psa_hash_setup(&operation, PSA_ALG_SHA_256));
    EXPECT(PSA_SUCCESS, psa_hash_suspend(&operation, state, 107, &length));
    TRUE_THAT(length == 44);
}

const struct psa_case psa_hash_cases[] = {
    {"a hash is the known one", a_hash_is_the_known_one},
    {"pieces give the hash of the whole", pieces_give_the_hash_of_the_whole},
    {"a clone goes its own way", a_clone_goes_its_own_way},
    {"calls out of order are refused", calls_out_of_order_are_refused},
    {"errors are those of the standard", errors_are_those_of_the_standard},
    {"a suspended hash has the bytes of the standard",
     a_suspended_hash_has_the_bytes_of_the_standard},
    {"a resumed hash goes on", a_resumed_hash_goes_on},
    {"what is no state is refused", what_is_no_state_is_refused},
    {"a suspend needs a hash and room", a_suspend_needs_a_hash_and_room},
    {NULL, NULL},
};
