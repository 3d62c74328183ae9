/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The CRA pack: the documents that a manufacturer has to keep, filled in where the assessment knows
 * something, and marked TODO where only the manufacturer does. It says "supports" and "suggested":
 * whether a requirement is met is not ours to say. */
#include "host/report/cra_text.h"
#include "host/report/escape.h"
#include "host/report/report.h"
#include "host/report/view.h"

#include <stdlib.h>
#include <string.h>

struct pack {
    FILE *out;
    const json_t *model;
    const json_t *product;
    const json_t *cra;
    json_t *runs;
};

static const json_t *find_threat(const struct pack *pack, const char *id)
{
    const json_t *threat;
    size_t i;

    json_array_foreach(hf_list(pack->model, "threats"), i, threat)
    {
        if (strcmp(hf_get(threat, "id"), id) == 0) {
            return threat;
        }
    }
    return NULL;
}

/* Calls for each id in "t4 t8": the id is cut out into `id`. NULL after the last. */
static const char *next_id(const char *at, char id[3])
{
    while (*at == ' ') {
        at++;
    }
    if (at[0] == '\0' || at[1] == '\0') {
        return NULL;
    }
    memcpy(id, at, 2);
    id[2] = '\0';
    return at + 2;
}

static const char *support_word(const struct pack *pack, const char *threats)
{
    enum hf_tone worst = HF_TONE_GOOD;
    bool unknown = false;
    bool found = false;
    char id[3];

    for (const char *at = next_id(threats, id); at != NULL; at = next_id(at, id)) {
        const json_t *threat = find_threat(pack, id);
        enum hf_tone tone = hf_view_tone(hf_get(threat, "verdict"));

        if (!hf_view_required(threat)) {
            continue;
        }
        found = true;
        unknown = unknown || strcmp(hf_get(threat, "verdict"), "unknown") == 0;
        worst = tone > worst ? tone : worst;
    }
    if (!found) {
        return "nothing here bears on it";
    }
    return worst == HF_TONE_BAD    ? "does not support it"
           : unknown               ? "undetermined"
           : worst == HF_TONE_WARN ? "supports it in part, under the conditions"
                                   : "supports it in part";
}

static void write_verdicts(const struct pack *pack, const char *threats)
{
    char id[3];
    size_t written = 0;

    for (const char *at = next_id(threats, id); at != NULL; at = next_id(at, id)) {
        const json_t *threat = find_threat(pack, id);

        hf_md(pack->out, "%s%s %s", written++ > 0 ? ", " : "", id,
              hf_view_required(threat) ? hf_get(threat, "verdict") : "not demanded");
    }
    fputs(written > 0 ? "" : "\u2013", pack->out);
}

/* The ids of the runs; a run that broke, or whose control failed, says so. */
static void write_evidence(const struct pack *pack, const char *threats)
{
    const json_t *run;
    size_t written = 0;
    size_t i;

    json_array_foreach(pack->runs, i, run)
    {
        if (strstr(threats, hf_get(run, "threat")) == NULL) {
            continue;
        }
        hf_md(pack->out, "%s%s%s%s", written++ > 0 ? ", " : "", hf_get(run, "evidence"),
              strcmp(hf_get(run, "measured"), "broke") == 0 ? " (broke)" : "",
              !hf_view_counts(run) ? " (does not count)" : "");
    }
    fputs(written > 0 ? "" : "none yet", pack->out);
}

static void write_head(const struct pack *pack)
{
    const char *condition = hf_get(pack->cra, "condition");
    const json_t *item;
    size_t i;

    hf_md(
        pack->out,
        "# CRA pack: %s\n\nRegulation (EU) 2024/2847, as of %s. Not legal advice. It supports the "
        "manufacturer's documents and replaces none; TODO marks what only the manufacturer "
        "knows.\n\n## Class and routes (suggested)\n\nSuggested class: **%s**. Basis: %s%s%s. The "
        "core function of the product decides, and an important component does not make the "
        "product important (Art 7(1)).\n\n",
        hf_get(pack->product, "name"), hf_get(pack->cra, "as_of"), hf_get(pack->cra, "class"),
        hf_get(pack->cra, "basis"), condition[0] != '\0' ? "; " : "", condition);
    json_array_foreach(hf_list(pack->cra, "routes"), i, item)
    {
        hf_md(pack->out, "- route to consider: %s\n", json_string_value(item));
    }
    if (hf_count(pack->cra, "routes") == 0) {
        fputs("- no route can be suggested for this class\n", pack->out);
    }
    fputs("\n## What applies\n\n", pack->out);
    json_array_foreach(hf_list(pack->cra, "statements"), i, item)
    {
        hf_md(pack->out, "- %s\n", json_string_value(item));
    }
}

