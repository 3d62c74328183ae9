/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The law, the method with its limits, and the facts with their sources. */
#include "host/report/html.h"

#include <string.h>

static void write_clock(FILE *out)
{
    static const char *const columns[] = {"Step", "Exploited vulnerability", "Severe incident",
                                          NULL};
    static const char *const rows[][3] = {
        {"early warning", "24 h after becoming aware", "24 h after becoming aware"},
        {"notification", "72 h", "72 h"},
        {"final report", "14 days after a fix is available", "1 month after the notification"},
    };

    hf_page_table(out, "Reporting clock of Article 14, to the CSIRT and ENISA", columns);
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        hf_html(out, "<tr role=\"row\"><th role=\"rowheader\" scope=\"row\">%s</th>", rows[i][0]);
        hf_page_text_cell(out, columns[1], rows[i][1]);
        hf_page_text_cell(out, columns[2], rows[i][2]);
        fputs("</tr>\n", out);
    }
    hf_page_table_end(out);
}

static void write_strings(FILE *out, const char *title, const json_t *list)
{
    const json_t *item;
    size_t i;

    if (json_array_size(list) == 0) {
        return;
    }
    hf_html(out, "<h3>%s</h3>\n<ul class=\"rows\">\n", title);
    json_array_foreach(list, i, item)
    {
        hf_html(out, "<li>%s</li>\n", json_string_value(item));
    }
    fputs("</ul>\n", out);
}

void hf_page_cra(const struct hf_page *page)
{
    const json_t *cra = hf_list(page->model, "cra");
    const char *condition = hf_get(cra, "condition");

    hf_html(page->out,
            "<section aria-labelledby=\"cra\">\n<h2 id=\"cra\">Cyber Resilience Act</h2>\n"
            "<p><b>Suggested class: %s.</b> %s%s%s. The core function of the product decides; a "
            "chip does not make a class. As of %s; not legal advice.</p>\n",
            hf_get(cra, "class"), hf_get(cra, "basis"), condition[0] != '\0' ? "; " : "", condition,
            hf_get(cra, "as_of"));
    write_strings(page->out, "Routes to consider", hf_list(cra, "routes"));
    write_strings(page->out, "What applies", hf_list(cra, "statements"));
    if (strcmp(hf_get(cra, "class"), "out-of-scope") != 0) {
        write_clock(page->out);
    }
    fputs("</section>\n", page->out);
}

static void write_levels(const struct hf_page *page)
{
    static const char *const names[] = {"-1", "0", "1", "2", "3"};
    const json_t *levels = hf_list(hf_list(page->model, "method"), "levels");

    fputs("<dl class=\"product\">\n", page->out);
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        json_t *level = json_integer((json_int_t)i - 1);

        hf_html(page->out, "<div><dt>%s</dt><dd>%s</dd></div>\n", hf_view_level(level),
                hf_get(levels, names[i]));
        json_decref(level);
    }
    fputs("</dl>\n", page->out);
}

void hf_page_method(const struct hf_page *page)
{
    const json_t *method = hf_list(page->model, "method");

    hf_html(page->out,
            "<section aria-labelledby=\"method\">\n<h2 id=\"method\">Method and limits</h2>\n"
            "<p>The model: %s. What rests on silicon counts above a probe only where a certificate "
            "covers this line in this configuration. A measured pass raises what rests on software "
            "alone; a measured failure always lowers. Facts in doubt are read at their best and at "
            "their worst, and where that changes the answer it is <i>unknown</i>.</p>\n",
            hf_get(method, "model"));
    write_levels(page);
    hf_html(page->out,
            "<h3>Limits</h3>\n<ul class=\"rows\">\n<li>%s.</li>\n"
            "<li>A measure that the profile states is believed: the report cannot see whether the "
            "product that ships has it.</li>\n"
            "<li>Other attacks than the known and the tried ones exist.</li>\n"
            "<li>It supports an assessment of conformity; it is none.</li>\n</ul>\n</section>\n",
            hf_get(method, "limits"));
}

static void write_sources(const struct hf_page *page, const json_t *fact)
{
    const json_t *source;
    size_t i;

    hf_page_cell(page->out, "Sources");
    json_array_foreach(hf_list(fact, "sources"), i, source)
    {
        const char *id = json_string_value(source);
        const char *title = hf_get(hf_list(page->model, "sources"), id);

        if (title[0] != '\0') {
            hf_html(page->out, "%s<a href=\"#source-%s\">%s</a>", i > 0 ? ", " : "", id, id);
        } else {
            hf_html(page->out, "%s%s", i > 0 ? ", " : "", id);
        }
    }
    hf_page_line(page->out, fact);
    hf_page_cell_end(page->out);
}

static void write_fact(const struct hf_page *page, const char *id, int number)
{
    const json_t *fact = hf_list(hf_list(page->model, "facts"), id);
    const char *state = hf_get(fact, "state");

    hf_html(page->out,
            "<tr role=\"row\" id=\"fact-%d\"><th role=\"rowheader\" scope=\"row\">[%d] %s<br><span "
            "class=\"small\">%s</span></th>",
            number, number, hf_get(fact, "what"), id);
    hf_page_cell(page->out, "Value");
    hf_html(page->out, "<bdi>%s</bdi>", hf_get(fact, "value"));
    hf_page_cell_end(page->out);
    hf_page_cell(page->out, "State");
    hf_page_badge(page->out,
                  strcmp(state, "verified") == 0 || strcmp(state, "stated") == 0 ? HF_TONE_GOOD
                                                                                 : HF_TONE_WARN,
                  state);
    hf_page_cell_end(page->out);
    write_sources(page, fact);
    fputs("</tr>\n", page->out);
}

void hf_page_facts(const struct hf_page *page)
{
    static const char *const columns[] = {"Fact", "Value", "State", "Sources", NULL};
    const char *id;
    const json_t *value;

    fputs("<section aria-labelledby=\"facts\">\n<h2 id=\"facts\">Facts and sources</h2>\n"
          "<p class=\"legend\"><b>verified</b>: several sources agree, or one that decides; "
          "<b>stated</b>: by the profile; <b>left-out</b>: the profile does not say; "
          "<b>unverified</b>, <b>conflict</b>: in doubt.</p>\n",
          page->out);
    hf_page_table(page->out, "The facts behind the reasons above", columns);
    /* jansson keeps the order of insertion, which is that of the numbers */
    json_object_foreach((json_t *)page->numbers, id, value)
    {
        write_fact(page, id, (int)json_integer_value(value));
    }
    hf_page_table_end(page->out);
    fputs("<h3>Sources</h3>\n<dl class=\"sources\">\n", page->out);
    json_object_foreach((json_t *)hf_list(page->model, "sources"), id, value)
    {
        hf_html(page->out, "<dt id=\"source-%s\">%s</dt><dd>%s</dd>\n", id, id,
                json_string_value(value));
    }
    fputs("</dl>\n</section>\n", page->out);
}
