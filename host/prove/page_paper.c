/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The reasons, how it was measured, and what all this does not show. */
#include "host/prove/page.h"

#include <string.h>

static void write_reason(FILE *out, const char *platform, const json_t *threat)
{
    const json_t *limit = json_object_get(threat, "limited_by");

    if (!json_is_integer(json_object_get(threat, "required"))) {
        return;
    }
    fputs("<tr><td data-label=\"threat\"><b>", out);
    hf_page_text(out, hf_page_get(threat, "id"));
    fputs("</b> ", out);
    hf_page_text(out, platform);
    fputs("</td><td data-label=\"countermeasure\">", out);
    hf_page_text(out, hf_page_get(threat, "countermeasure"));
    fputs("</td><td data-label=\"limited by\">", out);
    hf_page_print(out, "%s%s%s", hf_page_get(limit, "title"),
                  hf_page_get(limit, "because")[0] != '\0' ? ": " : "",
                  hf_page_get(limit, "because"));
    fputs("</td><td data-label=\"what remains\">", out);
    hf_page_text(out, hf_page_get(json_object_get(threat, "residual"), "statement"));
    fputs("</td></tr>\n", out);
}

static void write_list(FILE *out, const struct hf_proof *proof, const char *key, const char *title)
{
    const json_t *list = json_object_get(proof->assessment, key);
    const json_t *item;
    size_t i;

    if (json_array_size(list) == 0) {
        return;
    }
    fprintf(out, "<h3>%s</h3>\n<ul>\n", title);
    json_array_foreach(list, i, item)
    {
        fputs("<li>", out);
        hf_page_text(out, hf_page_get(item, "text"));
        fputs("</li>\n", out);
    }
    fputs("</ul>\n", out);
}

static void write_cra(FILE *out, const struct hf_proof *proof)
{
    const json_t *cra = json_object_get(proof->assessment, "cra");
    const json_t *item;
    size_t i;

    fputs("<h3>Cyber Resilience Act</h3>\n<p>", out);
    hf_page_print(out, "Suggested class: %s. %s. As of %s; not legal advice. Routes: ",
                  hf_page_get(cra, "class"), hf_page_get(cra, "basis"), hf_page_get(cra, "as_of"));
    json_array_foreach(json_object_get(cra, "routes"), i, item)
    {
        hf_page_print(out, "%s%s", i > 0 ? "; " : "", json_string_value(item));
    }
    fputs(".</p>\n", out);
}

void hf_page_paper(FILE *out, const struct hf_proof *proof)
{
    const json_t *platform;
    const json_t *threat;
    size_t i;
    size_t j;

    fputs("<h2>The reasons</h2>\n<table>\n<thead><tr><th>Threat</th><th>Countermeasure"
          "</th><th>Limited by</th><th>What remains</th></tr></thead>\n<tbody>\n",
          out);
    json_array_foreach(json_object_get(proof->assessment, "platforms"), i, platform)
    {
        json_array_foreach(json_object_get(platform, "threats"), j, threat)
        {
            write_reason(out, hf_page_get(platform, "name"), threat);
        }
    }
    fputs("</tbody>\n</table>\n", out);
    write_list(out, proof, "warnings", "Warnings");
    write_list(out, proof, "advice", "Advice");
    write_cra(out, proof);
}

void hf_page_method(FILE *out, const struct hf_proof *proof)
{
    fputs("<h2>How it was measured</h2>\n<p>", out);
    if (proof->card.count > 0) {
        hf_page_print(
            out,
            "On %s, in %.0f seconds, with QEMU %s. For each attack a fresh virtual device "
            "was made: its own die with random keys, its own flash, the firmware as it "
            "is in the build. ",
            proof->when, proof->seconds, proof->qemu);
    }
    fputs(
        "An attack on the boot chain has held when the stage that must judge the image recorded "
        "a refusal for the stated reason, halted, and no app ran. An attack from inside runs as a "
        "signed app that was taken over; what it claims to have read is compared with the "
        "device\u2019s real memory and keys. Every attack has a positive control: the same "
        "steps without the attack must boot, or the secret must be where it belongs. One control "
        "that fails makes everything void. The evidence id is the start of the SHA-256 of the "
        "run\u2019s log, which is kept as <code>build/reports/attacks/ID.log</code>.</p>\n"
        "<h2>What this does not show</h2>\n<ul>\n"
        "<li>Silicon: glitches, power analysis, decapping, the real readout protection and the "
        "real timing of the part. An emulator has none of them.</li>\n"
        "<li>Other bus masters: on a stand-in board only those that the emulator models can be "
        "set free.</li>\n"
        "<li>That there is no other attack: these are the ones that were tried.</li>\n"
        "<li>Conformity with any law or standard: this page supports an assessment and replaces "
        "none.</li>\n</ul>\n",
        out);
}
