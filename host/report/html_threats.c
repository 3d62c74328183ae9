/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Per threat: why it is on the list, the chain that must hold, what limits it, what was measured.
 */
#include "host/report/html.h"

#include <string.h>

static void write_demands(const struct hf_page *page, const json_t *threat)
{
    const json_t *demand;
    size_t i;

    fputs("<p><b>Demanded by</b> ", page->out);
    json_array_foreach(hf_list(threat, "demands"), i, demand)
    {
        const char *origin = hf_get(demand, "origin");

        if (i > 0) {
            fputs("; ", page->out);
        }
        if (strcmp(origin, "connected product") == 0) {
            fputs("every connected product", page->out);
        } else if (strcmp(origin, "unattended") == 0) {
            fputs("standing unattended", page->out);
        } else {
            hf_html(page->out, "%s <bdi>%s</bdi>", origin, hf_get(demand, "name"));
        }
        hf_html(page->out, " at <b>%s</b>", hf_view_level(hf_list(demand, "level")));
        hf_page_line(page->out, demand);
    }
    fputs(".</p>\n", page->out);
}

/* The weakest link of the chain, as the model names it. */
static bool limits(const json_t *threat, const json_t *link)
{
    const json_t *limit = hf_list(threat, "limited_by");

    return strcmp(hf_get(limit, "link"), hf_get(link, "link")) == 0 &&
           strcmp(hf_get(limit, "place"), hf_get(link, "place")) == 0;
}

static void write_link(const struct hf_page *page, const json_t *threat, const json_t *link)
{
    bool weakest = limits(threat, link);
    const char *attack = hf_get(link, "attack");
    int level = hf_number(link, "level");
    bool of_element = strcmp(hf_get(link, "place"), "se") == 0 &&
                      strstr(hf_get(link, "title"), "element") == NULL;

    hf_html(page->out, "<tr role=\"row\" class=\"%s%s\">", weakest ? "weakest" : "link",
            weakest && hf_view_tone(hf_get(threat, "verdict")) != HF_TONE_GOOD ? " short" : "");
    hf_html(page->out, "<th role=\"rowheader\" scope=\"row\">%s%s", hf_get(link, "title"),
            of_element ? " (element)" : "");
    fputs(weakest ? " <span class=\"mark\">weakest</span></th>" : "</th>", page->out);
    hf_page_cell(page->out, "Withstands");
    hf_html(page->out, "<b>%s</b>", hf_view_level(hf_list(link, "level")));
    if (hf_number(link, "level_if") > level) {
        hf_html(page->out, ", if: <b>%s</b>", hf_view_level(hf_list(link, "level_if")));
    }
    hf_page_cell_end(page->out);
    hf_page_cell(page->out, "Because");
    hf_html(page->out, "%s%s%s", hf_get(link, "because"), attack[0] != '\0' ? "; published: " : "",
            attack);
    hf_page_cell_end(page->out);
    hf_page_cell(page->out, "Rests on");
    hf_html(page->out, "%s, %s ", hf_get(link, "rests_on"), hf_get(link, "kind"));
    hf_page_fact_links(page, hf_list(link, "facts"));
    hf_page_cell_end(page->out);
    fputs("</tr>\n", page->out);
}

static void write_chain(const struct hf_page *page, const json_t *platform, const json_t *threat)
{
    static const char *const columns[] = {"Link", "Withstands", "Because", "Rests on", NULL};
    const json_t *link;
    char caption[160];
    size_t i;

    snprintf(caption, sizeof(caption), "%s on %s: the chain of countermeasures",
             hf_get(threat, "id"), hf_get(platform, "name"));
    hf_page_table(page->out, caption, columns);
    json_array_foreach(hf_list(threat, "chain"), i, link)
    {
        write_link(page, threat, link);
    }
    hf_page_table_end(page->out);
}

