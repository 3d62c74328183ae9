/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/faults/stage.h"

#include "core/secrets.h"
#include "core/span.h"
#include "lab/faults/stop.h"

#include <openssl/pem.h>
#include <openssl/sha.h>
#include <openssl/x509.h>
#include <stdlib.h>
#include <string.h>
#include <unicorn/unicorn.h>

#define SHARED_BEHIND_SECRETS 0x800u /* the model's registers and their page */
#define MODEL_BEHIND_SECRETS  0x400u
#define LOCKS_IN_MODEL        4u
#define LIFECYCLE_SECURED     2u /* steps */
#define NARROW_BOARD          "stm32f205"

static json_t *member(json_t *object, const char *name)
{
    json_t *found = json_object_get(object, name);

    if (found == NULL) {
        stop("the layout has no '%s': is it build/<board>/layout.json?", name);
    }
    return found;
}

static uint32_t number(json_t *object, const char *name)
{
    const char *text = json_string_value(member(object, name));

    if (text == NULL) {
        stop("the layout's '%s' is not a \"0x...\" number", name);
    }
    return (uint32_t)strtoul(text, NULL, 0);
}

static bool says(json_t *object, const char *name, const char *text)
{
    const char *value = json_string_value(member(object, name));

    return value != NULL && strcmp(value, text) == 0;
}

static json_t *ram_of(json_t *layout, const char *name)
{
    json_t *list = member(layout, "ram");

    for (size_t i = 0; i < json_array_size(list); i++) {
        if (says(json_array_get(list, i), "name", name)) {
            return json_array_get(list, i);
        }
    }
    stop("the layout has no RAM called '%s'", name);
}

/* A stage's RAM: code in its first page (.ramcode), data behind. */
static void add_stage_ram(struct plan *plan, json_t *layout, const char *name)
{
    json_t *ram = ram_of(layout, name);
    uint32_t const base = number(ram, "address");

    plan_add_area(plan, base, PAGE, MAY_READ | MAY_WRITE | MAY_RUN);
    plan_add_area(plan, base + PAGE, number(ram, "size") - PAGE, MAY_READ | MAY_WRITE);
}

/* Where urot runs: its header stands before a page, the code at its start. */
static struct area *add_urot_image(struct plan *plan, json_t *layout, uint32_t rights)
{
    json_t *load = ram_of(layout, "urot-image");
    uint32_t const from = number(load, "address") & ~(PAGE - 1u);

    return plan_add_area(plan, from, number(load, "address") + number(load, "size") - from, rights);
}

static void add_devices(struct plan *plan, json_t *layout)
{
    bool const m33 = says(layout, "board", "an505");
    static const uint32_t an505[] = {0x50200000, 0x50202000, 0x50081000, 0x58007000, 0xe000e000};
    static const uint32_t an385[] = {0x40004000, 0x40006000, 0x40008000, 0xe000e000};
    static const uint32_t f205[] = {0x40003000, 0x40004000, 0x40011000,
                                    0x40020000, 0x40023000, 0xe000e000};
    bool const narrow = says(layout, "board", NARROW_BOARD);
    const uint32_t *list = m33 ? an505 : narrow ? f205 : an385;
    size_t const count = m33 ? 5 : narrow ? 6 : 4;

    for (size_t i = 0; i < count; i++) {
        plan_add_device(plan, list[i], PAGE);
    }
    plan->cpu = m33 ? UC_CPU_ARM_CORTEX_M33 : UC_CPU_ARM_CORTEX_M3;
    plan->mpc = m33 ? 0x58007000u : 0;
    if (narrow) { /* the transmitters are ready */
        plan_add_value(plan, 0x40011000u, 0x80u);
        plan_add_value(plan, 0x40004800u, 0x80u);
    }
}

