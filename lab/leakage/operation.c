/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What is assessed: the functions of secure that a key passes through, and controls. */
#include "lab/leakage/operation.h"

#include <string.h>

/* Places in the RAM of secure that its own code does not use here. */
#define SECRET_AT  0x38048000u
#define PUBLIC_AT  0x38048100u
#define OUT_AT     0x38048200u
#define MESSAGE_AT 0x38048300u

static void write_public(struct machine *machine, uint32_t at, size_t size)
{
    uint8_t bytes[64];

    for (size_t i = 0; i < size; i++) {
        bytes[i] = leakage_random();
    }
    machine_write(machine, at, bytes, size);
}

/* control(secret, out) */
static void arrange_control(struct machine *machine, const uint8_t secret[32],
                            uint32_t arguments[6])
{
    machine_write(machine, SECRET_AT, secret, 32);
    arguments[0] = SECRET_AT;
    arguments[1] = OUT_AT;
}

/* hf_kdf(parent, label, context, child) */
static void arrange_kdf(struct machine *machine, const uint8_t secret[32], uint32_t arguments[6])
{
    machine_write(machine, SECRET_AT, secret, 32);
    machine_write(machine, PUBLIC_AT, "a label", 8);
    arguments[0] = SECRET_AT;
    arguments[1] = PUBLIC_AT;
    arguments[2] = leakage_random();
    arguments[3] = OUT_AT;
}

/* hf_hmac_sha256(key, first, first_size, second, second_size, mac) */
static void arrange_hmac(struct machine *machine, const uint8_t secret[32], uint32_t arguments[6])
{
    machine_write(machine, SECRET_AT, secret, 32);
    write_public(machine, PUBLIC_AT, 32);
    arguments[0] = SECRET_AT;
    arguments[1] = PUBLIC_AT;
    arguments[2] = 16;
    arguments[3] = PUBLIC_AT + 16u;
    arguments[4] = 16;
    arguments[5] = OUT_AT;
}

/* hf_aead_seal(message, tag), with a public text: only the key differs. */
static void arrange_seal(struct machine *machine, const uint8_t secret[32], uint32_t arguments[6])
{
    uint32_t const message[6] = {SECRET_AT, PUBLIC_AT, PUBLIC_AT + 12u, 8, PUBLIC_AT + 20u, 24};

    machine_write(machine, SECRET_AT, secret, 32);
    write_public(machine, PUBLIC_AT, 44);
    machine_write(machine, MESSAGE_AT, message, sizeof(message));
    arguments[0] = MESSAGE_AT;
    arguments[1] = OUT_AT;
}

/* p256_ecdsa_sign(signature, private, hash, size). The first byte is cut so that the number is
 * below the group's order in both classes. */
static void arrange_sign(struct machine *machine, const uint8_t secret[32], uint32_t arguments[6])
{
    uint8_t scalar[32];

    memcpy(scalar, secret, sizeof(scalar));
    scalar[0] &= 0x7fu;
    machine_write(machine, SECRET_AT, scalar, sizeof(scalar));
    write_public(machine, PUBLIC_AT, 32);
    arguments[0] = OUT_AT;
    arguments[1] = SECRET_AT;
    arguments[2] = PUBLIC_AT;
    arguments[3] = 32;
}

/* ldr r2, [r0]; str r2, [r1]; bx lr */
static const uint16_t copy_code[] = {0x6802, 0x600a, 0x4770};

/* ldr r2, [r0]; ldr r3, [r0, #4]; adds r2, r2, r3; movs r2, #0; movs r3, #0; bx lr: a sum leaves
 * nothing behind, but its parts were seen. */
static const uint16_t sum_code[] = {0x6802, 0x6843, 0x18d2, 0x2200, 0x2300, 0x4770};

#define CONTROL(text) .code = text, .code_size = sizeof(text), .arrange = arrange_control

static const struct operation operations[] = {
    {.name = "control.copy", CONTROL(copy_code)},
    {.name = "control.sum", CONTROL(sum_code)},
    {.name = "control.same", .function = "hf_kdf", .both_random = true, .arrange = arrange_kdf},
    {.name = "kdf", .function = "hf_kdf", .arrange = arrange_kdf},
    {.name = "hmac", .function = "hf_hmac_sha256", .arrange = arrange_hmac},
    {.name = "seal", .function = "hf_aead_seal", .arrange = arrange_seal},
    /* The beginning draws the nonce; the private key is read in the second scalar_from_bytes(). */
    {.name = "sign.nonce", .function = "p256_ecdsa_sign", .window = 20000, .arrange = arrange_sign},
    {.name = "sign.key",
     .function = "p256_ecdsa_sign",
     .from = "scalar_from_bytes",
     .call = 2,
     .window = 4000,
     .arrange = arrange_sign},
};

const struct operation *operation_find(const char *name)
{
    for (size_t i = 0; i < sizeof(operations) / sizeof(operations[0]); i++) {
        if (strcmp(operations[i].name, name) == 0) {
            return &operations[i];
        }
    }
    return NULL;
}
