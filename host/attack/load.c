/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The schema of attack.yaml, and reading all of them. */
#include "host/attack/internal.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define CASES_MAX 64

static const char *const threats[] = {"t1", "t2", "t3", "t4", "t5", "t6", "t7", "t8", "t9", NULL};
static const char *const attackers[] = {"remote", "adjacent", "probe", "bench", "lab", NULL};
static const char *const engines[] = {"images", "app", "memory", NULL};
static const char *const roles[] = {"urot", "secure", "app", NULL};
static const char *const outcomes[] = {"broke", "held", NULL};
const char *const hf_change_names[] = {"flip",    "truncate", "set",   "swap",   "target",
                                       "counter", "move",     "drop",  "double", "unsign",
                                       "sign",    "revoke",   "floor", NULL};
const char *const hf_part_names[] = {"header",  "payload",   "protected", "hash",
                                     "keyhash", "signature", NULL};
const char *const hf_field_names[] = {
    "magic",        "load_address", "header_size", "protected_size",
    "payload_size", "flags",        "pad",         "protected_total",
    "plain_total",  "tlv_length",   NULL};
const char *const hf_tlv_words[] = {"SEC_CNT", "UUID_VID", "UUID_CID", NULL};
const char *const hf_secret_names[] = {"huk", "k_urot", "k_secure", "vault", NULL};

static const struct hf_yaml_rule text_rule = {.type = HF_YAML_TEXT, .max = 200};
static const struct hf_yaml_rule prose_rule = {.type = HF_YAML_PROSE, .max = 2000};
static const struct hf_yaml_rule threat_rule = {.type = HF_YAML_WORD, .words = threats};
static const struct hf_yaml_rule attacker_rule = {.type = HF_YAML_WORD, .words = attackers};
static const struct hf_yaml_rule engine_rule = {.type = HF_YAML_WORD, .words = engines};
static const struct hf_yaml_rule role_rule = {.type = HF_YAML_WORD, .words = roles};
static const struct hf_yaml_rule outcome_rule = {.type = HF_YAML_WORD, .words = outcomes};
static const struct hf_yaml_rule change_rule = {.type = HF_YAML_WORD, .words = hf_change_names};
static const struct hf_yaml_rule part_rule = {.type = HF_YAML_WORD, .words = hf_part_names};
static const struct hf_yaml_rule field_rule = {.type = HF_YAML_WORD, .words = hf_field_names};
static const struct hf_yaml_rule tlv_rule = {.type = HF_YAML_WORD, .words = hf_tlv_words};
static const struct hf_yaml_rule secret_rule = {.type = HF_YAML_WORD, .words = hf_secret_names};
static const struct hf_yaml_rule version_rule = {.type = HF_YAML_INT, .min = 1, .max = 1};
static const struct hf_yaml_rule offset_rule = {.type = HF_YAML_INT, .min = 0, .max = 0x1000000};
static const struct hf_yaml_rule bit_rule = {.type = HF_YAML_INT, .min = 0, .max = 7};
static const struct hf_yaml_rule value_rule = {.type = HF_YAML_INT, .min = 0, .max = 0xffffffff};
static const struct hf_yaml_rule number_rule = {.type = HF_YAML_INT, .min = 1, .max = 255};
static const struct hf_yaml_rule bool_rule = {.type = HF_YAML_BOOL};
static const struct hf_yaml_rule boards_rule = {
    .type = HF_YAML_LIST, .item = &text_rule, .min = 1, .max = 8, .unique = true};

static const struct hf_yaml_key change_keys[] = {
    {"do", &change_rule, true},    {"where", &part_rule, false}, {"at", &offset_rule, false},
    {"bit", &bit_rule, false},     {"drop", &value_rule, false}, {"field", &field_rule, false},
    {"value", &value_rule, false}, {"role", &role_rule, false},  {"class", &text_rule, false},
    {"tlv", &tlv_rule, false},     {"key", &text_rule, false},   {"root", &offset_rule, false},
    {NULL, NULL, false},
};
static const struct hf_yaml_rule change_map = {.type = HF_YAML_MAP, .keys = change_keys};
static const struct hf_yaml_rule changes_rule = {
    .type = HF_YAML_LIST, .item = &change_map, .min = 1, .max = 16};

static const struct hf_yaml_key case_keys[] = {
    {"name", &text_rule, true},
    {"role", &role_rule, false},
    {"refusal", &text_rule, false},
    {"changes", &changes_rule, false},
    {"attack", &number_rule, false},
    {"case", &number_rule, false},
    {"secret", &secret_rule, false},
    {"present", &bool_rule, false},
    {"boards", &boards_rule, false},
    {"control", &changes_rule, false},
    {NULL, NULL, false},
};
static const struct hf_yaml_rule case_map = {.type = HF_YAML_MAP, .keys = case_keys};
static const struct hf_yaml_rule cases_rule = {
    .type = HF_YAML_LIST, .item = &case_map, .min = 1, .max = CASES_MAX};
