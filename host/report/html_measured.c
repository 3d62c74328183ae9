/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What was measured: threats by boards, attack by attack, how, and what that cannot show. */
#include "host/report/html.h"

#include <string.h>

static void write_stand_ins(const struct hf_page *page)
{
    const json_t *platform;
    const json_t *board;
    size_t i;
    size_t j;

    fputs("<p class=\"note\"><strong>Boards stand in.</strong> ", page->out);
    json_array_foreach(hf_list(page->model, "platforms"), i, platform)
    {
        json_array_foreach(hf_list(platform, "boards"), j, board)
        {
            hf_html(page->out, "%s (%s) stands in for %s. ", hf_get(board, "board"),
                    hf_get(board, "title"), hf_get(platform, "name"));
        }
        if (hf_count(platform, "boards") == 0) {
            hf_html(page->out, "No board stands in for %s. ", hf_get(platform, "name"));
        }
    }
    fputs("They show what the software does behind a wall of the same kind, never what the silicon "
          "does.</p>\n",
          page->out);
}

static void write_count(const struct hf_page *page, const char *threat, const char *board)
{
    size_t broke = 0;
    size_t count = hf_view_count_runs(page->runs, threat, board, &broke);
    char words[64];

    hf_page_cell(page->out, board);
    if (count == 0) {
        hf_page_badge(page->out, HF_TONE_NONE, "not attacked");
    } else {
        snprintf(words, sizeof(words), "%zu of %zu held", count - broke, count);
        hf_page_badge(page->out, broke > 0 ? HF_TONE_BAD : HF_TONE_GOOD, words);
    }
    hf_page_cell_end(page->out);
}

static void write_matrix(const struct hf_page *page)
{
    const char *columns[12] = {"Threat"};
    const json_t *threat;
    const json_t *board;
    size_t count = 1;
    size_t i;
    size_t j;

    json_array_foreach(page->boards, i, board)
    {
        if (count < sizeof(columns) / sizeof(columns[0]) - 1u) {
            columns[count++] = json_string_value(board);
        }
    }
    hf_page_table(page->out, "Threats by boards: how many attacks held", columns);
    json_array_foreach(hf_list(page->model, "threats"), i, threat)
    {
        hf_html(page->out,
                "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\"><b>%s</b> %s</th>",
                hf_get(threat, "id"), hf_get(threat, "name"));
        for (j = 1; j < count; j++) {
            write_count(page, hf_get(threat, "id"), columns[j]);
        }
        fputs("</tr>\n", page->out);
    }
    hf_page_table_end(page->out);
}

static void write_evidence(FILE *out, const json_t *run)
{
    hf_page_cell(out, "Evidence");
    hf_html(out, "<code>%s</code>", hf_get(run, "evidence"));
    hf_page_cell_end(out);
}

static void write_run(const struct hf_page *page, const json_t *run)
{
    bool held = strcmp(hf_get(run, "measured"), "held") == 0;
    bool control = strcmp(hf_get(run, "control"), "failed") != 0;
    const char *reasons = hf_get(run, "reason");

    hf_html(page->out, "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\">%s</th>",
            hf_get(run, "board"));
    hf_page_text_cell(page->out, "Expected", hf_get(run, "expected"));
    hf_page_cell(page->out, "Measured");
    hf_page_badge(page->out, held ? HF_TONE_GOOD : HF_TONE_BAD, hf_get(run, "measured"));
    fputs(hf_view_surprises(run) ? " <strong class=\"odd\">not as expected</strong>" : "",
          page->out);
    hf_page_cell_end(page->out);
    hf_page_cell(page->out, "Cases");
    hf_html(page->out, "%d", hf_number(run, "cases"));
    hf_page_cell_end(page->out);
    hf_page_cell(page->out, "Control");
    hf_html(page->out, control ? "%s" : "<strong class=\"odd\">%s</strong>",
            hf_get(run, "control"));
    hf_page_cell_end(page->out);
    hf_page_text_cell(page->out, "Kind", hf_get(run, "kind"));
    write_evidence(page->out, run);
    hf_page_cell(page->out, "What was seen");
    hf_html(page->out, "%s%s%s", hf_get(run, "note"), reasons[0] != '\0' ? ". Why: " : "", reasons);
    hf_page_cell_end(page->out);
    fputs("</tr>\n", page->out);
}

