/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Warnings say that something in the profile does not mean what its author may think; advice says
 * what a specialist would do. Neither changes a verdict. */
#include "host/assess/notes.h"
#include "host/assess/profile_words.h"

#include <stdio.h>
#include <string.h>

static void add(struct hf_notes *notes, const char *id, struct hf_spot spot, const char *text)
{
    if (notes->count < sizeof(notes->at) / sizeof(notes->at[0])) {
        notes->at[notes->count++] = (struct hf_note){id, text, spot};
    }
}

static bool holds(const struct hf_situation *situation, const char *name)
{
    const struct hf_atom *atom = hf_catalog_atom(situation->catalog, name);

    return atom != NULL && (situation->holds >> atom->bit & 1u) != 0;
}

/* ---- warnings ---- */

static void warn_impossible(struct hf_assessment *assessment,
                            const struct hf_platform_result *result)
{
    const struct hf_platform *platform = result->platform;

    for (size_t i = 0; i < HF_MEASURES; i++) {
        int value = platform->measures[i];

        if (value > 0 && !hf_measure_possible(&result->stated, i, (size_t)value)) {
            add(&assessment->warnings, "measure.impossible", platform->measure_spots[i],
                hf_arena_print(
                    &assessment->arena, "STM32%s cannot have %s: %s; it counts as absent",
                    platform->part->line, hf_measure_names[i], hf_measure_words[i][value]));
        }
    }
    if (platform->stack != NULL && !hf_stack_fits(platform->stack, platform->part)) {
        add(&assessment->warnings, "stack.impossible", platform->stack_spot,
            hf_arena_print(&assessment->arena, "%s does not exist for STM32%s; it counts as absent",
                           platform->stack->title, platform->part->line));
    }
}

static void warn_part(struct hf_assessment *assessment, const struct hf_platform_result *result)
{
    const struct hf_platform *platform = result->platform;

    if (platform->other_lines > 0) {
        add(&assessment->warnings, "part.ambiguous", platform->part_spot,
            hf_arena_print(&assessment->arena,
                           "'%s' fits %zu lines that differ; taken as STM32%s, the weaker one: "
                           "write the order code",
                           platform->name, platform->other_lines + 1u, platform->part->line));
    }
    if (holds(&result->stated, "old_hash_engine") || holds(&result->stated, "des_engine")) {
        add(&assessment->warnings, "engine.obsolete", platform->part_spot,
            hf_arena_print(&assessment->arena,
                           "the engines of STM32%s include %s%s%s, obsolete for signatures and "
                           "integrity: leave them unused",
                           platform->part->line,
                           holds(&result->stated, "old_hash_engine") ? "MD5 and SHA-1 only" : "",
                           holds(&result->stated, "old_hash_engine") &&
                                   holds(&result->stated, "des_engine")
                               ? " and "
                               : "",
                           holds(&result->stated, "des_engine") ? "Triple DES" : ""));
    }
    if (platform->stack != NULL && strcmp(platform->stack->name, "none") == 0 &&
        holds(&result->stated, "signed_boot")) {
        add(&assessment->warnings, "stack.contradiction", platform->stack_spot,
            "signed_boot is stated and boot_stack is none: say what verifies the image");
    }
    if (platform->external_code && holds(&result->stated, "code_decryption")) {
        add(&assessment->warnings, "external.unauthenticated", platform->external_spot,
            "on-the-fly decryption keeps external code secret; it does not authenticate it");
    }
}

static void warn_attacks(struct hf_assessment *assessment, const struct hf_platform_result *result)
{
    const struct hf_catalog *catalog = assessment->catalog;

    for (size_t i = 0; i < catalog->attacks.count; i++) {
        const struct hf_attack *attack = &catalog->attacks.at[i];
        const char *line = result->platform->part->line;

        if (!hf_words_have(&attack->series, result->platform->part->series) ||
            attack->level > HF_LEVEL_PROBE) {
            continue;
        }
        bool shown = hf_words_have(&attack->shown_on, line) ||
                     hf_words_have(&attack->shown_on, result->platform->part->series);

        add(&assessment->warnings, "attack.published", result->platform->part_spot,
            hf_arena_print(&assessment->arena, "published: %s (%s)%s", attack->title, attack->cost,
                           shown ? "" : ", shown on a sibling of this line"));
    }
}

static void warn_doubt(struct hf_assessment *assessment, const struct hf_platform_result *result)
{
    const struct hf_part *part = result->platform->part;

    for (size_t i = 0; i < assessment->catalog->columns.count; i++) {
        if (part->cells[i].state == HF_STATE_CONFLICT) {
            add(&assessment->warnings, "fact.conflict", result->platform->part_spot,
                hf_arena_print(&assessment->arena, "sources disagree on %s of STM32%s",
                               assessment->catalog->columns.at[i].title, part->line));
        }
    }
}

static void warn_product(struct hf_assessment *assessment)
{
    const struct hf_profile *profile = assessment->profile;
    long least = hf_yaml_number(assessment->catalog->cra, "support_years_min", 5);

    if (profile->support_years > 0 && profile->support_years < least) {
        add(&assessment->warnings, "cra.support", profile->product_spot,
            hf_arena_print(&assessment->arena, "support_years is below %ld: %s", least,
                           hf_yaml_text(assessment->catalog->cra, "support", "")));
    }
    if (profile->connectivity.count == 0) {
        add(&assessment->warnings, "product.unconnected", profile->product_spot,
            "no connectivity: the threats of a connected product are not on the list");
    }
}

/* ---- advice ---- */

/* What makes a product more than a gadget: a target, hands on the device, or a fleet behind one
 * secret. */
