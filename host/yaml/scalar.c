/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * One scalar against its rule. Nothing is guessed: what is not written exactly is refused. */
#include "host/yaml/internal.h"

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "'tls' is 'fales'": how every message about a value begins. */
struct subject {
    char text[160];
};

static struct subject name(const struct hf_yaml_node *node)
{
    struct subject subject;

    if (node->key != NULL) {
        snprintf(subject.text, sizeof(subject.text), "'%s' is '%s'", hf_quote(node->key).text,
                 hf_quote(node->text).text);
    } else {
        snprintf(subject.text, sizeof(subject.text), "the value is '%s'",
                 hf_quote(node->text).text);
    }
    return subject;
}

/* C0 and C1 control characters. C1 stands in UTF-8 as 0xc2 0x80 to 0xc2 0x9f. */
static bool has_control(const struct hf_yaml_node *node, bool lines)
{
    for (size_t i = 0; i < node->size; i++) {
        unsigned char byte = (unsigned char)node->text[i];
        unsigned char after = (unsigned char)node->text[i + 1u];
        bool line = lines && (byte == '\n' || byte == '\t');

        if (((byte < 0x20 || byte == 0x7f) && !line) ||
            (byte == 0xc2 && after >= 0x80 && after < 0xa0)) {
            return true;
        }
    }
    return false;
}

static bool check_text(const struct hf_yaml_document *document, const struct hf_yaml_node *node,
                       const struct hf_yaml_rule *rule, struct hf_trouble *trouble)
{
    long min = rule->min > 0 ? rule->min : 1;

    if (has_control(node, rule->type == HF_YAML_PROSE)) {
        return hf_yaml_refuse(document, node, trouble,
                              "the text has a control character; remove it");
    }
    if ((long)node->size < min) {
        return hf_yaml_refuse(document, node, trouble, "%s; write at least %ld character%s",
                              name(node).text, min, min == 1 ? "" : "s");
    }
    if (rule->max > 0 && (long)node->size > rule->max) {
        return hf_yaml_refuse(document, node, trouble, "%s, longer than %ld bytes; shorten it",
                              name(node).text, rule->max);
    }
    return true;
}

static bool check_bool(const struct hf_yaml_document *document, struct hf_yaml_node *node,
                       struct hf_trouble *trouble)
{
    node->number = strcmp(node->text, "true") == 0;
    if (!node->plain || (node->number == 0 && strcmp(node->text, "false") != 0)) {
        return hf_yaml_refuse(document, node, trouble, "%s%s; write true or false, without quotes",
                              name(node).text, node->plain ? "" : " in quotes, a text");
    }
    return true;
}

static bool check_int(const struct hf_yaml_document *document, struct hf_yaml_node *node,
                      const struct hf_yaml_rule *rule, struct hf_trouble *trouble)
{
    char *end = NULL;
    bool digits = isdigit((unsigned char)node->text[0]) ||
                  (node->text[0] == '-' && isdigit((unsigned char)node->text[1]));

    errno = 0;
    node->number = strtol(node->text, &end, 10);
    if (!node->plain || !digits || *end != '\0' || errno != 0 || strlen(node->text) != node->size) {
        return hf_yaml_refuse(document, node, trouble, "%s; write a whole number", name(node).text);
    }
    long max = rule->max != 0 ? rule->max : LONG_MAX;

    if (node->number < rule->min || node->number > max) {
        return hf_yaml_refuse(document, node, trouble, "%s; write a number from %ld to %ld",
                              name(node).text, rule->min, max);
    }
    return true;
}

static long days_in(long year, long month)
{
    static const long days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return days[month - 1] + (month == 2 && leap ? 1 : 0);
}

static bool read_date(const struct hf_yaml_node *node, long *number)
{
    static const char shape[] = "0000-00-00";

    if (node->size != sizeof(shape) - 1u) {
        return false;
    }
    for (size_t i = 0; i < node->size; i++) {
        if (shape[i] == '0' ? !isdigit((unsigned char)node->text[i]) : node->text[i] != '-') {
            return false;
        }
    }
    long year = strtol(node->text, NULL, 10);
    long month = strtol(node->text + 5, NULL, 10);
    long day = strtol(node->text + 8, NULL, 10);

    *number = year * 10000 + month * 100 + day;
    return year >= 1970 && month >= 1 && month <= 12 && day >= 1 && day <= days_in(year, month);
}

static bool check_date(const struct hf_yaml_document *document, struct hf_yaml_node *node,
                       struct hf_trouble *trouble)
{
    if (!read_date(node, &node->number)) {
        return hf_yaml_refuse(document, node, trouble, "%s; write a day that exists, as YYYY-MM-DD",
                              name(node).text);
    }
    return true;
}

static bool check_word(const struct hf_yaml_document *document, struct hf_yaml_node *node,
                       const struct hf_yaml_rule *rule, struct hf_trouble *trouble)
{
    size_t count = 0;
    char known[320];
    int used = 0;

    for (; rule->words[count] != NULL; count++) {
        if (strcmp(rule->words[count], node->text) == 0 && strlen(node->text) == node->size) {
            node->number = (long)count;
            return true;
        }
        if (used < (int)sizeof(known) - 40) {
            used += snprintf(known + used, sizeof(known) - (size_t)used, "%s %s",
                             count > 0 ? "," : "", rule->words[count]);
        }
    }
    const char *nearest = hf_nearest(node->text, rule->words, count);

    if (nearest != NULL) {
        return hf_yaml_refuse(document, node, trouble, "%s; did you mean '%s'?", name(node).text,
                              nearest);
    }
    return hf_yaml_refuse(document, node, trouble, "%s; write one of:%s", name(node).text, known);
}

bool hf_yaml_check_scalar(const struct hf_yaml_document *document, struct hf_yaml_node *node,
                          const struct hf_yaml_rule *rule, struct hf_trouble *trouble)
{
    switch (rule->type) {
    case HF_YAML_BOOL:
        return check_bool(document, node, trouble);
    case HF_YAML_INT:
        return check_int(document, node, rule, trouble);
    case HF_YAML_DATE:
        return check_date(document, node, trouble);
    case HF_YAML_WORD:
        return check_word(document, node, rule, trouble);
    default:
        return check_text(document, node, rule, trouble);
    }
}
