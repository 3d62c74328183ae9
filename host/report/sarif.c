/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * SARIF 2.1.0: what a reviewer must look at, at the line of the profile that causes it. What is
 * sufficient gives no result, since many viewers show every result as an alert. */
#include "host/report/report.h"
#include "host/report/view.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

struct sarif {
    const json_t *model;
    json_t *rules;
    json_t *results;
};

/* A text in which no bracket begins a link (3.11.6). The caller owns it. */
static json_t *message(const char *format, ...) __attribute__((format(printf, 1, 2)));

static json_t *message(const char *format, ...)
{
    char *plain = NULL;
    char *text = NULL;
    size_t size = 0;
    va_list values;

    va_start(values, format);
    if (vasprintf(&plain, format, values) < 0) {
        abort();
    }
    va_end(values);
    FILE *out = open_memstream(&text, &size);

    for (const char *at = plain; *at != '\0'; at++) {
        if (strchr("[]\\", *at) != NULL) {
            fputc('\\', out);
        }
        fputc(*at, out);
    }
    fclose(out);
    json_t *object = json_pack("{s:s}", "text", text);

    free(plain);
    free(text);
    return object;
}

/* A path as a URI reference. */
static json_t *uri_of(const char *path)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);

    fputs(path[0] == '/' ? "file://" : "", out);
    for (const char *at = path; *at != '\0'; at++) {
        unsigned char byte = (unsigned char)*at;

        if ((byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
            (byte >= '0' && byte <= '9') || strchr("/._-~", byte) != NULL) {
            fputc(byte, out);
        } else {
            fprintf(out, "%%%02X", byte);
        }
    }
    fclose(out);
    json_t *uri = json_string(text);

    free(text);
    return uri;
}

static json_t *location(const struct sarif *sarif, const json_t *spot)
{
    json_t *physical = json_pack("{s:{s:o}}", "artifactLocation", "uri",
                                 uri_of(hf_get(hf_list(sarif->model, "product"), "path")));

    if (hf_number(spot, "line") > 0) {
        json_object_set_new(physical, "region",
                            json_pack("{s:i, s:i}", "startLine", hf_number(spot, "line"),
                                      "startColumn", hf_number(spot, "column")));
    }
    return json_pack("[{s:o}]", "physicalLocation", physical);
}

/* The index of a rule, which is added when it is new. */
static int rule_index(const struct sarif *sarif, const char *id, const char *title)
{
    const json_t *rule;
    size_t i;

    json_array_foreach(sarif->rules, i, rule)
    {
        if (strcmp(hf_get(rule, "id"), id) == 0) {
            return (int)i;
        }
    }
    json_array_append_new(sarif->rules,
                          json_pack("{s:s, s:{s:s}}", "id", id, "shortDescription", "text", title));
    return (int)i;
}

struct finding {
    const char *rule;
    const char *title;
    const char *level;
    const char *platform;
    const json_t *spot;
};

static void add(const struct sarif *sarif, const struct finding *finding, json_t *text)
{
    char print[320];

    snprintf(print, sizeof(print), "%s/%s", finding->rule, finding->platform);
    json_array_append_new(sarif->results,
                          json_pack("{s:s, s:i, s:s, s:o, s:o, s:{s:s}}", "ruleId", finding->rule,
                                    "ruleIndex", rule_index(sarif, finding->rule, finding->title),
                                    "level", finding->level, "message", text, "locations",
                                    location(sarif, finding->spot), "partialFingerprints",
                                    "holdfast/1", print));
}

static const char *level_of(const char *verdict)
{
    return hf_view_tone(verdict) == HF_TONE_BAD ? "error" : "warning";
}

/* The demand that is missed by most, or the platform. */
static const json_t *cause_of(const json_t *platform, const json_t *threat)
{
    const json_t *cause = platform;
    const json_t *demand;
    int level = hf_number(threat, "achieved");
    size_t i;

    json_array_foreach(hf_list(threat, "demands"), i, demand)
    {
        if (hf_number(demand, "level") > level) {
            level = hf_number(demand, "level");
            cause = demand;
        }
    }
    return cause;
}