static void hash_root(const char *path, uint8_t hash[32])
{
    FILE *file = fopen(path, "r");
    EVP_PKEY *key = file == NULL ? NULL : PEM_read_PrivateKey(file, NULL, NULL, NULL);
    uint8_t *der = NULL;
    int const size = key == NULL ? 0 : i2d_PUBKEY(key, &der);

    if (size <= 0) {
        stop("%s: not a private key in PEM form", path);
    }
    SHA256(der, (size_t)size, hash);
    OPENSSL_free(der);
    EVP_PKEY_free(key);
    fclose(file);
}

/* Bytes that look random, none of them zero. */
static void make_secret(const char *name, uint8_t secret[32])
{
    SHA256((const unsigned char *)name, strlen(name), secret);
    for (size_t i = 0; i < 32; i++) {
        secret[i] |= 1u;
    }
}

static void fill_die(const struct stage_case *wanted, const struct stage *stage, struct hf_die *die)
{
    die->magic = HF_DIE_MAGIC;
    die->version = HF_DIE_VERSION;
    memcpy(die->huk, stage->secret, sizeof(die->huk));
    memcpy(die->seed, stage->seed, sizeof(die->seed));
    for (size_t i = 0; i < HF_DIE_ROOTS; i++) {
        if (wanted->roots[i] != NULL) {
            hash_root(wanted->roots[i], die->root_hash[i]);
        }
    }
}

static void clear_bits(uint8_t *bytes, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        bytes[i / 8u] &= (uint8_t) ~(1u << (i % 8u));
    }
}

static void fill_die_page(const struct stage_case *wanted, struct hf_die_page *page)
{
    memset(page, 0xff, sizeof(*page));
    clear_bits(page->lifecycle, LIFECYCLE_SECURED);
    page->revoked[0] = (uint8_t)~wanted->revoked;
    for (size_t role = 0; role < HF_ROLE_COUNT; role++) {
        clear_bits(page->floors[role], wanted->floors[role]);
    }
}

/* Where an image of `place` lies in the flash. */
static uint32_t slot_of(json_t *layout, const char *place, json_t **role)
{
    bool const urot = strlen(place) == 1;
    json_t *slots;

    *role = member(member(layout, "roles"), urot ? "urot" : place);
    slots = member(*role, "slots");
    const char *text = json_string_value(json_array_get(slots, urot && place[0] == 'B' ? 1 : 0));

    if (text == NULL) {
        stop("the layout has no slot for %s", place);
    }
    return (uint32_t)strtoul(text, NULL, 0);
}

/* The image of the case that the judge looks at is the first one. */
static void note_image(struct stage *stage, json_t *image, uint32_t slot, const uint8_t *bytes)
{
    uint32_t const header = hf_read_u16(bytes + 8);
    uint32_t const load = number(image, "load_address");

    stage->image = bytes + header;
    stage->image_size = hf_read_u32(bytes + 12);
    stage->load = (load != 0 ? load : slot) + header;
    stage->entry = hf_read_u32(bytes + header + 4) & ~1u;
}

/* The content of the whole flash, which lies at `base`. */
static uint8_t *fill_flash(const struct stage_case *wanted, json_t *layout, struct stage *stage,
                           uint32_t base)
{
    uint32_t const flash_size = number(member(layout, "nvm"), "flash_size");
    uint8_t *flash = take(flash_size);

    memset(flash, 0xff, flash_size);
    for (size_t i = 0; i < wanted->image_count; i++) {
        size_t size;
        json_t *image;
        uint8_t *bytes = read_file(wanted->images[i].file, &size);
        uint32_t const offset = slot_of(layout, wanted->images[i].place, &image);

        if (size < 0x40 || size > number(image, "slot_size")) {
            stop("%s: does not fit its slot", wanted->images[i].file);
        }
        if (wanted->images[i].forged) {
            stage_forge(bytes, size);
        }
        memcpy(flash + offset, bytes, size);
        if (i == 0) {
            note_image(stage, image, base + offset, bytes);
        }
    }
    return flash;
}

