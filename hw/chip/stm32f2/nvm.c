/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The flash of the STM32F2. Program unit: one word at 2.7 V to 3.6 V (PSIZE 2). The part has no ECC
 * on flash. Sector 0 belongs to irot and is write-protected by option bytes on a product: it is
 * outside of what this driver serves.
 * An emulator without the flash controller reads its registers as 0 and keeps the old bytes:
 * programming and erasing then end in HF_ERR_NVM_VERIFY, never in a hang. */
#include "hw/api/nvm.h"

#include "core/span.h"
#include "hw/chip/stm32f2/geometry.h"
#include "hw/chip/stm32f2/stm32f2.h"

#define KEYR 0x04u
#define SR   0x0cu
#define CR   0x10u

#define KEY1        0x45670123u
#define KEY2        0xcdef89abu
#define SR_WRPERR   (1u << 4)
#define SR_ERRORS   0xf2u /* OPERR 1, WRPERR 4, PGAERR 5, PGPERR 6, PGSERR 7 */
#define SR_BSY      (1u << 16)
#define CR_PG       (1u << 0)
#define CR_SER      (1u << 1)
#define CR_SNB(n)   ((uint32_t)(n) << 3)
#define CR_PSIZE_32 (2u << 8)
#define CR_STRT     (1u << 16)
#define CR_LOCK     (1u << 31)

#define UNIT   4u
#define ERASED 0xffu
#define FIRST  0x4000u /* behind irot's sector */

/* Turns of the wait for BSY: above the data sheet's longest erase (4 s for 128 K) at 16 MHz, with
 * about eight cycles a turn. */
#define PATIENCE 16000000u

uint32_t hf_nvm_program_unit(void)
{
    return UNIT;
}

uint8_t hf_nvm_erased_value(void)
{
    return ERASED;
}

static int is_inside(uint32_t at, size_t size)
{
    uint32_t const offset = at - HF_F2_FLASH_BASE;

    return offset >= FIRST && offset < HF_F2_FLASH_SIZE && size <= HF_F2_FLASH_SIZE - offset;
}

hf_err_t hf_nvm_sector(uint32_t at, uint32_t *start, uint32_t *size)
{
    if (!is_inside(at, 1)) {
        return HF_ERR_NVM_RANGE;
    }
    (void)hf_f2_sector_find(at - HF_F2_FLASH_BASE, start, size);
    *start += HF_F2_FLASH_BASE;
    return HF_OK;
}

hf_err_t hf_nvm_read(uint32_t at, uint8_t *out, size_t size)
{
    const volatile uint8_t *flash = (const volatile uint8_t *)(uintptr_t)at;

    if (!is_inside(at, size)) {
        return HF_ERR_NVM_RANGE;
    }
    for (size_t i = 0; i < size; i++) {
        out[i] = flash[i];
    }
    return HF_OK;
}

/* The bits of all sectors that [at, at + size) touches; size > 0. */
static uint32_t sectors_of(uint32_t at, size_t size)
{
    uint32_t const end = at - HF_F2_FLASH_BASE + (uint32_t)size;
    uint32_t offset = at - HF_F2_FLASH_BASE;
    uint32_t bits = 0;
    uint32_t start;
    uint32_t length;

    while (offset < end) {
        bits |= 1u << hf_f2_sector_find(offset, &start, &length);
        offset = start + length;
    }
    return bits;
}

static hf_err_t wait_ready(void)
{
    for (uint32_t turn = 0; turn < PATIENCE; turn++) {
        uint32_t const status = *hf_f2_register(HF_F2_FLASH, SR);

        if ((status & SR_BSY) == 0) {
            *hf_f2_register(HF_F2_FLASH, SR) = status & SR_ERRORS;
            return (status & SR_WRPERR) != 0   ? HF_ERR_NVM_LOCKED
                   : (status & SR_ERRORS) != 0 ? HF_ERR_NVM_VERIFY
                                               : HF_OK;
        }
    }
    return HF_ERR_NVM_BUSY;
}

static hf_err_t open_controller(void)
{
    hf_err_t const result = wait_ready();

    if (result == HF_ERR_NVM_BUSY) {
        return result; /* old errors are cleared and forgotten, a busy controller is not */
    }
    if ((*hf_f2_register(HF_F2_FLASH, CR) & CR_LOCK) != 0) {
        *hf_f2_register(HF_F2_FLASH, KEYR) = KEY1;
        *hf_f2_register(HF_F2_FLASH, KEYR) = KEY2;
    }
    return HF_OK;
}

