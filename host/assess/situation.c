/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/assess/situation.h"

#include <string.h>

static bool atom_holds(const struct hf_situation *situation, const struct hf_atom *atom);

static bool cell_holds(const struct hf_situation *situation, const struct hf_atom *atom)
{
    const struct hf_column *column = &situation->catalog->columns.at[atom->index];
    const struct hf_cell *cell = &situation->part->cells[atom->index];
    size_t value = situation->optimistic ? hf_cell_high(column, cell) : hf_cell_low(column, cell);

    return (atom->values >> value & 1u) != 0;
}

static bool stack_holds(const struct hf_situation *situation, const struct hf_atom *atom)
{
    const struct hf_catalog *catalog = situation->catalog;

    if (situation->stack != NULL) {
        return atom->kind == HF_ATOM_STACK ? hf_words_have(&atom->is, situation->stack->name)
                                           : hf_words_have(&situation->stack->brings, atom->of);
    }
    for (size_t i = 0; (situation->assumed & HF_ASSUME_STACK) != 0 && i < catalog->stacks.count;
         i++) {
        const struct hf_stack *stack = &catalog->stacks.at[i];

        if (hf_stack_fits(stack, situation->part) &&
            (atom->kind == HF_ATOM_STACK ? hf_words_have(&atom->is, stack->name)
                                         : hf_words_have(&stack->brings, atom->of))) {
            return true;
        }
    }
    return false;
}

static bool composite_holds(const struct hf_situation *situation, const struct hf_atom *atom)
{
    bool all = atom->kind == HF_ATOM_ALL;

    for (size_t i = 0; i < atom->of_atoms->count; i++) {
        if (atom_holds(situation, atom->of_atoms->at[i]) != all) {
            return !all;
        }
    }
    return all;
}

static bool atom_holds(const struct hf_situation *situation, const struct hf_atom *atom)
{
    switch (atom->kind) {
    case HF_ATOM_CELL:
        return cell_holds(situation, atom);
    case HF_ATOM_SERIES:
        return hf_words_have(&atom->is, situation->part->series);
    case HF_ATOM_MEASURE:
        return (atom->values >> situation->measures[atom->index] & 1u) != 0;
    case HF_ATOM_CONTEXT:
        return (situation->context >> atom->index & 1u) != 0;
    case HF_ATOM_EXTERNAL_CODE:
        return situation->external_code;
    case HF_ATOM_ELEMENT:
        return situation->element != NULL;
    case HF_ATOM_ELEMENT_CERTIFICATE:
        return situation->element != NULL &&
               (situation->element->certificate.state == HF_STATE_VERIFIED ||
                (situation->assumed & HF_ASSUME_ELEMENT_CERTIFICATE) != 0);
    case HF_ATOM_CERTIFICATE:
        return hf_situation_certificate(situation, NULL, HF_LEVEL_LAB) != NULL;
    case HF_ATOM_STACK:
    case HF_ATOM_BRINGS:
        return stack_holds(situation, atom);
    default:
        return composite_holds(situation, atom);
    }
}

bool hf_atoms_hold(const struct hf_situation *situation, const struct hf_atoms *atoms)
{
    return (atoms->set & ~situation->holds) == 0;
}

bool hf_stack_fits(const struct hf_stack *stack, const struct hf_part *part)
{
    return stack->lines.count == 0 || hf_words_have(&stack->lines, part->line);
}

const struct hf_certificate *hf_situation_certificate(const struct hf_situation *situation,
                                                      const char *scheme, int level)
{
    const struct hf_catalog *catalog = situation->catalog;

    for (size_t i = 0; i < catalog->certificates.count; i++) {
        const struct hf_certificate *certificate = &catalog->certificates.at[i];
        bool fits = certificate->platform && certificate->level >= level &&
                    (scheme == NULL || strcmp(scheme, certificate->scheme) == 0) &&
                    (certificate->state == HF_STATE_VERIFIED || situation->optimistic) &&
                    hf_words_have(&certificate->lines, situation->part->line);

        /* asked atom by atom: the set of what holds may not be complete yet */
        for (size_t j = 0; fits && j < certificate->requires.count; j++) {
            fits = atom_holds(situation, certificate->requires.at[j]);
        }
        if (fits) {
            return certificate;
        }
    }
    return NULL;
}

bool hf_measure_possible(const struct hf_situation *situation, size_t measure, size_t value)
{
    const struct hf_measure_info *info = &situation->catalog->measures[measure];
    bool possible = true;

    for (size_t i = 0; i < info->possible_count; i++) {
        if (info->possible[i].value != value) {
            continue;
        }
        possible = true;
        for (size_t j = 0; j < info->possible[i].atoms.count; j++) {
            possible = possible && atom_holds(situation, info->possible[i].atoms.at[j]);
        }
        if (possible) {
            return true; /* one of the alternatives is enough */
        }
    }
    return possible;
}

