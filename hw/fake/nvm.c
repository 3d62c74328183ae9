/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The flash model behind hw/api/nvm.h. */
#include "hw/fake/nvm.h"

#include "hw/api/nvm.h"
#include "hw/fake/internal.h"

#include <stdlib.h>
#include <string.h>

struct fake_flash fake_flash;

static uint64_t stamp_clock;
static uint32_t calls_left; /* up to the one that fails; 0: none does */
static uint32_t only_writes;
static enum hf_fake_failure failed;

static uint32_t pages(void)
{
    return (fake_flash.size + FAKE_PAGE - 1u) / FAKE_PAGE;
}

static void *get(size_t count, size_t size)
{
    void *memory = calloc(count, size);

    if (memory == NULL) {
        abort();
    }
    return memory;
}

void hf_fake_nvm_setup(const struct hf_fake_nvm_geometry *geometry)
{
    struct fake_flash *flash = &fake_flash;

    free(flash->bytes);
    free(flash->units);
    free(flash->stamps);
    free(flash->erases);
    free(flash->locked);
    memset(flash, 0, sizeof(*flash));
    flash->geometry = geometry;
    for (uint32_t i = 0; i < HF_FAKE_NVM_RUNS; i++) {
        flash->size += geometry->runs[i].count * geometry->runs[i].size;
    }
    flash->bytes = get(flash->size, 1);
    flash->units = get(flash->size / geometry->unit, 1);
    flash->stamps = get(pages(), sizeof(*flash->stamps));
    flash->erases = get(flash->size / 128u, sizeof(*flash->erases));
    flash->locked = get(flash->size / 128u, 1);
    memset(flash->bytes, geometry->erased, flash->size);
    fake_stamp(0, flash->size);
    hf_fake_nvm_reset();
    hf_fake_nvm_fail(0);
    hf_fake_power_on();
}

void hf_fake_nvm_fail(uint32_t call)
{
    calls_left = call;
    only_writes = 0;
    failed = HF_FAKE_NONE_FAILED;
}

void hf_fake_nvm_fail_write(uint32_t call)
{
    hf_fake_nvm_fail(call);
    only_writes = 1;
}

enum hf_fake_failure hf_fake_nvm_failed(void)
{
    return failed;
}

uint32_t fake_call_fails(enum hf_fake_failure kind)
{
    if ((only_writes && kind != HF_FAKE_WRITE_FAILED) || calls_left == 0 || --calls_left != 0) {
        return 0;
    }
    failed = kind;
    return 1;
}

void fake_stamp(uint32_t offset, uint32_t size)
{
    if (size == 0) {
        return;
    }
    stamp_clock++;
    for (uint32_t page = offset / FAKE_PAGE; page <= (offset + size - 1u) / FAKE_PAGE; page++) {
        fake_flash.stamps[page] = stamp_clock;
    }
}

uint8_t *hf_fake_nvm_bytes(uint32_t at)
{
    return fake_flash.bytes + (at - fake_flash.geometry->base);
}

void hf_fake_nvm_touch(uint32_t at, uint32_t size)
{
    fake_stamp(at - fake_flash.geometry->base, size);
}

static void set_units(uint32_t offset, uint32_t size, enum unit_state state)
{
    uint32_t const unit = fake_flash.geometry->unit;

    fake_stamp(offset, size);
    memset(fake_flash.units + offset / unit, (int)state, (size + unit - 1u) / unit);
}

uint64_t hf_fake_nvm_stamp(uint32_t at)
{
    return fake_flash.stamps[(at - fake_flash.geometry->base) / FAKE_PAGE];
}

uint32_t hf_fake_nvm_size(void)
{
    return fake_flash.size;
}

void hf_fake_nvm_poison(uint32_t at)
{
    set_units(at - fake_flash.geometry->base, 1, UNIT_POISONED);
}

void hf_fake_nvm_weaken(uint32_t at, uint32_t size)
{
    set_units(at - fake_flash.geometry->base, size, UNIT_WEAK);
}

uint32_t hf_nvm_program_unit(void)
{
    return fake_flash.geometry->unit;
}

uint8_t hf_nvm_erased_value(void)
{
    return fake_flash.geometry->erased;
}

static int is_inside(uint32_t at, size_t size)
{
    uint32_t const offset = at - fake_flash.geometry->base;

    return at >= fake_flash.geometry->base && offset < fake_flash.size &&
           size <= fake_flash.size - offset;
}

hf_err_t hf_nvm_sector(uint32_t at, uint32_t *start, uint32_t *size)
{
    const struct hf_fake_nvm_geometry *geometry = fake_flash.geometry;
    uint32_t from = geometry->base;

    if (!is_inside(at, 1)) {
        return HF_ERR_NVM_RANGE;
    }
    for (uint32_t i = 0; i < HF_FAKE_NVM_RUNS; i++) {
        uint32_t const run = geometry->runs[i].count * geometry->runs[i].size;

        if (at - from < run) {
            *size = geometry->runs[i].size;
            *start = at - (at - from) % *size;
            return HF_OK;
        }
        from += run;
    }
    return HF_ERR_NVM_RANGE;
}

