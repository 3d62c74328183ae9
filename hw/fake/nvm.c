/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "hw/fake/nvm.h"

#include "hw/api/nvm.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define UNIT_LEAST 2u

static struct hf_fake_nvm_shape shape;
static uint8_t bytes[HF_FAKE_NVM_SIZE];
static bool poisoned[HF_FAKE_NVM_SIZE / UNIT_LEAST]; /* by unit */
static bool locked[HF_FAKE_NVM_SIZE / UNIT_LEAST];   /* by unit */
static uint32_t total;
static uint32_t operations;
static uint32_t cut_in;
static enum hf_fake_cut cut_kind;
static void (*cut_leave)(void);

void hf_fake_nvm_setup(const struct hf_fake_nvm_shape *new_shape)
{
    shape = *new_shape;
    total = 0;
    for (size_t i = 0; i < shape.sector_count; i++) {
        total += shape.sectors[i];
    }
    if (total > HF_FAKE_NVM_SIZE || shape.unit < UNIT_LEAST) {
        abort();
    }
    memset(bytes, shape.erased, sizeof(bytes));
    memset(poisoned, 0, sizeof(poisoned));
    hf_fake_nvm_reset();
}

void hf_fake_nvm_reset(void)
{
    memset(locked, 0, sizeof(locked));
    operations = 0;
    cut_leave = NULL;
}

uint8_t *hf_fake_nvm_bytes(void)
{
    return bytes;
}

void hf_fake_nvm_poison(uint32_t at)
{
    poisoned[(at - HF_FAKE_NVM_BASE) / shape.unit] = true;
}

void hf_fake_nvm_cut(uint32_t number, enum hf_fake_cut cut, void (*leave)(void))
{
    cut_in = number;
    cut_kind = cut;
    cut_leave = leave;
}

uint32_t hf_fake_nvm_operations(void)
{
    return operations;
}

/* True when the power fails at the operation that starts now. */
static bool fails_now(void)
{
    operations++;
    return cut_leave != NULL && cut_in-- == 0;
}

static bool is_inside(uint32_t at, size_t size)
{
    uint32_t const offset = at - HF_FAKE_NVM_BASE;

    return offset < total && size <= total - offset;
}

/* Any of the units that [at, at + size) touches is marked. */
static bool is_marked(const bool *marks, uint32_t at, size_t size)
{
    uint32_t const offset = at - HF_FAKE_NVM_BASE;

    for (size_t unit = offset / shape.unit; unit * shape.unit < offset + size; unit++) {
        if (marks[unit]) {
            return true;
        }
    }
    return false;
}

static void mark(bool *marks, uint32_t at, size_t size, bool value)
{
    for (size_t i = 0; i < size / shape.unit; i++) {
        marks[(at - HF_FAKE_NVM_BASE) / shape.unit + i] = value;
    }
}

uint32_t hf_nvm_program_unit(void)
{
    return shape.unit;
}

uint8_t hf_nvm_erased_value(void)
{
    return shape.erased;
}

hf_err_t hf_nvm_sector(uint32_t at, uint32_t *start, uint32_t *size)
{
    uint32_t begin = HF_FAKE_NVM_BASE;
    size_t i = 0;

    if (!is_inside(at, 1)) {
        return HF_ERR_NVM_RANGE;
    }
    while (at - begin >= shape.sectors[i]) {
        begin += shape.sectors[i];
        i++;
    }
    *start = begin;
    *size = shape.sectors[i];
    return HF_OK;
}

hf_err_t hf_nvm_read(uint32_t at, uint8_t *out, size_t size)
{
    if (!is_inside(at, size)) {
        return HF_ERR_NVM_RANGE;
    }
    if (is_marked(poisoned, at, size)) {
        memset(out, 0, size);
        return HF_ERR_NVM_ECC;
    }
    memcpy(out, bytes + (at - HF_FAKE_NVM_BASE), size);
    return HF_OK;
}

/* Programming moves bits away from the erased value only. */
static uint8_t merge(uint8_t old, uint8_t new)
{
    return shape.erased == 0xff ? old & new : old | new;
}

static hf_err_t program_unit(uint32_t at, const uint8_t *data)
{
    uint8_t *to = bytes + (at - HF_FAKE_NVM_BASE);
    bool const fails = fails_now();
    uint32_t count = shape.unit;
    bool was_erased = !is_marked(poisoned, at, shape.unit);

    if (fails) {
        count = cut_kind == HF_FAKE_CUT_BEFORE ? 0 : count / 2u;
    }
    for (uint32_t i = 0; i < count; i++) {
        was_erased = was_erased && to[i] == shape.erased;
        to[i] = merge(to[i], data[i]);
    }
    if (fails) {
        mark(poisoned, at, shape.unit,
             cut_kind == HF_FAKE_CUT_POISON || is_marked(poisoned, at, shape.unit));
        cut_leave();
        abort();
    }
    return was_erased && memcmp(to, data, shape.unit) == 0 ? HF_OK : HF_ERR_NVM_VERIFY;
}

hf_err_t hf_nvm_program(uint32_t at, const uint8_t *data, size_t size)
{
    hf_err_t result = HF_OK;

    if (!is_inside(at, size)) {
        return HF_ERR_NVM_RANGE;
    }
    if (at % shape.unit != 0 || size % shape.unit != 0) {
        return HF_ERR_NVM_ALIGN;
    }
    if (is_marked(locked, at, size)) {
        return HF_ERR_NVM_LOCKED;
    }
    for (size_t i = 0; i < size && result == HF_OK; i += shape.unit) {
        result = program_unit(at + (uint32_t)i, data + i);
    }
    return result;
}

static void erase_torn(uint32_t at, uint32_t size)
{
    if (cut_kind == HF_FAKE_CUT_HALF) {
        memset(bytes + (at - HF_FAKE_NVM_BASE), shape.erased, size / 2u);
    } else if (cut_kind == HF_FAKE_CUT_POISON) {
        mark(poisoned, at, size, true);
    }
    cut_leave();
    abort();
}

hf_err_t hf_nvm_erase(uint32_t at)
{
    uint32_t start;
    uint32_t size;
    hf_err_t const result = hf_nvm_sector(at, &start, &size);

    if (result != HF_OK) {
        return result;
    }
    if (start != at) {
        return HF_ERR_NVM_ALIGN;
    }
    if (is_marked(locked, at, size)) {
        return HF_ERR_NVM_LOCKED;
    }
    if (fails_now()) {
        erase_torn(at, size);
    }
    memset(bytes + (at - HF_FAKE_NVM_BASE), shape.erased, size);
    mark(poisoned, at, size, false);
    return HF_OK;
}

hf_err_t hf_nvm_lock(uint32_t at, uint32_t size)
{
    uint32_t start;
    uint32_t length;
    uint32_t end = at;

    if (size == 0 || !is_inside(at, size)) {
        return HF_ERR_NVM_RANGE;
    }
    while (end - at < size) {
        if (hf_nvm_sector(end, &start, &length) != HF_OK || start != end) {
            return HF_ERR_NVM_ALIGN;
        }
        end += length;
    }
    if (end - at != size) {
        return HF_ERR_NVM_ALIGN;
    }
    mark(locked, at, size, true);
    return HF_OK;
}

hf_err_t hf_nvm_swap_banks(void)
{
    return HF_ERR_NVM_RANGE;
}
