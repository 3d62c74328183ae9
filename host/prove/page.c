/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The page is the report's; this adds what the lab knows of its attacks and the card does not. */
#include "host/prove/prove.h"

#include "host/report/report.h"

#include <string.h>

static void set_text(json_t *object, const char *key, const char *text)
{
    if (text != NULL && text[0] != '\0') {
        json_object_set_new(object, key, json_string(text));
    }
}

/* Who can do it, what it goes against, and where it was seen: by the attack's id. */
static json_t *about_attacks(const struct hf_lab_attacks *attacks)
{
    json_t *about = json_object();

    for (size_t i = 0; i < attacks->count; i++) {
        const struct hf_lab_attack *attack = &attacks->list[i];
        json_t *row = json_object();

        set_text(row, "attacker", attack->attacker);
        set_text(row, "claim", attack->claim);
        set_text(row, "precedent", attack->precedent);
        json_object_set_new(about, attack->id, row);
    }
    return about;
}

void hf_proof_page(FILE *out, const struct hf_proof *proof)
{
    json_t *card = hf_proof_json(proof);
    json_t *runs = json_object_get(card, "runs");

    for (size_t i = 0; i < proof->card.count; i++) {
        const struct hf_card_run *run = &proof->card.runs[i];

        set_text(json_array_get(runs, i), "reason",
                 hf_yaml_text(run->attack->reasons, run->board, ""));
    }
    json_object_set_new(card, "attacks", about_attacks(&proof->attacks));
    if (proof->logs != NULL) {
        json_object_set_new(card, "logs", json_string(proof->logs));
    }
    hf_report_html(out, proof->assessment, card);
    json_decref(card);
}
