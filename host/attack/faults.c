/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The fault campaign as attacks: lab/faults/run has tried the faults, this reads what came of them
 * (build/reports/faults.json). Only a report about the very binaries that are attacked here counts;
 * without one the cell says that nothing was measured. */
#include "host/attack/internal.h"
#include "host/key/digest.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#define ELF_MAX    (16u * 1024u * 1024u)
#define REPORT     "build/reports/faults.json"
#define MODELS_MAX 8u

const char *const hf_fault_names[] = {"skip", "register", "opcode", NULL};
const char *const hf_fault_stages[] = {"irot", "urot", NULL};

/* The campaign's own names for the kinds of faults of docs/faults.md that must not break anything.
 */
static const char *const models[][MODELS_MAX] = {
    {"skip", "pc+2", "pc+4", "pc+6", "pc+8", "pc+10", "pair20", NULL},
    {"register:=0", "register:=~0", NULL},
    {"flip", NULL},
};

static bool is_model(const char *fault, const char *const *list)
{
    for (size_t i = 0; list[i] != NULL; i++) {
        if (fault != NULL && strcmp(fault, list[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* True when the report was made with this board's binary of the stage. */
static bool same_binary(struct hf_attempt *attempt, const json_t *report, const char *stage)
{
    const char *path = hf_arena_print(&attempt->arena, "%s/%s.elf", attempt->place->build, stage);
    const char *key = hf_arena_print(&attempt->arena, "%s/%s", attempt->layout->board, stage);
    const char *told = json_string_value(json_object_get(json_object_get(report, "elf"), key));
    struct hf_trouble silent = {""};
    struct hf_bytes elf;
    uint8_t digest[32];
    char hex[65];

    if (told == NULL || !hf_file_read(path, ELF_MAX, &attempt->arena, &elf, &silent)) {
        return false;
    }
    hf_digest(&(hf_span_t){(const uint8_t *)elf.data, elf.size}, 1, digest);
    hf_hex(digest, sizeof(digest), hex);
    return strcmp(hex, told) == 0;
}

struct sum {
    unsigned long long injections;
    unsigned long long hits;
};

static struct sum add_up(struct hf_attempt *attempt, const json_t *report, const char *stage,
                         const char *const *list)
{
    struct sum sum = {0, 0};
    const json_t *row;
    size_t i;

    json_array_foreach(json_object_get(report, "rows"), i, row)
    {
        const char *board = json_string_value(json_object_get(row, "board"));
        const char *of = json_string_value(json_object_get(row, "stage"));

        if (board != NULL && of != NULL && strcmp(board, attempt->layout->board) == 0 &&
            strncmp(of, stage, strlen(stage)) == 0 &&
            is_model(json_string_value(json_object_get(row, "fault")), list)) {
            sum.injections +=
                (unsigned long long)json_integer_value(json_object_get(row, "injections"));
            sum.hits += (unsigned long long)json_integer_value(json_object_get(row, "hits"));
        }
    }
    return sum;
}

static void judge(struct hf_attempt *attempt, const json_t *report, const struct hf_yaml_node *node)
{
    const char *stage = hf_fault_stages[hf_yaml_number(node, "stage", 0)];
    struct sum const sum = add_up(attempt, report, stage, models[hf_yaml_number(node, "fault", 0)]);
    char how[96];

    fprintf(attempt->evidence->file, "%s: %llu injections, %llu hits\n",
            hf_yaml_text(node, "name", ""), sum.injections, sum.hits);
    if (sum.injections == 0) {
        hf_attempt_fail(attempt, "%s: control failed: the campaign tried nothing of it",
                        hf_yaml_text(node, "name", ""));
        return;
    }
    snprintf(how, sizeof(how), "%llu of %llu faults got through", sum.hits, sum.injections);
    hf_case_count(attempt, node, sum.hits != 0, how);
}

static bool judge_all(struct hf_attempt *attempt, const json_t *report)
{
    for (const struct hf_yaml_node *node = attempt->attack->cases->first; node != NULL;
         node = node->next) {
        if (!hf_case_applies(attempt, node)) {
            continue;
        }
        if (!same_binary(attempt, report, hf_fault_stages[hf_yaml_number(node, "stage", 0)])) {
            return false;
        }
        judge(attempt, report, node);
    }
    return true;
}

bool hf_run_faults(struct hf_attempt *attempt)
{
    json_t *report = json_load_file(REPORT, 0, NULL);
    const char *commit = json_string_value(json_object_get(report, "commit"));
    const char *mode = json_string_value(json_object_get(report, "mode"));

    fprintf(attempt->evidence->file, "=== " REPORT ", commit %s, mode %s\n",
            commit != NULL ? commit : "-", mode != NULL ? mode : "-");
    if (report == NULL || !judge_all(attempt, report)) {
        attempt->result->unmeasured = true;
        hf_attempt_note(attempt, report == NULL ? "no fault campaign was run: lab/faults/run"
                                                : "the fault campaign was run on other firmware: "
                                                  "lab/faults/run");
    } else {
        hf_attempt_note(attempt, "emulated faults, campaign of commit %s, mode %s",
                        commit != NULL ? commit : "-", mode != NULL ? mode : "-");
    }
    json_decref(report);
    return true;
}
