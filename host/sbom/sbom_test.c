/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * A build of three files, as CMake, Ninja and ld describe it. */
#include "host/sbom/sbom.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/holdfast-sbom-XXXXXX";

/* Writes a file below the folder; each @ of the text is the folder. */
static void put(const char *name, const char *text)
{
    char path[256];
    FILE *out;

    snprintf(path, sizeof(path), "%s/%s", folder, name);
    out = fopen(path, "w");
    assert_non_null(out);
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '@') {
            fputs(folder, out);
        } else {
            fputc(*at, out);
        }
    }
    fclose(out);
}

static void put_folder(const char *name)
{
    char path[256];

    snprintf(path, sizeof(path), "%s/%s", folder, name);
    assert_int_equal(0, mkdir(path, 0700));
}

static const char map[] =
    "Archive member included to satisfy reference by file (symbol)\n"
    "\nDiscarded input sections\n\n"
    " .text.unused   0x0000000000000000       0x10 lib/libcrypt.a(unused.c.obj)\n"
    "\nLinker script and memory map\n\n"
    ".text           0x0000000010000000       0x40\n"
    " .text.main     0x0000000010000000       0x20 irot/CMakeFiles/irot.dir/main.c.obj\n"
    " .text.hash_all_that_is_there\n"
    "                0x0000000010000020       0x20 lib/libcrypt.a(hash.c.obj)\n"
    " .text.empty    0x0000000010000040        0x0 lib/libcrypt.a(empty.c.obj)\n"
    ".debug_info     0x0000000000000000     0x1000\n"
    " .debug_info    0x0000000000000000     0x1000 lib/libcrypt.a(debug.c.obj)\n";

static int make(void **state)
{
    (void)state;
    if (mkdtemp(folder) == NULL) {
        return -1;
    }
    put_folder("src");
    put_folder("vendor");
    put_folder("vendor/include");
    put_folder("vendor/include/mbedtls");
    put_folder("vendor/library");
    put_folder("b");
    put("src/main.c", "int main(void) { return 0; }\n");
    put("vendor/library/hash.c", "int hash;\n");
    put("vendor/include/mbedtls/build_info.h",
        "#define MBEDTLS_VERSION_NUMBER 0x03060600\n"
        "#define MBEDTLS_VERSION_STRING         \"3.6.6\"\n");
    put("b/CMakeCache.txt", "# x\nCMAKE_HOME_DIRECTORY:INTERNAL=@\n");
    put("b/build.ninja", "# x\nbuild lib/libcrypt.a: LINK lib/CMakeFiles/other.dir/hash.c.obj "
                         "lib/CMakeFiles/other.dir/unused.c.obj || x\n");
    put("b/compile_commands.json",
        "[{\"directory\":\"@/b\",\"command\":\"cc -o irot/CMakeFiles/irot.dir/main.c.obj -c "
        "@/src/main.c\",\"file\":\"@/src/main.c\"},\n"
        "{\"directory\":\"@/b\",\"command\":\"cc -o lib/CMakeFiles/other.dir/hash.c.obj -c "
        "@/vendor/library/hash.c\",\"file\":\"@/vendor/library/hash.c\"}]\n");
    put("b/irot.bin", "binary");
    put("b/irot.map", map);
    return 0;
}

static int discard(void **state)
{
    char command[128];

    (void)state;
    snprintf(command, sizeof(command), "rm -rf %s", folder);
    return system(command);
}

static bool make_bom(json_t **bom, struct hf_trouble *trouble)
{
    char build[256];

    snprintf(build, sizeof(build), "%s/b", folder);
    return hf_sbom_make(build, "board", "1.2.3", bom, trouble);
}

static const char *text_at(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));

    return text != NULL ? text : "";
}

