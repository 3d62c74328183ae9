/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Markdown: the same report for a repository, a wiki or a merge request. */
#include "host/report/escape.h"
#include "host/report/report.h"
#include "host/report/view.h"

#include <string.h>

#define CANDIDATES_SHOWN 12u

static void write_head(FILE *out, const json_t *model)
{
    const json_t *product = hf_list(model, "product");
    const json_t *platform;
    size_t i;

    hf_md(out, "# %s: %s\n\n%s\n\n", hf_get(product, "name"), hf_get(model, "verdict"),
          hf_view_meaning(hf_get(model, "verdict")));
    json_array_foreach(hf_list(model, "platforms"), i, platform)
    {
        const char *element = hf_get(platform, "secure_element");
        const char *stack = hf_get(platform, "boot_stack");

        hf_md(out, "- **%s**, %s%s, boot stack %s: **%s**\n", hf_get(platform, "name"),
              element[0] != '\0' ? "with " : "without a secure element", element,
              stack[0] != '\0' ? stack : "not stated", hf_get(platform, "verdict"));
    }
    hf_md(out, "\nAssessed %s from `%s`. It supports an assessment and replaces none.\n",
          hf_get(model, "date"), hf_get(product, "path"));
}

static void write_list(FILE *out, const json_t *model, const char *key, const char *title)
{
    const json_t *item;
    size_t i;

    if (hf_count(model, key) == 0) {
        return;
    }
    hf_md(out, "\n## %s\n\n", title);
    json_array_foreach(hf_list(model, key), i, item)
    {
        const char *platform = hf_get(item, "platform");

        hf_md(out, "- %s%s%s", platform, platform[0] != '\0' ? ": " : "", hf_get(item, "text"));
        if (hf_number(item, "line") > 0) {
            hf_md(out, " (line %d)", hf_number(item, "line"));
        }
        fputc('\n', out);
    }
}

static void write_changes(FILE *out, const json_t *model)
{
    const json_t *change;
    const json_t *item;
    size_t i;
    size_t j;

    if (hf_count(model, "smallest_change") > 0) {
        fputs("\n## Smallest change\n\n", out);
    }
    json_array_foreach(hf_list(model, "smallest_change"), i, change)
    {
        if (hf_count(change, "changes") == 0) {
            hf_md(out, "- %s: nothing in the catalogue makes it sufficient\n",
                  hf_get(change, "platform"));
            continue;
        }
        hf_md(out, "- %s (%s), then it is %s:", hf_get(change, "platform"), hf_get(change, "step"),
              hf_get(change, "verdict"));
        json_array_foreach(hf_list(change, "changes"), j, item)
        {
            hf_md(out, "%s %s", j > 0 ? ";" : "", json_string_value(item));
        }
        fputc('\n', out);
    }
}

static void write_row(FILE *out, const json_t *threat)
{
    const json_t *limit = hf_list(threat, "limited_by");
    const json_t *better = hf_view_better(threat);

    if (!hf_view_required(threat)) {
        hf_md(out, "| %s %s | not demanded | | | | |\n", hf_get(threat, "id"),
              hf_get(threat, "name"));
        return;
    }
    hf_md(out, "| %s %s | %s | %s | %s%s%s | %s: %s | %s |\n", hf_get(threat, "id"),
          hf_get(threat, "name"), hf_get(threat, "verdict"),
          hf_view_level(hf_list(threat, "required")), hf_view_level(hf_list(threat, "achieved")),
          better == NULL                                                 ? ""
          : strcmp(hf_get(threat, "verdict"), "sufficient-with-se") == 0 ? ", with element "
                                                                         : ", if ",
          better != NULL ? hf_view_level(better) : "", hf_get(limit, "title"),
          hf_get(limit, "because"), hf_get(threat, "kind"));
}

static void write_items(FILE *out, const json_t *platform, const char *key, const char *word)
{
    const json_t *item;
    size_t i;

    json_array_foreach(hf_list(platform, key), i, item)
    {
        hf_md(out, "| %s %s | %s | | | | |\n", word, hf_get(item, "title"),
              hf_get(item, "verdict"));
    }
}

