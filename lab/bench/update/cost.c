/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What an update costs the flash: erases and programmed bytes, counted at the driver. The same
 * images and sectors as in the published figures of other boot loaders: 60 KB in a 128 KB slot, 4
 * KB sectors. An install is all that follows the request (verify, walk, trial boot, accept, the
 * boot that raises the floor); a revert is the boot that takes a trial back. */
#include "firmware/proof/prove.h"
#include "firmware/urot/install.h"
#include "host/image/sign.h"
#include "hw/api/cpu.h"
#include "hw/api/note.h"
#include "hw/api/nvm.h"
#include "hw/api/watchdog.h"
#include "hw/fake/die.h"
#include "hw/fake/nvm.h"
#include "hw/fake/power.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FLASH   0x08000000u
#define SECTOR  0x1000u
#define SLOT    0x20000u
#define UROT_A  FLASH
#define UROT_B  (UROT_A + 0x10000u)
#define LOG     (UROT_B + 0x10000u) /* two halves of 8 KB */
#define SECURE  (LOG + 0x4000u)
#define APP     (SECURE + SLOT)
#define SECURE2 (APP + SLOT)
#define APP2    (SECURE2 + SLOT + SECTOR)
#define END     (APP2 + SLOT + SECTOR)
#define IMAGE   (60u * 1024u) /* bytes, with header and TLVs */
#define TURNS   40u

static struct hf_handoff handoff;
static struct hf_records records;
static struct hf_trial trial;

const struct hf_region hf_urot_places[HF_SLOT_COUNT] = {
    [HF_SLOT_A] = {UROT_A, 0x10000}, [HF_SLOT_B] = {UROT_B, 0x10000}};

const struct hf_map hf_map = {
    .secure_slot = {SECURE, SLOT},
    .app_slot = {APP, SLOT},
    .boot_log = {{LOG, 0x2000}, {LOG + 0x2000, 0x2000}},
    .staging = {{SECURE2, SLOT + SECTOR}, {SECURE2, SLOT + SECTOR}, {APP2, SLOT + SECTOR}},
    .handoff = &handoff,
    .records = &records,
    .trial = &trial,
};

const uint8_t hf_vendor_id[16] = "the vendor's id";
const uint8_t hf_class_id[HF_ROLE_COUNT][16] = {"board/urot", "board/secure", "board/app"};

void hf_cpu_delay_random(void)
{
}

void hf_watchdog_feed(void)
{
}

void hf_note(enum hf_event event, uint8_t role, uint8_t slot, uint32_t word, uint32_t detail)
{
    struct hf_record const record = {HF_STAGE_UROT, (uint8_t)event, role, slot, word, detail};

    hf_records_add(&records, &record);
}

static uint32_t programmed;

hf_err_t __real_hf_nvm_program(uint32_t at, const uint8_t *data, size_t size);
hf_err_t __wrap_hf_nvm_program(uint32_t at, const uint8_t *data, size_t size);
hf_err_t __wrap_hf_nvm_program(uint32_t at, const uint8_t *data, size_t size)
{
    programmed += (uint32_t)size;
    return __real_hf_nvm_program(at, data, size);
}

static _Noreturn void fail(const char *what)
{
    fprintf(stderr, "update_cost: %s\n", what);
    exit(1);
}

static hf_span_t sign(enum hf_role role, uint32_t counter, struct hf_arena *arena)
{
    static uint8_t payload[IMAGE];
    uint32_t const base = role == HF_ROLE_APP ? APP : SECURE;
    struct hf_sign_plan plan = {.form = HF_KEY_HASHED, .counter = counter, .targeted = true};
    struct hf_trouble trouble;
    struct hf_key *key;
    hf_span_t image;

    for (uint32_t i = 0; i < sizeof(payload); i++) {
        payload[i] = (uint8_t)(i * 7u + i / 251u + counter);
    }
    hf_write_u32(payload + 4, base + 0x200u + 0x11u);
    plan.draft.header_size = 0x200;
    plan.draft.version.major = (uint8_t)counter;
    plan.draft.payload = (hf_span_t){payload, IMAGE - 0x200u - 512u};
    hf_copy(plan.vendor_id, hf_vendor_id, 16);
    hf_copy(plan.class_id, hf_class_id[role], 16);
    if (!hf_key_load(role == HF_ROLE_APP ? "lab/keys/app-1.pem" : "lab/keys/secure-1.pem", &key,
                     &trouble) ||
        !hf_image_sign(&plan, key, arena, &image, &trouble)) {
        fail("cannot sign");
    }
    hf_key_free(key);
    return image;
}

