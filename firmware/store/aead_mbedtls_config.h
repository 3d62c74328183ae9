/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What the vault takes from Mbed TLS where nobody else brings it: AES, GCM or CCM, no heap. A stage
 * that links an engine of its own compiles aead_*.c with the engine's configuration instead, since
 * the contexts' layout depends on it. */
#ifndef HF_STORE_AEAD_MBEDTLS_CONFIG_H
#define HF_STORE_AEAD_MBEDTLS_CONFIG_H

#define MBEDTLS_AES_C
#define MBEDTLS_AES_FEWER_TABLES
#define MBEDTLS_BLOCK_CIPHER_NO_DECRYPT
#define MBEDTLS_GCM_C
#define MBEDTLS_CCM_C

#endif
