/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What remains, who owns it, and what else could be chosen. */
#include "host/report/html.h"

#include <string.h>

#define CANDIDATES_SHOWN 12u

static void write_decision(FILE *out, const json_t *residual)
{
    const char *decision = hf_get(residual, "decision");
    const char *expires = hf_get(residual, "expires");

    hf_page_cell(out, "Decision");
    if (decision[0] == '\0') {
        hf_page_badge(out, HF_TONE_NONE, "open");
    } else {
        hf_html(out, "<b>%s</b>%s%s: <bdi>%s</bdi>", decision, expires[0] != '\0' ? " until " : "",
                expires, hf_get(residual, "why"));
        hf_page_line(out, residual);
    }
    hf_page_cell_end(out);
    hf_page_cell(out, "Owner");
    hf_html(out, "<bdi>%s</bdi>", decision[0] != '\0' ? hf_get(residual, "owner") : "\u2013");
    hf_page_cell_end(out);
}

static void write_risk(const struct hf_page *page, const json_t *threat)
{
    const json_t *residual = hf_list(threat, "residual");
    const json_t *level = hf_list(residual, "level");

    hf_html(page->out,
            "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\"><a href=\"#%s\"><b>%s</b> "
            "%s</a></th>",
            hf_get(threat, "id"), hf_get(threat, "id"), hf_get(threat, "name"));
    hf_page_text_cell(page->out, "Remains", hf_get(residual, "statement"));
    hf_page_cell(page->out, "From");
    hf_html(page->out, "%s", json_is_integer(level) ? hf_view_level(level) : "beyond lab");
    hf_page_cell_end(page->out);
    write_decision(page->out, residual);
    fputs("</tr>\n", page->out);
}

void hf_page_risks(const struct hf_page *page)
{
    static const char *const columns[] = {"Threat",   "What remains", "From",
                                          "Decision", "Owner",        NULL};
    const json_t *threat;
    size_t i;

    fputs("<section aria-labelledby=\"residual\">\n<h2 id=\"residual\">Residual risk</h2>\n"
          "<p class=\"legend\">No chain removes a threat. An open row has no decision in the "
          "profile yet: someone must own it before the product ships.</p>\n",
          page->out);
    hf_page_table(page->out, "What remains of each threat, from which attacker on, and who decided",
                  columns);
    json_array_foreach(hf_list(page->model, "threats"), i, threat)
    {
        write_risk(page, threat);
    }
    hf_page_table_end(page->out);
    fputs("</section>\n", page->out);
}

/* "22 sufficient, 3 sufficient-if": the whole ranking in one sentence. */
static void write_ranking(const struct hf_page *page)
{
    static const char *const verdicts[] = {"sufficient", "sufficient-if", "sufficient-with-se",
                                           "unknown",    "insufficient",  "other-architecture"};
    size_t written = 0;

    hf_html(page->out, "<p>%zu lines were ranked with this profile's measures: ",
            hf_count(page->model, "candidates"));
    for (size_t i = 0; i < sizeof(verdicts) / sizeof(verdicts[0]); i++) {
        size_t count = hf_view_count_candidates(page->model, verdicts[i]);

        if (count > 0) {
            hf_html(page->out, "%s<b>%zu</b> %s", written++ > 0 ? ", " : "", count, verdicts[i]);
        }
    }
    fputs(".</p>\n", page->out);
}

static void write_candidate(const struct hf_page *page, const json_t *candidate)
{
    int conditions = hf_number(candidate, "conditions");

    hf_html(page->out, "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\">STM32%s</th>",
            hf_get(candidate, "part"));
    hf_page_cell(page->out, "Verdict");
    hf_page_badge(page->out, hf_view_tone(hf_get(candidate, "verdict")),
                  hf_get(candidate, "verdict"));
    if (conditions > 0) {
        hf_html(page->out, " <span class=\"small\">%d condition%s</span>", conditions,
                conditions == 1 ? "" : "s");
    }
    hf_page_cell_end(page->out);
    hf_page_text_cell(page->out, "Isolation", hf_get(candidate, "isolation"));
    hf_page_text_cell(page->out, "Certificate",
                      json_is_true(json_object_get(candidate, "certified"))
                          ? "covers it as configured"
                          : "none that covers it");
    fputs("</tr>\n", page->out);
}

static enum hf_tone other_tone(const char *verdict)
{
    return strcmp(verdict, "acceptable") == 0 ? HF_TONE_GOOD
           : strcmp(verdict, "check") == 0    ? HF_TONE_WARN
                                              : HF_TONE_BAD;
}

static void write_others(const struct hf_page *page)
{
    static const char *const columns[] = {"Other architecture", "Verdict", "Why", "Boot tooling",
                                          NULL};
    const json_t *other;
    size_t i;

    if (hf_count(page->model, "alternatives") == 0) {
        return;
    }
    hf_page_table(page->out, "Other vendors and architectures, held against the same profile",
                  columns);
    json_array_foreach(hf_list(page->model, "alternatives"), i, other)
    {
        hf_html(page->out,
                "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\">%s<br><span "
                "class=\"small\">%s</span></th>",
                hf_get(other, "name"), hf_get(other, "core"));
        hf_page_cell(page->out, "Verdict");
        hf_page_badge(page->out, other_tone(hf_get(other, "verdict")), hf_get(other, "verdict"));
        hf_page_cell_end(page->out);
        hf_page_text_cell(page->out, "Why", hf_get(other, "why"));
        hf_page_cell(page->out, "Boot tooling");
        hf_html(page->out, "%s <span class=\"small\">(%s)</span>", hf_get(other, "tooling"),
                hf_get(other, "state"));
        hf_page_cell_end(page->out);
        fputs("</tr>\n", page->out);
    }
    hf_page_table_end(page->out);
}

void hf_page_candidates(const struct hf_page *page)
{
    static const char *const columns[] = {"Line", "Verdict", "Isolation", "Certificate", NULL};
    const json_t *candidate;
    size_t i;

    fputs("<section aria-labelledby=\"candidates\">\n<h2 id=\"candidates\">Candidates</h2>\n",
          page->out);
    write_ranking(page);
    hf_page_table(page->out, "The best candidates, in order", columns);
    json_array_foreach(hf_list(page->model, "candidates"), i, candidate)
    {
        if (i < CANDIDATES_SHOWN) {
            write_candidate(page, candidate);
        }
    }
    hf_page_table_end(page->out);
    write_others(page);
    fputs("</section>\n", page->out);
}
