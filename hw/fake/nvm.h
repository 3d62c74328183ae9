/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/fake/nvm.h - hw/api/nvm.h for host tests: any geometry, ECC errors, and a power cut at any
 * unit of any operation. */
#ifndef HF_HW_FAKE_NVM_H
#define HF_HW_FAKE_NVM_H

#include <stddef.h>
#include <stdint.h>

#define HF_FAKE_NVM_BASE 0x08000000u
#define HF_FAKE_NVM_SIZE 0x00200000u /* the most */

/* The flash is sectors[0], sectors[1], ... bytes; unit is a power of two up to 32. */
struct hf_fake_nvm_shape {
    uint32_t unit;
    uint8_t erased;
    const uint32_t *sectors;
    size_t sector_count;
};

/* What is left at the unit (of a write) or sector (of an erase) where the power fails. */
enum hf_fake_cut {
    HF_FAKE_CUT_BEFORE, /* nothing of it happened */
    HF_FAKE_CUT_HALF,   /* a write: half of the unit's bytes; an erase: half of the units */
    HF_FAKE_CUT_POISON, /* the unit, or every unit of the sector, is unreadable until erased */
};

/* A new chip: erased, nothing locked, nothing poisoned, no cut. */
void hf_fake_nvm_setup(const struct hf_fake_nvm_shape *shape);

/* What a reset does: forgets locks and the cut, keeps bytes and poison. */
void hf_fake_nvm_reset(void);

/* The raw bytes, for tests that look or spoil behind the driver's back. */
uint8_t *hf_fake_nvm_bytes(void);

/* Makes the unit that contains `at` unreadable until its sector is erased. */
void hf_fake_nvm_poison(uint32_t at);

/* Power fails at operation `number` from now (0 = the next unit written or sector erased):
 * `cut` says what is left, then `leave` is called and must not return (longjmp). */
void hf_fake_nvm_cut(uint32_t number, enum hf_fake_cut cut, void (*leave)(void));

/* Units written and sectors erased since the last setup or reset. */
uint32_t hf_fake_nvm_operations(void);

#endif
