/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * SHA-256's compression for Thumb-2 cores (Cortex-M3 and up).
 *
 * The 64 words of the schedule are laid out on the stack with W[0] at sp, so that two rounds take theirs
 * by one `pop`. Rotations are folded into the operands: S1(e) is x rotated by 6 with x = e ^ (e ror 5) ^
 * (e ror 19), and the last rotation is done by the addition. Maj(a, b, c) = ((a ^ b) & (b ^ c)) ^ b, where b ^ c is
 * the a ^ b of the round before. Two rounds are written once, and the state moved on: eight
 * written out would take 11 % fewer instructions and 350 bytes more, which the boot stages do not have. */
    .syntax unified
    .thumb

/* One round after K and W are in h; `old` is b ^ c, `new` becomes a ^ b. */
    .macro one_round a, b, d, e, f, g, h, old, new
    eor r0, \e, \e, ror #5
    eor r0, r0, \e, ror #19
    add \h, \h, r0, ror #6
    eor r0, \f, \g
    and r0, r0, \e
    eor r0, r0, \g
    add \h, \h, r0
    add \d, \d, \h
    eor r0, \a, \a, ror #11
    eor r0, r0, \a, ror #20
    add \h, \h, r0, ror #2
    eor \new, \a, \b
    and \old, \old, \new
    eor \old, \old, \b
    add \h, \h, \old
    .endm

/* w7 = w16 + s0(w15) + w7 + s1(w2), the new word of the schedule. */
    .macro schedule w16, w15, w7, w2
    ror r0, \w15, #7
    eor r0, r0, \w15, ror #18
    eor r0, r0, \w15, lsr #3
    add \w16, \w16, r0
    ror r0, \w2, #17
    eor r0, r0, \w2, ror #19
    eor r0, r0, \w2, lsr #10
    add \w7, \w7, \w16
    add \w7, \w7, r0
    .endm

    .section .text.hf_sha256_compress, "ax", %progbits
    .global hf_sha256_compress
    .type hf_sha256_compress, %function
    .balign 4
    .thumb_func
hf_sha256_compress:
    push {r0-r2, r4-r11, lr}
next_block:
    ldr r1, [sp, #4]
    add r0, r1, #64
    str r0, [sp, #4]
    sub sp, sp, #192
1:  ldr r2, [r0, #-4]! /* from the last word to the first; not aligned, perhaps */
    rev r2, r2
    push {r2}
    cmp r0, r1
    bne 1b

    add r12, sp, #56 /* W[t - 2] for t = 16 */
    add r11, sp, #248
2:  ldrd r4, r5, [r12, #-56] /* W[t] and W[t + 1] */
    ldr r8, [r12, #-48]
    ldrd r9, r10, [r12, #-20]
    ldrd r6, r7, [r12]
    schedule r4, r5, r9, r6
    schedule r5, r8, r10, r7
    strd r9, r10, [r12, #8]!
    cmp r12, r11
    bne 2b

    ldr r0, [sp, #256]
    ldm r0, {r4-r11} /* a to h */
    eor r12, r5, r6
    adr lr, constants
3:  pop {r0, r1} /* two rounds: after them g and h are what the next two call a and b */
    ldrd r2, r3, [lr], #8
    add r11, r11, r0
    add r11, r11, r2
    add r1, r1, r3
    one_round r4, r5, r7, r8, r9, r10, r11, r12, r2
    add r10, r10, r1
    one_round r11, r4, r6, r7, r8, r9, r10, r2, r12
    push {r4-r9}
    mov r4, r10
    mov r5, r11
    pop {r6-r11}
    adr r0, constants_end
    cmp lr, r0
    bne 3b

    ldr r0, [sp]
    ldm r0, {r1, r2, r3, r12}
    add r4, r4, r1
    add r5, r5, r2
    add r6, r6, r3
    add r7, r7, r12
    stm r0!, {r4-r7}
    ldm r0, {r1, r2, r3, r12}
    add r8, r8, r1
    add r9, r9, r2
    add r10, r10, r3
    add r11, r11, r12
    stm r0, {r8-r11}
    ldr r1, [sp, #8]
    subs r1, r1, #1
    str r1, [sp, #8]
    bne next_block
    pop {r0-r2, r4-r11, pc}

    .balign 4
constants:
    .word 0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5
    .word 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174
    .word 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da
    .word 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967
    .word 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85
    .word 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070
    .word 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3
    .word 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
constants_end:
