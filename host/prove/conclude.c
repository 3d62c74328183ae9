/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/prove/prove.h"

#include <string.h>

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));

    return text != NULL ? text : "";
}

static bool stands_for(const json_t *platform, const char *board)
{
    const json_t *item;
    size_t i;

    json_array_foreach(json_object_get(platform, "boards"), i, item)
    {
        if (strcmp(text_of(item, "board"), board) == 0) {
            return true;
        }
    }
    return false;
}

/* The platform relies on withstanding this threat, and on paper it does. */
static bool relies_on(const json_t *platform, const char *id)
{
    const json_t *threat;
    size_t i;

    json_array_foreach(json_object_get(platform, "threats"), i, threat)
    {
        if (strcmp(text_of(threat, "id"), id) == 0) {
            return json_is_integer(json_object_get(threat, "required")) &&
                   strncmp(text_of(threat, "verdict"), "sufficient", 10) == 0;
        }
    }
    return false;
}

/* The first run that broke something on which a platform relies. */
static const struct hf_card_run *find_lowering(const struct hf_proof *proof)
{
    const json_t *platform;
    size_t at;

    for (size_t i = 0; i < proof->card.count; i++) {
        const struct hf_card_run *run = &proof->card.runs[i];

        if (run->result.measured != HF_MEASURED_BROKE) {
            continue;
        }
        json_array_foreach(json_object_get(proof->assessment, "platforms"), at, platform)
        {
            if (stands_for(platform, run->board) && relies_on(platform, run->attack->threat)) {
                return run;
            }
        }
    }
    return NULL;
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

    for (size_t i = 0; i < proof->card.count; i++) {
        broke += proof->card.runs[i].result.measured == HF_MEASURED_BROKE;
    }
    set(conclusion, HF_CONCLUSION_PROVED, verdict);
    if (proof->card.count == 0) {
        snprintf(conclusion->sentence, sizeof(conclusion->sentence),
                 "That is the answer on paper; no board stands in for this choice, so nothing was "
                 "attacked.");
        return;
    }
    snprintf(conclusion->sentence, sizeof(conclusion->sentence),
             "On paper the choice is %s. The firmware that this relies on was built, booted and "
             "attacked: %zu of %zu attacks held on the boards that stand in, every one with its "
             "control.",
             verdict, proof->card.count - broke, proof->card.count);
}

void hf_conclude(const struct hf_proof *proof, struct hf_conclusion *conclusion)
{
    const char *verdict = text_of(proof->assessment, "verdict");
    const struct hf_card_run *lowering = find_lowering(proof);

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
                 verdict);
    } else if (!json_is_true(json_object_get(proof->assessment, "acceptable"))) {
        conclude_paper(proof, verdict, conclusion);
    } else if (lowering != NULL) {
        set(conclusion, HF_CONCLUSION_LOWERED, "insufficient");
        snprintf(conclusion->sentence, sizeof(conclusion->sentence),
                 "On paper the answer is '%s', but %s got through on %s, which stands in for the "
                 "part: a measured failure lowers the answer.",
                 verdict, lowering->attack->id, lowering->board);
    } else {
        conclude_proved(proof, verdict, conclusion);
    }
}
