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
static const char *const roles[] = {"urot", "secure", "app", NULL};
static const char *const kinds[] = {"measured", "modelled", NULL};
static const char *const vias[] = {"slot", "recovery", "install", NULL}; /* enum hf_via */
static const char *const proofs[] = {"none", "memory", "secret", "canary", NULL};
const char *const hf_change_names[] = {"flip",    "truncate", "set",   "swap",    "target",
                                       "counter", "move",     "drop",  "double",  "unsign",
                                       "sign",    "revoke",   "floor", "version", "shrink",
                                       "depend",  "firmware", "tail",  "fuse",    NULL};
const char *const hf_part_names[] = {"header",  "payload",   "protected", "hash",
                                     "keyhash", "signature", NULL};
const char *const hf_field_names[] = {
    "magic",        "load_address", "header_size", "protected_size",
    "payload_size", "flags",        "pad",         "protected_total",
    "plain_total",  "tlv_length",   NULL};
const char *const hf_tlv_words[] = {"SEC_CNT", "UUID_VID", "UUID_CID", "DEPENDENCY", NULL};
const char *const hf_secret_names[] = {"huk", "k_urot", "k_secure", "vault", NULL};

static const struct hf_yaml_rule text_rule = {.type = HF_YAML_TEXT, .max = 200};
static const struct hf_yaml_rule prose_rule = {.type = HF_YAML_PROSE, .max = 2000};
static const struct hf_yaml_rule threat_rule = {.type = HF_YAML_WORD, .words = threats};
static const struct hf_yaml_rule attacker_rule = {.type = HF_YAML_WORD, .words = attackers};
static const struct hf_yaml_rule kind_rule = {.type = HF_YAML_WORD, .words = kinds};
static const struct hf_yaml_rule proof_rule = {.type = HF_YAML_WORD, .words = proofs};
static const struct hf_yaml_rule role_rule = {.type = HF_YAML_WORD, .words = roles};
static const struct hf_yaml_rule outcome_rule = {.type = HF_YAML_TEXT, .max = 20};
static const struct hf_yaml_rule change_rule = {.type = HF_YAML_WORD, .words = hf_change_names};
static const struct hf_yaml_rule part_rule = {.type = HF_YAML_WORD, .words = hf_part_names};
static const struct hf_yaml_rule field_rule = {.type = HF_YAML_WORD, .words = hf_field_names};
static const struct hf_yaml_rule tlv_rule = {.type = HF_YAML_WORD, .words = hf_tlv_words};
static const struct hf_yaml_rule secret_rule = {.type = HF_YAML_WORD, .words = hf_secret_names};
static const struct hf_yaml_rule scenario_rule = {.type = HF_YAML_WORD, .words = hf_scenario_names};
static const struct hf_yaml_rule debug_rule = {.type = HF_YAML_WORD, .words = hf_debug_names};
static const struct hf_yaml_rule fault_rule = {.type = HF_YAML_WORD, .words = hf_fault_names};
static const struct hf_yaml_rule stage_rule = {.type = HF_YAML_WORD, .words = hf_fault_stages};
static const struct hf_yaml_rule offset_rule = {.type = HF_YAML_INT, .min = 0, .max = 0x1000000};
static const struct hf_yaml_rule bit_rule = {.type = HF_YAML_INT, .min = 0, .max = 7};
static const struct hf_yaml_rule value_rule = {.type = HF_YAML_INT, .min = 0, .max = 0xffffffff};
static const struct hf_yaml_rule number_rule = {.type = HF_YAML_INT, .min = 1, .max = 255};
static const struct hf_yaml_rule via_rule = {.type = HF_YAML_WORD, .words = vias};
static const struct hf_yaml_rule phase_rule = {.type = HF_YAML_WORD, .words = hf_phase_names};
static const struct hf_yaml_rule side_rule = {.type = HF_YAML_WORD, .words = hf_side_names};
static const struct hf_yaml_rule ends_rule = {.type = HF_YAML_WORD, .words = hf_ends_names};
static const struct hf_yaml_rule starts_rule = {.type = HF_YAML_INT, .min = 1, .max = 4};
static const struct hf_yaml_rule noise_rule = {.type = HF_YAML_INT, .min = 0, .max = 4096};
static const struct hf_yaml_rule bool_rule = {.type = HF_YAML_BOOL};

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
    /* what is expected, where it is not the attack's `expect` */
    {"an505", &outcome_rule, false},
    {"an385", &outcome_rule, false},
    {"an385-flat", &outcome_rule, false},
    {"stm32f205", &outcome_rule, false},
    /* an image, and what is done to it */
    {"role", &role_rule, false},
    {"refusal", &text_rule, false},
    {"changes", &changes_rule, false},
    {"control", &changes_rule, false},
    {"via", &via_rule, false},       /* how it reaches the device */
    {"noise", &noise_rule, false},   /* recovery: random bytes before each frame */
    {"pad", &offset_rule, false},    /* recovery: the image is made so long */
    {"phase", &phase_rule, false},   /* install: how far it has come */
    {"side", &side_rule, false},     /* install: which of its two images is changed */
    {"moves", &number_rule, false},  /* install: of the walk */
    {"starts", &starts_rule, false}, /* install: how often the device is started */
    {"ends", &ends_rule, false},     /* install: what is left to the device when it has held */
    /* a case of the attack firmware */
    {"case", &number_rule, false},
    {"proof", &proof_rule, false}, /* where it is not the attack's */
    /* a key that is looked for */
    {"secret", &secret_rule, false},
    {"present", &bool_rule, false},
    /* a story of two devices */
    {"scenario", &scenario_rule, false},
    /* what a debugger does */
    {"debug", &debug_rule, false},
    /* what the fault campaign has tried */
    {"fault", &fault_rule, false},
    {"stage", &stage_rule, false},
    {NULL, NULL, false},
};
static const struct hf_yaml_rule case_map = {.type = HF_YAML_MAP, .keys = case_keys};
static const struct hf_yaml_rule cases_rule = {
    .type = HF_YAML_LIST, .item = &case_map, .min = 1, .max = CASES_MAX};
