/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/assess/evidence.h"
#include "host/assess/profile_words.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#define CARD_SIZE_MAX 16777216u
#define CARDS_MAX     256u
#define RUNS_MAX      65536u

struct loader {
    const struct hf_catalog *catalog;
    struct hf_evidence *evidence;
    struct hf_trouble *trouble;
    const char *path;
    bool is_void;
};

/* ---- one run ---- */

static const char *read_text(struct loader *loader, const json_t *run, size_t index,
                             const char *key)
{
    const char *text = json_string_value(json_object_get(run, key));

    if (text == NULL) {
        hf_trouble_set(loader->trouble, "%s: run %zu has no text '%s'; is it a score card?",
                       loader->path, index + 1u, key);
        return NULL;
    }
    return hf_arena_copy(&loader->evidence->arena, text, strlen(text));
}

static bool board_known(const struct hf_catalog *catalog, const char *name)
{
    for (size_t i = 0; i < catalog->boards.count; i++) {
        if (strcmp(catalog->boards.at[i].board, name) == 0) {
            return true;
        }
    }
    return false;
}

static bool read_threat(struct loader *loader, const char *word, size_t index,
                        struct hf_scored_run *run)
{
    for (run->threat = 0; run->threat < HF_THREATS; run->threat++) {
        if (strcmp(hf_threat_words[run->threat], word) == 0) {
            return true;
        }
    }
    return hf_trouble_set(loader->trouble, "%s: run %zu: no threat '%s'", loader->path, index + 1u,
                          hf_quote(word).text);
}

static bool read_run(struct loader *loader, const json_t *object, size_t index,
                     struct hf_scored_run *run)
{
    const char *threat = read_text(loader, object, index, "threat");

    if (threat == NULL || !read_threat(loader, threat, index, run) ||
        (run->attack = read_text(loader, object, index, "attack")) == NULL ||
        (run->board = read_text(loader, object, index, "board")) == NULL ||
        (run->expected = read_text(loader, object, index, "expected")) == NULL ||
        (run->measured = read_text(loader, object, index, "measured")) == NULL ||
        (run->kind = read_text(loader, object, index, "kind")) == NULL ||
        (run->id = read_text(loader, object, index, "evidence")) == NULL) {
        return false;
    }
    const char *control = read_text(loader, object, index, "control");

    if (control == NULL) {
        return false;
    }
    loader->is_void = loader->is_void || strcmp(control, "ok") != 0;
    run->card = loader->path;
    run->held = strcmp(run->measured, "held") == 0;
    run->expected_held = strcmp(run->expected, "held") == 0;
    run->counts = strcmp(run->kind, "measured") == 0 &&
                  (run->held || strcmp(run->measured, "broke") == 0) &&
                  board_known(loader->catalog, run->board);
    return true;
}

/* ---- one card ---- */

static bool read_runs(struct loader *loader, const json_t *list)
{
    struct hf_evidence *evidence = loader->evidence;
    size_t first = evidence->run_count;
    size_t index;
    json_t *object;

    if (!json_is_array(list) || first + json_array_size(list) > RUNS_MAX) {
        return hf_trouble_set(loader->trouble, "%s: 'runs' is not a list of at most %u runs",
                              loader->path, RUNS_MAX);
    }
    struct hf_scored_run *grown =
        realloc(evidence->runs, (first + json_array_size(list) + 1u) * sizeof(*grown));

    if (grown == NULL) {
        return hf_trouble_set(loader->trouble, "%s: out of memory", loader->path);
    }
    evidence->runs = grown;
    json_array_foreach(list, index, object)
    {
        struct hf_scored_run *run = &evidence->runs[evidence->run_count];

        *run = (struct hf_scored_run){.threat = 0};
        if (!read_run(loader, object, index, run)) {
            return false;
        }
        evidence->run_count++;
    }
    for (size_t i = first; loader->is_void && i < evidence->run_count; i++) {
        evidence->runs[i].counts = false;
    }
    return true;
}

/* A JSON file that is something else is not ours to judge; a score card that is broken is. */
static bool read_card(struct loader *loader)
{
    struct hf_bytes bytes;
    json_error_t error;

    if (!hf_file_read(loader->path, CARD_SIZE_MAX, &loader->evidence->arena, &bytes,
                      loader->trouble)) {
        return false;
    }
    json_t *card = json_loadb(bytes.data, bytes.size, JSON_REJECT_DUPLICATES, &error);

    if (card == NULL) {
        return hf_trouble_set(loader->trouble, "%s:%d:%d: not JSON: %s", loader->path, error.line,
                              error.column, error.text);
    }
    const char *schema = json_string_value(json_object_get(card, "schema"));
    bool ours = schema != NULL && strcmp(schema, "holdfast.scorecard/1") == 0;

    loader->is_void = json_is_true(json_object_get(card, "void"));
    bool done = !ours || read_runs(loader, json_object_get(card, "runs"));

    loader->evidence->card_count += ours;
    loader->evidence->void_count += ours && loader->is_void;
    json_decref(card);
    return done;
}

