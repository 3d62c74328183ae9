/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/secure/engine_algorithms.h - what the engine can do. Only what a service uses: every
 * line here is code on the device. */
#ifndef HF_SECURE_ENGINE_ALGORITHMS_H
#define HF_SECURE_ENGINE_ALGORITHMS_H

#define PSA_WANT_ALG_SHA_256             1
#define PSA_WANT_ALG_ECDSA               1
#define PSA_WANT_ECC_SECP_R1_256         1
#define PSA_WANT_KEY_TYPE_ECC_PUBLIC_KEY 1

/* The attestation key: imported from a derived value, used, never exported. */
#define PSA_WANT_KEY_TYPE_ECC_KEY_PAIR_BASIC  1
#define PSA_WANT_KEY_TYPE_ECC_KEY_PAIR_IMPORT 1

#endif