static struct area *add_flash_part(struct plan *plan, uint32_t base, const uint8_t *bytes,
                                   uint32_t size)
{
    struct area *area = plan_add_area(plan, base, size, MAY_READ);

    memcpy(area->bytes, bytes, size);
    area->lasting = true;
    return area;
}

/* The flash in three parts: the boot log, which urot writes, and what lies before and behind it. A
 * store anywhere else ends the run, as on a part whose controller was not told of it. Gives the
 * first part. */
static struct area *add_flash_with_log(struct plan *plan, json_t *layout, uint32_t base,
                                       const uint8_t *bytes)
{
    uint32_t const from = number(member(layout, "boot_log"), "offset");
    uint32_t const to = from + number(member(layout, "boot_log"), "size");
    uint32_t const end = number(member(layout, "nvm"), "flash_size");
    struct area *first;
    struct area *log;

    if (from == 0 || to < from || to >= end) {
        stop("the layout's boot log does not lie inside the flash");
    }
    first = add_flash_part(plan, base, bytes, from);
    log = add_flash_part(plan, base + from, bytes + from, to - from);
    log->rights |= MAY_WRITE;
    log->lasting = false;
    log->kept = true;
    add_flash_part(plan, base + to, bytes + to, end - to);
    return first;
}

static void add_flash(const struct stage_case *wanted, json_t *layout, struct stage *stage,
                      struct plan *plan)
{
    json_t *place = member(layout, "nvm");
    json_t *fuses = member(layout, "die_page");
    uint32_t const base = number(place, "address");
    uint8_t *bytes = fill_flash(wanted, layout, stage, base);
    struct area *page = stage->first
                            ? add_flash_part(plan, base, bytes, number(place, "flash_size"))
                            : add_flash_with_log(plan, layout, base, bytes);

    free(bytes);
    if (json_object_get(fuses, "address") != NULL) {
        page = plan_add_area(plan, number(fuses, "address"), PAGE, MAY_READ);
        page->lasting = true;
    }
    fill_die_page(wanted, (struct hf_die_page *)(void *)page->bytes);
}

static void add_shared(struct plan *plan, json_t *layout)
{
    uint32_t const from = number(ram_of(layout, "records"), "address") & ~(PAGE - 1u);
    uint32_t const to = number(ram_of(layout, "secrets"), "address") + SHARED_BEHIND_SECRETS;

    plan_add_area(plan, from, to - from, MAY_READ | MAY_WRITE);
}

static void plan_irot(const struct stage_case *wanted, json_t *layout, struct stage *stage,
                      struct plan *plan)
{
    uint32_t from;
    uint32_t to;
    struct area *code;
    struct area *die;

    elf_extent(&plan->elf, &from, &to);
    code = plan_add_area(plan, from, to - from, MAY_READ | MAY_RUN);
    code->lasting = true;
    elf_copy(&plan->elf, from, code->size, code->bytes);
    add_stage_ram(plan, layout, "irot");
    add_shared(plan, layout);
    add_urot_image(plan, layout, MAY_READ | MAY_WRITE);
    stage->die = number(member(layout, "die"), "address");
    die = plan_add_area(plan, stage->die, PAGE, MAY_READ | MAY_WRITE);
    die->outside =
        true; /* nobody but silicon writes there: a jump into it meets no attacker's code */
    fill_die(wanted, stage, (struct hf_die *)(void *)die->bytes);
    add_flash(wanted, layout, stage, plan);
}

static void fill_handover(struct plan *plan, json_t *layout, const struct stage *stage)
{
    uint32_t const handoff_at = number(ram_of(layout, "handoff"), "address");
    uint32_t const secrets_at = number(ram_of(layout, "secrets"), "address");
    const struct area *shared = plan_find(plan, handoff_at, sizeof(struct hf_handoff));
    struct hf_handoff *handoff =
        (struct hf_handoff *)(void *)(shared->bytes + (handoff_at - shared->base));
    struct hf_secrets *secrets =
        (struct hf_secrets *)(void *)(shared->bytes + (secrets_at - shared->base));

    handoff->magic = HF_HANDOFF_MAGIC;
    handoff->version = HF_HANDOFF_VERSION;
    handoff->size = sizeof(*handoff);
    handoff->lifecycle = HF_LIFECYCLE_SECURED;
    secrets->magic = HF_SECRETS_MAGIC;
    memcpy(secrets->key, stage->secret, sizeof(secrets->key));
}

