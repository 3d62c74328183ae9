/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What the boot stages take from Mbed TLS: two files, no PSA, no heap. */
#ifndef HF_BOOT_MBEDTLS_CONFIG_H
#define HF_BOOT_MBEDTLS_CONFIG_H

#define MBEDTLS_SHA256_C
#define MBEDTLS_SHA256_SMALLER
#define MBEDTLS_PSA_P256M_DRIVER_ENABLED

#endif