/* The runs of one attack, which the card holds board by board. */
static void write_attack(const struct hf_page *page, const json_t *first)
{
    static const char *const columns[] = {"Board", "Expected", "Measured",      "Cases", "Control",
                                          "Kind",  "Evidence", "What was seen", NULL};
    const char *id = hf_get(first, "attack");
    const json_t *about = hf_list(hf_list(page->card, "attacks"), id);
    const json_t *run;
    size_t i;

    hf_html(page->out, "<h4>%s</h4>\n<p class=\"small\"><code>%s</code>%s%s.%s%s%s%s</p>\n",
            hf_get(first, "title"), id, hf_get(about, "attacker")[0] != '\0' ? ", attacker: " : "",
            hf_get(about, "attacker"), hf_get(about, "claim")[0] != '\0' ? " Defended: " : "",
            hf_get(about, "claim"), hf_get(about, "precedent")[0] != '\0' ? " Seen before: " : "",
            hf_get(about, "precedent"));
    hf_page_table(page->out, id, columns);
    json_array_foreach(page->runs, i, run)
    {
        if (strcmp(hf_get(run, "attack"), id) == 0) {
            write_run(page, run);
        }
    }
    hf_page_table_end(page->out);
}

/* True for the first run of its attack. */
static bool is_first(const struct hf_page *page, size_t index)
{
    const char *id = hf_get(json_array_get(page->runs, index), "attack");

    for (size_t i = 0; i < index; i++) {
        if (strcmp(hf_get(json_array_get(page->runs, i), "attack"), id) == 0) {
            return false;
        }
    }
    return true;
}

static void write_threat(const struct hf_page *page, const json_t *threat)
{
    const json_t *run;
    size_t broke;
    size_t i;

    if (hf_view_count_runs(page->runs, hf_get(threat, "id"), NULL, &broke) == 0) {
        return;
    }
    hf_html(page->out, "<article class=\"attacks\">\n<h3><span class=\"id\">%s</span> %s</h3>\n",
            hf_get(threat, "id"), hf_get(threat, "name"));
    json_array_foreach(page->runs, i, run)
    {
        if (strcmp(hf_get(run, "threat"), hf_get(threat, "id")) == 0 && is_first(page, i)) {
            write_attack(page, run);
        }
    }
    fputs("</article>\n", page->out);
}

static void write_method(const struct hf_page *page)
{
    const char *when = hf_get(page->card, "measured_at");

    fputs("<h3>How it was measured</h3>\n<p>", page->out);
    if (when[0] != '\0') {
        hf_html(page->out, "On %s, with QEMU %s. ", when, hf_get(page->card, "qemu"));
    }
    fputs("For each attack a fresh virtual device was made: its own die with random keys, its own "
          "flash, the firmware as it is in the build. An attack on the boot chain has held when "
          "the stage that must judge the image recorded a refusal for the stated reason, halted, "
          "and no app ran. An attack from inside runs as a signed app that was taken over; what it "
          "claims to have read is compared with the device\u2019s real memory and keys. Every "
          "attack has a positive control: the same steps without the attack must boot, or the "
          "secret must be where it belongs. One control that fails makes everything void. The "
          "evidence id is the start of the SHA-256 of the run\u2019s log, which is kept as "
          "<code>build/reports/attacks/ID.log</code>.</p>\n"
          "<h3>What emulation does not show</h3>\n<ul class=\"rows\">\n"
          "<li>Silicon: glitches, power analysis, decapping, the real readout protection and the "
          "real timing of the part. An emulator has none of them; such rows are <i>modelled</i>."
          "</li>\n"
          "<li>Other bus masters: on a stand-in board only those that the emulator models can be "
          "set free.</li>\n"
          "<li>That there is no other attack: these are the ones that were tried.</li>\n</ul>\n",
          page->out);
}

void hf_page_measured(const struct hf_page *page)
{
    const json_t *threat;
    size_t i;

    if (json_array_size(page->runs) == 0) {
        return;
    }
    fputs("<section aria-labelledby=\"measured\">\n<h2 id=\"measured\">What was measured</h2>\n",
          page->out);
    write_stand_ins(page);
    write_matrix(page);
    json_array_foreach(hf_list(page->model, "threats"), i, threat)
    {
        write_threat(page, threat);
    }
    write_method(page);
    fputs("</section>\n", page->out);
}
