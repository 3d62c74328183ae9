/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/secure/fwu_store.h"

#include "core/span.h"
#include "firmware/store/update.h"
#include "hw/api/nvm.h"

#define NOTE_SIZE  32u
#define NOTE_MAGIC 0x55574648u /* "HFWU" */
#define PIECE      64u

/* Places in the hole. */
#define AT_START    0u
#define AT_COMPLETE 32u /* twice, since power may fail while it is written */
#define AT_SECTORS  96u /* one program unit for each complete sector */

uint32_t hf_fwu_erases_left;

hf_err_t hf_fwu_store_open(struct hf_fwu_store *store, uint32_t role)
{
    hf_err_t const result = hf_update_place(role, &store->place);

    store->written = 0;
    if (result == HF_OK) {
        store->hole = hf_map.staging[role];
        store->hole.size = store->place.base - store->hole.base;
    }
    return result;
}

static hf_err_t erase(uint32_t at)
{
    if (hf_fwu_erases_left == 0) {
        return HF_ERR_FWU_WEAR;
    }
    hf_fwu_erases_left--;
    return hf_nvm_erase(at);
}

/* A note is its magic, a value and the value's inverse, so that a torn one is none. */
static int read_note(uint32_t at, uint32_t *value)
{
    uint8_t note[NOTE_SIZE];

    if (hf_nvm_read(at, note, sizeof(note)) != HF_OK || hf_read_u32(note) != NOTE_MAGIC ||
        hf_read_u32(note + 4) != ~hf_read_u32(note + 8)) {
        return 0;
    }
    *value = hf_read_u32(note + 4);
    return 1;
}

static hf_err_t write_note(uint32_t at, uint32_t value)
{
    uint8_t note[NOTE_SIZE] = {0};

    hf_write_u32(note, NOTE_MAGIC);
    hf_write_u32(note + 4, value);
    hf_write_u32(note + 8, ~value);
    return hf_nvm_program(at, note, sizeof(note));
}

/* Where the note that sector `index` is complete stands; 0 when the hole has no room for it, and
 * then a reset costs what came since the last one that had. */
static uint32_t sector_note(const struct hf_fwu_store *store, uint32_t index)
{
    uint32_t const unit = hf_nvm_program_unit();
    uint32_t const offset = AT_SECTORS + index * unit;

    return offset + unit <= store->hole.size ? store->hole.base + offset : 0;
}

static int is_blank(const uint8_t *bytes, uint32_t size)
{
    uint8_t const blank = hf_nvm_erased_value();
    uint32_t others = 0;

    for (uint32_t i = 0; i < size; i++) {
        others |= (uint32_t)(bytes[i] ^ blank);
    }
    return others == 0;
}

static int is_noted(uint32_t at)
{
    uint8_t unit[NOTE_SIZE];
    uint32_t const size = hf_nvm_program_unit();

    return at != 0 && hf_nvm_read(at, unit, size) == HF_OK && !is_blank(unit, size);
}

/* The end of the sectors that are noted as complete. */
static uint32_t complete_until(const struct hf_fwu_store *store)
{
    uint32_t end = 0;
    uint32_t start;
    uint32_t size;

    for (uint32_t i = 0; is_noted(sector_note(store, i)); i++) {
        if (hf_nvm_sector(store->place.base + end, &start, &size) != HF_OK ||
            size > store->place.size - end) {
            break;
        }
        end += size;
    }
    return end;
}

enum hf_fwu_note hf_fwu_store_recall(struct hf_fwu_store *store, uint32_t role)
{
    uint32_t value = 0;

    if (!read_note(store->hole.base + AT_START, &value) || value != role) {
        return HF_FWU_NOTE_NONE;
    }
    for (uint32_t at = AT_COMPLETE; at < AT_SECTORS; at += NOTE_SIZE) {
        if (read_note(store->hole.base + at, &value) && value != 0 && value <= store->place.size) {
            store->written = value;
            return HF_FWU_NOTE_COMPLETE;
        }
    }
    store->written = complete_until(store);
    return HF_FWU_NOTE_WRITING;
}

/* Erases the hole, so that no note is left in it. Paid for by the app only when it starts. */
static hf_err_t clear(const struct hf_fwu_store *store, hf_err_t (*how)(uint32_t at))
{
    hf_err_t result = HF_OK;
    uint32_t start;
    uint32_t size;

    for (uint32_t at = 0; at < store->hole.size && result == HF_OK; at += size) {
        result = hf_nvm_sector(store->hole.base + at, &start, &size);
        if (result == HF_OK) {
            result = how(start);
        }
    }
    return result;
}