static const struct hf_yaml_key board_outcomes[] = {
    {"an505", &outcome_rule, false},
    {"an385", &outcome_rule, false},
    {"an385-flat", &outcome_rule, false},
    {"stm32f205", &outcome_rule, false},
    {NULL, NULL, false},
};
static const struct hf_yaml_rule expect_rule = {.type = HF_YAML_MAP, .keys = board_outcomes};
static const struct hf_yaml_rule reasons_rule = {.type = HF_YAML_MAP, .item = &prose_rule};

static const struct hf_yaml_key keys[] = {
    {"attack", &text_rule, true},
    {"threat", &threat_rule, true},
    {"title", &text_rule, true},
    {"kind", &kind_rule, true},
    {"attacker", &attacker_rule, false},
    {"claim", &prose_rule, false},
    {"precedent", &prose_rule, false},
    {"firmware", &text_rule, false}, /* of the attack firmware: build/<board>/<firmware>.img */
    {"number", &number_rule, false}, /* of the attack in it */
    {"proof", &proof_rule, false},   /* how its claims are checked */
    {"reasons", &reasons_rule, false},
    {"expect", &expect_rule, false},
    {"cases", &cases_rule, true},
    {NULL, NULL, false},
};
static const struct hf_yaml_rule schema = {.type = HF_YAML_MAP, .keys = keys};

/* The words for a board, in a case or for all cases. What the attack firmware gets is told exactly:
 * an app that faults for a reason of its own has shown nothing. */
static bool check_ends(struct hf_lab_attack *attack, const struct hf_yaml_node *map,
                       struct hf_trouble *trouble)
{
    struct hf_end end;

    for (const struct hf_yaml_key *board = board_outcomes; board->name != NULL; board++) {
        const struct hf_yaml_node *node = hf_yaml_get(map, board->name);

        if (node == NULL) {
            continue;
        }
        if (!hf_end_parse(node->text, &end)) {
            return hf_yaml_refuse(&attack->document, node, trouble,
                                  "'%s' is no outcome; held, broke, not-applicable, empty, or like "
                                  "'fault 00000082' or 'error -129'",
                                  hf_quote(node->text).text);
        }
        if (attack->engine == HF_ENGINE_APP && strcmp(node->text, "held") == 0) {
            return hf_yaml_refuse(&attack->document, node, trouble,
                                  "say how it is held: 'fault STATUS', 'error STATUS' or 'empty'");
        }
    }
    return true;
}

