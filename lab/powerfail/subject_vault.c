/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The vault under power cuts: set, replace, extend, remove, new epochs, a new start. The model is
 * the bytes that must be read; a step changes one entry, or ends all. */
#include "core/vault.h"
#include "firmware/store/storage.h"
#include "hw/fake/counter.h"
#include "lab/powerfail/subjects.h"

#include <stdlib.h>
#include <string.h>

#define UIDS  7u
#define ROUND 131u /* steps from one format to the next */
#define LARGE 3900u

enum what { FORMAT, SET, ONCE, REMOVE, CREATE, EXTEND, ADVANCE };

struct value {
    uint32_t present;
    uint32_t size;
    uint8_t bytes[LARGE];
};

struct world {
    uint32_t formatted;
    struct value values[UIDS];
};

static struct world now;    /* after the steps below `now_step` */
static struct world before; /* after one step less */
static uint32_t now_step;
static uint32_t large; /* bytes of a large value here */

static struct hf_vault vault;
static struct hf_vault_entry entries[UIDS + 1];
static uint8_t work[LARGE + 128];
static uint8_t const root[32] = {0x68, 0x66};
static struct hf_vault_setup setup;

/* The script: after the format a pattern of changes that goes on for some compactions. */
static enum what what_of(uint32_t step)
{
    static const enum what pattern[] = {SET,    SET, EXTEND, REMOVE, SET, CREATE,
                                        EXTEND, SET, SET,    REMOVE, SET};

    if (step % ROUND == 0) {
        return FORMAT;
    }
    if (step % ROUND == 5u) {
        return ONCE;
    }
    return step % ROUND == 40u ? ADVANCE : pattern[step % (sizeof(pattern) / sizeof(pattern[0]))];
}

/* The entry that a step is about. The last one is kept for the write-once value. */
static uint32_t uid_of(uint32_t step)
{
    if (what_of(step) == ONCE) {
        return UIDS - 1u;
    }
    return what_of(step) == CREATE ? (step * 5u + 1u) % (UIDS - 1u)
                                   : (step / 2u * 7u) % (UIDS - 1u);
}

static uint32_t size_of(uint32_t step)
{
    return step % 4u != 0 ? large : 1u + step * 13u % 90u;
}

static void fill(uint8_t *bytes, uint32_t size, uint32_t step)
{
    for (uint32_t i = 0; i < size; i++) {
        bytes[i] = (uint8_t)(step * 29u + i * (step | 1u) + 1u);
    }
}

/* Where an extension goes: one byte before the end, so that it overwrites and grows. */
static uint32_t extend_at(const struct value *value)
{
    return value->size == 0 ? 0u : value->size - 1u;
}

static uint32_t extend_size(const struct world *world, uint32_t step, uint32_t capacity)
{
    const struct value *value = &world->values[uid_of(step)];
    uint32_t const room = capacity - extend_at(value);

    return room < 8u ? room : 8u;
}

/* Capacity as the vault will say: created entries have 64 bytes, others their size. */
static uint32_t capacities[UIDS];
static uint32_t capacities_before[UIDS];

static void model_extend(struct world *world, uint32_t step)
{
    struct value *value = &world->values[uid_of(step)];
    uint32_t const at = extend_at(value);
    uint32_t const size = extend_size(world, step, capacities[uid_of(step)]);

    if (value->present) {
        fill(value->bytes + at, size, step);
        value->size = at + size > value->size ? at + size : value->size;
    }
}

/* What the step makes of the model. */
static void model_step(struct world *world, uint32_t step)
{
    uint32_t const uid = uid_of(step);
    struct value *value = &world->values[uid];

    switch (what_of(step)) {
    case FORMAT:
        memset(world, 0, sizeof(*world));
        world->formatted = 1;
        break;
    case SET:
    case ONCE:
        value->present = 1;
        value->size = size_of(step);
        capacities[uid] = value->size;
        fill(value->bytes, value->size, step);
        break;
    case REMOVE:
        value->present = 0;
        break;
    case CREATE:
        if (!value->present) {
            value->present = 1;
            value->size = 0;
            capacities[uid] = 64;
        }
        break;
    case EXTEND:
        model_extend(world, step);
        break;
    default:
        break;
    }
}

/* Brings the model to the moment after the steps below `step`. */
static void model_to(uint32_t step)
{
    if (step < now_step) {
        abort(); /* a sweep never goes back by more than the step it cuts */
    }
    while (now_step < step) {
        before = now;
        memcpy(capacities_before, capacities, sizeof(capacities));
        model_step(&now, now_step);
        now_step++;
    }
}

static uint32_t start(const struct hf_fake_nvm_geometry *geometry)
{
    struct halves halves;

    hf_fake_nvm_setup(geometry);
    hf_fake_counter_setup(4096, HF_RETENTION_LIFE);
    halves = halves_of(geometry, 4096);
    memset(&now, 0, sizeof(now));
    now_step = 0;
    for (uint32_t i = 0; i < 2; i++) {
        setup.half[i] = (struct hf_region){halves.base[i], halves.size[i]};
    }
    setup.work = work;
    setup.work_size = sizeof(work);
    setup.entries = entries;
    setup.entries_max = UIDS + 1;
    setup.turns_per_epoch = 2;
    large = halves.size[0] / 12u < LARGE ? halves.size[0] / 12u : LARGE;
    return halves.size[0] > 0x8000u ? 3u * ROUND : ROUND + 40u; /* some compactions for everybody */
}