hf_err_t hf_fwu_store_forget(const struct hf_fwu_store *store)
{
    uint8_t note[NOTE_SIZE];

    return hf_nvm_read(store->hole.base, note, NOTE_SIZE) == HF_OK && is_blank(note, NOTE_SIZE)
               ? HF_OK
               : clear(store, hf_nvm_erase);
}

hf_err_t hf_fwu_store_start(struct hf_fwu_store *store, uint32_t role)
{
    hf_err_t const result = clear(store, erase);

    store->written = 0;
    return result == HF_OK ? write_note(store->hole.base + AT_START, role) : result;
}

/* Have these bytes come before, the same ones? */
static hf_err_t compare(const struct hf_fwu_store *store, uint32_t offset, const uint8_t *block,
                        uint32_t size)
{
    uint8_t piece[PIECE];
    uint32_t differs = 0;
    hf_err_t result = HF_OK;

    for (uint32_t i = 0; i < size && result == HF_OK; i += PIECE) {
        uint32_t const part = size - i < PIECE ? size - i : PIECE;

        result = hf_nvm_read(store->place.base + offset + i, piece, part);
        for (uint32_t k = 0; k < part; k++) {
            differs |= (uint32_t)(piece[k] ^ block[i + k]);
        }
    }
    if (result != HF_OK) {
        return result;
    }
    return differs == 0 ? HF_OK : HF_ERR_FWU_ORDER;
}

/* Programs `size` bytes; what is left of the last aligned span is filled up as erased. */
static hf_err_t program(uint32_t at, const uint8_t *block, uint32_t size)
{
    uint32_t const whole = size / HF_FWU_ALIGN * HF_FWU_ALIGN;
    uint8_t last[HF_FWU_ALIGN];
    hf_err_t result = HF_OK;

    if (whole != 0) {
        result = hf_nvm_program(at, block, whole);
    }
    if (result != HF_OK || whole == size) {
        return result;
    }
    for (uint32_t i = 0; i < HF_FWU_ALIGN; i++) {
        last[i] = whole + i < size ? block[whole + i] : hf_nvm_erased_value();
    }
    return hf_nvm_program(at + whole, last, sizeof(last));
}

/* Programs what falls into one sector, which is erased first when its first byte comes. Sets *part
 * to how much that was. */
static hf_err_t write_in_sector(struct hf_fwu_store *store, uint32_t at, const uint8_t *block,
                                uint32_t *part)
{
    uint32_t start;
    uint32_t size;
    hf_err_t result = hf_nvm_sector(at, &start, &size);

    if (result == HF_OK && at == start) {
        result = erase(start);
    }
    if (result != HF_OK) {
        return result;
    }
    if (*part > start + size - at) {
        *part = start + size - at;
    }
    result = program(at, block, *part);
    if (result != HF_OK) {
        store->written = start - store->place.base; /* it must be erased again */
    }
    return result;
}

/* After each block: the sectors that are complete now and were not before. A note that does not
 * hold costs time after the next reset, and nothing else. */
static void note_sectors(const struct hf_fwu_store *store, uint32_t before)
{
    uint8_t mark[NOTE_SIZE] = {0x5a, 0x5a};
    uint32_t end = 0;
    uint32_t start;
    uint32_t size;
    hf_err_t result = HF_OK;

    for (uint32_t i = 0; end < store->written; i++) {
        uint32_t const at = sector_note(store, i);

        if (hf_nvm_sector(store->place.base + end, &start, &size) != HF_OK) {
            return;
        }
        end += size;
        if (at != 0 && end > before && end <= store->written && !is_noted(at)) {
            result = hf_nvm_program(at, mark, hf_nvm_program_unit());
        }
    }
    (void)result;
}

hf_err_t hf_fwu_store_write(struct hf_fwu_store *store, uint32_t offset, const uint8_t *block,
                            uint32_t size)
{
    uint32_t const next = (store->written + HF_FWU_ALIGN - 1u) & ~(HF_FWU_ALIGN - 1u);
    uint32_t const before = store->written;
    uint32_t part = size;

    if (offset != next) {
        return offset < next && size <= store->written - offset
                   ? compare(store, offset, block, size)
                   : HF_ERR_FWU_ORDER;
    }
    for (uint32_t done = 0; done < size; done += part) {
        part = size - done;
        hf_err_t const result =
            write_in_sector(store, store->place.base + offset + done, block + done, &part);

        if (result != HF_OK) {
            return result;
        }
        store->written = offset + done + part;
    }
    note_sectors(store, before);
    return HF_OK;
}

hf_err_t hf_fwu_store_finish(const struct hf_fwu_store *store)
{
    hf_err_t result = HF_ERR_NVM_VERIFY;

    for (uint32_t at = AT_COMPLETE; at < AT_SECTORS && result != HF_OK; at += NOTE_SIZE) {
        result = write_note(store->hole.base + at, store->written);
    }
    return result;
}
