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
            hf_html(page->out, "%s, %s, stands in for %s. ", hf_get(board, "board"),
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

/* Attacks that apply and could not be measured; `board` NULL: on all. */
static size_t count_gaps(const struct hf_page *page, const char *threat, const char *board)
{
    const json_t *gap;
    size_t count = 0;
    size_t i;

    json_array_foreach(hf_list(page->card, "unmeasured"), i, gap)
    {
        count += strcmp(hf_get(gap, "threat"), threat) == 0 &&
                 (board == NULL || strcmp(hf_get(gap, "board"), board) == 0);
    }
    return count;
}

static void write_count(const struct hf_page *page, const char *threat, const char *board)
{
    struct hf_tally tally = hf_view_tally(page->runs, threat, board);
    size_t const gaps = count_gaps(page, threat, board);

    hf_page_cell(page->out, board);
    if (tally.all + gaps > 0) {
        hf_html(page->out, "<a href=\"#attacks-%s\">", threat);
    }
    if (tally.all > 0 || gaps == 0) {
        hf_page_tally(page->out, &tally);
    }
    if (gaps > 0) {
        hf_page_badge(page->out, HF_TONE_NONE, "not yet measured");
    }
    if (tally.all + gaps > 0) {
        fputs("</a>", page->out);
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

/* What the attack is, in the first of its rows; the others are the same attack on other boards. */
static void write_attack(const struct hf_page *page, const json_t *run, bool first)
{
    const json_t *about = hf_list(hf_list(page->card, "attacks"), hf_get(run, "attack"));
    static const char *const rows[][2] = {
        {"attacker", "Attacker"}, {"claim", "Defended"}, {"precedent", "Seen before"}};

    hf_html(page->out, "<th role=\"rowheader\" scope=\"row\">%s", hf_get(run, "title"));
    if (strcmp(hf_get(run, "title"), hf_get(run, "attack")) != 0) {
        hf_html(page->out, " <code class=\"small\">%s</code>", hf_get(run, "attack"));
    }
    for (size_t i = 0; first && i < sizeof(rows) / sizeof(rows[0]); i++) {
        const char *text = hf_get(about, rows[i][0]);

        if (text[0] != '\0') {
            hf_html(page->out, "<br><span class=\"small\">%s: %s</span>", rows[i][1], text);
        }
    }
    fputs("</th>", page->out);
}

static void write_measured(const struct hf_page *page, const json_t *run)
{
    bool held = strcmp(hf_get(run, "measured"), "held") == 0;
    const char *note = hf_get(run, "note");
    const char *reason = hf_get(run, "reason");

    hf_page_cell(page->out, "Measured");
    hf_page_badge(page->out,
                  !hf_view_counts(run) ? HF_TONE_NONE
                  : held               ? HF_TONE_GOOD
                                       : HF_TONE_BAD,
                  hf_get(run, "measured"));
    if (hf_view_surprises(run)) {
        fputs(" ", page->out);
        hf_page_badge(page->out, HF_TONE_BAD, "not as expected");
    }
    if (note[0] != '\0') {
        hf_html(page->out, "<br><span class=\"small\">%s%s%s</span>", note,
                reason[0] != '\0' ? ". Why: " : "", reason);
    }
    hf_page_cell_end(page->out);
}

static void write_run(const struct hf_page *page, const json_t *run, bool first)
{
    const char *control = hf_get(run, "control");

    fputs("<tr role=\"row\">", page->out);
    write_attack(page, run, first);
    hf_page_text_cell(page->out, "Board", hf_get(run, "board"));
    hf_page_text_cell(page->out, "Expected", hf_get(run, "expected"));
    write_measured(page, run);
    hf_page_cell(page->out, "Control");
    if (!hf_view_counts(run)) {
        hf_page_badge(page->out, HF_TONE_BAD, control);
    } else {
        hf_html(page->out, "%s", control);
    }
    hf_page_cell_end(page->out);
    hf_page_text_cell(page->out, "Kind", hf_get(run, "kind"));
    hf_page_cell(page->out, "Evidence");
    if (hf_get(page->card, "logs")[0] != '\0') {
        hf_html(page->out, "<a href=\"%s/%s.log\"><code class=\"whole\">%s</code></a>",
                hf_get(page->card, "logs"), hf_get(run, "evidence"), hf_get(run, "evidence"));
    } else {
        hf_html(page->out, "<code class=\"whole\">%s</code>", hf_get(run, "evidence"));
    }
    hf_page_cell_end(page->out);
    fputs("</tr>\n", page->out);
}

/* The runs of one attack, which the card holds board by board. */
static void write_runs(const struct hf_page *page, const char *attack)
{
    const json_t *run;
    bool first = true;
    size_t i;

    json_array_foreach(page->runs, i, run)
    {
        if (strcmp(hf_get(run, "attack"), attack) == 0) {
            write_run(page, run, first);
            first = false;
        }
    }
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

static void write_gaps(const struct hf_page *page, const char *threat)
{
    const json_t *gap;
    size_t i;

    json_array_foreach(hf_list(page->card, "unmeasured"), i, gap)
    {
        if (strcmp(hf_get(gap, "threat"), threat) != 0) {
            continue;
        }
        hf_html(
            page->out,
            "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\"><code class=\"small\">%s</code>"
            "</th>",
            hf_get(gap, "attack"));
        hf_page_text_cell(page->out, "Board", hf_get(gap, "board"));
        hf_page_text_cell(page->out, "Expected", "");
        hf_page_cell(page->out, "Measured");
        hf_page_badge(page->out, HF_TONE_NONE, "not yet measured");
        hf_html(page->out, "<br><span class=\"small\">%s</span>", hf_get(gap, "why"));
        hf_page_cell_end(page->out);
        hf_page_text_cell(page->out, "Control", "");
        hf_page_text_cell(page->out, "Kind", "");
        hf_page_text_cell(page->out, "Evidence", "");
        fputs("</tr>\n", page->out);
    }
}

static void write_threat(const struct hf_page *page, const json_t *threat)
{
    static const char *const columns[] = {"Attack",  "Board", "Expected", "Measured",
                                          "Control", "Kind",  "Evidence", NULL};
    const json_t *run;
    char caption[160];
    size_t i;

    if (hf_view_tally(page->runs, hf_get(threat, "id"), NULL).all == 0 &&
        count_gaps(page, hf_get(threat, "id"), NULL) == 0) {
        return;
    }
    snprintf(caption, sizeof(caption), "%s %s: attack by attack", hf_get(threat, "id"),
             hf_get(threat, "name"));
    hf_html(page->out, "<span id=\"attacks-%s\"></span>", hf_get(threat, "id"));
    hf_page_table(page->out, caption, columns);
    json_array_foreach(page->runs, i, run)
    {
        if (strcmp(hf_get(run, "threat"), hf_get(threat, "id")) == 0 && is_first(page, i)) {
            write_runs(page, hf_get(run, "attack"));
        }
    }
    write_gaps(page, hf_get(threat, "id"));
    hf_page_table_end(page->out);
}

static void write_method(const struct hf_page *page)
{
    const char *when = hf_get(page->card, "measured_at");

    fputs("<h3>How it was measured</h3>\n<p>", page->out);
    if (when[0] != '\0') {
        hf_html(page->out, "On %s, with QEMU %s. ", when, hf_get(page->card, "qemu"));
    }
    fputs(
        "Each attack had a fresh virtual device: a copy of one with a die of random keys that the "
        "lab's factory had provisioned, with the firmware as it is in the build. An attack on the "
        "boot chain has held when "
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
