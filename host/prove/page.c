/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/prove/page.h"

#include <stdarg.h>
#include <string.h>

#define PRINT_MAX 1024

void hf_page_text(FILE *out, const char *text)
{
    for (const char *at = text; *at != '\0'; at++) {
        switch (*at) {
        case '<':
            fputs("&lt;", out);
            break;
        case '>':
            fputs("&gt;", out);
            break;
        case '&':
            fputs("&amp;", out);
            break;
        case '"':
            fputs("&quot;", out);
            break;
        case '\'':
            fputs("&#39;", out);
            break;
        default:
            fputc(*at, out);
        }
    }
}

void hf_page_print(FILE *out, const char *format, ...)
{
    char text[PRINT_MAX];
    va_list values;

    va_start(values, format);
    vsnprintf(text, sizeof(text), format, values);
    va_end(values);
    hf_page_text(out, text);
}

void hf_page_badge(FILE *out, const char *tone, const char *word)
{
    static const struct {
        const char *tone;
        const char *sign;
    } signs[] = {{"good", "\u2713"}, {"bad", "\u2717"}, {"warn", "!"}, {"none", "\u2013"}};
    const char *sign = "";

    for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
        if (strcmp(signs[i].tone, tone) == 0) {
            sign = signs[i].sign;
        }
    }
    fprintf(out, "<span class=\"badge %s\"><i>%s</i> ", tone, sign);
    hf_page_text(out, word);
    fputs("</span>", out);
}

const char *hf_page_tone(const char *verdict)
{
    if (strcmp(verdict, "sufficient") == 0) {
        return "good";
    }
    return strncmp(verdict, "sufficient", 10) == 0 || strcmp(verdict, "unknown") == 0 ? "warn"
                                                                                      : "bad";
}

const char *hf_page_get(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));

    return text != NULL ? text : "";
}

static const char *conclusion_tone(const struct hf_conclusion *conclusion)
{
    return conclusion->kind == HF_CONCLUSION_PROVED || conclusion->kind == HF_CONCLUSION_PAPER
               ? hf_page_tone(conclusion->word)
               : "bad";
}

static void write_head(FILE *out, const char *product)
{
    fputs("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
          "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
          "<meta name=\"color-scheme\" content=\"light dark\">\n<title>",
          out);
    hf_page_text(out, product);
    fputs(" \u2013 proof by Holdfast</title>\n<style>\n", out);
    fputs(hf_page_style, out);
    fputs("</style>\n</head>\n<body>\n<main>\n", out);
}

static void write_platforms(FILE *out, const struct hf_proof *proof)
{
    const json_t *platform;
    size_t i;

    fputs("<ul class=\"platforms\">\n", out);
    json_array_foreach(json_object_get(proof->assessment, "platforms"), i, platform)
    {
        const char *element = hf_page_get(platform, "secure_element");
        const char *stack = hf_page_get(platform, "boot_stack");

        fputs("<li><b>", out);
        hf_page_text(out, hf_page_get(platform, "name"));
        fputs("</b> ", out);
        hf_page_print(out, "%s%s%s%s", element[0] != '\0' ? "with " : "", element,
                      stack[0] != '\0' ? (element[0] != '\0' ? ", boots by " : "boots by ") : "",
                      stack);
        fputc(' ', out);
        hf_page_badge(out, hf_page_tone(hf_page_get(platform, "verdict")),
                      hf_page_get(platform, "verdict"));
        fputs("</li>\n", out);
    }
    fputs("</ul>\n", out);
}

static void write_conditions(FILE *out, const struct hf_proof *proof)
{
    const json_t *conditions = json_object_get(proof->assessment, "conditions");
    const json_t *condition;
    size_t i;

    if (json_array_size(conditions) == 0) {
        return;
    }
    fputs("<h3>It holds if</h3>\n<ul>\n", out);
    json_array_foreach(conditions, i, condition)
    {
        fputs("<li>", out);
        hf_page_print(out, "%s: %s", hf_page_get(condition, "platform"),
                      hf_page_get(condition, "text"));
        fputs("</li>\n", out);
    }
    fputs("</ul>\n", out);
}

static void write_stand_ins(FILE *out, const struct hf_proof *proof)
{
    if (proof->board_count == 0) {
        fputs("<p class=\"note\">No board stands in for this choice: nothing was booted or "
              "attacked.</p>\n",
              out);
        return;
    }
    fputs("<p class=\"note\"><b>Boards stand in.</b> ", out);
    for (size_t i = 0; i < proof->board_count; i++) {
        hf_page_print(out, "%s%s, which is %s, for %s", i > 0 ? "; " : "", proof->boards[i].board,
                      proof->boards[i].title, proof->boards[i].parts);
    }
    fputs(". They show what the software does behind a wall of the same kind, never what the "
          "silicon does.",
          out);
    if (proof->without_board[0] != '\0') {
        hf_page_print(out, " No board stands in for %s: that answer rests on paper alone.",
                      proof->without_board);
    }
    if (proof->other_stack[0] != '\0') {
        hf_page_print(out, " What was attacked is Holdfast's own firmware: %s.",
                      proof->other_stack);
    }
    fputs("</p>\n", out);
}

void hf_proof_page(FILE *out, const struct hf_proof *proof)
{
    const json_t *product = json_object_get(proof->assessment, "product");
    struct hf_conclusion conclusion;

    hf_conclude(proof, &conclusion);
    write_head(out, hf_page_get(product, "name"));
    fprintf(out, "<header class=\"%s\">\n<p class=\"kind\">Holdfast \u00b7 ",
            conclusion_tone(&conclusion));
    hf_page_text(out, hf_page_get(product, "kind"));
    fputs("</p>\n<h1>", out);
    hf_page_text(out, hf_page_get(product, "name"));
    fputs("</h1>\n<p class=\"verdict\">", out);
    hf_page_text(out, conclusion.word);
    fputs("</p>\n<p class=\"because\">", out);
    hf_page_text(out, conclusion.sentence);
    fputs("</p>\n", out);
    write_platforms(out, proof);
    fputs("</header>\n", out);
    write_stand_ins(out, proof);
    write_conditions(out, proof);
    hf_page_matrix(out, proof);
    hf_page_attacks(out, proof);
    hf_page_paper(out, proof);
    hf_page_method(out, proof);
    fputs("</main>\n</body>\n</html>\n", out);
}
