/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/report/view.h - reading the JSON model for a report. All formats count and word things by
 * these functions, so that no two of them can tell different figures. */
#ifndef HF_HOST_REPORT_VIEW_H
#define HF_HOST_REPORT_VIEW_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

/* The text of a key, or "". */
const char *hf_get(const json_t *object, const char *key);
json_t *hf_list(const json_t *object, const char *key);
size_t hf_count(const json_t *object, const char *key);
/* A number, or 0. */
int hf_number(const json_t *object, const char *key);

/* "remote", "probe", "bench", "lab"; "nobody" for -1 and "none" for null. */
const char *hf_view_level(const json_t *level);

enum hf_tone { HF_TONE_GOOD, HF_TONE_WARN, HF_TONE_BAD, HF_TONE_NONE };
enum hf_tone hf_view_tone(const char *verdict);

/* What a verdict of the whole product says, as a sentence. */
const char *hf_view_meaning(const char *verdict);

/* Something on the platform demands protection against this threat. */
bool hf_view_required(const json_t *threat);
/* The level that its conditions, or an element, would give; NULL when that changes nothing. */
const json_t *hf_view_better(const json_t *threat);

/* The measured runs: of the score card when there is one, otherwise those that the assessment
 * used. Each: threat, attack, title, board, expected, measured, kind, evidence, control ("ok" when
 * it counts). A new reference, possibly empty. */
json_t *hf_view_runs(const json_t *model, const json_t *card);
/* Its control passed, and no other of its card failed. */
bool hf_view_counts(const json_t *run);

/* What came of the runs of one threat (NULL: all) on one board (NULL: all). */
struct hf_tally {
    size_t all;
    size_t held; /* of those that count, like the next */
    size_t broke;
    size_t lost;     /* that do not count */
    size_t odd;      /* that did not end as expected */
    size_t modelled; /* neither held nor broke: what no emulator can show */
};

struct hf_tally hf_view_tally(const json_t *runs, const char *threat, const char *board);
/* The boards that occur in the runs, as texts in the order of the platforms. A new reference. */
json_t *hf_view_boards(const json_t *model, const json_t *runs);
/* What a run came to against what was expected. */
bool hf_view_surprises(const json_t *run);

/* How many candidates carry this verdict. */
size_t hf_view_count_candidates(const json_t *model, const char *verdict);

/* The boards that stand in for a platform: "an505 (QEMU ...)"; the row of a threat by its id. */
const json_t *hf_view_threat(const json_t *platform, const char *id);
bool hf_view_stands_for(const json_t *platform, const char *board);

#endif