static bool has_obligations(const struct hf_assessment *assessment)
{
    const struct hf_profile *profile = assessment->profile;

    for (size_t i = 0; i < profile->asset_count; i++) {
        if (profile->assets[i].level > HF_LEVEL_REMOTE || profile->assets[i].fleet) {
            return true;
        }
    }
    return profile->target_count > 0 || (profile->context & HF_CONTEXT_UNATTENDED) != 0;
}

static void advise_platform(struct hf_assessment *assessment,
                            const struct hf_platform_result *result)
{
    const struct hf_profile *profile = assessment->profile;
    const struct hf_platform *platform = result->platform;

    if ((profile->context & HF_CONTEXT_NEW_DESIGN) != 0 && has_obligations(assessment) &&
        !holds(&result->stated, "trustzone_line")) {
        add(&assessment->advice, "design.not-recommended", platform->part_spot,
            hf_arena_print(&assessment->arena,
                           "not recommended for a new design: STM32%s has no TrustZone, and the "
                           "product has security obligations",
                           platform->part->line));
    }
    if (platform->element != NULL) {
        add(&assessment->advice, "element.session", platform->element_spot,
            hf_arena_print(&assessment->arena,
                           "use encrypted sessions between host and %s (host keys, parameter "
                           "encryption): an open bus is read with a 4 USD tool",
                           platform->element->title));
        add(&assessment->advice, "element.oracle", platform->element_spot,
            "while the host is compromised its keys can be used, though not read: limit use by "
            "counters or by the server");
    }
    if (holds(&result->stated, "oem_keys") && holds(&result->stated, "debug_final")) {
        add(&assessment->advice, "debug.oem-keys", platform->measure_spots[HF_MEASURE_DEBUG],
            hf_arena_print(&assessment->arena,
                           "STM32%s has OEM debug keys: who holds them may reopen the port; set "
                           "none, or one per device",
                           platform->part->line));
    }
    if (platform->element != NULL && platform->element->tpm) {
        add(&assessment->advice, "element.tpm", platform->element_spot,
            "the TPM detects a changed firmware (measured boot); it does not prevent it");
    }
}

/* Measures that lower no level by themselves and that a specialist would still ask for. */
static void advise_measures(struct hf_assessment *assessment,
                            const struct hf_platform_result *result)
{
    const struct hf_profile *profile = assessment->profile;
    const struct hf_platform *platform = result->platform;
    bool fleet_firmware = false;

    for (size_t i = 0; i < profile->asset_count; i++) {
        fleet_firmware = fleet_firmware ||
                         (profile->assets[i].kind == HF_ASSET_FIRMWARE && profile->assets[i].fleet);
    }
    if ((profile->context & HF_CONTEXT_UNATTENDED) != 0 &&
        platform->measures[HF_MEASURE_TAMPER] == 0 && holds(&result->stated, "tamper_pins")) {
        add(&assessment->advice, "tamper.unarmed", platform->measure_spots[HF_MEASURE_TAMPER],
            "nobody watches the product: arm the tamper inputs, so that an opened case leaves a "
            "trace or erases secrets");
    }
    if (fleet_firmware && platform->measures[HF_MEASURE_UPDATE_ENCRYPTION] == 0) {
        add(&assessment->advice, "update.readable",
            platform->measure_spots[HF_MEASURE_UPDATE_ENCRYPTION],
            "updates are not encrypted: who takes one from the wire can read the firmware and look "
            "for flaws");
    }
}

static void advise_needs(struct hf_assessment *assessment, const struct hf_platform_result *result)
{
    const struct hf_profile *profile = assessment->profile;

    for (size_t i = 0; i < profile->need_count; i++) {
        const struct hf_need *need = profile->needs[i];
        bool unmet = result->needs[i].verdict > HF_SUFFICIENT_IF;
        bool wants_element = need->element_helps && result->platform->element == NULL;

        if (need->advice != NULL && (unmet || wants_element)) {
            add(&assessment->advice, "need.advice", profile->need_spots[i],
                hf_arena_print(&assessment->arena, "%s: %s", need->title, need->advice));
        }
    }
}

static void advise_product(struct hf_assessment *assessment)
{
    const struct hf_profile *profile = assessment->profile;

    for (size_t i = 0; i < profile->target_count; i++) {
        if (profile->targets[i]->platform && profile->targets[i]->floor >= 0) {
            add(&assessment->advice, "target.platform", profile->target_spots[i],
                hf_arena_print(&assessment->arena,
                               "%s certifies platforms: what a part holds is platform evidence "
                               "for the product, not a certificate of it",
                               profile->targets[i]->name));
        }
    }
    for (size_t i = 0; i < profile->asset_count; i++) {
        const struct hf_asset *asset = &profile->assets[i];

        if (asset->fleet && asset->place == HF_PLACE_MCU &&
            (asset->kind == HF_ASSET_KEY || asset->kind == HF_ASSET_IDENTITY)) {
            add(&assessment->advice, "asset.fleet-key", asset->spot,
                hf_arena_print(&assessment->arena,
                               "'%s' is one secret for the whole fleet: one opened device opens "
                               "all; give each device a key of its own",
                               asset->name));
        }
    }
}

void hf_notes_make(struct hf_assessment *assessment)
{
    warn_product(assessment);
    for (size_t i = 0; i < assessment->platform_count; i++) {
        warn_impossible(assessment, &assessment->platforms[i]);
        warn_part(assessment, &assessment->platforms[i]);
        warn_attacks(assessment, &assessment->platforms[i]);
        warn_doubt(assessment, &assessment->platforms[i]);
        advise_platform(assessment, &assessment->platforms[i]);
        advise_measures(assessment, &assessment->platforms[i]);
        advise_needs(assessment, &assessment->platforms[i]);
    }
    advise_product(assessment);
}
