/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What was measured: threats by boards, then attack by attack. */
#include "host/prove/page.h"

#include <string.h>

static const char *level_word(const json_t *level)
{
    static const char *const words[] = {"nobody", "remote", "probe", "bench", "lab"};
    json_int_t number = json_integer_value(level);

    return json_is_integer(level) && number >= -1 && number <= 3 ? words[number + 1] : "\u2013";
}

static void write_measured_cell(FILE *out, const struct hf_proof *proof, const char *threat,
                                size_t board)
{
    size_t broke = 0;
    size_t count = hf_proof_count(proof, threat, proof->boards[board].board, &broke);
    char words[48];

    fputs("<td data-label=\"", out);
    hf_page_text(out, proof->boards[board].board);
    fputs("\">", out);
    if (count == 0) {
        hf_page_badge(out, "none", "not attacked");
    } else {
        snprintf(words, sizeof(words), "%zu of %zu held", count - broke, count);
        hf_page_badge(out, broke > 0 ? "bad" : "good", words);
    }
    fputs("</td>", out);
}

static void write_paper_cell(FILE *out, const json_t *threat, const char *label)
{
    fputs("<td data-label=\"", out);
    hf_page_text(out, label);
    fputs("\">", out);
    if (!json_is_integer(json_object_get(threat, "required"))) {
        hf_page_badge(out, "none", "not required");
    } else {
        hf_page_badge(out, hf_page_tone(hf_page_get(threat, "verdict")),
                      hf_page_get(threat, "verdict"));
        fputs(" <span class=\"level\">", out);
        hf_page_print(out, "against %s, withstands %s",
                      level_word(json_object_get(threat, "required")),
                      level_word(json_object_get(threat, "achieved")));
        fputs("</span>", out);
    }
    fputs("</td>", out);
}

static void write_columns(FILE *out, const struct hf_proof *proof)
{
    const json_t *platform;
    size_t i;

    fputs("<thead><tr><th>Threat</th>", out);
    json_array_foreach(json_object_get(proof->assessment, "platforms"), i, platform)
    {
        fputs("<th>Verdict: ", out);
        hf_page_text(out, hf_page_get(platform, "name"));
        fputs("</th>", out);
    }
    for (i = 0; i < proof->board_count; i++) {
        fputs("<th>Measured: ", out);
        hf_page_text(out, proof->boards[i].board);
        fputs("</th>", out);
    }
    fputs("</tr></thead>\n", out);
}

void hf_page_matrix(FILE *out, const struct hf_proof *proof)
{
    const json_t *platforms = json_object_get(proof->assessment, "platforms");
    const json_t *threat;
    const json_t *platform;
    size_t row;
    size_t i;

    fputs("<h2>Nine threats</h2>\n<table>\n", out);
    write_columns(out, proof);
    fputs("<tbody>\n", out);
    json_array_foreach(json_object_get(proof->assessment, "threats"), row, threat)
    {
        fputs("<tr><th scope=\"row\"><b>", out);
        hf_page_text(out, hf_page_get(threat, "id"));
        fputs("</b> ", out);
        hf_page_text(out, hf_page_get(threat, "name"));
        fputs("</th>", out);
        json_array_foreach(platforms, i, platform)
        {
            write_paper_cell(out, json_array_get(json_object_get(platform, "threats"), row),
                             hf_page_get(platform, "name"));
        }
        for (i = 0; i < proof->board_count; i++) {
            write_measured_cell(out, proof, hf_page_get(threat, "id"), i);
        }
        fputs("</tr>\n", out);
    }
    fputs("</tbody>\n</table>\n<p class=\"small\">Levels: <b>remote</b> over a network, "
          "<b>probe</b> with hands on the device and a debug probe, <b>bench</b> with glitches and "
          "power analysis, <b>lab</b> with a laboratory. \u201cNot attacked\u201d means that this "
          "threat rests on paper alone.</p>\n",
          out);
}

