/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What attack.yaml expects of a case on a board, and how a case must end to count as held. */
#include "host/attack/internal.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool parse_fault(const char *text, struct hf_end *end)
{
    char *rest = NULL;

    end->expected = HF_EXPECTED_HELD;
    end->kind = HF_END_FAULT;
    end->word = (uint32_t)strtoul(text, &rest, 16);
    return strlen(text) == 8 && isxdigit((unsigned char)text[0]) && *rest == '\0';
}

static bool parse_error(const char *text, struct hf_end *end)
{
    char *rest = NULL;
    long number = strtol(text, &rest, 10);

    end->expected = HF_EXPECTED_HELD;
    end->kind = HF_END_ERROR;
    end->word = (uint32_t)number;
    return text[0] == '-' && isdigit((unsigned char)text[1]) && *rest == '\0' && number > -1000;
}

bool hf_end_parse(const char *text, struct hf_end *end)
{
    static const struct {
        const char *word;
        struct hf_end end;
    } words[] = {
        {"held", {HF_EXPECTED_HELD, HF_END_ANY, 0}},
        {"broke", {HF_EXPECTED_BROKE, HF_END_ANY, 0}},
        {"not-applicable", {HF_EXPECTED_NOTHING, HF_END_ANY, 0}},
        {"empty", {HF_EXPECTED_HELD, HF_END_EMPTY, 0}},
    };

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (strcmp(words[i].word, text) == 0) {
            *end = words[i].end;
            return true;
        }
    }
    if (strncmp(text, "fault ", 6) == 0) {
        return parse_fault(text + 6, end);
    }
    return strncmp(text, "error ", 6) == 0 && parse_error(text + 6, end);
}

bool hf_end_same(const struct hf_end *expected, const struct hf_end *actual)
{
    return expected->kind == HF_END_ANY ||
           (expected->kind == actual->kind && expected->word == actual->word);
}

const char *hf_end_print(const struct hf_end *end, char text[HF_END_TEXT])
{
    switch (end->kind) {
    case HF_END_FAULT:
        snprintf(text, HF_END_TEXT, "fault %08x", end->word);
        break;
    case HF_END_ERROR:
        snprintf(text, HF_END_TEXT, "error %d", (int)end->word);
        break;
    case HF_END_EMPTY:
        snprintf(text, HF_END_TEXT, "empty");
        break;
    default:
        snprintf(text, HF_END_TEXT, "%s", end->expected == HF_EXPECTED_BROKE ? "broke" : "held");
        break;
    }
    return text;
}

struct hf_end hf_case_end(const struct hf_lab_attack *attack, const struct hf_yaml_node *node,
                          const char *board)
{
    const char *text = hf_yaml_text(node, board, hf_yaml_text(attack->expect, board, NULL));
    struct hf_end end = {HF_EXPECTED_NOTHING, HF_END_ANY, 0};

    if (text != NULL) {
        (void)hf_end_parse(text, &end); /* checked when it was read */
    }
    return end;
}

enum hf_expected hf_case_expected(const struct hf_lab_attack *attack,
                                  const struct hf_yaml_node *node, const char *board)
{
    return hf_case_end(attack, node, board).expected;
}

enum hf_expected hf_attack_expected(const struct hf_lab_attack *attack, const char *board)
{
    enum hf_expected all = HF_EXPECTED_NOTHING;

    for (const struct hf_yaml_node *node = attack->cases->first; node != NULL; node = node->next) {
        enum hf_expected one = hf_case_expected(attack, node, board);

        if (one < all) {
            all = one; /* one broken case breaks the attack's claim; one that held is something */
        }
    }
    return all;
}
