/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Attacks by an app that was taken over: the lab's attack firmware, signed like any app
 * (lab/threats/attack_app/attack.h has the protocol). Nothing it says is believed when it can be
 * checked: bytes that it took must be those of the device's memory, a secret must be the real one.
 */
#include "host/attack/internal.h"
#include "host/base/write.h"
#include "host/image/image.h"

#include <stdio.h>
#include <string.h>

#define PARAM_SIZE    40u
#define PARAM_MAGIC   0x424c4648u
#define PARAM_VERSION 1u
#define NEEDLE_SIZE   16u
#define MASK          0xa5u
#define WORD_HELD     0x48454c44u
#define WORD_BROKE    0x42524f4bu
#define WORD_NAPP     0x4e415050u
#define GOT_MAX       2u

/* The memory map of Armv7-M (ARM DDI 0403, B3.1). */
#define BIT_BAND_BASE   0x22000000u
#define BIT_BAND_END    0x24000000u
#define BIT_BAND_TARGET 0x20000000u
#define DEVICES_BASE    0x40000000u
#define DEVICES_END     0x60000000u

/* Any bytes will do that are nowhere else. */
static const uint8_t canary_seed[NEEDLE_SIZE] = {0x9d, 0x31, 0xe7, 0x52, 0x0b, 0xc6, 0x78, 0xf4,
                                                 0x1a, 0xad, 0x63, 0x8e, 0xd0, 0x27, 0xb9, 0x45};

/* What one case left on the app's console. */
struct findings {
    bool control;
    const struct hf_report *result;
    uint8_t got[8 * GOT_MAX];
    size_t got_size;
};

static bool install_attack_app(struct hf_attempt *attempt, const char *firmware)
{
    const char *path =
        hf_arena_print(&attempt->device.arena, "%s/%s.img", attempt->place->build, firmware);
    struct hf_bytes bytes;

    if (!hf_file_read(path, HF_IMAGE_FILE_MAX, &attempt->device.arena, &bytes, attempt->trouble)) {
        return false;
    }
    return hf_device_write_slot(&attempt->device, HF_ROLE_APP, 0,
                                (hf_span_t){(const uint8_t *)bytes.data, bytes.size},
                                attempt->trouble);
}

static enum hf_proof_kind proof_of(const struct hf_attempt *attempt,
                                   const struct hf_yaml_node *node)
{
    return (enum hf_proof_kind)hf_yaml_number(node, "proof", (long)attempt->attack->proof);
}

static void start_param(uint8_t block[PARAM_SIZE], uint32_t number, uint32_t instance)
{
    hf_write_u32(block, PARAM_MAGIC);
    hf_write_u32(block + 4, PARAM_VERSION);
    hf_write_u32(block + 8, number);
    hf_write_u32(block + 12, instance);
}

/* The needle is the first half of the secret, masked so that the block itself is no finding. A
 * canary has nothing to do with a secret. */
static bool write_param(struct hf_attempt *attempt, const struct hf_yaml_node *node,
                        const uint8_t secret[32])
{
    uint8_t block[PARAM_SIZE] = {0};

    start_param(block, attempt->attack->number, (uint32_t)hf_yaml_number(node, "case", 0));
    for (size_t i = 0; i < NEEDLE_SIZE; i++) {
        block[24 + i] =
            proof_of(attempt, node) == HF_PROOF_CANARY ? canary_seed[i] : secret[i] ^ MASK;
    }
    return hf_file_replace(hf_device_path(&attempt->device, "param.bin"), block, sizeof(block),
                           0666, attempt->trouble);
}

static void take_got(struct findings *findings, const struct hf_report *report)
{
    uint32_t const words[2] = {report->word, report->detail};

    for (size_t i = 0; i < 8 && findings->got_size < sizeof(findings->got); i++) {
        uint32_t shift = 24u - 8u * (uint32_t)(i % 4u);

        findings->got[findings->got_size++] = (uint8_t)((words[i / 4u] >> shift) ^ MASK);
    }
}

static void collect(const struct hf_run *run, struct findings *findings)
{
    memset(findings, 0, sizeof(*findings));
    for (size_t i = 0; i < run->app_count; i++) {
        const struct hf_report *report = &run->app[i];

        if (strcmp(report->event, "control") == 0) {
            findings->control = report->word == WORD_HELD;
        } else if (strcmp(report->event, "got") == 0) {
            take_got(findings, report);
        } else if (strcmp(report->event, "result") == 0) {
            findings->result = report;
        }
    }
}

