/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Hides irot and the die blob behind memory protection controller 0 of mps2-an505: their blocks go
 * to the non-secure side and the controller is locked, so that every secure access to them is a bus
 * error until the next reset.
 * INVARIANT: after the jump no access by the secure alias reads, runs or changes irot or the blob.
 * ASSUMES: the SAU never opens 0x00000000..0x003fffff (it resets to closed and secure keeps it so):
 * the non-secure alias of the blocks then belongs to neither world.
 * DEFEATS: t5 a stray access of a later stage; an app that reads the root of trust's memory.
 * NOT DEFEATED: an urot or secure that was taken over and opens that alias in the SAU, as
 * lab/boot/probe does: it can change irot's memory until the next reset, when the emulator writes
 * it anew (the hardware key is gone by then); a bus master that was set up before; a debugger. */
#include "hw/api/lock.h"

#include "core/proof.h"
#include "hw/api/cpu.h"
#include "hw/api/die.h"

#include "hw/board/an505/layout.h"

#define MPC         0x58007000u
#define RAM_BASE    0x10000000u
#define CTRL        0x00u
#define BLK_CFG     0x14u
#define BLK_IDX     0x18u
#define BLK_LUT     0x1cu
#define AUTO_INC    (1u << 8)
#define LOCKDOWN    (1u << 31)
#define LUT_BLOCKS  32u
#define BLOCK       1024u /* 1 << (BLK_CFG + 5); checked at run time */
#define BLK_CFG_1K  5u
#define IROT_OFFSET (HF_IROT_CODE - RAM_BASE)
#define DIE_OFFSET  (HF_DIE_BASE - RAM_BASE)
#define IROT_WORDS  (HF_IROT_CODE_SIZE / BLOCK / LUT_BLOCKS)
#define DIE_WORD    (DIE_OFFSET / BLOCK / LUT_BLOCKS)

_Static_assert(IROT_OFFSET == 0 && HF_IROT_CODE_SIZE % (BLOCK * LUT_BLOCKS) == 0, "whole words");
_Static_assert(DIE_OFFSET % (BLOCK * LUT_BLOCKS) == 0, "the die blob starts a word");

#define RAMCODE __attribute__((noinline, section(".ramcode.lock")))

static inline volatile uint32_t *mpc(uint32_t offset)
{
    return (volatile uint32_t *)(MPC + offset);
}

enum hf_lock_kind hf_lock_kind(void)
{
    return HF_LOCK_HIDDEN;
}

/* Gives the blocks of one table word away. */
RAMCODE static void give_away(uint32_t index, uint32_t blocks)
{
    *mpc(BLK_IDX) = index;
    *mpc(BLK_LUT) |= blocks;
}

/* The blocks of one table word that are still ours: all when the index did not stick. No mask comes
 * in from outside: a fault in it would hide what it should show. */
RAMCODE static uint32_t kept(uint32_t index)
{
    *mpc(BLK_IDX) = index;
    return (hf_opaque(*mpc(BLK_IDX)) == index ? 0 : UINT32_MAX) | ~hf_opaque(*mpc(BLK_LUT));
}

/* From here on nothing may touch irot's ROM: no constant, no function. The new vectors come first,
 * so that a fault in between lands in urot's table. Everything is read back once it is locked, and
 * what was kept leads the entry astray: a skipped write ends in a fault, not in urot. */
RAMCODE _Noreturn void hf_lock_and_jump(uint32_t vectors, uint32_t entry)
{
    uint32_t failed = hf_die_left() | ((*mpc(BLK_CFG) & 0xfu) ^ BLK_CFG_1K);

    *(volatile uint32_t *)0xe000ed08u = vectors;
    *mpc(CTRL) &= ~AUTO_INC;
    for (uint32_t word = 0; word < IROT_WORDS; word++) {
        give_away(word, UINT32_MAX);
    }
    give_away(DIE_WORD, 1u);
    *mpc(CTRL) |= LOCKDOWN;
    for (uint32_t i = 0; i < 2u * IROT_WORDS; i++) { /* twice: the fault before may have company */
        failed |= kept(i % IROT_WORDS);
    }
    failed |= (kept(DIE_WORD) & 1u) | (~*mpc(CTRL) & LOCKDOWN);
    entry = hf_lead_astray(entry, failed);
    if (hf_opaque(failed) != 0) {
        hf_cpu_halt();
    }
    hf_cpu_jump(vectors, entry);
}
