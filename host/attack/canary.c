/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What is left of a value that went through a service: the host looks through all RAM of the
 * stopped device (lab/threats/t5_leak has the other side). The app's own RAM does not count: what
 * the app leaves there is its own business. */
#include "host/attack/internal.h"

#include <stdio.h>
#include <string.h>

#define CANARY 32u
#define GONE   0x40u
#define KEPT   0x80u

static void make(const uint8_t seed[16], uint32_t which, uint8_t canary[CANARY])
{
    for (uint32_t i = 0; i < CANARY; i++) {
        canary[i] = (uint8_t)(seed[i % 16u] ^ (which + i));
    }
}

struct search {
    bool kept;
    const struct hf_layout_area *leak; /* where the other one stands, or NULL */
    uint64_t address;
};

static bool search_area(struct hf_attempt *attempt, struct hf_run *run,
                        const struct hf_layout_area *area, const uint8_t seed[16],
                        struct search *search)
{
    uint8_t gone[CANARY];
    uint8_t kept[CANARY];
    hf_span_t memory;

    make(seed, GONE, gone);
    make(seed, KEPT, kept);
    if (!hf_memory_read(attempt, run, area->address, area->size, &memory)) {
        return false;
    }
    search->kept = search->kept || memmem(memory.bytes, memory.size, kept, CANARY) != NULL;

    /* half of it is a leak as well */
    const uint8_t *found = memmem(memory.bytes, memory.size, gone, CANARY / 2u);

    if (found == NULL) {
        found = memmem(memory.bytes, memory.size, gone + CANARY / 2u, CANARY / 2u);
    }
    if (found != NULL && strcmp(area->name, "app") != 0) {
        search->leak = area;
        search->address = area->address + (uint64_t)(found - memory.bytes);
    }
    return true;
}

bool hf_canary_judge(struct hf_attempt *attempt, struct hf_run *run,
                     const struct hf_yaml_node *node, const uint8_t seed[16])
{
    struct search search = {false, NULL, 0};
    char how[96] = "";

    for (size_t i = 0; i < attempt->layout->area_count; i++) {
        if (!search_area(attempt, run, &attempt->layout->areas[i], seed, &search)) {
            return false;
        }
    }
    fprintf(attempt->evidence->file, "%s: the value kept on purpose %s, the other %s%s\n",
            hf_yaml_text(node, "name", ""), search.kept ? "was found" : "WAS NOT FOUND",
            search.leak != NULL ? "in RAM of " : "nowhere",
            search.leak != NULL ? search.leak->name : "");
    if (!search.kept) {
        hf_attempt_fail(attempt, "%s: control failed: what the app kept was not found",
                        hf_yaml_text(node, "name", ""));
        return true;
    }
    if (search.leak != NULL) {
        snprintf(how, sizeof(how), "stands in the RAM of %s at 0x%llx", search.leak->name,
                 (unsigned long long)search.address);
    }
    hf_case_count(attempt, node, search.leak != NULL, how);
    return true;
}