/* ---- the folder ---- */

static int is_json(const struct dirent *entry)
{
    size_t size = strlen(entry->d_name);

    return size > 5 && strcmp(entry->d_name + size - 5u, ".json") == 0;
}

static bool read_folder(struct loader *loader, const char *folder, struct dirent **entries,
                        int count)
{
    if (count > (int)CARDS_MAX) {
        return hf_trouble_set(loader->trouble, "%s: more than %u JSON files; give a smaller folder",
                              folder, CARDS_MAX);
    }
    for (int i = 0; i < count; i++) {
        loader->path =
            hf_arena_print(&loader->evidence->arena, "%s/%s", folder, entries[i]->d_name);
        if (!read_card(loader)) {
            return false;
        }
    }
    if (loader->evidence->card_count == 0) {
        return hf_trouble_set(loader->trouble,
                              "%s: no score card in it; `holdfast attack --json` writes one",
                              folder);
    }
    return true;
}

bool hf_evidence_load(const char *folder, const struct hf_catalog *catalog,
                      struct hf_evidence *evidence, struct hf_trouble *trouble)
{
    struct loader loader = {catalog, evidence, trouble, NULL, false};
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, is_json, alphasort);

    *evidence = (struct hf_evidence){.runs = NULL};
    if (count < 0) {
        return hf_trouble_set(trouble, "%s: %s; give the folder with the score cards", folder,
                              strerror(errno));
    }
    bool done = read_folder(&loader, folder, entries, count);

    for (int i = 0; i < count; i++) {
        free(entries[i]);
    }
    free(entries);
    if (!done) {
        hf_evidence_free(evidence);
    }
    return done;
}

void hf_evidence_free(struct hf_evidence *evidence)
{
    free(evidence->runs);
    evidence->runs = NULL;
    evidence->run_count = 0;
    hf_arena_free(&evidence->arena);
}

/* ---- what it changes ---- */

static bool on_board(const struct hf_scored_run *run, const struct hf_board *const *boards,
                     size_t count)
{
    for (size_t i = 0; run->counts && i < count; i++) {
        if (strcmp(boards[i]->board, run->board) == 0) {
            return true;
        }
    }
    return false;
}

/* Every attack that a link names was run on these boards, and each run was held. */
static bool link_is_proved(const struct hf_evidence *evidence, const struct hf_link *link,
                           const struct hf_board *const *boards, size_t count)
{
    for (size_t i = 0; i < link->proved_by.count; i++) {
        bool ran = false;

        for (size_t j = 0; j < evidence->run_count; j++) {
            const struct hf_scored_run *run = &evidence->runs[j];

            if (strcmp(run->attack, link->proved_by.at[i]) != 0 || !on_board(run, boards, count)) {
                continue;
            }
            if (!run->held) {
                return false;
            }
            ran = true;
        }
        if (!ran) {
            return false;
        }
    }
    return link->proved_by.count > 0;
}

static void prove_links(const struct hf_evidence *evidence, const struct hf_catalog *catalog,
                        const struct hf_board *const *boards, size_t count,
                        struct hf_effect *effect)
{
    for (size_t i = 0; i < catalog->links.count; i++) {
        const struct hf_link *link = &catalog->links.at[i];

        if (link->rests_on != HF_ON_SOFTWARE || !link_is_proved(evidence, link, boards, count)) {
            continue;
        }
        effect->links |= UINT64_C(1) << link->bit;
        for (size_t j = 0; j < link->rules[0].when.count; j++) {
            const struct hf_atom *atom = link->rules[0].when.at[j];

            if (atom->kind == HF_ATOM_MEASURE && !catalog->measures[atom->index].configuration) {
                effect->proved |= 1u << atom->index;
            }
        }
    }
}

void hf_evidence_effect(const struct hf_evidence *evidence, const struct hf_catalog *catalog,
                        const struct hf_board *const *boards, size_t board_count,
                        struct hf_effect *effect)
{
    *effect = (struct hf_effect){.proved = 0};
    for (size_t i = 0; i < HF_THREATS; i++) {
        effect->ceilings[i] = HF_LEVEL_LAB;
    }
    for (size_t i = 0; evidence != NULL && i < evidence->run_count; i++) {
        const struct hf_scored_run *run = &evidence->runs[i];

        if (!on_board(run, boards, board_count)) {
            continue;
        }
        if (run->held) {
            continue;
        }
        int ceiling = run->expected_held ? HF_LEVEL_NEVER : HF_LEVEL_REMOTE;

        if (effect->broken[run->threat] == NULL || ceiling < effect->ceilings[run->threat]) {
            effect->ceilings[run->threat] = ceiling;
            effect->broken[run->threat] = run;
        }
    }
    if (evidence != NULL) {
        prove_links(evidence, catalog, boards, board_count, effect);
    }
}
