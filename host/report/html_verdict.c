/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The head of the page: the answer, then what it hangs on. */
#include "host/report/html.h"

#include <string.h>

/* With a measurement, its conclusion is the answer; a broken one is never a good tone. */
static enum hf_tone tone_of(const struct hf_page *page, const char *word)
{
    if (page->card != NULL &&
        (json_is_true(json_object_get(page->card, "void")) || strcmp(word, "not proved") == 0)) {
        return HF_TONE_BAD;
    }
    return hf_view_tone(word);
}

static const char *word_of(const struct hf_page *page)
{
    const char *conclusion = hf_get(page->card, "conclusion");

    if (conclusion[0] != '\0') {
        return conclusion;
    }
    return json_is_true(json_object_get(page->card, "void")) ? "void"
                                                             : hf_get(page->model, "verdict");
}

static const char *sentence_of(const struct hf_page *page)
{
    const char *because = hf_get(page->card, "because");

    if (because[0] != '\0') {
        return because;
    }
    if (json_is_true(json_object_get(page->card, "void"))) {
        return "A control failed, so no measurement on this page counts.";
    }
    return hf_view_meaning(hf_get(page->model, "verdict"));
}

static void write_platform(FILE *out, const json_t *platform)
{
    const char *element = hf_get(platform, "secure_element");
    const char *stack = hf_get(platform, "boot_stack");

    hf_html(out, "<li><strong>%s</strong> %s%s%s%s ", hf_get(platform, "name"),
            element[0] != '\0' ? "with " : "without a secure element", element,
            stack[0] != '\0' ? ", boots by " : ", boot stack not stated", stack);
    hf_page_badge(out, hf_view_tone(hf_get(platform, "verdict")), hf_get(platform, "verdict"));
    fputs("</li>\n", out);
}

static void write_term(FILE *out, const char *term, const char *text)
{
    if (text[0] != '\0') {
        hf_html(out, "<div><dt>%s</dt><dd>%s</dd></div>\n", term, text);
    }
}

static void write_words(FILE *out, const char *term, const json_t *list, const char *key)
{
    const json_t *item;
    size_t i;

    if (json_array_size(list) == 0) {
        return;
    }
    hf_html(out, "<div><dt>%s</dt><dd>", term);
    json_array_foreach(list, i, item)
    {
        hf_html(out, "%s%s", i > 0 ? ", " : "",
                key != NULL ? hf_get(item, key) : json_string_value(item));
    }
    fputs("</dd></div>\n", out);
}

static void write_product(const struct hf_page *page)
{
    const json_t *product = hf_list(page->model, "product");
    const json_t *platform = json_array_get(hf_list(page->model, "platforms"), 0);

    fputs("<dl class=\"product\">\n", page->out);
    write_term(page->out, "Kind", hf_get(product, "kind"));
    write_words(page->out, "Connected by", hf_list(product, "connectivity"), NULL);
    write_words(page->out, "Needs", hf_list(platform, "needs"), "title");
    write_words(page->out, "Targets", hf_list(platform, "targets"), "name");
    if (hf_get(product, "first_sale")[0] != '\0') {
        hf_html(page->out, "<div><dt>On sale</dt><dd>%s to %s, supported %d years</dd></div>\n",
                hf_get(product, "first_sale"),
                hf_get(product, "last_sale")[0] != '\0' ? hf_get(product, "last_sale") : "open",
                hf_number(product, "support_years"));
    }
    write_term(page->out, "Assessed", hf_get(page->model, "date"));
    fputs("</dl>\n", page->out);
}

void hf_page_verdict(const struct hf_page *page)
{
    const json_t *platform;
    const char *word = word_of(page);
    size_t i;

    hf_html(page->out,
            "<header class=\"%s\">\n<div class=\"wide\">\n<p class=\"brand\">Holdfast "
            "security assessment</p>\n<h1><bdi>%s</bdi></h1>\n<p class=\"verdict\" "
            "id=\"verdict\">%s</p>\n<p class=\"because\">%s</p>\n<ul class=\"platforms\">\n",
            hf_page_tone_class(tone_of(page, word)),
            hf_get(hf_list(page->model, "product"), "name"), word, sentence_of(page));
    json_array_foreach(hf_list(page->model, "platforms"), i, platform)
    {
        write_platform(page->out, platform);
    }
    fputs("</ul>\n", page->out);
    write_product(page);
    fputs("</div>\n</header>\n<main>\n", page->out);
}