static void write_part_one(const struct pack *pack)
{
    fputs("\n## Annex I Part I: properties\n\nWhere a point does not apply, the reason must be "
          "documented (Art 13(4)). The assessment's word rests on paper unless an evidence id "
          "stands beside it; the boards of the evidence stand in for the part.\n\n"
          "| Point | Requirement in short | Assessment | Threats | Evidence | Still to add |\n"
          "|---|---|---|---|---|---|\n",
          pack->out);
    for (size_t i = 0; i < hf_cra_property_count; i++) {
        const struct hf_cra_property *row = &hf_cra_properties[i];

        hf_md(pack->out, "| %s | %s | %s | ", row->point, row->text,
              support_word(pack, row->threats));
        write_verdicts(pack, row->threats);
        fputs(" | ", pack->out);
        write_evidence(pack, row->threats);
        hf_md(pack->out, " | TODO: %s |\n", row->open);
    }
}

static void write_part_two(const struct pack *pack)
{
    fputs("\n## Annex I Part II: handling of vulnerabilities\n\n"
          "| Point | Requirement in short | Still to add |\n|---|---|---|\n",
          pack->out);
    for (size_t i = 0; i < hf_cra_handling_count; i++) {
        hf_md(pack->out, "| %s | %s | TODO: %s |\n", hf_cra_handling[i].point,
              hf_cra_handling[i].text, hf_cra_handling[i].open);
    }
}

/* The last unit's support, when the profile tells the end of sales. */
static void write_support(const struct pack *pack)
{
    const char *last = hf_get(pack->product, "last_sale");
    int years = hf_number(pack->product, "support_years");

    hf_md(pack->out, "%d years stated", years);
    if (last[0] != '\0') {
        hf_md(pack->out, "; for a unit sold on the last day, %s, until %d%s", last,
              atoi(last) + years, last + 4);
    } else {
        fputs("; TODO: the end date", pack->out);
    }
    fputs(years < 5 ? "; shorter than 5 years, which needs a use time that is shorter too" : "",
          pack->out);
}

static void write_platforms(const struct pack *pack)
{
    const json_t *platform;
    size_t i;

    json_array_foreach(hf_list(pack->model, "platforms"), i, platform)
    {
        const char *element = hf_get(platform, "secure_element");
        const char *stack = hf_get(platform, "boot_stack");

        hf_md(pack->out, "%s%s (isolation %s, element %s, boot stack %s)", i > 0 ? "; " : "",
              hf_get(platform, "name"), hf_get(platform, "isolation"),
              element[0] != '\0' ? element : "none", stack[0] != '\0' ? stack : "not stated");
    }
}

static void write_targets(const struct pack *pack)
{
    const json_t *target;
    size_t i;

    json_array_foreach(hf_list(json_array_get(hf_list(pack->model, "platforms"), 0), "targets"), i,
                       target)
    {
        hf_md(pack->out, "%s%s", i > 0 ? ", " : "", hf_get(target, "title"));
    }
    fputs(i > 0 ? ": supporting evidence, no presumption of conformity (Art 27)"
                : "none named in the profile",
          pack->out);
}

