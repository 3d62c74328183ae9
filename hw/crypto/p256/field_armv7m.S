/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The field for cores with UMULL and UMLAL but without UMAAL: Cortex-M3. Inside the product r0 is 0. */
    .macro multiply_add lo, hi, a, b
    adds \lo, \lo, \hi
    adc \hi, r0, #0
    umlal \lo, \hi, \a, \b
    .endm

    .macro multiply_add_first lo, hi, a, b
    movs \hi, #0
    umlal \lo, \hi, \a, \b
    .endm

    .macro enter_product
    enter
    push {r0}
    sub sp, sp, #FRAME
    movs r0, #0
    .endm

/* 2^32 - 1 times m is added as 2^32 m - m. lr counts the carries; the sum of all four is 0 or 1. */
    .macro reduce_high
    ldrd r0, r1, [sp, #M0]
    subs r12, r1, r0 /* m[7] */
    ldrd r0, r1, [sp, #M1] /* - m[1..7] at 8 */
    sbcs r3, r3, r0
    sbcs r4, r4, r1
    ldrd r0, r1, [sp, #M3]
    sbcs r5, r5, r0
    sbcs r6, r6, r1
    ldrd r0, r1, [sp, #M5]
    sbcs r7, r7, r0
    sbcs r8, r8, r1
    sbcs r9, r9, r12
    sbcs r10, r10, #0
    sbc lr, lr, lr
    adds r3, r3, r0 /* m[5..7] at 8, the same at 11, m[6..7] at 14 */
    adcs r4, r4, r1
    adcs r5, r5, r12
    adcs r6, r6, r0
    adcs r7, r7, r1
    adcs r8, r8, r12
    adcs r9, r9, r1
    adcs r10, r10, r12
    adc lr, lr, #0
    mov r12, r0 /* m[5] */
    ldr r0, [sp, #M0]
    ldrd r1, r2, [sp, #M1]
    adds r3, r3, r0 /* m[0..5] at 8 */
    adcs r4, r4, r1
    adcs r5, r5, r2
    ldrd r0, r1, [sp, #M3]
    adcs r6, r6, r0
    adcs r7, r7, r1
    adcs r8, r8, r12
    adcs r9, r9, #0
    adcs r10, r10, #0
    adc lr, lr, #0
    adds r3, r3, r2 /* m[2..4] at 8 */
    adcs r4, r4, r0
    adcs r5, r5, r1
    movs r0, #0 /* leaves the carry */
    adcs r6, r6, r0
    adcs r7, r7, r0
    adcs r8, r8, r0
    adcs r9, r9, r0
    adcs r10, r10, r0
    add sp, sp, #FRAME
    pop {r0}
    adcs lr, lr, #0
    beq leave
    b take_modulus
    .endm

#include "hw/crypto/p256/field_arm.inc"