/* The threats that are not simply withstood, each with the link that limits it. */
static void write_shortfalls(const struct hf_page *page)
{
    const json_t *platform;
    const json_t *threat;
    size_t found = 0;
    size_t i;
    size_t j;

    json_array_foreach(hf_list(page->model, "platforms"), i, platform)
    {
        json_array_foreach(hf_list(platform, "threats"), j, threat)
        {
            const json_t *limit = hf_list(threat, "limited_by");

            if (hf_view_tone(hf_get(threat, "verdict")) == HF_TONE_GOOD) {
                continue;
            }
            if (found++ == 0) {
                hf_html(page->out, "<h3>%s</h3>\n<ul class=\"rows\">\n",
                        json_is_true(json_object_get(page->model, "acceptable"))
                            ? "Open until the conditions hold"
                            : "What falls short");
            }
            hf_html(page->out,
                    "<li><a href=\"#%s\"><b>%s</b> %s</a> on %s: needs %s, has %s; %s: %s ",
                    hf_get(threat, "id"), hf_get(threat, "id"), hf_get(threat, "name"),
                    hf_get(platform, "name"), hf_view_level(hf_list(threat, "required")),
                    hf_view_level(hf_list(threat, "achieved")), hf_get(limit, "title"),
                    hf_get(limit, "because"));
            hf_page_badge(page->out, hf_view_tone(hf_get(threat, "verdict")),
                          hf_get(threat, "verdict"));
            fputs("</li>\n", page->out);
        }
    }
    fputs(found > 0 ? "</ul>\n" : "", page->out);
}

static void write_conditions(const struct hf_page *page)
{
    const json_t *condition;
    const json_t *id;
    size_t i;
    size_t j;

    if (hf_count(page->model, "conditions") == 0) {
        return;
    }
    fputs("<h3>It holds only if</h3>\n<ol class=\"conditions\">\n", page->out);
    json_array_foreach(hf_list(page->model, "conditions"), i, condition)
    {
        hf_html(page->out, "<li>%s: %s", hf_get(condition, "platform"), hf_get(condition, "text"));
        hf_page_line(page->out, condition);
        json_array_foreach(hf_list(condition, "threats"), j, id)
        {
            hf_html(page->out, " <a class=\"chip\" href=\"#%s\">%s</a>", json_string_value(id),
                    json_string_value(id));
        }
        fputs("</li>\n", page->out);
    }
    fputs("</ol>\n", page->out);
}

static void write_changes(const struct hf_page *page)
{
    const json_t *change;
    const json_t *item;
    size_t i;
    size_t j;

    json_array_foreach(hf_list(page->model, "smallest_change"), i, change)
    {
        if (hf_count(change, "changes") == 0) {
            hf_html(page->out,
                    "<p class=\"note\"><strong>%s:</strong> nothing in the catalogue makes it "
                    "sufficient.</p>\n",
                    hf_get(change, "platform"));
            continue;
        }
        hf_html(page->out,
                "<div class=\"note\"><p><strong>The smallest change for %s</strong> (%s), then "
                "it is %s:</p>\n<ul>\n",
                hf_get(change, "platform"), hf_get(change, "step"), hf_get(change, "verdict"));
        json_array_foreach(hf_list(change, "changes"), j, item)
        {
            hf_html(page->out, "<li><code>%s</code></li>\n", json_string_value(item));
        }
        fputs("</ul></div>\n", page->out);
    }
}

static void write_notes(const struct hf_page *page, const char *key, const char *title)
{
    const json_t *note;
    size_t i;

    if (hf_count(page->model, key) == 0) {
        return;
    }
    hf_html(page->out, "<h3>%s</h3>\n<ul class=\"rows\">\n", title);
    json_array_foreach(hf_list(page->model, key), i, note)
    {
        hf_html(page->out, "<li>%s", hf_get(note, "text"));
        hf_page_line(page->out, note);
        fputs("</li>\n", page->out);
    }
    fputs("</ul>\n", page->out);
}

void hf_page_conditions(const struct hf_page *page)
{
    fputs("<section aria-labelledby=\"conditions\">\n<h2 id=\"conditions\">What the verdict hangs "
          "on</h2>\n",
          page->out);
    if (hf_count(page->model, "conditions") == 0 &&
        json_is_true(json_object_get(page->model, "acceptable"))) {
        fputs("<p>No open condition: what it relies on is stated in the profile, and each "
              "statement must be true of the product that ships.</p>\n",
              page->out);
    }
    write_shortfalls(page);
    write_changes(page);
    write_conditions(page);
    write_notes(page, "warnings", "Warnings");
    write_notes(page, "advice", "Advice");
    fputs("</section>\n", page->out);
}