static const struct hf_yaml_rule expect_rule = {.type = HF_YAML_MAP, .item = &outcome_rule};

static const struct hf_yaml_key keys[] = {
    {"attack", &version_rule, true},
    {"id", &text_rule, true},
    {"threat", &threat_rule, true},
    {"title", &text_rule, true},
    {"attacker", &attacker_rule, true},
    {"claim", &prose_rule, true},
    {"precedent", &prose_rule, true},
    {"engine", &engine_rule, true},
    {"cases", &cases_rule, true},
    {"expect", &expect_rule, true},
    {NULL, NULL, false},
};
static const struct hf_yaml_rule schema = {.type = HF_YAML_MAP, .keys = keys};

/* What each engine needs of a case. */
static bool check_cases(struct hf_attack *attack, struct hf_trouble *trouble)
{
    static const char *const needs[][3] = {
        [HF_ENGINE_IMAGES] = {"role", "refusal", "changes"},
        [HF_ENGINE_APP] = {"attack", "case", NULL},
        [HF_ENGINE_MEMORY] = {"secret", "present", NULL},
    };

    for (const struct hf_yaml_node *node = attack->cases->first; node != NULL; node = node->next) {
        for (size_t i = 0; i < 3 && needs[attack->engine][i] != NULL; i++) {
            if (hf_yaml_get(node, needs[attack->engine][i]) == NULL) {
                return hf_yaml_refuse(&attack->document, node, trouble,
                                      "a case of engine '%s' needs '%s'", engines[attack->engine],
                                      needs[attack->engine][i]);
            }
        }
    }
    return true;
}

static bool load_one(const char *path, const char *folder_name, struct hf_attack *attack,
                     struct hf_trouble *trouble)
{
    if (!hf_yaml_load(path, &schema, &attack->document, trouble)) {
        return false;
    }
    const struct hf_yaml_node *root = attack->document.root;

    attack->id = hf_yaml_text(root, "id", "");
    attack->threat = hf_yaml_text(root, "threat", "");
    attack->title = hf_yaml_text(root, "title", "");
    attack->attacker = hf_yaml_text(root, "attacker", "");
    attack->claim = hf_yaml_text(root, "claim", "");
    attack->precedent = hf_yaml_text(root, "precedent", "");
    attack->engine = (enum hf_engine)hf_yaml_number(root, "engine", 0);
    attack->cases = hf_yaml_get(root, "cases");
    attack->expect = hf_yaml_get(root, "expect");
    if (strcmp(attack->id, folder_name) != 0) {
        return hf_yaml_refuse(&attack->document, hf_yaml_get(root, "id"), trouble,
                              "the id must be the folder's name, '%s'", folder_name);
    }
    return check_cases(attack, trouble);
}

static int by_id(const void *a, const void *b)
{
    const struct hf_attack *first = a;
    const struct hf_attack *second = b;

    return strcmp(first->id, second->id);
}

static bool load_folder(DIR *folder, const char *path, struct hf_attacks *attacks,
                        struct hf_trouble *trouble)
{
    struct dirent *entry;
    struct stat found;

    while ((entry = readdir(folder)) != NULL) {
        const char *file =
            hf_arena_print(&attacks->arena, "%s/%s/attack.yaml", path, entry->d_name);

        if (entry->d_name[0] == '.' || stat(file, &found) != 0) {
            continue;
        }
        if (attacks->count == HF_ATTACKS_MAX) {
            return hf_trouble_set(trouble, "%s: more than %u attacks", path, HF_ATTACKS_MAX);
        }
        if (!load_one(file, entry->d_name, &attacks->list[attacks->count], trouble)) {
            return false;
        }
        attacks->count++;
    }
    return attacks->count > 0 || hf_trouble_set(trouble, "%s: no attack.yaml below it", path);
}

bool hf_attacks_load(const char *path, struct hf_attacks *attacks, struct hf_trouble *trouble)
{
    DIR *folder = opendir(path);

    memset(attacks, 0, sizeof(*attacks));
    if (folder == NULL) {
        return hf_trouble_set(trouble, "%s: cannot be read; run holdfast at the top of its tree",
                              path);
    }
    bool done = load_folder(folder, path, attacks, trouble);

    closedir(folder);
    if (!done) {
        hf_attacks_free(attacks);
        return false;
    }
    qsort(attacks->list, attacks->count, sizeof(attacks->list[0]), by_id);
    return true;
}

void hf_attacks_free(struct hf_attacks *attacks)
{
    for (size_t i = 0; i < attacks->count; i++) {
        hf_yaml_free(&attacks->list[i].document);
    }
    attacks->count = 0;
    hf_arena_free(&attacks->arena);
}

int hf_attack_expected(const struct hf_attack *attack, const char *board)
{
    return (int)hf_yaml_number(attack->expect, board, -1);
}