/* What each engine needs of a case. */
static bool check_cases(struct hf_lab_attack *attack, struct hf_trouble *trouble)
{
    static const char *const needs[][3] = {
        [HF_ENGINE_IMAGES] = {"role", "refusal", "changes"},
        [HF_ENGINE_APP] = {"case", NULL, NULL},
        [HF_ENGINE_MEMORY] = {"secret", "present", NULL},
        [HF_ENGINE_CLONE] = {"scenario", "refusal", NULL},
        [HF_ENGINE_PROBE] = {"debug", NULL, NULL},
        [HF_ENGINE_FAULTS] = {"fault", "stage", NULL},
    };

    if (!check_ends(attack, attack->expect, trouble)) {
        return false;
    }
    for (const struct hf_yaml_node *node = attack->cases->first; node != NULL; node = node->next) {
        if (!check_ends(attack, node, trouble)) {
            return false;
        }
        for (size_t i = 0; i < 3 && needs[attack->engine][i] != NULL; i++) {
            if (hf_yaml_get(node, needs[attack->engine][i]) == NULL) {
                return hf_yaml_refuse(&attack->document, node, trouble,
                                      "this case needs '%s', like the others of its kind",
                                      needs[attack->engine][i]);
            }
        }
        if (hf_yaml_number(node, "via", HF_VIA_SLOT) == HF_VIA_INSTALL &&
            (hf_yaml_get(node, "phase") == NULL || hf_yaml_get(node, "control") == NULL)) {
            return hf_yaml_refuse(&attack->document, node, trouble,
                                  "an install needs a 'phase' and a 'control'");
        }
    }
    return true;
}

/* The first case tells how the attack is carried out. */
static bool choose_engine(struct hf_lab_attack *attack, struct hf_trouble *trouble)
{
    const struct hf_yaml_node *root = attack->document.root;

    if (hf_yaml_get(attack->cases->first, "changes") != NULL) {
        attack->engine = HF_ENGINE_IMAGES;
    } else if (hf_yaml_get(attack->cases->first, "secret") != NULL) {
        attack->engine = HF_ENGINE_MEMORY;
    } else if (hf_yaml_get(attack->cases->first, "scenario") != NULL) {
        attack->engine = HF_ENGINE_CLONE;
    } else if (hf_yaml_get(attack->cases->first, "debug") != NULL) {
        attack->engine = HF_ENGINE_PROBE;
    } else if (hf_yaml_get(attack->cases->first, "fault") != NULL) {
        attack->engine = HF_ENGINE_FAULTS;
    } else {
        attack->engine = HF_ENGINE_APP;
        if (attack->firmware == NULL || hf_yaml_get(root, "number") == NULL) {
            return hf_yaml_refuse(&attack->document, root, trouble,
                                  "needs 'firmware' and 'number', or cases with 'changes' or "
                                  "'secret'");
        }
    }
    return check_cases(attack, trouble);
}

static bool read_attack(const char *folder_name, struct hf_lab_attack *attack,
                        struct hf_trouble *trouble)
{
    const struct hf_yaml_node *root = attack->document.root;

    attack->id = hf_yaml_text(root, "attack", "");
    attack->threat = hf_yaml_text(root, "threat", "");
    attack->title = hf_yaml_text(root, "title", "");
    attack->kind = hf_yaml_text(root, "kind", "");
    attack->attacker = hf_yaml_text(root, "attacker", NULL);
    attack->claim = hf_yaml_text(root, "claim", NULL);
    attack->precedent = hf_yaml_text(root, "precedent", NULL);
    attack->firmware = hf_yaml_text(root, "firmware", NULL);
    attack->number = (uint32_t)hf_yaml_number(root, "number", 0);
    attack->proof = (enum hf_proof_kind)hf_yaml_number(root, "proof", HF_PROOF_NONE);
    attack->reasons = hf_yaml_get(root, "reasons");
    attack->cases = hf_yaml_get(root, "cases");
    attack->expect = hf_yaml_get(root, "expect");
    if (strcmp(attack->id, folder_name) != 0) {
        return hf_yaml_refuse(&attack->document, hf_yaml_get(root, "attack"), trouble,
                              "must be the folder's name, '%s'", folder_name);
    }
    return choose_engine(attack, trouble);
}

static bool load_one(const char *path, const char *folder_name, struct hf_lab_attack *attack,
                     struct hf_trouble *trouble)
{
    if (!hf_yaml_load(path, &schema, &attack->document, trouble)) {
        return false;
    }
    if (!read_attack(folder_name, attack, trouble)) {
        hf_yaml_free(&attack->document);
        return false;
    }
    return true;
}

static int by_id(const void *a, const void *b)
{
    const struct hf_lab_attack *first = a;
    const struct hf_lab_attack *second = b;

    return strcmp(first->id, second->id);
}

static bool load_folder(DIR *folder, const char *path, struct hf_lab_attacks *attacks,
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
            return false; /* and has freed what it read */
        }
        attacks->count++;
    }
    return attacks->count > 0 || hf_trouble_set(trouble, "%s: no attack.yaml below it", path);
}

bool hf_attacks_load(const char *path, struct hf_lab_attacks *attacks, struct hf_trouble *trouble)
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

void hf_attacks_free(struct hf_lab_attacks *attacks)
{
    for (size_t i = 0; i < attacks->count; i++) {
        hf_yaml_free(&attacks->list[i].document);
    }
    attacks->count = 0;
    hf_arena_free(&attacks->arena);
}
