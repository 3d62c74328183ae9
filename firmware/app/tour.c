/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/app/tour.h"

#include "examples/attest.h"
#include "examples/seal_secret.h"
#include "examples/sign_with_identity.h"
#include "firmware/app/challenge.h"
#include "firmware/app/say.h"
#include "holdfast/device.h"
#include "hw/api/console.h"
#include "psa/crypto.h"

#define DRAW 300u /* bytes: more than one call of the door gives */

static uint32_t wrong_unless(const struct hf_expectation *expected, psa_status_t answer)
{
    return hf_say_outcome(expected, answer) ? 0 : 1u;
}

static int same(const uint8_t *a, const uint8_t *b, size_t size)
{
    uint8_t difference = 0;

    for (size_t i = 0; i < size; i++) {
        difference |= a[i] ^ b[i];
    }
    return difference == 0;
}

/* Two draws must differ, up to their last bytes. */
uint32_t hf_tour_random(void)
{
    static const struct hf_expectation drawn = {"random", "two draws", "drawn", PSA_SUCCESS};
    static uint8_t draws[2][DRAW];
    psa_status_t status = psa_generate_random(draws[0], DRAW);

    if (status == PSA_SUCCESS) {
        status = psa_generate_random(draws[1], DRAW);
    }
    if (status == PSA_SUCCESS && same(draws[0] + DRAW - 32, draws[1] + DRAW - 32, 32)) {
        hf_print("random: the same bytes twice, which is WRONG\n");
        return 1;
    }
    return wrong_unless(&drawn, status);
}

/* Shows the hash, never the secret: two runs of one device show the same, where storage lasts. */
static void show_secret(const uint8_t secret[SECRET_SIZE], int is_new)
{
    uint8_t hash[PSA_HASH_MAX_SIZE];
    size_t length = 0;

    if (psa_hash_compute(PSA_ALG_SHA_256, secret, SECRET_SIZE, hash, sizeof(hash), &length) ==
        PSA_SUCCESS) {
        hf_say_bytes(is_new ? "sealed" : "unsealed", hash, length);
    }
}

uint32_t hf_tour_storage(void)
{
    static const struct hf_expectation kept = {"seal_secret", "write once", "kept", PSA_SUCCESS};
    static const struct hf_expectation final = {"seal_secret", "writing it again", "replaced",
                                                PSA_ERROR_NOT_PERMITTED};
    static const psa_storage_uid_t uid = 0x5ec4e7;
    uint8_t secret[SECRET_SIZE];
    int is_new = 0;
    psa_status_t const status = seal_secret(secret, &is_new);
    uint32_t wrong = wrong_unless(&kept, status);

    if (status != PSA_SUCCESS) {
        return wrong;
    }
    show_secret(secret, is_new);
    if (!hf_device_storage_lasts()) {
        hf_print("seal_secret: storage on this board is volatile: a reset takes it\n");
    }
    return wrong + wrong_unless(&final, psa_ps_set(uid, 4, secret, PSA_STORAGE_FLAG_NONE));
}

/* Without a verifier the challenge is the app's own: it shows the way, and proves nothing to
 * anybody. */
uint32_t hf_tour_attest(void)
{
    static const struct hf_expectation made = {"attest", "this boot", "token made", PSA_SUCCESS};
    static const struct hf_expectation odd = {"attest", "challenge of 31 bytes", "token made",
                                              PSA_ERROR_INVALID_ARGUMENT};
    static const struct hf_expectation small = {"attest", "buffer one byte too small", "token made",
                                                PSA_ERROR_BUFFER_TOO_SMALL};
    static uint8_t token[PSA_INITIAL_ATTEST_MAX_TOKEN_SIZE];
    uint8_t challenge[HF_CHALLENGE_MAX];
    size_t length = hf_challenge_read(challenge);
    psa_status_t status = PSA_SUCCESS;
    uint32_t wrong;
    size_t rest = 0;
    size_t size = 0;

    if (length == 0) {
        length = PSA_INITIAL_ATTEST_CHALLENGE_SIZE_32;
        status = psa_generate_random(challenge, length);
    }
    if (status == PSA_SUCCESS) {
        status = attest(challenge, length, token, sizeof(token), &size);
    }
    wrong = wrong_unless(&made, status);
    if (status != PSA_SUCCESS) {
        return wrong;
    }
    hf_say_bytes("challenge", challenge, length);
    hf_say_bytes("token", token, size);
    wrong += wrong_unless(&odd, attest(challenge, 31, token, sizeof(token), &rest));
    wrong += wrong_unless(&small,
                          psa_initial_attest_get_token(challenge, length, token, size - 1u, &rest));
    return wrong;
}

/* A device that was not provisioned has no identity, and says so. */
uint32_t hf_tour_identity(void)
{
    static const struct hf_expectation signed_ = {"sign_with_identity", "a message", "signed",
                                                  PSA_SUCCESS};
    static const struct hf_expectation verified = {"sign_with_identity", "its signature",
                                                   "verified", PSA_SUCCESS};
    static const struct hf_expectation other = {"sign_with_identity", "another message", "verified",
                                                PSA_ERROR_INVALID_SIGNATURE};
    static uint8_t message[8] = {'I', ' ', 'a', 'm', ' ', 'm', 'e', '.'};
    uint8_t signature[64];
    size_t size = 0;
    psa_status_t const status = sign_with_identity(message, sizeof(message), signature, &size);
    uint32_t wrong;

    if (status == PSA_ERROR_INVALID_HANDLE) {
        hf_print("sign_with_identity: this device has no identity yet: it is not provisioned\n");
        return 0;
    }
    wrong = wrong_unless(&signed_, status);
    if (status != PSA_SUCCESS) {
        return wrong;
    }
    wrong += wrong_unless(&verified, verify_identity(message, sizeof(message), signature, size));
    message[0] ^= 1u;
    wrong += wrong_unless(&other, verify_identity(message, sizeof(message), signature, size));
    message[0] ^= 1u;
    return wrong;
}

uint32_t hf_tour_life(void)
{
    static const struct hf_expectation answered = {"life", "its state", "secured", PSA_SUCCESS};
    static uint8_t certificate[HF_DEVICE_CERTIFICATE_MAX];
    struct hf_device_life life = {0, 0};
    size_t length = 0;
    psa_status_t status = hf_device_life(&life);

    if (status == PSA_SUCCESS && (life.lifecycle != HF_DEVICE_SECURED || life.tamper != 0)) {
        status = PSA_ERROR_BAD_STATE;
    }
    if (hf_device_certificate(certificate, sizeof(certificate), &length) == PSA_SUCCESS) {
        hf_say_bytes("certificate", certificate, length);
    }
    return wrong_unless(&answered, status);
}