static void write_doubt(const struct hf_page *page, const json_t *threat)
{
    if (hf_count(threat, "doubt") > 0) {
        fputs("<p class=\"small\">In doubt, and read at the worst: ", page->out);
        hf_page_fact_links(page, hf_list(threat, "doubt"));
        fputs("</p>\n", page->out);
    }
}

/* What was measured on the boards that stand in for this platform. */
static void write_runs(const struct hf_page *page, const json_t *platform, const json_t *threat)
{
    const json_t *board;
    size_t written = 0;
    size_t i;

    json_array_foreach(page->boards, i, board)
    {
        const char *name = json_string_value(board);
        struct hf_tally tally = hf_view_tally(page->runs, hf_get(threat, "id"), name);

        if (tally.held + tally.broke > 0 && hf_view_stands_for(platform, name)) {
            fputs(written++ > 0 ? "; " : "<p class=\"small\"><b>Measured:</b> ", page->out);
            hf_html(page->out, "%zu of %zu attacks held on %s", tally.held,
                    tally.held + tally.broke, name);
        }
    }
    fputs(written > 0 ? ", which stands in. <a href=\"#measured\">Attack by attack</a></p>\n" : "",
          page->out);
}

static void write_case(const struct hf_page *page, const json_t *platform, const json_t *threat)
{
    const json_t *limit = hf_list(threat, "limited_by");
    const json_t *better = hf_view_better(threat);

    hf_html(page->out, "<h4>%s ", hf_get(platform, "name"));
    if (!hf_view_required(threat)) {
        hf_page_badge(page->out, HF_TONE_NONE, "not demanded");
        fputs("</h4>\n<p>Nothing on this platform is touched by this threat.</p>\n", page->out);
        return;
    }
    hf_page_badge(page->out, hf_view_tone(hf_get(threat, "verdict")), hf_get(threat, "verdict"));
    hf_html(page->out,
            "</h4>\n<p>It must withstand <b>%s</b> and withstands <b>%s</b>%s<b>%s</b>. The "
            "weakest link is %s: %s.</p>\n",
            hf_view_level(hf_list(threat, "required")), hf_view_level(hf_list(threat, "achieved")),
            better == NULL                                                 ? ""
            : strcmp(hf_get(threat, "verdict"), "sufficient-with-se") == 0 ? "; with an element: "
                                                                           : "; with what is left "
                                                                             "out in place: ",
            better != NULL ? hf_view_level(better) : "", hf_get(limit, "title"),
            hf_get(limit, "because"));
    write_demands(page, threat);
    write_chain(page, platform, threat);
    write_doubt(page, threat);
    write_runs(page, platform, threat);
}

void hf_page_threats(const struct hf_page *page)
{
    const json_t *threat;
    const json_t *platform;
    size_t i;
    size_t j;

    fputs(
        "<section aria-labelledby=\"reasons\">\n<h2 id=\"reasons\">Reasons, threat by threat</h2>\n"
        "<p class=\"legend\">A threat is as strong as the weakest link of its chain. Numbers in "
        "brackets lead to the <a href=\"#facts\">facts</a> with their sources.</p>\n",
        page->out);
    json_array_foreach(hf_list(page->model, "threats"), i, threat)
    {
        hf_html(page->out,
                "<article>\n<h3 id=\"%s\"><span class=\"id\">%s</span> %s</h3>\n<p "
                "class=\"small\">At stake: %s. Countermeasure: %s.%s</p>\n",
                hf_get(threat, "id"), hf_get(threat, "id"), hf_get(threat, "name"),
                hf_get(threat, "targets"), hf_get(threat, "countermeasure"),
                json_is_true(json_object_get(threat, "silicon"))
                    ? " It rests on silicon, so that above a probe only a certificate counts."
                    : "");
        json_array_foreach(hf_list(page->model, "platforms"), j, platform)
        {
            write_case(page, platform, hf_view_threat(platform, hf_get(threat, "id")));
        }
        fputs("</article>\n", page->out);
    }
    fputs("</section>\n", page->out);
}
