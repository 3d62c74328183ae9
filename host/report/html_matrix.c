/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The nine threats on one look, per platform; needs and targets below. */
#include "host/report/html.h"

#include <string.h>

#define LEVELS 4

/* Four steps from remote to lab: filled as far as the chain holds, marked where it must hold. */
static void write_scale(FILE *out, const json_t *threat)
{
    int required = hf_number(threat, "required");
    int achieved = hf_number(threat, "achieved");
    const json_t *better = hf_view_better(threat);
    int reach = better != NULL ? (int)json_integer_value(better) : achieved;

    fputs("<span class=\"scale\" aria-hidden=\"true\">", out);
    for (int level = 0; level < LEVELS; level++) {
        const char *fill = level <= achieved ? "on" : level <= reach ? "maybe" : "off";

        hf_html(out, "<i class=\"%s%s\"></i>", fill, level <= required ? " need" : "");
    }
    fputs("</span>", out);
}

static void write_levels(FILE *out, const json_t *threat)
{
    const json_t *better = hf_view_better(threat);

    hf_page_cell(out, "Needs, has");
    if (!hf_view_required(threat)) {
        fputs("\u2013", out);
    } else {
        write_scale(out, threat);
        hf_html(out, "<span class=\"levels\">needs <b>%s</b>, has <b>%s</b>",
                hf_view_level(hf_list(threat, "required")),
                hf_view_level(hf_list(threat, "achieved")));
        if (better != NULL) {
            hf_html(out, ", %s <b>%s</b>",
                    strcmp(hf_get(threat, "verdict"), "sufficient-with-se") == 0 ? "with element"
                                                                                 : "if",
                    hf_view_level(better));
        }
        fputs("</span>", out);
    }
    hf_page_cell_end(out);
}

static void write_measured(const struct hf_page *page, const json_t *platform, const char *id)
{
    const json_t *board;
    struct hf_tally tally = {0, 0, 0, 0};
    size_t shown = 0;
    size_t i;

    hf_page_cell(page->out, "Measured");
    json_array_foreach(page->boards, i, board)
    {
        const char *name = json_string_value(board);

        tally = hf_view_tally(page->runs, id, name);
        if (tally.all == 0 || !hf_view_stands_for(platform, name)) {
            continue;
        }
        fputs(shown++ > 0 ? "<br>" : "", page->out);
        hf_page_tally(page->out, &tally);
        hf_html(page->out, " <span class=\"small\">%s</span>", name);
    }
    if (shown == 0) {
        hf_page_badge(page->out, HF_TONE_NONE, "not attacked");
    }
    hf_page_cell_end(page->out);
}

static void write_row(const struct hf_page *page, const json_t *platform, const json_t *threat)
{
    const json_t *limit = hf_list(threat, "limited_by");
    const char *verdict = hf_get(threat, "verdict");
    bool required = hf_view_required(threat);

    hf_html(page->out,
            "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\"><a href=\"#%s\"><b>%s</b> "
            "%s</a></th>",
            hf_get(threat, "id"), hf_get(threat, "id"), hf_get(threat, "name"));
    hf_page_cell(page->out, "Verdict");
    hf_page_badge(page->out, required ? hf_view_tone(verdict) : HF_TONE_NONE,
                  required ? verdict : "not demanded");
    hf_page_cell_end(page->out);
    write_levels(page->out, threat);
    hf_page_cell(page->out, "Weakest link");
    hf_html(page->out, "%s: %s", hf_get(limit, "title"), hf_get(limit, "because"));
    hf_page_cell_end(page->out);
    hf_page_text_cell(page->out, "Rests on", hf_get(threat, "kind"));
    if (json_array_size(page->runs) > 0) {
        write_measured(page, platform, hf_get(threat, "id"));
    }
    fputs("</tr>\n", page->out);
}

static void write_platform(const struct hf_page *page, const json_t *platform)
{
    const char *columns[] = {"Threat",   "Verdict",  "Needs, has", "Weakest link",
                             "Rests on", "Measured", NULL};
    const json_t *threat;
    char caption[160];
    size_t i;

    if (json_array_size(page->runs) == 0) {
        columns[5] = NULL;
    }
    snprintf(caption, sizeof(caption), "%s: nine threats, what each needs and what it has",
             hf_get(platform, "name"));
    hf_page_table(page->out, caption, columns);
    json_array_foreach(hf_list(platform, "threats"), i, threat)
    {
        write_row(page, platform, threat);
    }
    hf_page_table_end(page->out);
}

static void write_item(const struct hf_page *page, const json_t *item, const char *kind,
                       const char *basis)
{
    hf_html(page->out, "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\">%s: %s</th>", kind,
            hf_get(item, "title"));
    hf_page_cell(page->out, "Verdict");
    hf_page_badge(page->out, hf_view_tone(hf_get(item, "verdict")), hf_get(item, "verdict"));
    hf_page_cell_end(page->out);
    hf_page_cell(page->out, "Rests on");
    hf_html(page->out, "%s ", basis);
    hf_page_fact_links(page, hf_list(item, "facts"));
    hf_page_cell_end(page->out);
    fputs("</tr>\n", page->out);
}

static void write_items(const struct hf_page *page, const json_t *platform)
{
    static const char *const columns[] = {"Need or target", "Verdict", "Rests on", NULL};
    const json_t *item;
    char caption[160];
    size_t i;

    if (hf_count(platform, "needs") + hf_count(platform, "targets") == 0) {
        return;
    }
    snprintf(caption, sizeof(caption), "%s: needs and targets", hf_get(platform, "name"));
    hf_page_table(page->out, caption, columns);
    json_array_foreach(hf_list(platform, "needs"), i, item)
    {
        write_item(page, item, "need", "facts");
    }
    json_array_foreach(hf_list(platform, "targets"), i, item)
    {
        const char *certificate = hf_get(item, "certificate");

        write_item(page, item, "target",
                   certificate[0] != '\0' ? certificate : hf_get(item, "evidence"));
    }
    hf_page_table_end(page->out);
}

void hf_page_matrix(const struct hf_page *page)
{
    const json_t *platform;
    size_t i;

    fputs("<section aria-labelledby=\"matrix\">\n<h2 id=\"matrix\">Nine threats</h2>\n<p "
          "class=\"legend\">Attackers grow from <b>remote</b> (network, radio) over <b>probe</b> "
          "(opens the case, debug port) and <b>bench</b> (glitches, power analysis) to <b>lab</b>. "
          "<span class=\"scale\" aria-hidden=\"true\"><i class=\"on need\"></i><i class=\"on\"></i>"
          "<i class=\"off\"></i><i class=\"off\"></i></span> filled: withstood; underlined: "
          "demanded.</p>\n",
          page->out);
    json_array_foreach(hf_list(page->model, "platforms"), i, platform)
    {
        write_platform(page, platform);
        write_items(page, platform);
    }
    fputs("</section>\n", page->out);
}