/* Power was off: nothing in RAM is as it was. */
static void lose_ram(void)
{
    memset(&vault, 0xa5, sizeof(vault));
    memset(entries, 0xa5, sizeof(entries));
    memset(work, 0xa5, sizeof(work));
    hf_fake_nvm_reset();
    hf_fake_counter_reset();
}

/* A format that was cut may leave no vault at all; nothing else may. */
static const char *boot(uint32_t step)
{
    hf_err_t result;

    lose_ram();
    result = hf_vault_open(&vault, &setup, root);
    if (result == HF_OK || step == 0 || what_of(step) == FORMAT) {
        return NULL;
    }
    return result == HF_ERR_VAULT_STALE ? "the vault is refused as stale" : "the vault is refused";
}

static struct hf_vault_name name_of(uint32_t uid)
{
    return (struct hf_vault_name){.uid = uid + 1u, .owner = (int32_t)uid - 3, .space = HF_VAULT_PS};
}

static const struct world *world_at(uint32_t step)
{
    return step == now_step ? &now : &before;
}

static int extend(uint32_t step, const struct hf_vault_name *name)
{
    static uint8_t bytes[LARGE];
    const struct world *world = world_at(step);
    const uint32_t *capacity = step == now_step ? capacities : capacities_before;
    const struct value *value = &world->values[uid_of(step)];
    uint32_t size;

    if (!value->present) {
        return HF_STORAGE_SUCCESS;
    }
    size = extend_size(world, step, capacity[uid_of(step)]);
    fill(bytes, size, step);
    return hf_storage_set_extended(&vault, name, extend_at(value), (hf_span_t){bytes, size});
}

static int set(uint32_t step, const struct hf_vault_name *name)
{
    static uint8_t bytes[LARGE];
    int status;

    fill(bytes, size_of(step), step);
    status = hf_storage_set(&vault, name, (hf_span_t){bytes, size_of(step)},
                            what_of(step) == ONCE ? HF_VAULT_WRITE_ONCE : 0u);
    /* Done again after it was done: the entry is final already. check() sees whether it is right.
     */
    return what_of(step) == ONCE && status == HF_STORAGE_NOT_PERMITTED ? HF_STORAGE_SUCCESS
                                                                       : status;
}

static const char *do_step(uint32_t step)
{
    struct hf_vault_name const name = name_of(uid_of(step));
    int status = HF_STORAGE_SUCCESS;

    if (step + 1u != now_step) {
        model_to(step);
    }
    switch (what_of(step)) {
    case FORMAT:
        return hf_vault_format(&vault, &setup, root) == HF_OK ? NULL : "format failed";
    case ADVANCE:
        return hf_vault_advance(&vault) == HF_OK ? NULL : "advance failed";
    case SET:
    case ONCE:
        status = set(step, &name);
        break;
    case REMOVE:
        status = hf_storage_remove(&vault, &name);
        status = status == HF_STORAGE_DOES_NOT_EXIST ? HF_STORAGE_SUCCESS : status;
        break;
    case CREATE:
        status = hf_storage_create(&vault, &name, 64, 0);
        status = status == HF_STORAGE_ALREADY_EXISTS ? HF_STORAGE_SUCCESS : status;
        break;
    case EXTEND:
        status = extend(step, &name);
        break;
    }
    return status == HF_STORAGE_SUCCESS ? NULL : "a step failed";
}

static const char *compare(const struct world *world)
{
    static uint8_t bytes[LARGE + 1];

    if (!world->formatted) {
        return hf_vault_is_open(&vault) && vault.count != 0 ? "entries in a new vault" : NULL;
    }
    for (uint32_t uid = 0; uid < UIDS; uid++) {
        const struct value *value = &world->values[uid];
        struct hf_vault_name const name = name_of(uid);
        struct hf_storage_out out = {bytes, sizeof(bytes), 0};
        int const status = hf_storage_get(&vault, &name, 0, &out);

        if (!value->present && status != HF_STORAGE_DOES_NOT_EXIST) {
            return "a removed entry is there";
        }
        if (value->present && status != HF_STORAGE_SUCCESS) {
            return "an entry is not there";
        }
        if (value->present &&
            (out.length != value->size || memcmp(bytes, value->bytes, value->size) != 0)) {
            return "an entry has another value";
        }
    }
    return NULL;
}

/* While a format is under way, nothing is as good as all that was. */
static const char *compare_formatting(void)
{
    if (!hf_vault_is_open(&vault) || vault.count == 0) {
        return NULL;
    }
    return compare(&before);
}

static const char *check(uint32_t step, bool maybe)
{
    const char *wrong;

    if (!maybe) {
        model_to(step);
        return vault.gaps != 0 ? "records are missing" : compare(world_at(step));
    }
    model_to(step + 1u);
    if (what_of(step) == FORMAT) {
        return compare_formatting();
    }
    wrong = compare(&before);
    if (wrong != NULL && compare(&now) == NULL) {
        wrong = NULL;
    }
    return vault.gaps != 0 ? "records are missing" : wrong;
}

const struct subject subject_vault = {"vault", start, boot, do_step, check};
