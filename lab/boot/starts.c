/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/boot/starts.h"

#include "core/span.h"
#include "firmware/proof/prove.h"
#include "hw/api/counter.h"
#include "hw/api/die.h"
#include "hw/api/note.h"
#include "hw/api/nvm.h"
#include "hw/fake/die.h"
#include "hw/fake/nvm.h"
#include "hw/fake/power.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

struct hf_install lab_install;
uint32_t lab_resets;
hf_err_t lab_refusal;

static uint8_t const log_key[HF_BOOTLOG_KEY] = {0x4c, 0x4f, 0x47};

void hf_note(enum hf_event event, uint8_t role, uint8_t slot, uint32_t word, uint32_t detail)
{
    struct hf_record const record = {HF_STAGE_UROT, (uint8_t)event, role, slot, word, detail};

    hf_records_add(hf_map.records, &record);
    if (event == HF_EVENT_REFUSED) {
        lab_refusal = (hf_err_t)word;
    }
}

const char *lab_key_of(enum hf_role role)
{
    static const char *const keys[] = {WORLD_ROOT, "lab/keys/secure-1.pem", "lab/keys/app-1.pem"};

    return keys[role];
}

struct hf_sign_plan lab_plan(enum hf_role role, uint32_t counter, uint32_t size)
{
    static uint8_t payload[HF_ROLE_COUNT][BIG];
    struct hf_sign_plan plan = world_plan(role);

    for (uint32_t i = 0; i < size; i++) {
        payload[role][i] = (uint8_t)(i * counter + i / 251u);
    }
    memcpy(payload[role], plan.draft.payload.bytes, 8);
    plan.draft.payload = (hf_span_t){payload[role], size};
    plan.draft.version = (struct hf_version){(uint8_t)counter, 0, 0, 0};
    plan.counter = counter;
    return plan;
}

static void put(uint32_t at, enum hf_role role, const struct hf_sign_plan *plan)
{
    world_write(at, world_sign(plan, lab_key_of(role)));
}

void lab_stage_plan(enum hf_role role, const struct hf_sign_plan *plan)
{
    struct hf_region place;

    assert_int_equal(HF_OK, hf_update_place(role, &place));
    for (uint32_t at = 0; at < place.size; at += WORLD_SECTOR) {
        assert_int_equal(HF_OK, hf_nvm_erase(place.base + at));
    }
    put(place.base, role, plan);
}

void lab_stage(enum hf_role role, uint32_t counter)
{
    struct hf_sign_plan const plan = lab_plan(role, counter, BIG);

    lab_stage_plan(role, &plan);
}

/* The log as secure has it, between two starts. */
struct hf_bootlog *lab_log(void)
{
    static struct hf_bootlog log;

    assert_int_equal(HF_OK, hf_bootlog_open(&log, hf_map.boot_log, log_key));
    return &log;
}

hf_err_t lab_ask(uint32_t set)
{
    struct hf_bootlog_install update = {.flags = (uint8_t)set};

    return hf_update_request(lab_log(), &update);
}

void lab_accept(void)
{
    assert_int_equal(HF_OK, hf_update_accept(lab_log()));
}

static uint32_t boots(enum hf_role role, uint32_t at)
{
    hf_err_t why;
    uint32_t const entry = hf_install_judge(&lab_install, role, at, &why);

    return hf_prove_out_of_range(&lab_install.subject[role], entry) == 0;
}

/* What irot does: the slot asked for first, else A, then B. */
static int choose_slot(void)
{
    uint32_t const first = hf_trial_take(&world_trial);

    for (uint32_t i = 0; i < 2; i++) {
        uint32_t const slot = first ^ i;

        if (boots(HF_ROLE_UROT, hf_urot_places[slot].base)) {
            world_handoff.slot = slot;
            return 1;
        }
    }
    return 0;
}

/* One start of urot. */
static enum { DEAD, RESET, RUNS } start(void)
{
    hf_fake_nvm_reset();
    hf_fake_die_reset();
    if (!choose_slot()) {
        return DEAD;
    }
    memset(&lab_install, 0xa5, sizeof(lab_install));
    hf_install_open(&lab_install, log_key);
    if (hf_install_run(&lab_install) == HF_INSTALL_RESET) {
        hf_install_close(&lab_install);
        return RESET;
    }
    if (!boots(HF_ROLE_SECURE, WORLD_SECURE) || !boots(HF_ROLE_APP, WORLD_APP)) {
        enum hf_install_next const next = hf_install_retreat(&lab_install);

        hf_install_close(&lab_install);
        return next == HF_INSTALL_RESET ? RESET : DEAD;
    }
    hf_install_settle(&lab_install);
    hf_install_close(&lab_install);
    return RUNS;
}

int lab_boot(void)
{
    for (lab_resets = 0; lab_resets < 6; lab_resets++) {
        int const outcome = start();

        if (outcome != RESET) {
            return outcome == RUNS;
        }
    }
    return 0;
}

uint32_t lab_running(enum hf_role role)
{
    return lab_install.subject[role].claims.counter;
}

uint32_t lab_in_slot(uint32_t slot)
{
    return boots(HF_ROLE_UROT, hf_urot_places[slot].base)
               ? lab_install.subject[HF_ROLE_UROT].claims.counter
               : 0;
}

int lab_setup(void **state)
{
    (void)state;
    world_setup();
    for (uint32_t role = 0; role < HF_ROLE_COUNT; role++) {
        struct hf_sign_plan const plan = lab_plan((enum hf_role)role, OLD, 5000);

        put(hf_map_slot(role)->base, (enum hf_role)role, &plan);
        if (role == HF_ROLE_UROT) {
            put(WORLD_UROT_B, HF_ROLE_UROT, &plan);
        }
    }
    memcpy(world_handoff.measured[HF_ROLE_UROT].signer, hf_die_root_hash(0), HF_HASH_SIZE);
    world_handoff.measured[HF_ROLE_UROT].version[0] = (uint8_t)OLD;
    lab_refusal = HF_OK;
    assert_true(lab_boot());
    hf_fake_power_on();
    return 0;
}

void lab_is_refused(uint32_t set, hf_err_t word)
{
    uint32_t const secure = hf_fake_nvm_erases_of(WORLD_SECURE);
    uint32_t const app = hf_fake_nvm_erases_of(WORLD_APP);

    lab_refusal = HF_OK;
    assert_int_equal(HF_OK, lab_ask(set));
    assert_true(lab_boot());
    assert_int_equal(word, lab_refusal);
    assert_int_equal(secure, hf_fake_nvm_erases_of(WORLD_SECURE));
    assert_int_equal(app, hf_fake_nvm_erases_of(WORLD_APP));
    assert_int_equal(OLD, lab_running(HF_ROLE_SECURE));
    assert_int_equal(OLD, lab_running(HF_ROLE_APP));
}

int lab_cut_at(uint32_t operation, uint32_t variant)
{
    struct hf_fake_point const point = {operation, variant};
    jmp_buf off;

    if (setjmp(off) == 0) {
        hf_fake_power_cut(point, &off);
        (void)lab_boot();
        hf_fake_power_on();
        return 0;
    }
    hf_fake_power_on();
    return 1;
}
