/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/bench/gate/crypto.h - what the crypto families cost: one call of the app each. */
#ifndef HF_LAB_BENCH_GATE_CRYPTO_H
#define HF_LAB_BENCH_GATE_CRYPTO_H

#include "psa/crypto.h"

/* Makes the keys that the calls use. */
psa_status_t bench_crypto_prepare(void);

psa_status_t bench_sign_hash(void);
psa_status_t bench_raw_key_agreement(void);
psa_status_t bench_mac_1k(void);
psa_status_t bench_gcm_1k(void);
psa_status_t bench_ccm_1k(void);
psa_status_t bench_ctr_1k(void);
psa_status_t bench_hkdf_32(void);
psa_status_t bench_generate_key(void);

#endif