static void write_matrix(FILE *out, const json_t *model)
{
    const json_t *platform;
    const json_t *threat;
    size_t i;
    size_t j;

    fputs("\n## Nine threats\n\nAttackers grow from remote over probe (hands, debug port) and "
          "bench (glitches, power analysis) to lab.\n",
          out);
    json_array_foreach(hf_list(model, "platforms"), i, platform)
    {
        hf_md(out,
              "\n### %s\n\n| Threat | Verdict | Needs | Has | Weakest link | Rests on |\n"
              "|---|---|---|---|---|---|\n",
              hf_get(platform, "name"));
        json_array_foreach(hf_list(platform, "threats"), j, threat)
        {
            write_row(out, threat);
        }
        write_items(out, platform, "needs", "need");
        write_items(out, platform, "targets", "target");
    }
}

static void write_link(FILE *out, const json_t *link)
{
    const json_t *fact;
    size_t i;

    hf_md(out, "  - %s: withstands %s, because %s (%s, %s", hf_get(link, "title"),
          hf_view_level(hf_list(link, "level")), hf_get(link, "because"), hf_get(link, "rests_on"),
          hf_get(link, "kind"));
    json_array_foreach(hf_list(link, "facts"), i, fact)
    {
        hf_md(out, "%s `%s`", i > 0 ? "," : ";", json_string_value(fact));
    }
    fputs(")\n", out);
}

static void write_reasons(FILE *out, const json_t *model)
{
    const json_t *platform;
    const json_t *threat;
    const json_t *link;
    size_t i;
    size_t j;
    size_t k;

    fputs("\n## Reasons\n", out);
    json_array_foreach(hf_list(model, "platforms"), i, platform)
    {
        hf_md(out, "\n### Chains of %s\n\n", hf_get(platform, "name"));
        json_array_foreach(hf_list(platform, "threats"), j, threat)
        {
            if (!hf_view_required(threat)) {
                continue;
            }
            hf_md(out, "- **%s %s**: %s\n", hf_get(threat, "id"), hf_get(threat, "name"),
                  hf_get(threat, "verdict"));
            json_array_foreach(hf_list(threat, "chain"), k, link)
            {
                write_link(out, link);
            }
        }
    }
}

static void write_measured(FILE *out, const json_t *model, const json_t *card)
{
    json_t *runs = hf_view_runs(model, card);
    const json_t *run;
    struct hf_tally tally = hf_view_tally(runs, NULL, NULL);
    size_t i;

    if (tally.all > 0) {
        hf_md(out,
              "\n## Measured\n\n%zu of %zu attacks held, %zu do not count. Boards stand in: they "
              "show what the "
              "software does, never what the silicon does.\n\n| Threat | Attack | Board | Expected "
              "| Measured | Control | Kind | Evidence |\n|---|---|---|---|---|---|---|---|\n",
              tally.held, tally.held + tally.broke, tally.lost);
    }
    json_array_foreach(runs, i, run)
    {
        hf_md(out, "| %s | %s | %s | %s | %s%s | %s | %s | %s |\n", hf_get(run, "threat"),
              hf_get(run, "title"), hf_get(run, "board"), hf_get(run, "expected"),
              hf_get(run, "measured"), hf_view_surprises(run) ? ", NOT AS EXPECTED" : "",
              hf_get(run, "control"), hf_get(run, "kind"), hf_get(run, "evidence"));
    }
    json_decref(runs);
}

static void write_residual(FILE *out, const json_t *model)
{
    const json_t *threat;
    size_t i;

    fputs("\n## Residual risk\n\n| Threat | What remains | From | Decision | Owner | Expires |\n"
          "|---|---|---|---|---|---|\n",
          out);
    json_array_foreach(hf_list(model, "threats"), i, threat)
    {
        const json_t *residual = hf_list(threat, "residual");
        const json_t *level = hf_list(residual, "level");
        const char *decision = hf_get(residual, "decision");

        hf_md(out, "| %s %s | %s | %s | %s%s%s | %s | %s |\n", hf_get(threat, "id"),
              hf_get(threat, "name"), hf_get(residual, "statement"),
              json_is_integer(level) ? hf_view_level(level) : "beyond lab",
              decision[0] != '\0' ? decision : "open", decision[0] != '\0' ? ": " : "",
              hf_get(residual, "why"), hf_get(residual, "owner"), hf_get(residual, "expires"));
    }
}