static void the_linked_files_are_listed_and_no_others(void **state)
{
    struct hf_trouble trouble = {""};
    json_t *bom;

    (void)state;
    if (!make_bom(&bom, &trouble)) {
        fail_msg("%s", trouble.line);
    }
    const json_t *components = json_object_get(bom, "components");
    const json_t *library = json_array_get(components, 0);
    const json_t *stage = json_array_get(components, 1);

    assert_int_equal(2, json_array_size(components));
    assert_string_equal("Mbed TLS", text_at(library, "name"));
    assert_string_equal("3.6.6", text_at(library, "version"));
    assert_int_equal(1, json_array_size(json_object_get(library, "components")));
    assert_string_equal("library/hash.c",
                        text_at(json_array_get(json_object_get(library, "components"), 0), "name"));
    assert_string_equal("irot", text_at(stage, "name"));
    assert_string_equal("src/main.c",
                        text_at(json_array_get(json_object_get(stage, "components"), 0), "name"));
    json_decref(bom);
}

static void no_path_of_the_machine_and_no_time_is_in_it(void **state)
{
    struct hf_trouble trouble = {""};
    json_t *bom;
    json_t *again;

    (void)state;
    assert_true(make_bom(&bom, &trouble));
    assert_true(make_bom(&again, &trouble));
    char *text = json_dumps(bom, 0);

    assert_null(strstr(text, folder));
    assert_null(strstr(text, "timestamp"));
    assert_true(json_equal(bom, again));
    free(text);
    json_decref(again);
    json_decref(bom);
}

static void a_changed_source_changes_its_hash(void **state)
{
    struct hf_trouble trouble = {""};
    json_t *before;
    json_t *after;

    (void)state;
    assert_true(make_bom(&before, &trouble));
    put("src/main.c", "int main(void) { return 1; }\n");
    assert_true(make_bom(&after, &trouble));
    assert_false(json_equal(before, after));
    json_decref(before);
    json_decref(after);
}

static void a_source_of_no_known_component_is_refused(void **state)
{
    struct hf_trouble trouble = {""};
    json_t *bom;

    (void)state;
    put("b/CMakeCache.txt", "# x\nCMAKE_HOME_DIRECTORY:INTERNAL=/elsewhere\n");
    assert_false(make_bom(&bom, &trouble));
    assert_non_null(
        strstr(trouble.line, "src/main.c: linked into irot, but of no known component"));
    put("b/CMakeCache.txt", "# x\nCMAKE_HOME_DIRECTORY:INTERNAL=@\n");
}

/* Files that the linker optimised together come out as one of its own. */
static void what_was_optimised_together_counts_as_a_whole(void **state)
{
    struct hf_trouble trouble = {""};
    json_t *bom;
    char *text;

    (void)state;
    put("b/irot.map", "\nLinker script and memory map\n\n"
                      "LOAD irot/CMakeFiles/irot.dir/main.c.obj\n"
                      ".text           0x0000000010000000       0x40\n"
                      " .text.main     0x0000000010000000       0x20 /tmp/x.ltrans0.ltrans.o\n"
                      " .text.hash     0x0000000010000020       0x20 lib/libcrypt.a(hash.c.obj)\n");
    assert_true(make_bom(&bom, &trouble));
    text = json_dumps(bom, 0);
    assert_non_null(strstr(text, "src/main.c"));
    assert_null(strstr(text, "ltrans"));
    free(text);
    json_decref(bom);
    put("b/irot.map", map);
}

static void an_object_that_no_command_made_is_refused(void **state)
{
    struct hf_trouble trouble = {""};
    json_t *bom;

    (void)state;
    put("b/build.ninja", "# x\n");
    assert_false(make_bom(&bom, &trouble));
    assert_non_null(strstr(trouble.line, "hash.c.obj): linked into irot, but no command"));
}

static void a_map_that_is_none_is_refused(void **state)
{
    struct hf_trouble trouble = {""};
    json_t *bom;

    (void)state;
    put("b/irot.map", "hello\n");
    assert_false(make_bom(&bom, &trouble));
    assert_non_null(strstr(trouble.line, "not a link map"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_linked_files_are_listed_and_no_others),
        cmocka_unit_test(no_path_of_the_machine_and_no_time_is_in_it),
        cmocka_unit_test(a_changed_source_changes_its_hash),
        cmocka_unit_test(a_source_of_no_known_component_is_refused),
        cmocka_unit_test(what_was_optimised_together_counts_as_a_whole),
        cmocka_unit_test(an_object_that_no_command_made_is_refused),
        cmocka_unit_test(a_map_that_is_none_is_refused),
    };

    return cmocka_run_group_tests(tests, make, discard);
}
