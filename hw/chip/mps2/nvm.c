/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The flash of the MPS2 boards: file-backed RAM behind the rules of flash. A driver that is kind
 * where flash is not would hide the bugs of every layer above it. */
#include "hw/api/nvm.h"

#include "core/span.h"
#include "hw/chip/mps2/mps2.h"

#define SECTOR 0x1000u
#define UNIT   8u
#define ERASED 0xffu

_Static_assert(UNIT == sizeof(uint64_t), "a unit is written by one access");

uint32_t hf_nvm_program_unit(void)
{
    return UNIT;
}

uint8_t hf_nvm_erased_value(void)
{
    return ERASED;
}

/* The first sector holds the fuses: no part of the flash. */
static int is_inside(uint32_t at, size_t size)
{
    uint32_t const offset = at - hf_mps2.nvm_base;

    return offset >= SECTOR && offset < hf_mps2.nvm_size && size <= hf_mps2.nvm_size - offset;
}

static uint32_t sector_of(uint32_t at)
{
    return (at - hf_mps2.nvm_base) / SECTOR;
}

/* True when one of the sectors that [at, at + size) touches is locked; size > 0. */
static int is_locked(uint32_t at, size_t size)
{
    uint32_t const last = sector_of(at + (uint32_t)size - 1u);
    uint32_t locked = 0;

    for (uint32_t sector = sector_of(at); sector <= last; sector++) {
        locked |= hf_mps2.model->nvm_locks[sector / 32u] & (1u << (sector % 32u));
    }
    return locked != 0;
}

hf_err_t hf_nvm_sector(uint32_t at, uint32_t *start, uint32_t *size)
{
    if (!is_inside(at, 1)) {
        return HF_ERR_NVM_RANGE;
    }
    *start = at - at % SECTOR;
    *size = SECTOR;
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

static uint64_t unit_from(const uint8_t *bytes)
{
    uint64_t unit;

    hf_copy(&unit, bytes, sizeof(unit));
    return unit;
}

/* Programming can only clear bits, and this flash wants a unit erased before it (as the ECC of the
 * parts does): a unit that is not erased keeps what the AND leaves, and the read-back says so. */
static hf_err_t program_unit(uint32_t at, uint64_t value)
{
    volatile uint64_t *flash = (volatile uint64_t *)(uintptr_t)at;
    uint64_t const before = *flash;

    *flash = before & value;
    return before == UINT64_MAX && *flash == value ? HF_OK : HF_ERR_NVM_VERIFY;
}

hf_err_t hf_nvm_program(uint32_t at, const uint8_t *data, size_t size)
{
    hf_err_t result = HF_OK;

    if (!is_inside(at, size)) {
        return HF_ERR_NVM_RANGE;
    }
    if (at % UNIT != 0 || size % UNIT != 0) {
        return HF_ERR_NVM_ALIGN;
    }
    if (size != 0 && is_locked(at, size)) {
        return HF_ERR_NVM_LOCKED;
    }
    for (size_t i = 0; i < size && result == HF_OK; i += UNIT) {
        result = program_unit(at + (uint32_t)i, unit_from(data + i));
    }
    return result;
}

hf_err_t hf_nvm_erase(uint32_t at)
{
    volatile uint32_t *flash = (volatile uint32_t *)(uintptr_t)at;

    if (!is_inside(at, SECTOR)) {
        return HF_ERR_NVM_RANGE;
    }
    if (at % SECTOR != 0) {
        return HF_ERR_NVM_ALIGN;
    }
    if (is_locked(at, SECTOR)) {
        return HF_ERR_NVM_LOCKED;
    }
    for (uint32_t i = 0; i < SECTOR / sizeof(*flash); i++) {
        flash[i] = UINT32_MAX;
    }
    return HF_OK;
}

hf_err_t hf_nvm_lock(uint32_t at, uint32_t size)
{
    if (!is_inside(at, size)) {
        return HF_ERR_NVM_RANGE;
    }
    if (at % SECTOR != 0 || size % SECTOR != 0) {
        return HF_ERR_NVM_ALIGN;
    }
    for (uint32_t sector = sector_of(at); sector < sector_of(at) + size / SECTOR; sector++) {
        hf_mps2.model->nvm_locks[sector / 32u] |= 1u << (sector % 32u);
    }
    return HF_OK;
}

uint32_t hf_nvm_unlocked(uint32_t at, uint32_t size)
{
    uint32_t left = is_inside(at, size) ? 0 : UINT32_MAX;

    for (uint32_t sector = sector_of(at); sector < sector_of(at) + size / SECTOR; sector++) {
        left |= ~hf_mps2.model->nvm_locks[sector / 32u % HF_MPS2_LOCK_WORDS] & 1u << (sector % 32u);
    }
    return left;
}

hf_err_t hf_nvm_swap_banks(void)
{
    return HF_ERR_NVM_RANGE;
}
