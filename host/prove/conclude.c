/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/prove/prove.h"

#include <string.h>

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));

    return text != NULL ? text : "";
}

/* What no emulator can show is no measurement, and counts on neither side. */
static bool is_measured(const struct hf_card_run *run)
{
    return strcmp(run->attack->kind, "measured") == 0;
}

/* The first threat whose verdict a measurement changed, as "t5 (t5_scan on an385-flat)". */
static void name_lowering(const struct hf_proof *proof, char *text, size_t size)
{
    for (size_t i = 0; i < proof->card.count; i++) {
        const struct hf_card_run *run = &proof->card.runs[i];

        if (is_measured(run) && run->result.measured == HF_MEASURED_BROKE) {
            snprintf(text, size, "%s got through on %s", run->attack->id, run->board);
            return;
        }
    }
    snprintf(text, size, "what was measured says otherwise");
}

static bool acceptable(const char *verdict)
{
    return strcmp(verdict, "sufficient") == 0 || strcmp(verdict, "sufficient-if") == 0;
}

static void set(struct hf_conclusion *conclusion, enum hf_conclusion_kind kind, const char *word)
{
    conclusion->kind = kind;
    conclusion->word = word;
}

static void conclude_paper(const struct hf_proof *proof, const char *verdict,
                           struct hf_conclusion *conclusion)
{
    set(conclusion, HF_CONCLUSION_PAPER, verdict);
    snprintf(conclusion->sentence, sizeof(conclusion->sentence),
             "On paper the answer is '%s', and no measurement can raise that.%s", verdict,
             proof->board_count == 0 ? " No board stands in for this choice, so nothing was "
                                       "attacked."
                                     : " What was measured is below.");
}

static void conclude_proved(const struct hf_proof *proof, const char *verdict,
                            struct hf_conclusion *conclusion)
{
    size_t broke = 0;
    size_t all = 0;

    for (size_t i = 0; i < proof->card.count; i++) {
        const struct hf_card_run *run = &proof->card.runs[i];

        all += is_measured(run);
        broke += is_measured(run) && run->result.measured == HF_MEASURED_BROKE;
    }
    if (all == 0) {
        set(conclusion, HF_CONCLUSION_UNMEASURED, verdict);
        snprintf(conclusion->sentence, sizeof(conclusion->sentence),
                 "That is the answer on paper; no board stands in for this choice, so nothing was "
                 "attacked.");
        return;
    }
    set(conclusion, HF_CONCLUSION_PROVED, verdict);
    const char *choice = strcmp(verdict, "sufficient") == 0
                             ? "sufficient"
                             : "sufficient if the conditions below hold";

    if (proof->other_stack[0] != '\0') {
        snprintf(conclusion->sentence, sizeof(conclusion->sentence),
                 "On paper the choice is %s. What was attacked is Holdfast's own firmware (%zu of "
                 "%zu attacks held), which is not all that the choice relies on: %.150s.",
                 choice, all - broke, all, proof->other_stack);
        return;
    }
    snprintf(conclusion->sentence, sizeof(conclusion->sentence),
             "On paper the choice is %s. The firmware that this relies on was built, booted and "
             "attacked: %zu of %zu attacks held on the boards that stand in, every one with its "
             "control.",
             choice, all - broke, all);
}

void hf_conclude(const struct hf_proof *proof, struct hf_conclusion *conclusion)
{
    const char *verdict = text_of(proof->assessment, "verdict");
    char lowering[128];

    if (hf_card_void(&proof->card)) {
        set(conclusion, HF_CONCLUSION_VOID, "void");
        snprintf(conclusion->sentence, sizeof(conclusion->sentence),
                 "A control failed, so no measurement on this page counts. Find out why before "
                 "reading on.");
    } else if (hf_card_surprise(&proof->card)) {
        set(conclusion, HF_CONCLUSION_SURPRISE, "not proved");
        snprintf(conclusion->sentence, sizeof(conclusion->sentence),
                 "On paper the answer is '%s', but an attack did not end as expected: the firmware "
                 "does not do what the answer relies on.",
                 proof->paper);
    } else if (!acceptable(proof->paper)) {
        conclude_paper(proof, proof->paper, conclusion);
    } else if (!acceptable(verdict)) {
        name_lowering(proof, lowering, sizeof(lowering));
        set(conclusion, HF_CONCLUSION_LOWERED, verdict);
        snprintf(conclusion->sentence, sizeof(conclusion->sentence),
                 "On paper the answer is '%s', but %s, which stands in for the part: a measured "
                 "failure lowers the answer to '%s'.",
                 proof->paper, lowering, verdict);
    } else {
        conclude_proved(proof, verdict, conclusion);
    }
}