/* irot stays readable where nothing hides it; a jump there starts it over, which gains nothing. */
static void add_rom(struct plan *plan, const char *path)
{
    struct elf rom = elf_open(path);
    uint32_t from;
    uint32_t to;
    struct area *area;

    elf_extent(&rom, &from, &to);
    area = plan_add_area(plan, from, to - from, MAY_READ);
    elf_copy(&rom, from, area->size, area->bytes);
    area->lasting = true;
    area->outside = true;
}

static void plan_urot(const struct stage_case *wanted, json_t *layout, struct stage *stage,
                      struct plan *plan)
{
    uint32_t const model = number(ram_of(layout, "secrets"), "address") + MODEL_BEHIND_SECRETS;
    struct area *code = add_urot_image(plan, layout, MAY_READ | MAY_WRITE | MAY_RUN);

    elf_copy(&plan->elf, code->base, code->size, code->bytes);
    add_stage_ram(plan, layout, "urot");
    add_shared(plan, layout);
    fill_handover(plan, layout, stage);
    if (wanted->rom != NULL) {
        add_rom(plan, wanted->rom);
    }
    add_flash(wanted, layout, stage, plan);
    stage->lock_words = model + LOCKS_IN_MODEL;
    stage->lock_size = sizeof(stage->locks);
}

static void add_stubs(struct plan *plan, const char *path)
{
    if (!plan_add_stub(plan, "hf_sha256_start", STUB_SHA256_START) ||
        !plan_add_stub(plan, "hf_sha256_update", STUB_SHA256_UPDATE) ||
        !plan_add_stub(plan, "hf_sha256_finish", STUB_SHA256_FINISH) ||
        !plan_add_stub(plan, "hf_p256_verify", STUB_P256_VERIFY)) {
        stop("%s: hf_sha256_* or hf_p256_verify is missing", path);
    }
}

void stage_plan(const struct stage_case *wanted, struct plan *plan)
{
    struct stage *stage = take(sizeof(*stage));
    json_error_t error;
    json_t *layout = json_load_file(wanted->layout, 0, &error);
    uint32_t halt;
    uint32_t start;

    if (layout == NULL) {
        stop("%s: %s", wanted->layout, error.text);
    }
    stage->first = strcmp(wanted->stage, "irot") == 0;
    stage->may_boot = wanted->may_boot;
    stage->hidden = says(layout, "lock", "hidden");
    make_secret(stage->first ? "hardware key" : "K_urot", stage->secret);
    make_secret("seed", stage->seed);
    plan->elf = elf_open(wanted->elf);
    add_devices(plan, layout);
    (stage->first ? plan_irot : plan_urot)(wanted, layout, stage, plan);
    if (!wanted->real_crypto) {
        add_stubs(plan, wanted->elf);
    }
    if (!elf_symbol(&plan->elf, "hf_cpu_halt", &halt) ||
        !elf_symbol(&plan->elf, "hf_vectors", &start)) {
        stop("%s: no hf_cpu_halt or hf_vectors in it", wanted->elf);
    }
    plan_add_halt(plan, halt + 2u); /* behind cpsid */
    if (elf_symbol(&plan->elf, stage->first ? "hf_irot_recover" : "hf_urot_recover", &halt)) {
        plan_add_halt(plan, halt); /* waits for the serial line, which brings nothing here */
    }
    const struct area *code = plan_find(plan, start, 8);

    plan->stack = hf_read_u32(code->bytes + (start - code->base));
    plan->reset = hf_read_u32(code->bytes + (start - code->base) + 4u);
    plan->judge = stage_judge;
    plan->knowledge = stage;
    json_decref(layout);
}
