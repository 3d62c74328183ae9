/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * core/proof.h - the arithmetic of a hardened decision. No status word decides: what a pass proved
 * is a number that the jump address is built from.
 *
 * A comparison folds into a difference (zero: the same). A difference earns a grant: a constant
 * that is paid in full or not at all. A pass adds its grants up to a token. The entry address is
 * reset + both tokens + steps - what they should be: right when everything was proved in order,
 * and far outside of any image otherwise (proof_test.c tries every combination).
 *
 * DEFEATS: t6 one skip, a short jump, a zeroed or filled register, one flipped opcode bit.
 * NOT DEFEATED: two well-placed faults far apart in one boot. */
#ifndef HF_CORE_PROOF_H
#define HF_CORE_PROOF_H

#include <stddef.h>
#include <stdint.h>

/* What a pass proves about an image, in the forward pass's order. */
enum hf_proof_item {
    HF_PROOF_LOAD,    /* flags and load address */
    HF_PROOF_TARGET,  /* vendor and class */
    HF_PROOF_COUNTER, /* not below the floor */
    HF_PROOF_KEY,     /* a key that this device trusts */
    HF_PROOF_HASH,
    HF_PROOF_SIGNATURE,
    HF_PROOF_COUNT
};

/* The grants of both passes. */
extern const uint32_t hf_grants_forward[HF_PROOF_COUNT];
extern const uint32_t hf_grants_backward[HF_PROOF_COUNT];

/* What the tokens and the step counter are when all went well. */
#define HF_TOKEN_FORWARD  0xa7d3c56eu
#define HF_TOKEN_BACKWARD 0x5b1e92f4u

#define HF_STEPS_SEED    0x3c96a5d1u
#define HF_STEP_PARSED   0x1f83d9abu
#define HF_STEP_FORWARD  0x9b05688cu
#define HF_STEP_BACKWARD 0x5be0cd19u
#define HF_STEPS_MIX(steps, step, token)                                                           \
    ((((uint32_t)(steps) << 5) | ((uint32_t)(steps) >> 27)) + (step) + (token))
#define HF_STEPS_EXPECTED                                                                          \
    HF_STEPS_MIX(HF_STEPS_MIX(HF_STEPS_MIX(HF_STEPS_SEED, HF_STEP_PARSED, 0u), HF_STEP_FORWARD,    \
                              HF_TOKEN_FORWARD),                                                   \
                 HF_STEP_BACKWARD, HF_TOKEN_BACKWARD)

/* Hides a value from the optimiser, which would merge the second pass with the first. */
static inline uint32_t hf_opaque(uint32_t value)
{
    __asm volatile("" : "+r"(value)::"memory");
    return value;
}

/* Zero exactly when the two spans are the same and every byte was compared. One per pass: upwards
 * and downwards. */
uint32_t hf_fold_up(const uint8_t *a, const uint8_t *b, size_t size);
uint32_t hf_fold_down(const uint8_t *a, const uint8_t *b, size_t size);

/* All ones when `value` is not zero, else zero. */
uint32_t hf_mask_nonzero(uint32_t value);

/* Zero exactly when value >= floor. */
uint32_t hf_fold_below(uint32_t value, uint32_t floor);

/* `grant` when `difference` is zero, else 0. */
uint32_t hf_grant(uint32_t difference, uint32_t grant);

/* Until it is proved, a reset vector is kept and passed on blinded, so that no register holds it that
 * could be taken for the answer of a call that was skipped. */
#define HF_BLIND_RESET 0x6d5bc3a6u

/* The entry: `blinded` - HF_BLIND_RESET when tokens and steps are what they should be. Added one after the other, so
 * that no register ever holds the sum of errors alone: zeroing it would heal the address. */
uint32_t hf_entry_from(uint32_t blinded, uint32_t first, uint32_t second, uint32_t steps);

/* `entry` when `difference` is zero; otherwise an address that no code has: in the device memory of
 * an Armv8-M or Armv7-M map, which never runs, for all entries in RAM. Inline, since a stage that
 * hides itself cannot call it. */
#define HF_ASTRAY 0x7a5a5a5au
static inline uint32_t hf_lead_astray(uint32_t entry, uint32_t difference)
{
    uint32_t const wrong = (hf_opaque(difference) | (0u - hf_opaque(difference))) >> 31;

    return hf_opaque(entry) ^ ((0u - hf_opaque(wrong)) & HF_ASTRAY);
}

#endif
