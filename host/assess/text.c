/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The report for a terminal. */
#include "host/assess/change.h"
#include "host/assess/profile_words.h"
#include "host/assess/report.h"

#include <string.h>

#define CANDIDATES_SHOWN 8u

static void print_platform_head(FILE *out, const struct hf_platform_result *result)
{
    const struct hf_platform *platform = result->platform;

    fprintf(out, "STM32%s, %s%s, boot stack %s: %s\n\n", platform->part->line,
            platform->element != NULL ? "secure element " : "no secure element",
            platform->element != NULL ? platform->element->name : "",
            platform->stack != NULL ? platform->stack->name : "not stated",
            hf_verdict_names[result->verdict]);
}

/* "remote (probe if)": what is withstood now, and with the conditions. */
static void print_achieved(FILE *out, const struct hf_threat_result *threat)
{
    char text[40];
    bool more =
        threat->judgement.verdict == HF_SUFFICIENT_IF ||
        (threat->achieved_if > threat->achieved && threat->judgement.verdict != HF_SUFFICIENT);

    snprintf(text, sizeof(text), more ? "%s, if: %s" : "%s", hf_level_name(threat->achieved),
             hf_level_name(threat->achieved_if));
    fprintf(out, "%-19s ", text);
}

/* The columns in doubt that the rules of a chain ask about, each once. */
static uint32_t doubtful_columns(const struct hf_part *part, const struct hf_atoms *atoms)
{
    uint32_t columns = 0;

    for (size_t i = 0; i < atoms->count; i++) {
        const struct hf_atom *atom = atoms->at[i];

        if (atom->kind == HF_ATOM_CELL && part->cells[atom->index].state != HF_STATE_VERIFIED) {
            columns |= 1u << atom->index;
        }
        if (atom->of_atoms != NULL) {
            columns |= doubtful_columns(part, atom->of_atoms);
        }
    }
    return columns;
}

static void print_doubt(FILE *out, const struct hf_platform_result *result,
                        const struct hf_chain *chain)
{
    const struct hf_part *part = result->platform->part;
    const char *comma = "in doubt: ";
    uint32_t columns = 0;

    for (size_t i = 0; i < chain->count; i++) {
        for (size_t j = 0; j < chain->links[i]->rule_count; j++) {
            columns |= doubtful_columns(part, &chain->links[i]->rules[j].when);
        }
    }
    for (size_t i = 0; i < result->stated.catalog->columns.count; i++) {
        if ((columns >> i & 1u) != 0) {
            fprintf(out, "%s%s", comma, result->stated.catalog->columns.at[i].title);
            comma = ", ";
        }
    }
}

/* What holds a threat down: what the profile does not state, an attack that got through, or a link.
 */
static void print_limit(FILE *out, const struct hf_platform_result *result, size_t index)
{
    const struct hf_threat_result *threat = &result->threats[index];
    const struct hf_link_result *link = hf_threat_limit(threat);
    const char *comma = "";

    if (threat->judgement.verdict == HF_SUFFICIENT_IF) {
        fputs("not stated: ", out);
        for (unsigned bit = 0; bit < HF_ASSUME_BITS; bit++) {
            if ((threat->judgement.conditions & 1u << bit) != 0) {
                fprintf(out, "%s%s", comma, hf_condition_id(bit));
                comma = ", ";
            }
        }
    } else if (threat->judgement.verdict == HF_UNKNOWN) {
        print_doubt(out, result, &result->stated.catalog->threats[index].chains[threat->place]);
    } else if (threat->broken != NULL) {
        fprintf(out, "measured: %s broke %s (%s)", threat->broken->attack, threat->broken->board,
                threat->broken->id);
    } else if (threat->required != HF_LEVEL_NONE && link->level < HF_LEVEL_LAB) {
        fputs(link->attack != NULL ? link->attack->title : link->rule->because, out);
    }
}

static void print_threat(FILE *out, const struct hf_platform_result *result, size_t index)
{
    const struct hf_threat_result *threat = &result->threats[index];
    const struct hf_threat *info = &result->stated.catalog->threats[index];

    fprintf(out, "  %s %-32s %-8s ", info->id, info->name, hf_level_name(threat->required));
    print_achieved(out, threat);
    fprintf(out, "%-19s", hf_verdict_names[threat->judgement.verdict]);
    print_limit(out, result, index);
    fputc('\n', out);
}