hf_err_t hf_nvm_read(uint32_t at, uint8_t *out, size_t size)
{
    uint32_t const offset = at - fake_flash.geometry->base;
    uint32_t const unit = fake_flash.geometry->unit;

    if (!is_inside(at, size)) {
        return HF_ERR_NVM_RANGE;
    }
    fake_watch_look(offset, (uint32_t)size);
    if (size != 0 && (fake_call_fails(HF_FAKE_READ_FAILED) ||
                      memchr(fake_flash.units + offset / unit, UNIT_POISONED,
                             (offset + size - 1u) / unit - offset / unit + 1u) != NULL)) {
        memset(out, 0, size);
        return HF_ERR_NVM_ECC;
    }
    memcpy(out, fake_flash.bytes + offset, size);
    return HF_OK;
}

/* What programming `new` over `old` leaves. */
static uint8_t combine(uint8_t old, uint8_t new)
{
    return fake_flash.geometry->erased == 0xff ? old & new : old | new;
}

static int is_all(const uint8_t *bytes, uint8_t value, uint32_t size)
{
    return bytes[0] == value && memcmp(bytes, bytes + 1, size - 1u) == 0;
}

static hf_err_t program_unit(uint32_t offset, const uint8_t *data)
{
    uint32_t const unit = fake_flash.geometry->unit;
    uint8_t *state = &fake_flash.units[offset / unit];
    hf_err_t result = *state == UNIT_CLEAN ? HF_OK : HF_ERR_NVM_VERIFY;

    for (uint32_t i = 0; i < unit; i++) {
        uint8_t *byte = &fake_flash.bytes[offset + i];

        *byte = *state == UNIT_WEAK ? (uint8_t)(data[i] ^ 0x10u) : combine(*byte, data[i]);
        result = *byte == data[i] ? result : HF_ERR_NVM_VERIFY;
    }
    if (*state != UNIT_POISONED) {
        *state = UNIT_WRITTEN;
    }
    return result;
}

static hf_err_t program_units(uint32_t offset, const uint8_t *data, uint32_t size)
{
    uint32_t const unit = fake_flash.geometry->unit;
    hf_err_t result = HF_OK;

    if (size != 0 && is_all(fake_flash.units + offset / unit, UNIT_CLEAN, size / unit) &&
        is_all(fake_flash.bytes + offset, fake_flash.geometry->erased, size)) {
        memcpy(fake_flash.bytes + offset, data, size);
        memset(fake_flash.units + offset / unit, UNIT_WRITTEN, size / unit);
        return HF_OK;
    }
    for (uint32_t i = 0; i < size && result == HF_OK; i += unit) {
        result = program_unit(offset + i, data + i);
    }
    return result;
}

/* One unit that power left in the middle: some of the bits that were to change have changed. */
static void tear_unit(uint32_t offset, const uint8_t *data)
{
    uint32_t const unit = fake_flash.geometry->unit;

    for (uint32_t i = 0; i < unit; i++) {
        uint8_t *byte = &fake_flash.bytes[offset + i];

        *byte ^= (uint8_t)((*byte ^ combine(*byte, data[i])) & fake_noise(offset + i));
    }
    fake_flash.units[offset / unit] = UNIT_WRITTEN;
}

void fake_tear_program(uint32_t offset, const uint8_t *data, uint32_t size, enum program_cut cut)
{
    uint32_t const unit = fake_flash.geometry->unit;
    uint32_t const middle = size / unit / 2u * unit;
    uint32_t const places[] = {0, middle, size - unit};
    uint32_t where;

    switch (cut) {
    case PROGRAM_TORN_FIRST:
    case PROGRAM_TORN_MIDDLE:
    case PROGRAM_TORN_LAST:
        where = places[cut - PROGRAM_TORN_FIRST];
        (void)program_units(offset, data, where);
        tear_unit(offset + where, data + where);
        break;
    case PROGRAM_POISON_FIRST:
    case PROGRAM_POISON_MIDDLE:
    case PROGRAM_POISON_LAST:
        where = places[cut - PROGRAM_POISON_FIRST];
        (void)program_units(offset, data, where);
        set_units(offset + where, unit, UNIT_POISONED);
        break;
    case PROGRAM_SPLIT:
        (void)program_units(offset, data, middle);
        break;
    case PROGRAM_WEAK:
        set_units(offset, unit, UNIT_WEAK);
        break;
    case PROGRAM_AFTER:
        (void)program_units(offset, data, size);
        break;
    default:
        break;
    }
}

static int is_locked(uint32_t offset, size_t size)
{
    int locked = 0;

    for (size_t i = offset / 128u; i < (offset + size + 127u) / 128u; i++) {
        locked |= fake_flash.locked[i];
    }
    return locked;
}

