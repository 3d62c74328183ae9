/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The emulator has no model of the flash controller: flash can be read and never written. The two
 * halves of the vault are RAM here, behind the rules of flash, and volatile: the epoch counter of
 * this board says so too (HF_RETENTION_NONE). A part links hw/chip/stm32f2/nvm.c instead. */
#include "hw/api/nvm.h"

#include "hw/chip/stm32f2/geometry.h"

#include HF_LAYOUT

#define UNIT   4u
#define ERASED 0xffu
#define FIRST  0x4000u /* behind irot's sector */

uint32_t hf_nvm_program_unit(void)
{
    return UNIT;
}

uint8_t hf_nvm_erased_value(void)
{
    return ERASED;
}

static int is_flash(uint32_t at, size_t size)
{
    uint32_t const offset = at - HF_F2_FLASH_BASE;

    return offset >= FIRST && offset < HF_F2_FLASH_SIZE && size <= HF_F2_FLASH_SIZE - offset;
}

static int is_vault(uint32_t at, size_t size)
{
    uint32_t const offset = at - HF_VAULT_A;

    return offset < 2u * HF_VAULT_HALF && size <= 2u * HF_VAULT_HALF - offset;
}

hf_err_t hf_nvm_sector(uint32_t at, uint32_t *start, uint32_t *size)
{
    if (is_vault(at, 1)) {
        *size = HF_VAULT_HALF;
        *start = at - (at - HF_VAULT_A) % HF_VAULT_HALF;
        return HF_OK;
    }
    if (!is_flash(at, 1)) {
        return HF_ERR_NVM_RANGE;
    }
    (void)hf_f2_sector_find(at - HF_F2_FLASH_BASE, start, size);
    *start += HF_F2_FLASH_BASE;
    return HF_OK;
}

hf_err_t hf_nvm_read(uint32_t at, uint8_t *out, size_t size)
{
    const volatile uint8_t *bytes = (const volatile uint8_t *)(uintptr_t)at;

    if (!is_flash(at, size) && !is_vault(at, size)) {
        return HF_ERR_NVM_RANGE;
    }
    for (size_t i = 0; i < size; i++) {
        out[i] = bytes[i];
    }
    return HF_OK;
}

/* As flash does: only an erased byte takes what is written, and programming clears bits only. */
static hf_err_t program_byte(uint32_t at, uint8_t value)
{
    volatile uint8_t *byte = (volatile uint8_t *)(uintptr_t)at;
    uint8_t const before = *byte;

    *byte = before & value;
    return before == ERASED ? HF_OK : HF_ERR_NVM_VERIFY;
}

hf_err_t hf_nvm_program(uint32_t at, const uint8_t *data, size_t size)
{
    hf_err_t result = HF_OK;

    if (at % UNIT != 0 || size % UNIT != 0) {
        return HF_ERR_NVM_ALIGN;
    }
    if (!is_vault(at, size)) {
        return is_flash(at, size) ? HF_ERR_NVM_VERIFY : HF_ERR_NVM_RANGE;
    }
    for (size_t i = 0; i < size && result == HF_OK; i++) {
        result = program_byte(at + (uint32_t)i, data[i]);
    }
    return result;
}

hf_err_t hf_nvm_erase(uint32_t at)
{
    volatile uint8_t *bytes = (volatile uint8_t *)(uintptr_t)at;

    if (!is_vault(at, 1)) {
        return is_flash(at, 1) ? HF_ERR_NVM_VERIFY : HF_ERR_NVM_RANGE;
    }
    if ((at - HF_VAULT_A) % HF_VAULT_HALF != 0) {
        return HF_ERR_NVM_ALIGN;
    }
    for (uint32_t i = 0; i < HF_VAULT_HALF; i++) {
        bytes[i] = ERASED;
    }
    return HF_OK;
}

/* What cannot be written is locked. */
hf_err_t hf_nvm_lock(uint32_t at, uint32_t size)
{
    return size != 0 && is_flash(at, size) ? HF_OK : HF_ERR_NVM_RANGE;
}

uint32_t hf_nvm_unlocked(uint32_t at, uint32_t size)
{
    return size != 0 && is_flash(at, size) ? 0 : UINT32_MAX;
}

hf_err_t hf_nvm_swap_banks(void)
{
    return HF_ERR_NVM_RANGE;
}
