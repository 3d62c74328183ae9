/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/api/nvm.h - the flash that holds slots, boot log and vault.
 * One implementation per chip family and one fake; the board's link line picks it. Addresses are
 * those at which the processor reads the flash. Shapes follow STM32 parts: program units of 2 (F1)
 * to 32 bytes (H7), an erased value of 0xff or 0x00 (L0), sectors of unequal size (F2: 4 x 16 K, 64
 * K, 7 x 128 K), ECC errors on read (U5, H5, H7). */
#ifndef HF_HW_API_NVM_H
#define HF_HW_API_NVM_H

#include "core/error.h"

#include <stddef.h>
#include <stdint.h>

/* What programming means here: the smallest unit in bytes (a power of two), and what an erased byte
 * reads as. */
uint32_t hf_nvm_program_unit(void);
uint8_t hf_nvm_erased_value(void);

/* The sector that contains `at`: what one erase takes with it. HF_ERR_NVM_RANGE outside the flash.
 */
HF_MUST_CHECK hf_err_t hf_nvm_sector(uint32_t at, uint32_t *start, uint32_t *size);

/* Copies `size` bytes from `at`.
 * HF_ERR_NVM_ECC    a word in the span cannot be read; `out` is then wiped. An ordinary event:
 * erase and go on HF_ERR_NVM_RANGE  outside the flash */
HF_MUST_CHECK hf_err_t hf_nvm_read(uint32_t at, uint8_t *out, size_t size);

/* Programs `size` bytes at `at`. The span must be erased and writable by this stage; `at` and
 * `size` are multiples of hf_nvm_program_unit(). Power may fail at any unit: afterwards each unit
 * is old, new or unreadable. HF_ERR_NVM_RANGE, HF_ERR_NVM_ALIGN, HF_ERR_NVM_BUSY HF_ERR_NVM_LOCKED
 * write-protected for this stage HF_ERR_NVM_VERIFY  read-back differs from `data` */
HF_MUST_CHECK hf_err_t hf_nvm_program(uint32_t at, const uint8_t *data, size_t size);

/* Erases the sector that starts at `at`. Power may fail: afterwards any of its words may be
 * unreadable. HF_ERR_NVM_RANGE, HF_ERR_NVM_ALIGN (not a sector's start), HF_ERR_NVM_LOCKED,
 * HF_ERR_NVM_VERIFY, HF_ERR_NVM_BUSY */
HF_MUST_CHECK hf_err_t hf_nvm_erase(uint32_t at);

/* Makes [at, at + size) read-only until the next reset, where the part can: one-way.
 * HF_ERR_NVM_RANGE, HF_ERR_NVM_ALIGN (not whole sectors) */
HF_MUST_CHECK hf_err_t hf_nvm_lock(uint32_t at, uint32_t size);

/* Zero exactly when hf_nvm_lock() holds for all of [at, at + size): read anew, for decisions. */
uint32_t hf_nvm_unlocked(uint32_t at, uint32_t size);

/* Swaps the two banks at the next reset, on parts that can (option bit SWAP_BANK); HF_ERR_NVM_RANGE
 * on the others. */
HF_MUST_CHECK hf_err_t hf_nvm_swap_banks(void);

#endif