static void print_items(FILE *out, const struct hf_assessment *assessment,
                        const struct hf_platform_result *result)
{
    const struct hf_profile *profile = assessment->profile;

    for (size_t i = 0; i < profile->need_count; i++) {
        fprintf(out, "  need   %-41s %-19s %s\n", profile->needs[i]->name, "",
                hf_verdict_names[result->needs[i].verdict]);
    }
    for (size_t i = 0; i < profile->target_count; i++) {
        fprintf(out, "  target %-41s %-19s %s\n", profile->targets[i]->name, "",
                hf_verdict_names[result->targets[i].verdict]);
    }
}

static void print_conditions(FILE *out, struct hf_assessment *assessment,
                             const struct hf_platform_result *result)
{
    if (result->conditions == 0 && result->verdict != HF_SUFFICIENT_WITH_SE) {
        return;
    }
    fputs("\nconditions\n", out);
    if (result->verdict == HF_SUFFICIENT_WITH_SE) {
        fprintf(out, "  - a secure element (such as %s) that holds the keys and identities\n",
                result->with_se.element->name);
    }
    for (unsigned bit = 0; bit < HF_ASSUME_BITS; bit++) {
        if ((result->conditions & 1u << bit) == 0) {
            continue;
        }
        fprintf(out, "  - %s  [", hf_condition_text(&assessment->arena, result, bit));
        const char *space = "";

        for (size_t i = 0; i < HF_THREATS; i++) {
            if ((result->threats[i].judgement.conditions & 1u << bit) != 0) {
                fprintf(out, "%s%s", space, assessment->catalog->threats[i].id);
                space = " ";
            }
        }
        fprintf(out, "%s]\n", space[0] == '\0' ? "needs and targets" : "");
    }
}

/* What would make it acceptable, in the fewest words. */
static void print_change(FILE *out, struct hf_assessment *assessment, size_t platform)
{
    struct hf_change change;
    const char *words[HF_MEASURES + 4u];

    if (hf_verdict_acceptable(assessment->platforms[platform].verdict)) {
        return;
    }
    hf_change_find(assessment, platform, &change);
    if (change.step == HF_STEP_IMPOSSIBLE) {
        fputs("\nsmallest change: nothing in the catalogue makes it sufficient\n", out);
        return;
    }
    size_t count = hf_change_words(assessment, platform, &change, words, HF_MEASURES + 4u);

    fprintf(out, "\nsmallest change (%s), then it is %s\n", hf_step_names[change.step],
            hf_verdict_names[change.verdict]);
    for (size_t i = 0; i < count; i++) {
        fprintf(out, "  - %s\n", words[i]);
    }
}

static void print_notes(FILE *out, const char *title, const struct hf_notes *notes,
                        const char *path)
{
    if (notes->count > 0) {
        fprintf(out, "\n%s\n", title);
    }
    for (size_t i = 0; i < notes->count; i++) {
        fprintf(out, "  - %s", notes->at[i].text);
        if (notes->at[i].spot.line > 0) {
            fprintf(out, " (%s:%u)", path, notes->at[i].spot.line);
        }
        fputc('\n', out);
    }
}

/* What attacks showed, and how little that may change. */
static void print_evidence(FILE *out, const struct hf_assessment *assessment)
{
    const struct hf_evidence *evidence = assessment->profile->evidence;
    size_t counted = 0;
    size_t held = 0;

    if (evidence == NULL) {
        return;
    }
    for (size_t i = 0; i < evidence->run_count; i++) {
        counted += evidence->runs[i].counts;
        held += evidence->runs[i].counts && evidence->runs[i].held;
    }
    fprintf(out,
            "\nevidence: %zu score card%s (%zu void), %zu of %zu runs count, %zu held; a pass on a "
            "stand-in board raises software links only\n",
            evidence->card_count, evidence->card_count == 1 ? "" : "s", evidence->void_count,
            counted, evidence->run_count, held);
}

