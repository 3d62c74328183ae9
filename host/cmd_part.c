/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/assess/part_report.h"
#include "host/commands.h"

#include <string.h>
#include <strings.h>

#define WISHES_MAX 24u

static void print_json(json_t *value)
{
    json_dumpf(value, stdout, JSON_INDENT(2));
    putchar('\n');
    json_decref(value);
}

static bool load(const struct hf_arguments *arguments, struct hf_catalog *catalog)
{
    struct hf_trouble trouble;

    if (hf_catalog_load(hf_argument(arguments, "catalog"), catalog, &trouble)) {
        return true;
    }
    hf_broken("%s", trouble.line);
    return false;
}

/* ---- list ---- */

struct filter {
    struct hf_wish wishes[WISHES_MAX];
    size_t count;
    const struct hf_arguments *arguments;
};

static bool read_filter(const struct hf_arguments *arguments, const struct hf_catalog *catalog,
                        struct filter *filter, struct hf_trouble *trouble)
{
    *filter = (struct filter){.arguments = arguments};
    if (hf_argument_given(arguments, "trustzone")) {
        filter->wishes[filter->count++].column = hf_catalog_column(catalog, "trustzone");
    }
    for (size_t i = 0; hf_argument_at(arguments, "has", i) != NULL && filter->count < WISHES_MAX;
         i++) {
        if (!hf_wish_read(catalog, hf_argument_at(arguments, "has", i),
                          &filter->wishes[filter->count++], trouble)) {
            return false;
        }
    }
    return true;
}

static bool series_wanted(const struct filter *filter, const struct hf_part *part)
{
    const char *series = NULL;
    size_t index = 0;

    while ((series = hf_argument_at(filter->arguments, "series", index)) != NULL) {
        if (strcasecmp(series, part->series) == 0) {
            return true;
        }
        index++;
    }
    return index == 0;
}

/* 1: in the list; 0: in doubt; -1: out. */
static int wanted(const struct hf_catalog *catalog, const struct filter *filter,
                  const struct hf_part *part)
{
    int least = series_wanted(filter, part) ? 1 : -1;

    for (size_t i = 0; i < filter->count; i++) {
        int met = hf_wish_met(catalog, part, &filter->wishes[i]);

        least = met < least ? met : least;
    }
    return least;
}

static int list_parts(const struct hf_arguments *arguments, const struct hf_catalog *catalog,
                      const struct filter *filter)
{
    bool json = hf_argument_given(arguments, "json");
    json_t *array = json_array();
    size_t shown = 0;
    size_t doubt = 0;

    for (size_t i = 0; i < catalog->parts.count; i++) {
        const struct hf_part *part = &catalog->parts.at[i];
        int answer = wanted(catalog, filter, part);

        doubt += answer == 0;
        if (answer != 1) {
            continue;
        }
        if (json) {
            json_array_append_new(array, hf_part_json(catalog, part));
        } else {
            if (shown == 0) {
                hf_part_list_head(stdout);
            }
            hf_part_list_row(stdout, catalog, part);
        }
        shown++;
    }
    if (json) {
        print_json(json_incref(array));
    }
    json_decref(array);
    hf_say("%zu of %zu lines", shown, catalog->parts.count);
    if (doubt > 0) {
        hf_say("%zu more may have it: a fact is unverified or in conflict", doubt);
    }
    return shown > 0 ? HF_EXIT_YES : HF_EXIT_NO;
}

static int run_list(const struct hf_arguments *arguments)
{
    struct hf_catalog catalog;
    struct filter filter;
    struct hf_trouble trouble;

    if (!load(arguments, &catalog)) {
        return HF_EXIT_BROKEN;
    }
    int code = read_filter(arguments, &catalog, &filter, &trouble)
                   ? list_parts(arguments, &catalog, &filter)
                   : hf_misused("%s", trouble.line);

    hf_catalog_free(&catalog);
    return code;
}

