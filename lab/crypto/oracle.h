/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/crypto/oracle.h - OpenSSL as the judge of P-256 signatures. */
#ifndef HF_LAB_CRYPTO_ORACLE_H
#define HF_LAB_CRYPTO_ORACLE_H

#include <stdint.h>

struct oracle_case {
    uint8_t key[64];
    uint8_t hash[32];
    uint8_t signature[64];
    uint8_t good;
};

/* One key pair, and random numbers of its own. Allocation failures end the program. */
struct oracle *oracle_new(void);
void oracle_free(struct oracle *oracle);

/* Fills in key, a random hash and its signature. */
void oracle_sign(struct oracle *oracle, struct oracle_case *sample);

/* A case from a chosen secret, nonce and hash: signed if they allow it, else with r and s of zero.
 */
void oracle_make(struct oracle_case *sample, const uint8_t secret[32], const uint8_t nonce[32],
                 const uint8_t hash[32]);

/* Changes one to three bits of hash or signature, or of the key in one case of sixteen. */
void oracle_corrupt(struct oracle *oracle, struct oracle_case *sample);

/* What OpenSSL says: 1 or 0. The key may be any; the oracle's own is faster. */
int oracle_verify(const struct oracle *oracle, const struct oracle_case *sample);

#endif
