/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * A debugger on the open port of a virtual device. The emulator has no readout protection, so what
 * a probe gets here it gets on any part whose port is left open; what a part's protection is worth
 * is another question (the catalogue). Hence: modelled. */
#include "host/attack/internal.h"
#include "host/base/file.h"
#include "host/provision/provision.h"
#include "host/qemu/debug.h"

#include <stdio.h>
#include <string.h>

const char *const hf_debug_names[] = {"secret-in-ram", "die-at-reset", "die-after-wipe",
                                      "unproved-code", "after-life",   NULL};

enum debug_case { SECRET_IN_RAM, DIE_AT_RESET, DIE_AFTER_WIPE, UNPROVED_CODE, AFTER_LIFE };

#define BOOT_SECONDS   60.0
#define NVM_MAX        (64u * 1024u * 1024u)
#define SECURITY_ALIAS 0x10000000u
#define SVC            11u /* in a vector table */
#define PAYLOAD_SIZE   12u /* where the header has it */

struct probe {
    struct hf_attempt *attempt;
    const struct hf_yaml_node *node;
    struct hf_qemu *qemu;
    bool app_done;
    bool secure_started; /* the secure world said that it runs */
};

static const char *name_of(const struct probe *probe)
{
    return hf_yaml_text(probe->node, "name", "");
}

/* The core stands still again when the app is done, or a stage has nothing left to do. */
static bool hear(void *context, enum hf_console console, const char *line)
{
    struct probe *probe = context;
    struct hf_report report;

    fprintf(probe->attempt->evidence->file, "%s| %s\n",
            console == HF_CONSOLE_APP ? "app   " : "secure", line);
    if (!hf_report_parse(line, &report)) {
        return false;
    }
    if (strcmp(report.stage, "secure") == 0 && strcmp(report.event, "start") == 0) {
        probe->secure_started = true;
    }
    probe->app_done = probe->app_done || strcmp(report.event, "done") == 0;
    return probe->app_done || strcmp(report.event, "halted") == 0;
}

static bool attach(struct probe *probe)
{
    struct hf_run_options const options = {
        .program = probe->attempt->place->program, .icount = true, .debug_port = true};

    fprintf(probe->attempt->evidence->file, "=== %s\n", name_of(probe));
    return hf_run_launch(&probe->attempt->device, &options, hear, probe, &probe->qemu,
                         probe->attempt->trouble);
}

static uint32_t word_at(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
           (uint32_t)bytes[3] << 24;
}

/* Where the core has secure's rights, and so a probe too, found in a published image as an attacker
 * finds it: behind the SG of the one veneer, or at the SVC handler. 0: it has them everywhere. */
static uint32_t find_door(const struct hf_attempt *attempt)
{
    static const uint8_t gateway[4] = {0x7f, 0xe9, 0x7f, 0xe9};
    const struct hf_layout_role *role = &attempt->layout->roles[HF_ROLE_SECURE];
    hf_span_t const image = attempt->images[HF_ROLE_SECURE];

    if (strcmp(attempt->layout->gate, "mpu") == 0) {
        return word_at(image.bytes + role->header_size + 4u * SVC) & ~1u;
    }
    for (size_t at = role->header_size; at + 4u <= image.size; at += 4) {
        if (memcmp(image.bytes + at, gateway, sizeof(gateway)) == 0) {
            return role->link_address + (uint32_t)(at - role->header_size) + 4u;
        }
    }
    return 0;
}

/* Lets the device boot and stops it where the core sees what is secure's: in the app's first
 * call, else when the app is done. */
static bool run_into_secure(struct probe *probe)
{
    struct hf_attempt *attempt = probe->attempt;
    uint32_t const door = find_door(attempt);
    bool hit = false;

    if ((door != 0 && !hf_debug_break(probe->qemu, door, attempt->trouble)) ||
        !hf_debug_run(probe->qemu, BOOT_SECONDS, &hit, attempt->trouble)) {
        return false;
    }
    if (door != 0 ? !hit : !probe->app_done) {
        hf_attempt_fail(attempt, "%s: control failed: the device did not come up", name_of(probe));
    }
    return true;
}

/* ---- what the probe reads ---- */

/* Where the bytes stand in any RAM area, or 0. Areas that do not answer are passed over, aloud. */
static void find_in_ram(struct probe *probe, const uint8_t *bytes, size_t size, uint64_t *address)
{
    const struct hf_layout *layout = probe->attempt->layout;
    size_t answered = 0;

    *address = 0;
    for (size_t i = 0; i < layout->area_count && *address == 0; i++) {
        const struct hf_layout_area *area = &layout->areas[i];
        uint8_t *copy = hf_arena_take(&probe->attempt->device.arena, area->size);
        struct hf_trouble silent = {""};

        if (!hf_debug_read(probe->qemu, (uint32_t)area->address, copy, area->size, &silent)) {
            fprintf(probe->attempt->evidence->file, "--- %s: %s\n", area->name, silent.line);
            continue;
        }
        answered++;
        const uint8_t *found = memmem(copy, area->size, bytes, size);

        *address = found != NULL ? area->address + (uint64_t)(found - copy) : 0;
    }
    fprintf(probe->attempt->evidence->file, "--- searched %zu areas of RAM: 0x%llx\n", answered,
            (unsigned long long)*address);
    if (answered == 0) {
        hf_attempt_fail(probe->attempt, "%s: control failed: no RAM answers", name_of(probe));
    }
}

