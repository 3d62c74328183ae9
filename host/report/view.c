/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/report/view.h"

#include <string.h>

const char *hf_get(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));

    return text != NULL ? text : "";
}

json_t *hf_list(const json_t *object, const char *key)
{
    return json_object_get(object, key);
}

size_t hf_count(const json_t *object, const char *key)
{
    return json_array_size(json_object_get(object, key));
}

int hf_number(const json_t *object, const char *key)
{
    return (int)json_integer_value(json_object_get(object, key));
}

const char *hf_view_level(const json_t *level)
{
    static const char *const words[] = {"nobody", "remote", "probe", "bench", "lab"};
    json_int_t number = json_integer_value(level);

    return json_is_integer(level) && number >= -1 && number <= 3 ? words[number + 1] : "none";
}

enum hf_tone hf_view_tone(const char *verdict)
{
    if (strcmp(verdict, "sufficient") == 0) {
        return HF_TONE_GOOD;
    }
    return strncmp(verdict, "sufficient", 10) == 0 || strcmp(verdict, "unknown") == 0 ? HF_TONE_WARN
                                                                                      : HF_TONE_BAD;
}

const char *hf_view_meaning(const char *verdict)
{
    static const char *const rows[][2] = {
        {"sufficient", "Every threat is withstood at the level that the product demands, with the "
                       "measures that the profile states."},
        {"sufficient-if", "Every threat is withstood at the level that the product demands, "
                          "provided that each condition below holds."},
        {"sufficient-with-se", "Not the part alone: with a secure element that holds the keys and "
                               "identities, every threat is withstood as demanded."},
        {"unknown", "A fact on the deciding path is unverified or in conflict, so there is no "
                    "answer yet."},
        {"insufficient", "At least one threat is not withstood at the level that the product "
                         "demands."},
        {"other-architecture", "The product needs what no microcontroller of this kind offers."},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        if (strcmp(rows[i][0], verdict) == 0) {
            return rows[i][1];
        }
    }
    return "";
}

bool hf_view_required(const json_t *threat)
{
    return json_is_integer(json_object_get(threat, "required"));
}

const json_t *hf_view_better(const json_t *threat)
{
    const char *verdict = hf_get(threat, "verdict");
    const char *key =
        strcmp(verdict, "sufficient-with-se") == 0 ? "achieved_with_element" : "achieved_if";

    if (strcmp(verdict, "sufficient") == 0 ||
        hf_number(threat, key) <= hf_number(threat, "achieved")) {
        return NULL;
    }
    return json_object_get(threat, key);
}

static bool same_run(const json_t *one, const json_t *other)
{
    return strcmp(hf_get(one, "evidence"), hf_get(other, "evidence")) == 0 &&
           strcmp(hf_get(one, "board"), hf_get(other, "board")) == 0 &&
           strcmp(hf_get(one, "attack"), hf_get(other, "attack")) == 0;
}

static void add_run(json_t *runs, json_t *run)
{
    const json_t *other;
    size_t i;

    json_array_foreach(runs, i, other)
    {
        if (same_run(run, other)) {
            json_decref(run);
            return;
        }
    }
    json_array_append_new(runs, run);
}

/* The assessment names a run's log by "run" and keeps no title; a card of the tool keeps both. */
static void add_threat_runs(json_t *runs, const json_t *threat)
{
    const json_t *item;
    size_t i;

    json_array_foreach(hf_list(threat, "evidence"), i, item)
    {
        bool counts = json_is_true(json_object_get(item, "counts"));
        json_t *run = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "threat",
                                hf_get(threat, "id"), "attack", hf_get(item, "attack"), "title",
                                hf_get(item, "attack"), "board", hf_get(item, "board"), "expected",
                                hf_get(item, "expected"), "measured", hf_get(item, "measured"),
                                "kind", hf_get(item, "kind"), "evidence", hf_get(item, "run"),
                                "control", counts ? "ok" : "not counted");

        add_run(runs, run);
    }
}

