/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/psa/cases.h - PSA Crypto from the app's side: known answers, the standard's errors, and what
 * an app may try to get around it. The same cases run on the host, through the real dispatcher and
 * services over a fake door (lab/psa/host), and on the boards, as an app (main.c).
 * A case says what it finds wrong by its line, and goes on. */
#ifndef HF_LAB_PSA_CASES_H
#define HF_LAB_PSA_CASES_H

#include "psa/crypto.h"

/* A list of cases ends with a name that is NULL. The name is the sentence that is true. */
struct psa_case {
    const char *name;
    void (*run)(void);
};

extern const struct psa_case psa_hash_cases[];
extern const struct psa_case psa_mac_cases[];
extern const struct psa_case psa_cipher_cases[];
extern const struct psa_case psa_aead_cases[];
extern const struct psa_case psa_key_cases[];
extern const struct psa_case psa_sign_cases[];
extern const struct psa_case psa_agree_cases[];
extern const struct psa_case psa_derive_cases[];
extern const struct psa_case psa_verify_cases[];
extern const struct psa_case psa_attack_cases[];
extern const struct psa_case psa_profile_cases[]; /* what only one profile has */

/* The first line of a case that found something wrong, and what it found; 0: nothing. */
extern uint32_t psa_wrong_line;
extern int32_t psa_wrong_value;

void psa_wrong(uint32_t line, int32_t value);

/* EXPECT(PSA_SUCCESS, psa_hash_update(...)) */
#define EXPECT(expected, expression)                                                               \
    do {                                                                                           \
        psa_status_t const status_ = (expression);                                                 \
        if (status_ != (expected)) {                                                               \
            psa_wrong(__LINE__, status_);                                                          \
        }                                                                                          \
    } while (0)
#define TRUE_THAT(condition)                                                                       \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            psa_wrong(__LINE__, 1);                                                                \
        }                                                                                          \
    } while (0)

#define ROOM 640u

struct psa_bytes {
    uint8_t at[ROOM];
    size_t size;
};

/* From hexadecimal digits. */
struct psa_bytes psa_hex(const char *digits);
int psa_same(const struct psa_bytes *bytes, const uint8_t *other, size_t size);

/* 1: `size` bytes of `bytes` are all `value`. */
int psa_all(const uint8_t *bytes, size_t size, uint8_t value);

/* A volatile key; failure is noted as the caller's line. */
struct psa_kind {
    psa_key_type_t type;
    psa_key_usage_t usage;
    psa_algorithm_t algorithm;
    size_t bits; /* 0 in an import: as the value says */
};

psa_key_id_t psa_make(const struct psa_kind *kind, const char *digits);
psa_key_attributes_t psa_attributes(const struct psa_kind *kind);

#define KIND_AES(algorithm)                                                                        \
    {                                                                                              \
        PSA_KEY_TYPE_AES, PSA_KEY_USAGE_ENCRYPT | PSA_KEY_USAGE_DECRYPT, (algorithm), 0            \
    }

#endif