static void print_residuals(FILE *out, const struct hf_assessment *assessment)
{
    const struct hf_profile *profile = assessment->profile;

    fputs("\nresidual risk\n", out);
    for (size_t i = 0; i < HF_THREATS; i++) {
        fprintf(out, "  %s %s\n", assessment->catalog->threats[i].id,
                assessment->catalog->threats[i].residual);
        for (size_t j = 0; j < profile->residual_count; j++) {
            const struct hf_residual *residual = &profile->residuals[j];

            if (residual->threat == i) {
                fprintf(out, "     %s by %s%s%s: %s\n", hf_decision_words[residual->decision],
                        residual->owner, residual->expires != NULL ? " until " : "",
                        residual->expires != NULL ? residual->expires : "", residual->why);
            }
        }
    }
}

static void print_candidates(FILE *out, const struct hf_assessment *assessment)
{
    size_t counts[HF_OTHER_ARCHITECTURE + 1] = {0};

    for (size_t i = 0; i < assessment->candidate_count; i++) {
        counts[assessment->candidates[i].verdict]++;
    }
    fprintf(out, "\ncandidates (%zu lines with the same measures:", assessment->candidate_count);
    for (size_t i = 0; i <= HF_OTHER_ARCHITECTURE; i++) {
        if (counts[i] > 0) {
            fprintf(out, " %zu %s", counts[i], hf_verdict_names[i]);
        }
    }
    fputs(")\n", out);
    for (size_t i = 0; i < assessment->candidate_count && i < CANDIDATES_SHOWN; i++) {
        const struct hf_candidate *candidate = &assessment->candidates[i];

        fprintf(out, "  STM32%-12s %s", candidate->part->line,
                hf_verdict_names[candidate->verdict]);
        if (candidate->conditions > 0) {
            fprintf(out, ", %u condition%s", candidate->conditions,
                    candidate->conditions == 1 ? "" : "s");
        }
        fprintf(out, "%s\n", candidate->certified ? ", certificate" : "");
    }
    for (size_t i = 0; i < assessment->other_count; i++) {
        if (strcmp(assessment->others[i].verdict, "refused") != 0) {
            fprintf(out, "  other architecture: %s: %s (%s)\n",
                    assessment->others[i].alternative->name, assessment->others[i].verdict,
                    assessment->others[i].why);
        }
    }
}

static void print_cra(FILE *out, const struct hf_cra *cra)
{
    fprintf(out,
            "\nCyber Resilience Act (as of %s; not legal advice)\n  suggested class: %s (%s%s%s)\n",
            cra->as_of, cra->class, cra->basis, cra->condition != NULL ? "; " : "",
            cra->condition != NULL ? cra->condition : "");
    for (size_t i = 0; i < cra->routes.count; i++) {
        fprintf(out, "  %s %s\n", i == 0 ? "routes:" : "     or", cra->routes.at[i]);
    }
    for (size_t i = 0; i < cra->statement_count; i++) {
        fprintf(out, "  %s\n", cra->statements[i]);
    }
}

void hf_report_text(FILE *out, struct hf_assessment *assessment)
{
    const struct hf_profile *profile = assessment->profile;

    fprintf(out, "%s (%s): %s\n\n", profile->product, profile->kind,
            hf_verdict_names[assessment->verdict]);
    if (profile->platform_count == 0) {
        fputs("No platform is named: the best of all lines stands here.\n", out);
    }
    for (size_t i = 0; i < assessment->platform_count; i++) {
        const struct hf_platform_result *result = &assessment->platforms[i];

        print_platform_head(out, result);
        fprintf(out, "  %-35s %-8s %-19s %-18s %s\n", "threat", "against", "withstands", "verdict",
                "limited by");
        for (size_t j = 0; j < HF_THREATS; j++) {
            print_threat(out, result, j);
        }
        print_items(out, assessment, result);
        print_conditions(out, assessment, result);
        print_change(out, assessment, i);
        fputc('\n', out);
    }
    print_notes(out, "warnings", &assessment->warnings, profile->path);
    print_notes(out, "advice", &assessment->advice, profile->path);
    print_evidence(out, assessment);
    print_residuals(out, assessment);
    print_candidates(out, assessment);
    print_cra(out, &assessment->cra);
}
