/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/prove/prove.h"

#include <string.h>

static const char *text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));

    return text != NULL ? text : "";
}

void hf_proof_text(FILE *out, const struct hf_proof *proof)
{
    const json_t *product = json_object_get(proof->assessment, "product");
    struct hf_conclusion conclusion;
    const json_t *item;
    size_t i;

    hf_conclude(proof, &conclusion);
    fprintf(out, "%s: %s\n%s\n\n", text_of(product, "name"), conclusion.word, conclusion.sentence);
    json_array_foreach(json_object_get(proof->assessment, "platforms"), i, item)
    {
        fprintf(out, "%-12s %s\n", text_of(item, "name"), text_of(item, "verdict"));
    }
    json_array_foreach(json_object_get(proof->assessment, "conditions"), i, item)
    {
        fprintf(out, "  if %s: %s\n", text_of(item, "platform"), text_of(item, "text"));
    }
    for (i = 0; i < proof->board_count; i++) {
        fprintf(out, "%-12s stands in for %s: %s\n", proof->boards[i].board, proof->boards[i].parts,
                proof->boards[i].title);
    }
    if (proof->without_board[0] != '\0') {
        fprintf(out, "%-12s stands in for %s: that answer rests on paper alone\n", "no board",
                proof->without_board);
    }
    if (proof->other_stack[0] != '\0') {
        fprintf(out, "what was attacked is Holdfast's own firmware: %s\n", proof->other_stack);
    }
    if (proof->card.count > 0) {
        fputc('\n', out);
        hf_card_text(out, &proof->card);
        fprintf(out, "measured in %.0f s with QEMU %s; logs: build/reports/attacks/EVIDENCE.log\n",
                proof->seconds, proof->qemu);
    }
    fputs("A board shows what the software does, never what the silicon does. `holdfast assess` "
          "has the reasons on paper.\n",
          out);
}

json_t *hf_proof_json(const struct hf_proof *proof)
{
    json_t *json = hf_card_json(&proof->card);
    json_t *boards = json_array();
    struct hf_conclusion conclusion;

    hf_conclude(proof, &conclusion);
    for (size_t i = 0; i < proof->board_count; i++) {
        json_array_append_new(boards, json_pack("{s:s,s:s,s:s}", "board", proof->boards[i].board,
                                                "title", proof->boards[i].title, "stands_in_for",
                                                proof->boards[i].parts));
    }
    json_object_set_new(json, "proved", json_boolean(conclusion.kind == HF_CONCLUSION_PROVED));
    json_object_set_new(json, "conclusion", json_string(conclusion.word));
    json_object_set_new(json, "because", json_string(conclusion.sentence));
    json_object_set_new(json, "boards", boards);
    json_object_set_new(json, "without_board", json_string(proof->without_board));
    json_object_set_new(json, "qemu", json_string(proof->qemu));
    json_object_set_new(json, "measured_at", json_string(proof->when));
    json_object_set(json, "assessment", proof->assessment);
    return json;
}
