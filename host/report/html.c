/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The page: one file without scripts, pictures or fonts from elsewhere. */
#include "host/report/html.h"
#include "host/report/report.h"

#include <string.h>

/* Facts are numbered in the order in which the page comes to them. */
static void number_facts(json_t *numbers, const json_t *ids)
{
    const json_t *id;
    size_t i;

    json_array_foreach(ids, i, id)
    {
        const char *text = json_string_value(id);

        if (json_object_get(numbers, text) == NULL) {
            json_object_set_new(numbers, text,
                                json_integer((json_int_t)json_object_size(numbers) + 1));
        }
    }
}

static json_t *make_numbers(const json_t *model)
{
    json_t *numbers = json_object();
    const json_t *platform;
    const json_t *item;
    size_t i;
    size_t j;

    json_array_foreach(hf_list(model, "platforms"), i, platform)
    {
        json_array_foreach(hf_list(platform, "needs"), j, item)
        {
            number_facts(numbers, hf_list(item, "facts"));
        }
    }
    json_array_foreach(hf_list(model, "platforms"), i, platform)
    {
        json_array_foreach(hf_list(platform, "threats"), j, item)
        {
            number_facts(numbers, hf_list(item, "facts"));
        }
    }
    return numbers;
}

static void write_head(const struct hf_page *page)
{
    const char *name = hf_get(hf_list(page->model, "product"), "name");

    hf_html(page->out,
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
            "<meta name=\"color-scheme\" content=\"light dark\">\n"
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
            "style-src 'unsafe-inline'\">\n"
            "<meta name=\"generator\" content=\"Holdfast\">\n"
            "<title>%s: security assessment</title>\n<style>\n",
            name);
    for (const char *const *piece = hf_page_style; *piece != NULL; piece++) {
        fputs(*piece, page->out);
    }
    fputs("</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#verdict\">To the verdict</a>\n",
          page->out);
}

static void write_contents(const struct hf_page *page)
{
    static const char *const rows[][2] = {
        {"verdict", "Verdict"},       {"matrix", "Threats"},  {"measured", "Measured"},
        {"flow", "Data flow"},        {"reasons", "Reasons"}, {"residual", "Residual risk"},
        {"candidates", "Candidates"}, {"cra", "CRA"},         {"method", "Method"},
        {"facts", "Facts"},
    };

    fputs("<nav aria-label=\"Contents\"><ul>\n", page->out);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        if (strcmp(rows[i][0], "measured") != 0 || json_array_size(page->runs) > 0) {
            hf_html(page->out, "<li><a href=\"#%s\">%s</a></li>\n", rows[i][0], rows[i][1]);
        }
    }
    fputs("</ul></nav>\n", page->out);
}

static void write_foot(const struct hf_page *page)
{
    hf_html(page->out,
            "</main>\n<footer><p>Made by Holdfast from %s, with facts and law as of %s. It "
            "supports an assessment and replaces none.</p></footer>\n</body>\n</html>\n",
            hf_get(hf_list(page->model, "product"), "path"), hf_get(page->model, "date"));
}

void hf_report_html(FILE *out, const json_t *model, const json_t *card)
{
    struct hf_page page = {out, model, card, hf_view_runs(model, card), NULL, make_numbers(model)};

    page.boards = hf_view_boards(model, page.runs);
    write_head(&page);
    hf_page_verdict(&page);
    write_contents(&page);
    hf_page_conditions(&page);
    hf_page_matrix(&page);
    hf_page_measured(&page);
    hf_page_flow(&page);
    hf_page_threats(&page);
    hf_page_risks(&page);
    hf_page_candidates(&page);
    hf_page_cra(&page);
    hf_page_method(&page);
    hf_page_facts(&page);
    write_foot(&page);
    json_decref(page.runs);
    json_decref(page.boards);
    json_decref(page.numbers);
}