/* The key may be behind either security alias of an address; where it does not answer it is not. */
static bool die_has_key(struct probe *probe, bool *has)
{
    struct hf_attempt *attempt = probe->attempt;
    uint32_t const address = (uint32_t)attempt->layout->die_address;
    uint32_t const aliases[] = {address, address ^ SECURITY_ALIAS};
    struct hf_trouble silent = {""};
    struct hf_die real;
    struct hf_die seen;

    if (!hf_device_read_die(&attempt->device, &real, attempt->trouble)) {
        return false;
    }
    *has = false;
    for (size_t i = 0; i < sizeof(aliases) / sizeof(aliases[0]); i++) {
        bool const answers =
            hf_debug_read(probe->qemu, aliases[i], (uint8_t *)&seen, sizeof(seen), &silent);

        fprintf(attempt->evidence->file, "--- die at 0x%08x: %s\n", aliases[i],
                answers ? "answers" : silent.line);
        *has = *has || (answers && memcmp(real.huk, seen.huk, sizeof(real.huk)) == 0);
    }
    hf_wipe(&real, sizeof(real));
    return true;
}

static bool try_secret_in_ram(struct probe *probe)
{
    uint64_t address = 0;
    uint8_t secret[32];
    char how[64];

    if (!run_into_secure(probe) || !hf_secret_derive(probe->attempt, HF_SECRET_VAULT, secret)) {
        return false;
    }
    find_in_ram(probe, secret, sizeof(secret), &address);
    hf_wipe(secret, sizeof(secret));
    snprintf(how, sizeof(how), "the vault's key was read at 0x%llx", (unsigned long long)address);
    hf_case_count(probe->attempt, probe->node, address != 0, how);
    return true;
}

/* Before irot's first instruction the die is there: the control of the read after its wipe. */
static bool try_die(struct probe *probe, bool after)
{
    bool has = false;

    if (!die_has_key(probe, &has)) {
        return false;
    }
    if (after && !has) {
        hf_attempt_fail(probe->attempt, "%s: control failed: the key was not there before",
                        name_of(probe));
        return true;
    }
    if (after && (!run_into_secure(probe) || !die_has_key(probe, &has))) {
        return false;
    }
    hf_case_count(probe->attempt, probe->node, has, "the hardware key was read");
    return true;
}

/* ---- what the probe changes ---- */

/* Turns a bit in the last byte of secure's payload: it would run as before, but nothing proves it.
 */
static bool tamper_secure(struct hf_attempt *attempt)
{
    hf_span_t const good = attempt->images[HF_ROLE_SECURE];
    uint8_t *image = hf_arena_take(&attempt->device.arena, good.size);

    memcpy(image, good.bytes, good.size);
    image[attempt->layout->roles[HF_ROLE_SECURE].header_size + word_at(image + PAYLOAD_SIZE) -
          1u] ^= 1u;
    return hf_device_write_slot(&attempt->device, HF_ROLE_SECURE, 0, (hf_span_t){image, good.size},
                                attempt->trouble);
}

/* The control: without the debugger's hand the chain halts before that image. */
static bool image_is_refused(struct probe *probe)
{
    bool hit = false;

    if (!attach(probe) || !hf_debug_run(probe->qemu, BOOT_SECONDS, &hit, probe->attempt->trouble)) {
        return false;
    }
    if (probe->secure_started || probe->app_done) {
        hf_attempt_fail(probe->attempt, "%s: control failed: the changed image boots by itself",
                        name_of(probe));
    }
    hf_qemu_stop(probe->qemu);
    probe->qemu = NULL;
    return true;
}

/* At reset nothing confines the core yet: it starts in the image instead of in irot. */
static bool try_unproved_code(struct probe *probe)
{
    struct hf_attempt *attempt = probe->attempt;
    const struct hf_layout_role *role = &attempt->layout->roles[HF_ROLE_SECURE];
    const uint8_t *vectors = attempt->images[HF_ROLE_SECURE].bytes + role->header_size;
    bool hit = false;

    if (!tamper_secure(attempt) || !image_is_refused(probe) || !attach(probe) ||
        !hf_debug_register_write(probe->qemu, HF_DEBUG_SP, word_at(vectors), attempt->trouble) ||
        !hf_debug_register_write(probe->qemu, HF_DEBUG_PC, word_at(vectors + 4u) & ~1u,
                                 attempt->trouble) ||
        !hf_debug_run(probe->qemu, BOOT_SECONDS, &hit, attempt->trouble)) {
        return false;
    }
    hf_case_count(attempt, probe->node, probe->secure_started,
                  "code that nothing has proved ran in the secure world");
    return true;
}

