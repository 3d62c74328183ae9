/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The field for cores with UMAAL: Cortex-M33 and M55 with the DSP extension, Cortex-M4 and M7. */
    .macro multiply_add lo, hi, a, b
    umaal \lo, \hi, \a, \b
    .endm

    .macro multiply_add_first lo, hi, a, b
    movs \hi, #0
    umaal \lo, \hi, \a, \b
    .endm

    .macro enter_product
    enter
    sub sp, sp, #FRAME
    .endm

/* Two carries run side by side: additions in the flag, the products by 2^32 - 1 in r1. */
    .macro reduce_high
    ldrd r1, r2, [sp, #M0]
    subs r2, r2, r1 /* m[7] */
    sbc r1, r1, #0
    mov lr, #-1
    ldrd r11, r12, [sp, #M1]
    adds r3, r3, r12
    umaal r3, r1, r11, lr
    ldr r11, [sp, #M3]
    adcs r4, r4, r11
    umaal r4, r1, r12, lr
    ldr r12, [sp, #M4]
    adcs r5, r5, r12
    umaal r5, r1, r11, lr
    ldr r11, [sp, #M5]
    adcs r6, r6, r11
    umaal r6, r1, r12, lr
    ldr r12, [sp, #M6]
    adcs r7, r7, r12
    umaal r7, r1, r11, lr
    adcs r8, r8, r2
    umaal r8, r1, r12, lr
    adcs r9, r9, #0
    umaal r9, r1, r2, lr
    adcs r10, r10, r1
    sbc lr, lr, lr /* carry - 1 */
    adds r3, r3, r11
    adcs r4, r4, r12
    adcs r5, r5, r2
    adcs r6, r6, #0
    adcs r7, r7, #0
    adcs r8, r8, #0
    adcs r9, r9, #0
    adcs r10, r10, #0
    add sp, sp, #FRAME
    adcs lr, lr, #0 /* both carries - 1: at most one of them was set */
    bne leave
    b take_modulus
    .endm

#include "hw/crypto/p256/field_arm.inc"
