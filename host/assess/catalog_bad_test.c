/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What a catalogue must not be: each built-in file is changed in one place, laid over, and refused.
 */
#include "host/assess/catalog.h"
#include "host/assess/catalog_data.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/holdfast-catalog-XXXXXX";
static struct hf_catalog catalog;
static struct hf_trouble trouble;

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) != NULL ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    return rmdir(folder);
}

/* Loads the catalogue with the first `from` in the file `name` replaced by `to`. */
static bool loads_with(const char *name, const char *from, const char *to)
{
    struct hf_bytes bytes = hf_catalog_data(name);
    char *copy = strndup(bytes.data, bytes.size);
    char *at = copy != NULL ? strstr(copy, from) : NULL;
    char path[96];
    bool loaded;

    if (at == NULL) {
        fail_msg("%s has no '%s'", name, from);
    }
    snprintf(path, sizeof(path), "%s/%s", folder, name);
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    fprintf(file, "%.*s%s%s", (int)(at - copy), copy, to, at + strlen(from));
    fclose(file);
    free(copy);
    loaded = hf_catalog_load(folder, &catalog, &trouble);
    if (loaded) {
        hf_catalog_free(&catalog);
    }
    unlink(path);
    return loaded;
}

static void refuses(const char *name, const char *from, const char *to, const char *because)
{
    assert_false(loads_with(name, from, to));
    if (strstr(trouble.line, because) == NULL) {
        fail_msg("expected '%s' in: %s", because, trouble.line);
    }
    assert_non_null(strstr(trouble.line, name));
}

static void an_unchanged_file_may_be_laid_over(void **state)
{
    (void)state;
    assert_true(loads_with("certificates.yaml", "U585-SESIP3", "U585-SESIP-3"));
}

static void a_fact_without_a_source_is_refused(void **state)
{
    (void)state;
    refuses("certificates.yaml", ", sources: [UM2852]", "", "key 'sources' is missing");
    refuses("certificates.yaml", "sources: [UM2852]", "sources: []", "at least 1 entry is needed");
    refuses("certificates.yaml", "sources: [UM2852]", "sources: [hearsay]", "no source 'hearsay'");
    refuses("elements.yaml", "sources: [DS12911, stselib]", "sources: []",
            "at least 1 entry is needed");
    refuses("attacks.yaml", ", sources: [kraken-2020]", "", "key 'sources' is missing");
    refuses("alternatives.yaml", "sources: [cnx-2025, esp32-c3c6]", "sources: [x]",
            "no source 'x'");
    refuses("documents.yaml", "sources: [RM0438], ", "", "key 'sources' is missing");
    refuses("stacks.yaml", "sources: [mcuboot]", "sources: []", "at least 1 entry is needed");
    refuses("cra.yaml", "sources: [cra, cra-2025-2392, cra-2025-327, red-2022-30]",
            "sources: [law]", "no source 'law'");
    refuses("rules.yaml", ", sources: [st-com]", "", "a fact without a source");
    refuses("parts.tsv", "\theader+cubemx+stm32-data\t", "\t\t", "a fact without a source");
    refuses("parts.tsv", "\theader+cubemx+stm32-data\t", "\trumour\t", "no source 'rumour'");
}

static void a_rule_that_names_nothing_is_refused(void **state)
{
    (void)state;
    refuses("rules.yaml", "when: [tls]", "when: [tsl]", "no atom 'tsl'");
    refuses("rules.yaml", "of: saes, is: ['1']", "of: saes, is: ['yes']", "no value 'yes'");
    refuses("rules.yaml", "of: saes,", "of: seas,", "no column 'seas'");
    refuses("rules.yaml", "kind: measure, of: tls", "kind: measure, of: tsl", "no measure 'tsl'");
    refuses("rules.yaml", "of: third_party_code", "of: third_party", "no context 'third_party'");
    refuses("rules.yaml", "- { level: -1, because: the link is not protected }",
            "- { level: -1, when: [tls], because: the link is not protected }",
            "the last rule of a link must hold always");
    refuses("threats.yaml", "[entropy, link]", "[entropy, lunk]", "no link 'lunk'");
    refuses("threats.yaml", "data@remote", "data@moon", "no asset kind and place 'data@moon'");
    refuses("attacks.yaml", "links: [debug_port,", "links: [debug_prot,", "no link 'debug_prot'");
    refuses("certificates.yaml", "requires: [trustzone,", "requires: [trustzones,",
            "no atom 'trustzones'");
    refuses("measures.yaml", "name: mutual_auth", "name: mutual_auht", "the order of measures");
    refuses("measures.yaml", "values: [open, rdp1,", "values: [rdp1, open,", "values differ");
}

static void an_atom_cannot_lead_back_to_itself(void **state)
{
    (void)state;
    refuses("rules.yaml", "is: [debug_strongest, final_lock]", "is: [debug_final, final_lock]",
            "no atom 'debug_final'");
    refuses("rules.yaml", "name: saes,", "name: trng,", "this atom exists already");
}

static void a_broken_row_of_parts_is_refused_with_its_line(void **state)
{
    (void)state;
    refuses("parts.tsv", "\tcm0plus\t1\t", "\tcm0plus\t7\t", "parts.tsv:10:1: mpu '7'");
    refuses("parts.tsv", "\tcm0plus\t1\t", "\tcm0plus\t", "another number of fields");
    refuses("parts.tsv", "\tmpu\t", "\tmup\t", "no column 'mup'");
    refuses("parts.tsv", "\tsources\tnote\n", "\tsources\tline\n", "a second column 'line'");
    refuses("parts.tsv", "\tsources\tnote\n", "\tsources\n", "does not have every column");
    refuses("parts.tsv", "1?0", "1?9", "'1?9'");
    refuses("parts.tsv", "\tC011\tC011\t", "\tC011\t\t", "no line name or no codes");
}

static void a_folder_that_is_not_there_is_named(void **state)
{
    (void)state;
    assert_false(hf_catalog_load("/nonexistent", &catalog, &trouble));
    assert_non_null(strstr(trouble.line, "/nonexistent: no such folder"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_unchanged_file_may_be_laid_over),
        cmocka_unit_test(a_fact_without_a_source_is_refused),
        cmocka_unit_test(a_rule_that_names_nothing_is_refused),
        cmocka_unit_test(an_atom_cannot_lead_back_to_itself),
        cmocka_unit_test(a_broken_row_of_parts_is_refused_with_its_line),
        cmocka_unit_test(a_folder_that_is_not_there_is_named),
    };

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