hf_err_t hf_nvm_program(uint32_t at, const uint8_t *data, size_t size)
{
    uint32_t const offset = at - fake_flash.geometry->base;
    uint32_t cut;

    if (!is_inside(at, size)) {
        return HF_ERR_NVM_RANGE;
    }
    if (offset % fake_flash.geometry->unit != 0 || size % fake_flash.geometry->unit != 0) {
        return HF_ERR_NVM_ALIGN;
    }
    if (is_locked(offset, size)) {
        return HF_ERR_NVM_LOCKED;
    }
    if (size == 0) {
        return HF_OK;
    }
    fake_stamp(offset, (uint32_t)size);
    if (fake_call_fails(HF_FAKE_WRITE_FAILED)) {
        fake_tear_program(offset, data, (uint32_t)size, PROGRAM_TORN_MIDDLE);
        return HF_ERR_NVM_VERIFY;
    }
    fake_watch_look(offset, (uint32_t)size);
    cut = fake_operation_start(&(struct hf_fake_deed){
        .kind = HF_FAKE_PROGRAM, .offset = offset, .size = (uint32_t)size, .data = data});
    if (cut != FAKE_NO_CUT) {
        fake_tear_program(offset, data, (uint32_t)size, (enum program_cut)cut);
        fake_power_off();
    }
    return program_units(offset, data, (uint32_t)size);
}

static void erase_span(uint32_t offset, uint32_t size)
{
    memset(fake_flash.bytes + offset, fake_flash.geometry->erased, size);
    set_units(offset, size, UNIT_CLEAN);
}

void fake_tear_erase(uint32_t offset, uint32_t size, enum erase_cut cut)
{
    uint8_t const erased = fake_flash.geometry->erased;

    switch (cut) {
    case ERASE_FIRST_HALF:
        erase_span(offset, size / 2u);
        break;
    case ERASE_LAST_HALF:
        erase_span(offset + size / 2u, size - size / 2u);
        break;
    case ERASE_MIXED:
        for (uint32_t i = 0; i < size; i++) {
            uint8_t *byte = &fake_flash.bytes[offset + i];

            *byte ^= (uint8_t)((*byte ^ erased) & fake_noise(i));
        }
        set_units(offset, size, UNIT_WRITTEN);
        break;
    case ERASE_POISON:
        set_units(offset, size, UNIT_POISONED);
        break;
    case ERASE_WEAK:
        erase_span(offset, size);
        set_units(offset, size, UNIT_WEAK);
        break;
    case ERASE_AFTER:
        erase_span(offset, size);
        break;
    default:
        break;
    }
}

hf_err_t hf_nvm_erase(uint32_t at)
{
    uint32_t const offset = at - fake_flash.geometry->base;
    uint32_t start;
    uint32_t size;
    uint32_t cut;

    if (hf_nvm_sector(at, &start, &size) != HF_OK) {
        return HF_ERR_NVM_RANGE;
    }
    if (start != at) {
        return HF_ERR_NVM_ALIGN;
    }
    if (is_locked(offset, size)) {
        return HF_ERR_NVM_LOCKED;
    }
    fake_stamp(offset, size);
    fake_flash.erases[offset / 128u]++;
    fake_flash.erased_sectors++;
    if (fake_call_fails(HF_FAKE_WRITE_FAILED)) {
        fake_tear_erase(offset, size, ERASE_MIXED);
        return HF_ERR_NVM_VERIFY;
    }
    cut = fake_operation_start(
        &(struct hf_fake_deed){.kind = HF_FAKE_ERASE, .offset = offset, .size = size});
    if (cut != FAKE_NO_CUT) {
        fake_tear_erase(offset, size, (enum erase_cut)cut);
        fake_power_off();
    }
    fake_watch_erase(offset, size);
    erase_span(offset, size);
    return HF_OK;
}

hf_err_t hf_nvm_lock(uint32_t at, uint32_t size)
{
    uint32_t start = 0;
    uint32_t whole = 0;

    if (size == 0 || !is_inside(at, size)) {
        return HF_ERR_NVM_RANGE;
    }
    if (hf_nvm_sector(at, &start, &whole) != HF_OK || start != at ||
        hf_nvm_sector(at + size - 1u, &start, &whole) != HF_OK || start + whole != at + size) {
        return HF_ERR_NVM_ALIGN;
    }
    memset(fake_flash.locked + (at - fake_flash.geometry->base) / 128u, 1, size / 128u);
    return HF_OK;
}

uint32_t hf_nvm_unlocked(uint32_t at, uint32_t size)
{
    uint32_t left = is_inside(at, size) ? 0 : UINT32_MAX;

    for (uint32_t i = 0; left == 0 && i < size / 128u; i++) {
        left = fake_flash.locked[(at - fake_flash.geometry->base) / 128u + i] == 0;
    }
    return left;
}

hf_err_t hf_nvm_swap_banks(void)
{
    return HF_ERR_NVM_RANGE;
}

void hf_fake_nvm_reset(void)
{
    memset(fake_flash.locked, 0, fake_flash.size / 128u);
}

uint32_t hf_fake_nvm_erases(void)
{
    return fake_flash.erased_sectors;
}

uint32_t hf_fake_nvm_erases_of(uint32_t at)
{
    return fake_flash.erases[(at - fake_flash.geometry->base) / 128u];
}