static void write_run(FILE *out, const struct hf_card_run *run)
{
    bool held = run->result.measured == HF_MEASURED_HELD;
    bool odd = run->result.surprises > 0 || held != run->expected_held;
    const char *reason = hf_yaml_text(run->attack->reasons, run->board, "");

    fputs("<tr><td data-label=\"board\">", out);
    hf_page_text(out, run->board);
    fputs("</td><td data-label=\"expected\">", out);
    hf_page_text(out, run->expected_held ? "held" : "broke");
    fputs("</td><td data-label=\"measured\">", out);
    hf_page_badge(out, held ? "good" : "bad", held ? "held" : "broke");
    if (odd) {
        fputs(" <b class=\"odd\">not as expected</b>", out);
    }
    fputs("</td><td data-label=\"cases\">", out);
    hf_page_print(out, "%zu", run->result.cases);
    fputs("</td><td data-label=\"control\">", out);
    hf_page_text(out, run->result.control ? "ok" : "FAILED");
    fputs("</td><td data-label=\"evidence\"><code>", out);
    hf_page_text(out, run->evidence);
    fputs("</code></td></tr>\n<tr class=\"why\"><td colspan=\"6\">", out);
    hf_page_text(out, run->result.note);
    if (reason[0] != '\0') {
        fputs(". Why: ", out);
        hf_page_text(out, reason);
    }
    fputs("</td></tr>\n", out);
}

static void write_attack(FILE *out, const struct hf_proof *proof,
                         const struct hf_lab_attack *attack)
{
    fputs("<article>\n<h4>", out);
    hf_page_text(out, attack->title);
    fputs("</h4>\n<p class=\"small\"><code>", out);
    hf_page_text(out, attack->id);
    fputs("</code>", out);
    if (attack->attacker != NULL) {
        hf_page_print(out, " \u00b7 attacker: %s", attack->attacker);
    }
    hf_page_print(out, " \u00b7 %s. ", attack->kind);
    if (attack->claim != NULL) {
        fputs("<b>Defended:</b> ", out);
        hf_page_text(out, attack->claim);
    }
    if (attack->precedent != NULL) {
        fputs(" <b>Seen before:</b> ", out);
        hf_page_text(out, attack->precedent);
    }
    fputs("</p>\n<table class=\"runs\">\n<thead><tr><th>board</th><th>expected</th><th>measured"
          "</th><th>cases</th><th>control</th><th>evidence</th></tr></thead>\n<tbody>\n",
          out);
    for (size_t i = 0; i < proof->card.count; i++) {
        if (proof->card.runs[i].attack == attack) {
            write_run(out, &proof->card.runs[i]);
        }
    }
    fputs("</tbody>\n</table>\n</article>\n", out);
}

static bool was_run(const struct hf_proof *proof, const struct hf_lab_attack *attack)
{
    for (size_t i = 0; i < proof->card.count; i++) {
        if (proof->card.runs[i].attack == attack) {
            return true;
        }
    }
    return false;
}

void hf_page_attacks(FILE *out, const struct hf_proof *proof)
{
    const json_t *threat;
    size_t row;

    if (proof->card.count == 0) {
        return;
    }
    fputs("<h2>Attack by attack</h2>\n", out);
    json_array_foreach(json_object_get(proof->assessment, "threats"), row, threat)
    {
        const char *id = hf_page_get(threat, "id");
        bool titled = false;

        for (size_t i = 0; i < proof->attacks.count; i++) {
            const struct hf_lab_attack *attack = &proof->attacks.list[i];

            if (strcmp(attack->threat, id) != 0 || !was_run(proof, attack)) {
                continue;
            }
            if (!titled) {
                fputs("<h3>", out);
                hf_page_print(out, "%s %s", id, hf_page_get(threat, "name"));
                fputs("</h3>\n<div class=\"attacks\">\n", out);
                titled = true;
            }
            write_attack(out, proof, attack);
        }
        fputs(titled ? "</div>\n" : "", out);
    }
}