/* Bytes at an address that an app named. Behind the bit-band alias of Armv7-M lies SRAM; what a
 * device answers hangs on the access, so there the app's word stands. */
static bool same_memory(struct hf_attempt *attempt, struct hf_run *run, uint32_t address,
                        const uint8_t bytes[8])
{
    hf_span_t memory;

    if (address >= DEVICES_BASE && address < DEVICES_END) {
        return true;
    }
    if (address >= BIT_BAND_BASE && address < BIT_BAND_END) {
        address = BIT_BAND_TARGET + (address - BIT_BAND_BASE) / 32u;
    }
    return hf_memory_read(attempt, run, address, 8, &memory) && memcmp(memory.bytes, bytes, 8) == 0;
}

/* The proof that attack.yaml names. A claim without one stands: the worse answer counts. */
static bool claim_is_true(struct hf_attempt *attempt, struct hf_run *run,
                          const struct hf_yaml_node *node, const struct findings *findings,
                          const uint8_t secret[32])
{
    switch (proof_of(attempt, node)) {
    case HF_PROOF_SECRET:
        return findings->got_size == sizeof(findings->got) &&
               memcmp(findings->got, secret + NEEDLE_SIZE, sizeof(findings->got)) == 0;
    case HF_PROOF_MEMORY:
        return findings->got_size == 0 ||
               same_memory(attempt, run, findings->result->detail, findings->got);
    default:
        return true;
    }
}

static void fail_control(struct hf_attempt *attempt, const struct hf_yaml_node *node,
                         const char *what)
{
    hf_attempt_fail(attempt, "%s: %s", hf_yaml_text(node, "name", ""), what);
}

/* It was stopped. Unless by what attack.yaml says, nothing is known: a fault for a reason of its
 * own ends an attack just as well. */
static void judge_held(struct hf_attempt *attempt, const struct hf_yaml_node *node,
                       enum hf_end_kind kind, uint32_t word)
{
    struct hf_end const expected = hf_case_end(attempt->attack, node, attempt->layout->board);
    struct hf_end const actual = {HF_EXPECTED_HELD, kind, word};
    char texts[2][HF_END_TEXT];
    char line[96];

    fprintf(attempt->evidence->file, "--- ended with %s\n", hf_end_print(&actual, texts[0]));
    if (expected.expected == HF_EXPECTED_HELD && !hf_end_same(&expected, &actual)) {
        snprintf(line, sizeof(line), "ended with %s, expected was %s", texts[0],
                 hf_end_print(&expected, texts[1]));
        fail_control(attempt, node, line);
        return;
    }
    hf_case_count(attempt, node, false, "");
}

/* A psa_status_t below zero is an error; anything else that goes with HELD is a place. */
static enum hf_end_kind kind_of(uint32_t detail)
{
    return (int32_t)detail < 0 && (int32_t)detail > -1000 ? HF_END_ERROR : HF_END_EMPTY;
}

static void judge_result(struct hf_attempt *attempt, struct hf_run *run,
                         const struct hf_yaml_node *node, const struct findings *findings,
                         const uint8_t secret[32])
{
    enum hf_end_kind kind;
    char how[64];

    switch (findings->result->word) {
    case WORD_HELD:
        kind = kind_of(findings->result->detail);
        judge_held(attempt, node, kind, kind == HF_END_ERROR ? findings->result->detail : 0);
        break;
    case WORD_BROKE:
        snprintf(how, sizeof(how), "got through (0x%08x)", findings->result->detail);
        if (claim_is_true(attempt, run, node, findings, secret)) {
            hf_case_count(attempt, node, true, how);
        } else {
            fail_control(attempt, node, "claims bytes that are not those of the device");
        }
        break;
    case WORD_NAPP:
        fail_control(attempt, node, "does not apply here, though attack.yaml says it does");
        break;
    default:
        fail_control(attempt, node, "its control failed");
        break;
    }
}

