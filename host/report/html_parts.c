/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/report/html.h"

static const struct {
    const char *class;
    const char *sign;
} tones[] = {
    [HF_TONE_GOOD] = {"good", "\u2713"},
    [HF_TONE_WARN] = {"warn", "!"},
    [HF_TONE_BAD] = {"bad", "\u2717"},
    [HF_TONE_NONE] = {"none", "\u2013"},
};

const char *hf_page_tone_class(enum hf_tone tone)
{
    return tones[tone].class;
}

void hf_page_badge(FILE *out, enum hf_tone tone, const char *word)
{
    hf_html(out, "<span class=\"badge %s\"><span aria-hidden=\"true\">%s</span> %s</span>",
            tones[tone].class, tones[tone].sign, word);
}

/* A narrow page shows rows as blocks, which takes the table's meaning from it: the roles keep it.
 */
void hf_page_table(FILE *out, const char *caption, const char *const *columns)
{
    hf_html(out,
            "<table role=\"table\">\n<caption>%s</caption>\n<thead role=\"rowgroup\">"
            "<tr role=\"row\">",
            caption);
    for (; *columns != NULL; columns++) {
        hf_html(out, "<th role=\"columnheader\" scope=\"col\">%s</th>", *columns);
    }
    fputs("</tr></thead>\n<tbody role=\"rowgroup\">\n", out);
}

void hf_page_table_end(FILE *out)
{
    fputs("</tbody>\n</table>\n", out);
}

void hf_page_cell(FILE *out, const char *label)
{
    hf_html(out, "<td role=\"cell\" data-label=\"%s\"><div>", label);
}

void hf_page_cell_end(FILE *out)
{
    fputs("</div></td>", out);
}

void hf_page_text_cell(FILE *out, const char *label, const char *text)
{
    hf_page_cell(out, label);
    hf_html(out, "%s", text);
    hf_page_cell_end(out);
}

void hf_page_tally(FILE *out, const struct hf_tally *tally)
{
    char words[120];
    size_t const measured = tally->held + tally->broke;
    int used = 0;

    if (tally->all == 0) {
        hf_page_badge(out, HF_TONE_NONE, "not measured");
        return;
    }
    if (tally->lost == tally->all) {
        hf_page_badge(out, HF_TONE_BAD, "does not count");
        return;
    }
    if (measured > 0) {
        used = snprintf(words, sizeof(words), "%zu of %zu held%s", tally->held, measured,
                        tally->odd > 0     ? ", NOT AS EXPECTED"
                        : tally->broke > 0 ? ", the rest broke as expected"
                                           : "");
    }
    if (tally->modelled > 0) {
        snprintf(words + used, sizeof(words) - (size_t)used, "%smodelled %zu", used > 0 ? "; " : "",
                 tally->modelled);
    }
    hf_page_badge(out,
                  tally->broke > 0 || tally->odd > 0 ? HF_TONE_BAD
                  : measured > 0                     ? HF_TONE_GOOD
                                                     : HF_TONE_NONE,
                  words);
}

void hf_page_fact_links(const struct hf_page *page, const json_t *ids)
{
    const json_t *id;
    size_t i;

    json_array_foreach(ids, i, id)
    {
        int number = hf_number(page->numbers, json_string_value(id));

        hf_html(page->out, "%s<a class=\"fact\" href=\"#fact-%d\">[%d]</a>", i > 0 ? " " : "",
                number, number);
    }
}

void hf_page_line(FILE *out, const json_t *object)
{
    if (hf_number(object, "line") > 0) {
        hf_html(out, " <span class=\"line\">(line %d)</span>", hf_number(object, "line"));
    }
}