/* ---- after the end of its life ---- */

/* The service authority ends the device's life, as it would for a return or for scrap. */
static bool end_life(struct hf_attempt *attempt)
{
    struct hf_talk_options const talk = {.program = attempt->place->program,
                                         .seconds = attempt->place->seconds};
    struct hf_provision_result result;
    struct hf_key *key = NULL;
    char path[4096];

    snprintf(path, sizeof(path), "%s/service-1.pem", attempt->place->keys);
    if (!hf_key_load(path, &key, attempt->trouble)) {
        return false;
    }
    hf_provision_order(&attempt->device, HF_PROVISION_DECOMMISSION, key, &talk, &result,
                       attempt->trouble);
    hf_key_free(key);
    if (result.outcome != HF_PROVISIONED) {
        return result.outcome != HF_PROVISION_BROKEN &&
               hf_trouble_set(attempt->trouble, "the device's life did not end: 0x%08x",
                              (uint32_t)result.why);
    }
    return true;
}

/* The vault's sectors: how many bytes of them are not erased. */
static bool count_vault(struct hf_attempt *attempt, size_t *written)
{
    const struct hf_layout *layout = attempt->layout;
    struct hf_bytes nvm;

    *written = 0;
    if (!hf_file_read(hf_device_path(&attempt->device, "nvm.bin"), NVM_MAX, &attempt->device.arena,
                      &nvm, attempt->trouble)) {
        return false;
    }
    for (size_t i = 0; i < layout->vault_size && layout->vault_offset + i < nvm.size; i++) {
        *written += (uint8_t)nvm.data[layout->vault_offset + i] != layout->erased;
    }
    return true;
}

/* The key that opens the vault, looked for by the debugger in a booted device. */
static bool find_key(struct probe *probe, const uint8_t secret[32], uint64_t *address)
{
    bool done = attach(probe) && run_into_secure(probe);

    if (done) {
        find_in_ram(probe, secret, 32, address);
    }
    hf_qemu_stop(probe->qemu);
    probe->qemu = NULL;
    return done;
}

static bool try_after_life(struct probe *probe)
{
    static struct hf_run run;
    struct hf_attempt *attempt = probe->attempt;
    uint64_t before = 0;
    uint64_t after = 0;
    size_t full = 0;
    size_t left = 0;
    uint8_t secret[32];
    char how[96];

    if (!hf_attempt_start(attempt, "its secured life", NULL, &run)) {
        return false;
    }
    hf_run_stop(&run);
    if (!hf_secret_derive(attempt, HF_SECRET_VAULT, secret) || !find_key(probe, secret, &before) ||
        !count_vault(attempt, &full) || !end_life(attempt) || !find_key(probe, secret, &after) ||
        !count_vault(attempt, &left)) {
        return false;
    }
    hf_wipe(secret, sizeof(secret));
    if (before == 0 || full == 0) {
        hf_attempt_fail(attempt, "%s: control failed: no key and no vault to begin with",
                        name_of(probe));
        return true;
    }
    snprintf(how, sizeof(how), "the key %s, %zu of %zu bytes of the vault are left",
             after != 0 ? "is in RAM" : "is gone", left, full);
    hf_case_count(attempt, probe->node, after != 0 || left >= full, how);
    hf_attempt_note(attempt, "after its life: %s", how);
    return true;
}

static bool try_case(struct probe *probe, enum debug_case which)
{
    switch (which) {
    case SECRET_IN_RAM:
        return attach(probe) && try_secret_in_ram(probe);
    case DIE_AT_RESET:
    case DIE_AFTER_WIPE:
        return attach(probe) && try_die(probe, which == DIE_AFTER_WIPE);
    case UNPROVED_CODE:
        return try_unproved_code(probe);
    default:
        return try_after_life(probe);
    }
}

bool hf_run_probe(struct hf_attempt *attempt)
{
    for (const struct hf_yaml_node *node = attempt->attack->cases->first; node != NULL;
         node = node->next) {
        struct probe probe = {.attempt = attempt, .node = node};

        if (!hf_case_applies(attempt, node)) {
            continue;
        }
        bool done = hf_attempt_renew(attempt) &&
                    try_case(&probe, (enum debug_case)hf_yaml_number(node, "debug", 0));

        hf_qemu_stop(probe.qemu);
        if (!done) {
            return false;
        }
    }
    if (attempt->result->note[0] == '\0') {
        hf_attempt_note(attempt, "%zu tries with a debugger, nothing was got",
                        attempt->result->cases);
    }
    return true;
}
