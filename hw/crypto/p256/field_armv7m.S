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
    ldrd r1, r2, [sp, #M0]
    subs r2, r2, r1 /* m[7] */
    ldrd r11, r12, [sp, #M1]
    sbcs r3, r3, r11
    sbcs r4, r4, r12
    ldrd r0, r11, [sp, #M3]
    sbcs r5, r5, r0
    sbcs r6, r6, r11
    ldrd r0, r12, [sp, #M5]
    sbcs r7, r7, r0
    sbcs r8, r8, r12
    sbcs r9, r9, r2
    sbcs r10, r10, #0
    sbc lr, lr, lr
    adds r3, r3, r0 /* m[5..7] at 8, the same at 11, m[6..7] at 14 */
    adcs r4, r4, r12
    adcs r5, r5, r2
    adcs r6, r6, r0
    adcs r7, r7, r12
    adcs r8, r8, r2
    adcs r9, r9, r12
    adcs r10, r10, r2
    adc lr, lr, #0
    ldrd r11, r12, [sp, #M1]
    adds r3, r3, r1 /* m[0..5] at 8 */
    adcs r4, r4, r11
    adcs r5, r5, r12
    ldrd r1, r2, [sp, #M3]
    adcs r6, r6, r1
    adcs r7, r7, r2
    adcs r8, r8, r0
    adcs r9, r9, #0
    adcs r10, r10, #0
    adc lr, lr, #0
    adds r3, r3, r12 /* m[2..4] at 8 */
    adcs r4, r4, r1
    adcs r5, r5, r2
    adcs r6, r6, #0
    adcs r7, r7, #0
    adcs r8, r8, #0
    adcs r9, r9, #0
    adcs r10, r10, #0
    add sp, sp, #FRAME
    pop {r0}
    adcs lr, lr, #0
    beq 1f
    subtract_prime
1:  leave
    .endm

#include "hw/crypto/p256/field_arm.inc"