static void judge(struct hf_attempt *attempt, struct hf_run *run, const struct hf_yaml_node *node,
                  const uint8_t secret[32])
{
    const struct hf_report *fault = hf_run_find(run, "fault");
    struct findings findings;
    char how[64];

    collect(run, &findings);
    if (!findings.control) {
        fail_control(attempt, node, "the attack firmware's own control did not pass");
    } else if (findings.result != NULL) {
        judge_result(attempt, run, node, &findings, secret);
    } else if (fault != NULL && fault->word == (uint32_t)HF_ERR_WORLD_FAULT) {
        judge_held(attempt, node, HF_END_FAULT, fault->detail);
    } else if (fault != NULL) {
        snprintf(how, sizeof(how), "made secure itself fault (0x%08x)", fault->detail);
        hf_case_count(attempt, node, true, how);
    } else {
        fail_control(attempt, node, "ended without a result and without a fault of the app");
    }
}

/* It used the service and went to its end, with its control; what it left, the host must see. */
static bool says_held(const struct hf_run *run)
{
    struct findings findings;

    collect(run, &findings);
    return findings.control && findings.result != NULL && findings.result->word == WORD_HELD;
}

static bool run_case(struct hf_attempt *attempt, const struct hf_yaml_node *node,
                     const uint8_t secret[32])
{
    static struct hf_run run;

    if (!write_param(attempt, node, secret) || !hf_attempt_write_page(attempt, &attempt->page) ||
        !hf_attempt_start(attempt, hf_yaml_text(node, "name", ""),
                          hf_device_path(&attempt->device, "param.bin"), &run)) {
        return false;
    }
    bool done = true;

    if (proof_of(attempt, node) == HF_PROOF_CANARY && says_held(&run)) {
        done = hf_canary_judge(attempt, &run, node, canary_seed);
    } else {
        judge(attempt, &run, node, secret);
    }
    hf_run_stop(&run);
    return done;
}

bool hf_app_run_case(struct hf_attempt *attempt, uint32_t number, uint32_t instance,
                     const char *name)
{
    static struct hf_run run;
    const char *path = hf_device_path(&attempt->device, "param.bin");
    uint8_t block[PARAM_SIZE] = {0};

    start_param(block, number, instance);
    if (!install_attack_app(attempt, "attack_app") ||
        !hf_file_replace(path, block, sizeof(block), 0666, attempt->trouble) ||
        !hf_attempt_start(attempt, name, path, &run)) {
        return false;
    }
    if (!says_held(&run)) {
        hf_attempt_fail(attempt, "%s: the attack firmware did not do it", name);
    }
    hf_run_stop(&run);
    return true;
}

/* The control on the host's side: the secret that the attack looks for is really there. */
static bool secret_is_there(struct hf_attempt *attempt, const uint8_t secret[32])
{
    static struct hf_run run;
    bool found = false;

    if (!hf_attempt_start(attempt, "control: the secret is in secure's RAM", NULL, &run)) {
        return false;
    }
    for (size_t i = 0; i < attempt->layout->area_count && !found; i++) {
        hf_span_t memory;

        if (strcmp(attempt->layout->areas[i].name, "secure") != 0) {
            continue;
        }
        if (!hf_memory_read(attempt, &run, attempt->layout->areas[i].address,
                            attempt->layout->areas[i].size, &memory)) {
            hf_run_stop(&run);
            return false;
        }
        found = memmem(memory.bytes, memory.size, secret, 32) != NULL;
    }
    if (!found) {
        hf_attempt_fail(attempt, "control failed: the secret is not in secure's RAM");
    }
    hf_run_stop(&run);
    return true;
}

bool hf_run_app(struct hf_attempt *attempt)
{
    uint8_t secret[32];

    if (!hf_secret_derive(attempt, HF_SECRET_VAULT, secret) || !secret_is_there(attempt, secret) ||
        !install_attack_app(attempt, attempt->attack->firmware)) {
        return false;
    }
    for (const struct hf_yaml_node *node = attempt->attack->cases->first; node != NULL;
         node = node->next) {
        if (hf_case_applies(attempt, node) && !run_case(attempt, node, secret)) {
            return false;
        }
    }
    hf_wipe(secret, sizeof(secret));
    if (attempt->result->note[0] == '\0') {
        hf_attempt_note(attempt, "%zu cases tried, none got through", attempt->result->cases);
    }
    return true;
}