static void write_annex_seven(const struct pack *pack)
{
    struct hf_tally tally = hf_view_tally(pack->runs, NULL, NULL);

    hf_md(pack->out,
          "\n## Annex VII: technical documentation\n\n"
          "1. **General description.** %s, kind %s. TODO: intended purpose; software versions that "
          "matter; photographs; the information of Annex II.\n2. **Design and handling.** Parts: ",
          hf_get(pack->product, "name"), hf_get(pack->product, "kind"));
    write_platforms(pack);
    hf_md(
        pack->out,
        ". TODO: architecture, production and monitoring; handling process with disclosure policy "
        "and contact; SBOM (holdfast sbom).\n3. **Risk assessment.** The assessment of %s: verdict "
        "%s, nine threats with their chains and residual risks. TODO: intended and foreseeable "
        "use; which points of Part I do not apply, and why.\n4. **Support period.** ",
        hf_get(pack->model, "date"), hf_get(pack->model, "verdict"));
    write_support(pack);
    fputs(". TODO: the reasons.\n5. **Standards and schemes.** ", pack->out);
    write_targets(pack);
    hf_md(pack->out,
          ". TODO: solutions where none is applied.\n6. **Test reports.** %zu attacks measured on "
          "stand-in boards, %zu broke, %zu do not count; ids above. TODO: tests on the product.\n"
          "7. **Declaration of conformity.** TODO: a copy (Annex V).\n8. **SBOM.** On reasoned "
          "request of a market surveillance authority.\n\nKept current during the support period, "
          "and for at least 10 years (Art 31(2), 13(13)).\n",
          tally.all, tally.broke, tally.lost);
}

static void write_annex_two(const struct pack *pack)
{
    hf_md(pack->out,
          "\n## Annex II: information for the user\n\n1. Manufacturer, address, contact: TODO.\n"
          "2. Where to report vulnerabilities, and the disclosure policy: TODO.\n3. "
          "Identification: %s; TODO: type, batch or serial number.\n4. Intended purpose, security "
          "environment, essential functions, security properties: TODO.\n5. Foreseeable misuse "
          "with significant risk: TODO.\n6. Address of the declaration of conformity: TODO.\n"
          "7. Support: ",
          hf_get(pack->product, "name"));
    write_support(pack);
    fputs(". TODO: the kind of support.\n8. Instructions: TODO: commissioning and safe use; effect "
          "of changes on data; installing updates; decommissioning and erasing; turning off "
          "automatic updates; what an integrator needs.\n9. Where the SBOM is, if it is published: "
          "TODO.\n",
          pack->out);
}

static void write_article_fourteen(const struct pack *pack)
{
    fputs("\n## Article 14: reporting card\n\nTo the coordinating CSIRT and ENISA, through the "
          "single platform (Art 16). The clock starts when the manufacturer becomes aware.\n\n"
          "| Step | Actively exploited vulnerability | Severe incident |\n|---|---|---|\n"
          "| early warning | 24 h | 24 h; suspected malicious act: yes or no |\n"
          "| notification | 72 h | 72 h |\n"
          "| final report | 14 days after a fix or mitigation is available | 1 month after the "
          "72 h report |\n\nUsers are told as well (Art 14(8)). TODO: who is called, by day and by "
          "night; access to the platform; a template per step.\n",
          pack->out);
}

static void write_residual(const struct pack *pack)
{
    const json_t *threat;
    size_t i;

    fputs("\n## Residual risk\n\n| Threat | What remains | Decision | Owner | Expires |\n"
          "|---|---|---|---|---|\n",
          pack->out);
    json_array_foreach(hf_list(pack->model, "threats"), i, threat)
    {
        const json_t *residual = hf_list(threat, "residual");
        const char *decision = hf_get(residual, "decision");

        hf_md(pack->out, "| %s %s | %s | %s | %s | %s |\n", hf_get(threat, "id"),
              hf_get(threat, "name"), hf_get(residual, "statement"),
              decision[0] != '\0' ? decision : "TODO", hf_get(residual, "owner"),
              hf_get(residual, "expires"));
    }
}

void hf_report_cra(FILE *out, const json_t *model, const json_t *card)
{
    struct pack pack = {out, model, hf_list(model, "product"), hf_list(model, "cra"),
                        hf_view_runs(model, card)};

    write_head(&pack);
    if (strcmp(hf_get(pack.cra, "class"), "out-of-scope") == 0) {
        fputs("\nThe profile names a regulation that takes the product out of the scope, so there "
              "is no more to fill in. TODO: confirm that it applies.\n",
              out);
    } else {
        write_part_one(&pack);
        write_part_two(&pack);
        write_residual(&pack);
        write_annex_seven(&pack);
        write_annex_two(&pack);
        write_article_fourteen(&pack);
    }
    json_decref(pack.runs);
}