static size_t measure_in_effect(const struct hf_situation *situation,
                                const struct hf_platform *platform, size_t measure)
{
    int stated = platform->measures[measure];
    size_t value = stated > 0 ? (size_t)stated : 0;

    if (stated == HF_MEASURE_LEFT_OUT && (situation->assumed & HF_ASSUME_MEASURE(measure)) != 0) {
        value = situation->catalog->measures[measure].assume;
    }
    return hf_measure_possible(situation, measure, value) ? value : 0;
}

/* What was attacked is Holdfast's own firmware: what it withstood says nothing of another stack. */
static bool boots_holdfast(const struct hf_platform *platform)
{
    return platform->stack == NULL || strcmp(platform->stack->name, "holdfast") == 0;
}

/* What attacks showed to be there counts as stated, when the profile is silent about it. */
static void apply_evidence(struct hf_situation *situation, const struct hf_platform *platform)
{
    const struct hf_board *boards[8];
    size_t count =
        platform->evidence == NULL
            ? 0
            : hf_catalog_boards(situation->catalog, platform->part,
                                situation->measures[HF_MEASURE_TRUSTZONE] != 0, boards, 8);

    hf_evidence_effect(platform->evidence, situation->catalog, boards, count, &situation->effect);
    if (!boots_holdfast(platform)) {
        situation->effect.proved = 0;
        situation->effect.links = 0;
    }
    for (size_t i = 0; i < HF_MEASURES; i++) {
        if (platform->measures[i] == HF_MEASURE_LEFT_OUT &&
            (situation->effect.proved & HF_ASSUME_MEASURE(i)) != 0) {
            situation->measures[i] = situation->catalog->measures[i].assume;
        }
    }
}

void hf_situation_make(struct hf_situation *situation, const struct hf_catalog *catalog,
                       const struct hf_platform *platform, unsigned context, bool optimistic,
                       hf_assumed_t assumed)
{
    *situation = (struct hf_situation){
        .catalog = catalog,
        .part = platform->part,
        .element = platform->element,
        .context = context,
        .external_code = platform->external_code,
        .optimistic = optimistic,
        .assumed = assumed,
    };
    if (platform->stack != NULL) {
        situation->assumed &= ~HF_ASSUME_STACK;
        if (hf_stack_fits(platform->stack, platform->part)) {
            situation->stack = platform->stack;
        }
    }
    for (size_t i = 0; i < HF_MEASURES; i++) {
        situation->measures[i] = measure_in_effect(situation, platform, i);
    }
    apply_evidence(situation, platform);
    for (size_t i = 0; i < catalog->atoms.count; i++) {
        if (atom_holds(situation, &catalog->atoms.at[i])) {
            situation->holds |= UINT64_C(1) << i;
        }
    }
}

hf_assumed_t hf_situation_open(const struct hf_catalog *catalog, const struct hf_platform *platform,
                               bool optimistic)
{
    struct hf_situation situation;
    hf_assumed_t open = platform->stack == NULL ? HF_ASSUME_STACK : 0;

    hf_situation_make(&situation, catalog, platform, 0, optimistic, 0);
    for (size_t i = 0; i < HF_MEASURES; i++) {
        if (platform->measures[i] == HF_MEASURE_LEFT_OUT &&
            hf_measure_possible(&situation, i, catalog->measures[i].assume)) {
            open |= HF_ASSUME_MEASURE(i);
        }
    }
    if (platform->element != NULL && platform->element->certificate.state != HF_STATE_VERIFIED) {
        open |= HF_ASSUME_ELEMENT_CERTIFICATE;
    }
    return open;
}

/* ---- links ---- */

bool hf_attack_applies(const struct hf_situation *situation, const struct hf_attack *attack)
{
    bool here =
        hf_words_have(&attack->series, situation->part->series) ||
        (situation->element != NULL && hf_words_have(&attack->elements, situation->element->name));

    return here && hf_atoms_hold(situation, &attack->when);
}

struct hf_link_result hf_link_level(const struct hf_situation *situation,
                                    const struct hf_link *link)
{
    const struct hf_rule *rule = link->rules;
    const struct hf_catalog *catalog = situation->catalog;

    while (!hf_atoms_hold(situation, &rule->when) || (rule->unless.set & situation->holds) != 0) {
        rule++; /* the last rule of a link holds always */
    }
    struct hf_link_result result = {link, rule, NULL, rule->level};

    for (size_t i = 0; i < catalog->attacks.count; i++) {
        const struct hf_attack *attack = &catalog->attacks.at[i];

        if (attack->level - 1 < result.level && (attack->link_set >> link->bit & 1u) != 0 &&
            hf_attack_applies(situation, attack)) {
            result.attack = attack;
            result.level = attack->level - 1;
        }
    }
    return result;
}

int hf_chain_level(const struct hf_situation *situation, const struct hf_chain *chain)
{
    int weakest = HF_LEVEL_LAB;

    for (size_t i = 0; i < chain->count; i++) {
        int level = hf_link_level(situation, chain->links[i]).level;

        weakest = level < weakest ? level : weakest;
    }
    return weakest;
}
