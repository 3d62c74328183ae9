/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Mbed TLS's bignum ECDSA behind our interface, for the comparison. */
#include "hw/api/crypto.h"
#include "lab/bench/semihost.h"

#include <mbedtls/ecdsa.h>
#include <mbedtls/memory_buffer_alloc.h>
#include <string.h>

/* The C library wants both, though the arena makes them idle. */
void *_sbrk(int size);
void *_sbrk(int size)
{
    (void)size;
    return (void *)-1;
}

void _exit(int status);
void _exit(int status)
{
    lab_exit(status);
}

void hf_p256_verify(const uint8_t key[64], const uint8_t hash[32], const uint8_t signature[64],
                    struct hf_p256_sides *sides)
{
    static uint8_t arena[8192];
    uint8_t encoded[65] = {4};
    mbedtls_ecp_group group;
    mbedtls_ecp_point point;
    mbedtls_mpi r, s;
    int status;

    memcpy(encoded + 1, key, 64);
    memset(sides, 0, sizeof *sides);
    mbedtls_memory_buffer_alloc_init(arena, sizeof arena);
    mbedtls_ecp_group_init(&group);
    mbedtls_ecp_point_init(&point);
    mbedtls_mpi_init(&r);
    mbedtls_mpi_init(&s);
    status = mbedtls_ecp_group_load(&group, MBEDTLS_ECP_DP_SECP256R1);
    status |= mbedtls_ecp_point_read_binary(&group, &point, encoded, sizeof encoded);
    status |= mbedtls_ecp_check_pubkey(&group, &point);
    status |= mbedtls_mpi_read_binary(&r, signature, 32);
    status |= mbedtls_mpi_read_binary(&s, signature + 32, 32);
    status |= mbedtls_ecdsa_verify(&group, hash, 32, &point, &r, &s);
    sides->left[0] = (uint32_t)status;
}