bool hf_view_counts(const json_t *run)
{
    return strcmp(hf_get(run, "control"), "ok") == 0;
}

json_t *hf_view_runs(const json_t *model, const json_t *card)
{
    json_t *runs = json_array();
    json_t *run;
    const json_t *platform;
    const json_t *threat;
    size_t i;
    size_t j;

    json_array_foreach(hf_list(card, "runs"), i, run)
    {
        json_t *copy = json_copy(run);

        if (json_is_true(json_object_get(card, "void")) && hf_view_counts(run)) {
            json_object_set_new(copy, "control", json_string("void card"));
        }
        json_array_append_new(runs, copy);
    }
    if (card != NULL) {
        return runs;
    }
    json_array_foreach(hf_list(model, "platforms"), i, platform)
    {
        json_array_foreach(hf_list(platform, "threats"), j, threat)
        {
            add_threat_runs(runs, threat);
        }
    }
    return runs;
}

static bool is_about(const json_t *run, const char *threat, const char *board)
{
    return (threat == NULL || strcmp(hf_get(run, "threat"), threat) == 0) &&
           (board == NULL || strcmp(hf_get(run, "board"), board) == 0);
}

struct hf_tally hf_view_tally(const json_t *runs, const char *threat, const char *board)
{
    struct hf_tally tally = {.all = 0};
    const json_t *run;
    size_t i;

    json_array_foreach(runs, i, run)
    {
        if (!is_about(run, threat, board)) {
            continue;
        }
        tally.all++;
        tally.odd += hf_view_counts(run) && hf_view_surprises(run);
        if (!hf_view_counts(run)) {
            tally.lost++;
        } else if (strcmp(hf_get(run, "kind"), "modelled") == 0) {
            tally.modelled++;
        } else if (strcmp(hf_get(run, "measured"), "held") == 0) {
            tally.held++;
        } else {
            tally.broke++;
        }
    }
    return tally;
}

static void add_word(json_t *words, const char *word)
{
    const json_t *other;
    size_t i;

    json_array_foreach(words, i, other)
    {
        if (strcmp(json_string_value(other), word) == 0) {
            return;
        }
    }
    json_array_append_new(words, json_string(word));
}

json_t *hf_view_boards(const json_t *model, const json_t *runs)
{
    json_t *boards = json_array();
    const json_t *platform;
    const json_t *item;
    size_t i;
    size_t j;

    json_array_foreach(hf_list(model, "platforms"), i, platform)
    {
        json_array_foreach(hf_list(platform, "boards"), j, item)
        {
            if (hf_view_tally(runs, NULL, hf_get(item, "board")).all > 0) {
                add_word(boards, hf_get(item, "board"));
            }
        }
    }
    json_array_foreach(runs, i, item)
    {
        add_word(boards, hf_get(item, "board"));
    }
    return boards;
}

bool hf_view_surprises(const json_t *run)
{
    return strcmp(hf_get(run, "expected"), hf_get(run, "measured")) != 0 ||
           hf_number(run, "surprises") > 0;
}

size_t hf_view_count_candidates(const json_t *model, const char *verdict)
{
    const json_t *candidate;
    size_t count = 0;
    size_t i;

    json_array_foreach(hf_list(model, "candidates"), i, candidate)
    {
        count += strcmp(hf_get(candidate, "verdict"), verdict) == 0;
    }
    return count;
}

const json_t *hf_view_threat(const json_t *platform, const char *id)
{
    const json_t *threat;
    size_t i;

    json_array_foreach(hf_list(platform, "threats"), i, threat)
    {
        if (strcmp(hf_get(threat, "id"), id) == 0) {
            return threat;
        }
    }
    return NULL;
}

bool hf_view_stands_for(const json_t *platform, const char *board)
{
    const json_t *item;
    size_t i;

    json_array_foreach(hf_list(platform, "boards"), i, item)
    {
        if (strcmp(hf_get(item, "board"), board) == 0) {
            return true;
        }
    }
    return false;
}