/* ---- show and diff ---- */

static const struct hf_part *find_part(const struct hf_catalog *catalog, const char *name)
{
    size_t others;
    const struct hf_part *part = hf_catalog_part(catalog, name, &others);
    const char *nearest = hf_catalog_nearest_part(catalog, name);

    if (part == NULL) {
        hf_broken("no part '%s' is known%s%s%s", hf_quote(name).text,
                  nearest != NULL ? "; did you mean 'STM32" : "; `holdfast part list` shows all",
                  nearest != NULL ? nearest : "", nearest != NULL ? "'?" : "");
    } else if (others > 0) {
        hf_say("'%s' fits %zu lines; showing the first, STM32%s", name, others + 1u, part->line);
    }
    return part;
}

static int run_show(const struct hf_arguments *arguments)
{
    struct hf_catalog catalog;

    if (!load(arguments, &catalog)) {
        return HF_EXIT_BROKEN;
    }
    const struct hf_part *part = find_part(&catalog, arguments->operands[0]);

    if (part != NULL && hf_argument_given(arguments, "json")) {
        print_json(hf_part_json(&catalog, part));
    } else if (part != NULL) {
        hf_part_show(stdout, &catalog, part);
    }
    hf_catalog_free(&catalog);
    return part != NULL ? HF_EXIT_YES : HF_EXIT_BROKEN;
}

static int run_diff(const struct hf_arguments *arguments)
{
    struct hf_catalog catalog;

    if (!load(arguments, &catalog)) {
        return HF_EXIT_BROKEN;
    }
    const struct hf_part *a = find_part(&catalog, arguments->operands[0]);
    const struct hf_part *b = a != NULL ? find_part(&catalog, arguments->operands[1]) : NULL;

    if (b != NULL && hf_argument_given(arguments, "json")) {
        print_json(hf_part_diff_json(&catalog, a, b));
    } else if (b != NULL && hf_part_diff(stdout, &catalog, a, b) == 0) {
        hf_say("no difference in what the catalogue knows");
    }
    hf_catalog_free(&catalog);
    return b != NULL ? HF_EXIT_YES : HF_EXIT_BROKEN;
}

/* ---- the table ---- */

static const struct hf_option list_options[] = {
    {"has", "COLUMN", "only lines that have it: saes, hdp, pka=verify, certificate, ...", true},
    {"trustzone", NULL, "only lines with usable TrustZone", false},
    {"series", "SERIES", "only this series: U5, F4, ...", true},
    {"json", NULL, "print the lines with all their facts as JSON", false},
    {"catalog", "DIR", "lay the catalogue files of this folder over the built-in ones", false},
    {NULL, NULL, NULL, false},
};

static const struct hf_option show_options[] = {
    {"json", NULL, "print it as JSON", false},
    {"catalog", "DIR", "lay the catalogue files of this folder over the built-in ones", false},
    {NULL, NULL, NULL, false},
};

const struct hf_command hf_cmd_part_list = {
    .noun = "part",
    .verb = "list",
    .summary = "list the STM32 lines that have what is asked for",
    .description =
        "A line is listed when the sources agree that it has everything asked for. `?` marks a "
        "fact that is unverified,\n`!` one on which sources disagree.",
    .options = list_options,
    .run = run_list,
};

const struct hf_command hf_cmd_part_show = {
    .noun = "part",
    .verb = "show",
    .operands = "PART",
    .operands_min = 1,
    .operands_max = 1,
    .summary = "show what is known of a part, with sources",
    .description = "PART is a line (U585, STM32U585) or an order code (STM32U585CIU6).",
    .options = show_options,
    .run = run_show,
};

const struct hf_command hf_cmd_part_diff = {
    .noun = "part",
    .verb = "diff",
    .operands = "PART PART",
    .operands_min = 2,
    .operands_max = 2,
    .summary = "show in what two parts differ",
    .options = show_options,
    .run = run_diff,
};