static void add_threat(const struct sarif *sarif, const json_t *platform, const json_t *threat)
{
    const json_t *limit = hf_list(threat, "limited_by");
    const char *verdict = hf_get(threat, "verdict");
    const json_t *cause = cause_of(platform, threat);
    struct finding finding = {hf_get(threat, "id"), hf_get(threat, "name"), level_of(verdict),
                              hf_get(platform, "name"), cause};

    if (!hf_view_required(threat) || hf_view_tone(verdict) == HF_TONE_GOOD) {
        return;
    }
    add(sarif, &finding,
        message("%s on %s is %s: needs %s%s%s%s%s%s, has %s; weakest link: %s: %s",
                hf_get(threat, "name"), hf_get(platform, "name"), verdict,
                hf_view_level(hf_list(threat, "required")), cause == platform ? "" : " (",
                hf_get(cause, "origin"), cause == platform ? "" : " ",
                cause == platform ? "" : hf_get(cause, "name"), cause == platform ? "" : ")",
                hf_view_level(hf_list(threat, "achieved")), hf_get(limit, "title"),
                hf_get(limit, "because")));
}

static void add_items(const struct sarif *sarif, const json_t *platform, const char *key,
                      const char *word)
{
    const json_t *item;
    char rule[160];
    size_t i;

    json_array_foreach(hf_list(platform, key), i, item)
    {
        const char *verdict = hf_get(item, "verdict");
        struct finding finding = {rule, hf_get(item, "title"), level_of(verdict),
                                  hf_get(platform, "name"), item};

        snprintf(rule, sizeof(rule), "%s.%s", word, hf_get(item, "name"));
        if (hf_view_tone(verdict) != HF_TONE_GOOD) {
            add(sarif, &finding,
                message("The %s %s is %s on %s.", word, hf_get(item, "title"), verdict,
                        hf_get(platform, "name")));
        }
    }
}

static void add_notes(const struct sarif *sarif, const char *key, const char *level)
{
    const json_t *note;
    size_t i;

    json_array_foreach(hf_list(sarif->model, key), i, note)
    {
        struct finding finding = {hf_get(note, "id"), hf_get(note, "id"), level, "product", note};

        add(sarif, &finding, message("%s", hf_get(note, "text")));
    }
}

static void add_platforms(const struct sarif *sarif)
{
    const json_t *platform;
    const json_t *threat;
    size_t i;
    size_t j;

    json_array_foreach(hf_list(sarif->model, "threats"), i, threat)
    {
        rule_index(sarif, hf_get(threat, "id"), hf_get(threat, "name"));
    }
    json_array_foreach(hf_list(sarif->model, "platforms"), i, platform)
    {
        json_array_foreach(hf_list(platform, "threats"), j, threat)
        {
            add_threat(sarif, platform, threat);
        }
        add_items(sarif, platform, "needs", "need");
        add_items(sarif, platform, "targets", "target");
    }
}

void hf_report_sarif(FILE *out, const json_t *model, const json_t *card)
{
    struct sarif sarif = {model, json_array(), json_array()};

    (void)card; /* what was measured has lowered or raised the verdicts that stand here */
    add_platforms(&sarif);
    add_notes(&sarif, "warnings", "warning");
    add_notes(&sarif, "advice", "note");
    json_t *run =
        json_pack("{s:{s:{s:s, s:s, s:o}}, s:o, s:s, s:{s:s, s:s}}", "tool", "driver", "name",
                  "holdfast", "semanticVersion", HF_VERSION, "rules", sarif.rules, "results",
                  sarif.results, "columnKind", "unicodeCodePoints", "properties", "verdict",
                  hf_get(model, "verdict"), "date", hf_get(model, "date"));
    json_t *log =
        json_pack("{s:s, s:s, s:[o]}", "$schema", "https://json.schemastore.org/sarif-2.1.0.json",
                  "version", "2.1.0", "runs", run);

    json_dumpf(log, out, JSON_INDENT(2));
    fputc('\n', out);
    json_decref(log);
}