static void close_controller(void)
{
    *hf_f2_register(HF_F2_FLASH, CR) = CR_LOCK;
}

static hf_err_t program_word(uint32_t at, uint32_t value)
{
    volatile uint32_t *flash = (volatile uint32_t *)(uintptr_t)at;
    hf_err_t result;

    *flash = value;
    __asm volatile("dsb" ::: "memory");
    result = wait_ready();
    if (result != HF_OK) {
        return result;
    }
    return *flash == value ? HF_OK : HF_ERR_NVM_VERIFY;
}

hf_err_t hf_nvm_program(uint32_t at, const uint8_t *data, size_t size)
{
    hf_err_t result;

    if (!is_inside(at, size)) {
        return HF_ERR_NVM_RANGE;
    }
    if (at % UNIT != 0 || size % UNIT != 0) {
        return HF_ERR_NVM_ALIGN;
    }
    if (size != 0 && (sectors_of(at, size) & *hf_f2_nvm_locks) != 0) {
        return HF_ERR_NVM_LOCKED;
    }
    result = open_controller();
    if (result == HF_OK) {
        *hf_f2_register(HF_F2_FLASH, CR) = CR_PG | CR_PSIZE_32;
    }
    for (size_t i = 0; i < size && result == HF_OK; i += UNIT) {
        result = program_word(at + (uint32_t)i, hf_read_u32(data + i));
    }
    close_controller();
    return result;
}

static hf_err_t check_erased(uint32_t at, uint32_t size)
{
    const volatile uint32_t *flash = (const volatile uint32_t *)(uintptr_t)at;
    uint32_t programmed = 0;

    for (uint32_t i = 0; i < size / UNIT; i++) {
        programmed |= ~flash[i];
    }
    return programmed == 0 ? HF_OK : HF_ERR_NVM_VERIFY;
}

hf_err_t hf_nvm_erase(uint32_t at)
{
    uint32_t start = 0;
    uint32_t size = 0;
    uint32_t sector;
    hf_err_t result;

    if (!is_inside(at, 1)) {
        return HF_ERR_NVM_RANGE;
    }
    sector = hf_f2_sector_find(at - HF_F2_FLASH_BASE, &start, &size);
    if (start + HF_F2_FLASH_BASE != at) {
        return HF_ERR_NVM_ALIGN;
    }
    if ((*hf_f2_nvm_locks & (1u << sector)) != 0) {
        return HF_ERR_NVM_LOCKED;
    }
    result = open_controller();
    if (result == HF_OK) {
        *hf_f2_register(HF_F2_FLASH, CR) = CR_SER | CR_SNB(sector) | CR_PSIZE_32;
        *hf_f2_register(HF_F2_FLASH, CR) |= CR_STRT;
        __asm volatile("dsb" ::: "memory");
        result = wait_ready();
    }
    close_controller();
    return result == HF_OK ? check_erased(at, size) : result;
}

/* The part has no write protection that lasts until reset only (nWRP is an option byte), so the
 * lock is an agreement between the stages: it binds who uses this driver, and nothing else. */
hf_err_t hf_nvm_lock(uint32_t at, uint32_t size)
{
    uint32_t first;
    uint32_t last;
    uint32_t length;

    if (size == 0 || !is_inside(at, size)) {
        return HF_ERR_NVM_RANGE;
    }
    (void)hf_f2_sector_find(at - HF_F2_FLASH_BASE, &first, &length);
    (void)hf_f2_sector_find(at - HF_F2_FLASH_BASE + size - 1u, &last, &length);
    if (first + HF_F2_FLASH_BASE != at || last + length != at - HF_F2_FLASH_BASE + size) {
        return HF_ERR_NVM_ALIGN;
    }
    *hf_f2_nvm_locks |= sectors_of(at, size);
    return HF_OK;
}

uint32_t hf_nvm_unlocked(uint32_t at, uint32_t size)
{
    return size == 0 || !is_inside(at, size) ? UINT32_MAX
                                             : sectors_of(at, size) & ~*hf_f2_nvm_locks;
}

hf_err_t hf_nvm_swap_banks(void)
{
    return HF_ERR_NVM_RANGE;
}
