/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The host looks where the chain has been: a key that its stage has passed on must stand nowhere.
 * The control is a key that must be there, found by the same search. */
#include "host/attack/internal.h"

#include <stdio.h>
#include <string.h>

struct snapshot {
    hf_span_t areas[HF_LAYOUT_AREAS_MAX];
};

static bool take_snapshot(struct hf_attempt *attempt, struct hf_run *run, struct snapshot *snapshot)
{
    const struct hf_layout *layout = attempt->layout;

    for (size_t i = 0; i < layout->area_count; i++) {
        if (!hf_memory_read(attempt, run, layout->areas[i].address, layout->areas[i].size,
                            &snapshot->areas[i])) {
            return false;
        }
    }
    return true;
}

/* The area in which the secret lies, or NULL. */
static const struct hf_layout_area *find_secret(const struct hf_attempt *attempt,
                                                const struct snapshot *snapshot,
                                                const uint8_t secret[32], size_t *offset)
{
    for (size_t i = 0; i < attempt->layout->area_count; i++) {
        const uint8_t *found =
            memmem(snapshot->areas[i].bytes, snapshot->areas[i].size, secret, 32);

        if (found != NULL) {
            *offset = (size_t)(found - snapshot->areas[i].bytes);
            return &attempt->layout->areas[i];
        }
    }
    return NULL;
}

static bool look_for(struct hf_attempt *attempt, const struct snapshot *snapshot,
                     const struct hf_yaml_node *node, size_t *controls)
{
    enum hf_secret which = (enum hf_secret)hf_yaml_number(node, "secret", 0);
    bool wanted = hf_yaml_number(node, "present", 0) != 0;
    const char *name = hf_yaml_text(node, "name", "");
    uint8_t secret[32];
    size_t offset = 0;

    if (!hf_secret_derive(attempt, which, secret)) {
        return false;
    }
    const struct hf_layout_area *area = find_secret(attempt, snapshot, secret, &offset);

    hf_wipe(secret, sizeof(secret));
    fprintf(attempt->evidence->file, "%s: %s%s\n", name, area != NULL ? "in RAM of " : "not in RAM",
            area != NULL ? area->name : "");
    if (wanted) {
        *controls += area != NULL ? 1 : 0;
        return true;
    }
    char where[128] = "";

    if (area != NULL) {
        snprintf(where, sizeof(where), "stands in the RAM of %s at 0x%llx", area->name,
                 (unsigned long long)(area->address + offset));
    }
    hf_case_count(attempt, node, area != NULL, where);
    return true;
}

static bool look_for_all(struct hf_attempt *attempt, struct hf_run *run)
{
    struct snapshot snapshot;
    size_t controls = 0;

    if (!take_snapshot(attempt, run, &snapshot)) {
        return false;
    }
    for (const struct hf_yaml_node *node = attempt->attack->cases->first; node != NULL;
         node = node->next) {
        if (hf_case_applies(attempt, node) && !look_for(attempt, &snapshot, node, &controls)) {
            return false;
        }
    }
    if (run->outcome != HF_OUTCOME_DONE || controls == 0) {
        hf_attempt_fail(attempt, "control failed: the key that must be in RAM was not found");
    } else if (attempt->result->broken == 0) {
        hf_attempt_note(attempt,
                        "%zu keys stand nowhere in RAM once they were used; the one that "
                        "must be there was found by the same search",
                        attempt->result->cases);
    }
    return true;
}

bool hf_run_memory(struct hf_attempt *attempt)
{
    static struct hf_run run;

    if (!hf_attempt_start(attempt, "a good boot, then all RAM is searched", NULL, &run)) {
        return false;
    }
    bool done = look_for_all(attempt, &run);

    hf_run_stop(&run);
    return done;
}