static void put(uint32_t at, enum hf_role role, uint32_t counter)
{
    struct hf_arena arena = {0};
    hf_span_t const image = sign(role, counter, &arena);

    hf_fake_nvm_touch(at, SLOT);
    memset(hf_fake_nvm_bytes(at), 0xff, SLOT);
    memcpy(hf_fake_nvm_bytes(at), image.bytes, image.size);
    hf_arena_free(&arena);
}

static struct hf_install install;
static uint8_t const log_key[HF_BOOTLOG_KEY] = {1};

/* One start; the counter of the app that runs. */
static uint32_t boot(void)
{
    static const enum hf_role chain[] = {HF_ROLE_SECURE, HF_ROLE_APP};

    hf_fake_power_on(); /* operations are counted from here */
    hf_fake_nvm_reset();
    hf_fake_die_reset();
    hf_install_open(&install, log_key);
    if (hf_install_run(&install) != HF_INSTALL_BOOT) {
        fail("an unexpected reset");
    }
    for (uint32_t i = 0; i < 2; i++) {
        if (hf_install_check(&install, chain[i], hf_map_slot(chain[i])->base) != HF_OK) {
            fail("nothing boots");
        }
    }
    hf_install_settle(&install);
    hf_note(HF_EVENT_BOOTS, HF_ROLE_SECURE, 0, 0, 0);
    hf_install_close(&install);
    return install.subject[HF_ROLE_APP].claims.counter;
}

struct cost {
    uint32_t erases;
    uint32_t bytes;
};

static void note_cost(struct cost *most, uint32_t erases_before, uint32_t bytes_before)
{
    uint32_t const erases = hf_fake_nvm_erases() - erases_before;
    uint32_t const bytes = programmed - bytes_before;

    most->erases = erases > most->erases ? erases : most->erases;
    most->bytes = bytes > most->bytes ? bytes : most->bytes;
}

static void turn(uint32_t counter, int accepted, struct cost *installing, struct cost *reverting)
{
    struct hf_bootlog_install update = {.flags = 1u << HF_ROLE_APP};
    static struct hf_bootlog log; /* as secure has it */
    struct hf_region place;
    uint32_t erases = hf_fake_nvm_erases();
    uint32_t bytes = programmed;

    if (hf_update_place(HF_ROLE_APP, &place) != HF_OK ||
        hf_bootlog_open(&log, hf_map.boot_log, log_key) != HF_OK) {
        fail("no log");
    }
    put(place.base, HF_ROLE_APP, counter);
    if (hf_update_request(&log, &update) != HF_OK || boot() != counter) {
        fail("not installed");
    }
    if (!accepted) {
        note_cost(installing, erases, bytes);
        erases = hf_fake_nvm_erases();
        bytes = programmed;
        if (boot() == counter) {
            fail("not taken back");
        }
        note_cost(reverting, erases, bytes);
        return;
    }
    if (hf_bootlog_open(&log, hf_map.boot_log, log_key) != HF_OK ||
        hf_update_accept(&log) != HF_OK || boot() != counter) {
        fail("not accepted");
    }
    note_cost(installing, erases, bytes);
}

static void print(const char *metric, uint32_t value, const char *unit)
{
    printf("{\"metric\":\"%s\",\"board\":\"host\",\"value\":%u,\"unit\":\"%s\"}\n", metric, value,
           unit);
}

int main(void)
{
    static const struct hf_fake_nvm_geometry geometry = {
        .base = FLASH, .runs = {{(END - FLASH) / SECTOR, SECTOR}}, .unit = 8, .erased = 0xff};
    struct hf_die const die = {.magic = HF_DIE_MAGIC, .version = HF_DIE_VERSION};
    struct cost installing = {0, 0};
    struct cost reverting = {0, 0};

    hf_fake_nvm_setup(&geometry);
    hf_fake_die_setup(&die);
    put(SECURE, HF_ROLE_SECURE, 1);
    put(APP, HF_ROLE_APP, 1);
    (void)boot();
    for (uint32_t i = 0; i < TURNS; i++) {
        turn(2u + i, i % 2u == 0, &installing, &reverting);
    }
    print("update.erases", installing.erases, "erases");
    print("update.bytes", installing.bytes, "bytes");
    print("update.revert.erases", reverting.erases, "erases");
    print("update.revert.bytes", reverting.bytes, "bytes");
    return 0;
}