static void write_candidates(FILE *out, const json_t *model)
{
    const json_t *candidate;
    size_t i;

    hf_md(out,
          "\n## Candidates\n\nThe best of %zu lines: %zu are sufficient, %zu sufficient-if.\n\n"
          "| Line | Verdict | Conditions | Isolation | Certificate |\n|---|---|---|---|---|\n",
          hf_count(model, "candidates"), hf_view_count_candidates(model, "sufficient"),
          hf_view_count_candidates(model, "sufficient-if"));
    json_array_foreach(hf_list(model, "candidates"), i, candidate)
    {
        if (i < CANDIDATES_SHOWN) {
            hf_md(out, "| STM32%s | %s | %d | %s | %s |\n", hf_get(candidate, "part"),
                  hf_get(candidate, "verdict"), hf_number(candidate, "conditions"),
                  hf_get(candidate, "isolation"),
                  json_is_true(json_object_get(candidate, "certified")) ? "covers it" : "none");
        }
    }
    fputs("\n| Other architecture | Verdict | Why |\n|---|---|---|\n", out);
    json_array_foreach(hf_list(model, "alternatives"), i, candidate)
    {
        hf_md(out, "| %s | %s | %s |\n", hf_get(candidate, "name"), hf_get(candidate, "verdict"),
              hf_get(candidate, "why"));
    }
}

static void write_cra(FILE *out, const json_t *model)
{
    const json_t *cra = hf_list(model, "cra");
    const json_t *item;
    size_t i;

    hf_md(out,
          "\n## Cyber Resilience Act\n\nSuggested class: **%s** (%s). As of %s; not legal "
          "advice.\n\n",
          hf_get(cra, "class"), hf_get(cra, "basis"), hf_get(cra, "as_of"));
    json_array_foreach(hf_list(cra, "routes"), i, item)
    {
        hf_md(out, "- route: %s\n", json_string_value(item));
    }
    json_array_foreach(hf_list(cra, "statements"), i, item)
    {
        hf_md(out, "- %s\n", json_string_value(item));
    }
}

static void write_method(FILE *out, const json_t *model)
{
    const json_t *method = hf_list(model, "method");
    const json_t *facts = hf_list(model, "facts");
    const char *id;
    const json_t *value;
    const json_t *source;
    size_t i;

    hf_md(out,
          "\n## Method and limits\n\nThe model: %s. Limits: %s. A measure that the profile states "
          "is believed.\n\n## Facts\n\n| Fact | Value | State | Sources |\n|---|---|---|---|\n",
          hf_get(method, "model"), hf_get(method, "limits"));
    json_object_foreach((json_t *)facts, id, value)
    {
        hf_md(out, "| `%s` | %s | %s |", id, hf_get(value, "value"), hf_get(value, "state"));
        json_array_foreach(hf_list(value, "sources"), i, source)
        {
            hf_md(out, "%s %s", i > 0 ? "," : "", json_string_value(source));
        }
        fputs(" |\n", out);
    }
    fputs("\n## Sources\n\n", out);
    json_object_foreach((json_t *)hf_list(model, "sources"), id, value)
    {
        hf_md(out, "- %s: %s\n", id, json_string_value(value));
    }
}

void hf_report_md(FILE *out, const json_t *model, const json_t *card)
{
    write_head(out, model);
    write_list(out, model, "conditions", "It holds only if");
    write_changes(out, model);
    write_list(out, model, "warnings", "Warnings");
    write_list(out, model, "advice", "Advice");
    write_matrix(out, model);
    write_measured(out, model, card);
    write_reasons(out, model);
    write_residual(out, model);
    write_candidates(out, model);
    write_cra(out, model);
    write_method(out, model);
}
