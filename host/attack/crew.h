/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/attack/crew.h - several attacks at a time. Each member of the crew is a process of its own,
 * with devices of its own; who is free takes the next attack. An attack counts instructions and no
 * seconds, so it comes to the same however many run beside it. */
#ifndef HF_HOST_ATTACK_CREW_H
#define HF_HOST_ATTACK_CREW_H

#include "host/attack/attack.h"

/* What came of one piece of work. */
struct hf_crew_result {
    bool done;
    struct hf_result result;
    char evidence[HF_EVIDENCE_DIGITS + 1u];
    struct hf_trouble trouble; /* when it could not be done */
};

struct hf_crew {
    size_t size;  /* members; 0: one for each processor */
    size_t count; /* pieces of work */
    /* Does piece `index`, in a process that has nothing else to do. */
    void (*work)(void *context, size_t index, struct hf_crew_result *result);
    void (*leave)(void *context);                 /* at a member's end; or NULL */
    void (*progress)(void *context, size_t done); /* in the caller's process; or NULL */
    void *context;
};

/* Does all of it. *results has hf_crew.count entries until hf_crew_free(). False, with the line,
 * when a member could not be had or one piece could not be done. */
bool hf_crew_run(const struct hf_crew *crew, struct hf_crew_result **results,
                 struct hf_trouble *trouble);
void hf_crew_free(const struct hf_crew *crew, struct hf_crew_result *results);

#endif
