/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * wolfSSL's assembler for Cortex-M, P-256 verification alone, for the comparison. */
#ifndef HF_LAB_BENCH_WOLFSSL_SETTINGS_H
#define HF_LAB_BENCH_WOLFSSL_SETTINGS_H

#define WOLFCRYPT_ONLY
#define SINGLE_THREADED
#define NO_FILESYSTEM
#define NO_WRITEV
#define NO_MAIN_DRIVER
#define WOLFSSL_USER_IO
#define NO_ERROR_STRINGS
#define WC_NO_RNG
#define WC_NO_HARDEN
#define NO_SIG_WRAPPER
#define NO_RSA
#define NO_DH
#define NO_DSA
#define NO_AES
#define NO_DES3
#define NO_RC4
#define NO_MD4
#define NO_MD5
#define NO_SHA
#define NO_PWDBASED
#define NO_ASN
#define NO_CERTS
#define NO_OLD_TLS
#define HAVE_ECC
#define NO_ECC_SIGN
#define NO_ECC_DHE
#define NO_ECC_KEY_EXPORT
#define ECC_USER_CURVES
#define WOLFSSL_HAVE_SP_ECC
#define WOLFSSL_SP_MATH
#define WOLFSSL_SP_NO_MALLOC
#define WOLFSSL_SP_ARM_CORTEX_M_ASM
#define WOLFSSL_SP_SMALL
#define SIZEOF_LONG_LONG 8

#endif
