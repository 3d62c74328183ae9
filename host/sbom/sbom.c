/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/sbom/sbom.h"

#include "host/base/file.h"
#include "host/key/digest.h"
#include "host/sbom/internal.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FILE_MAX  (64u << 20)
#define CACHE_MAX (4u << 20)

static const char *const stages[] = {"irot", "urot", "secure", "app"};

struct work {
    struct hf_arena arena;
    const char *build;
    const char *board;
    const char *version;
    const char *home;     /* of the tree that was built */
    json_t *commands;     /* compile_commands.json */
    const char *ninja;    /* build.ninja */
    json_t *components;   /* by bom-ref; sorted when done */
    json_t *dependencies; /* bom-ref -> object whose keys are what it depends on */
    struct hf_trouble *trouble;
};

static bool hash_file(struct work *work, const char *path, char hex[65])
{
    struct hf_bytes bytes;
    uint8_t digest[32];

    if (!hf_file_read(path, FILE_MAX, &work->arena, &bytes, work->trouble)) {
        return false;
    }
    hf_digest(&(hf_span_t){(const uint8_t *)bytes.data, bytes.size}, 1, digest);
    hf_hex(digest, sizeof(digest), hex);
    return true;
}

static json_t *hashes(const char *hex)
{
    return json_pack("[{s:s, s:s}]", "alg", "SHA-256", "content", hex);
}

/* The tree's root, as CMake noted it. */
static bool find_home(struct work *work)
{
    static const char key[] = "\nCMAKE_HOME_DIRECTORY:INTERNAL=";
    const char *path = hf_arena_print(&work->arena, "%s/CMakeCache.txt", work->build);
    struct hf_bytes bytes;

    if (!hf_file_read(path, CACHE_MAX, &work->arena, &bytes, work->trouble)) {
        return false;
    }
    const char *at = strstr(bytes.data, key);

    if (at == NULL) {
        return hf_trouble_set(work->trouble, "%s: names no source folder; build the board again",
                              path);
    }
    at += strlen(key);
    work->home = hf_arena_copy(&work->arena, at, strcspn(at, "\n"));
    return true;
}

static bool load_commands(struct work *work)
{
    const char *path = hf_arena_print(&work->arena, "%s/compile_commands.json", work->build);
    json_error_t error;

    work->commands = json_load_file(path, 0, &error);
    if (work->commands == NULL) {
        return hf_trouble_set(work->trouble, "%s:%d: %s; build the board again", path, error.line,
                              error.text);
    }
    struct hf_bytes bytes;

    if (!hf_file_read(hf_arena_print(&work->arena, "%s/build.ninja", work->build), FILE_MAX,
                      &work->arena, &bytes, work->trouble)) {
        return false;
    }
    work->ninja = bytes.data;
    return true;
}

static void depend(struct work *work, const char *from, const char *to)
{
    if (json_object_get(work->dependencies, from) == NULL) {
        json_object_set_new(work->dependencies, from, json_object());
    }
    if (to != NULL) {
        json_object_set_new(json_object_get(work->dependencies, from), to, json_true());
        depend(work, to, NULL);
    }
}

/* The library's component, which is made when it is new; its bom-ref in `ref`. */
static json_t *library(struct work *work, const struct hf_origin_of *origin, const char **ref)
{
    *ref = hf_arena_print(&work->arena, "%s@%s", origin->name, origin->version);
    json_t *component = json_object_get(work->components, *ref);

    if (component != NULL) {
        return component;
    }
    component = json_pack("{s:s, s:s, s:s, s:s, s:s}", "type", "library", "bom-ref", *ref, "name",
                          origin->name, "version", origin->version, "purl",
                          hf_arena_print(&work->arena, "%s%s", origin->purl, origin->version));
    if (origin->license != NULL) {
        json_object_set_new(component, "licenses",
                            json_pack("[{s:s}]", "expression", origin->license));
    }
    if (origin->cpe != NULL) {
        json_object_set_new(
            component, "cpe",
            json_string(hf_arena_print(&work->arena, "cpe:2.3:a:%s:%s:*:*:*:*:*:*:*", origin->cpe,
                                       origin->version)));
    }
    json_object_set_new(work->components, *ref, component);
    return component;
}

/* A file below a component, once. `files` maps name to component until they are sorted. */
static void add_file(json_t *component, const char *name, const char *hex)
{
    json_t *files = json_object_get(component, "components");
    json_t *file = json_pack("{s:s, s:s}", "type", "file", "name", name);

    if (files == NULL) {
        files = json_object();
        json_object_set_new(component, "components", files);
    }
    if (hex != NULL) {
        json_object_set_new(file, "hashes", hashes(hex));
    }
    json_object_set_new(files, name, file);
}

static bool add_archive(struct work *work, const char *stage, const char *object)
{
    const char *open = strchr(object, '(');
    const char *archive = hf_arena_copy(&work->arena, object, (size_t)(open - object));
    struct hf_origin_of origin;
    const char *ref;

    if (!hf_origin_of_archive(archive, &work->arena, &origin)) {
        return hf_trouble_set(work->trouble,
                              "%s: linked into %s, but of no known component; add it to "
                              "host/sbom/origin.c",
                              object, stage);
    }
    json_t *component = library(work, &origin, &ref);
    const char *name = hf_arena_copy(&work->arena, open + 1, strlen(open) - 2u);

    add_file(component, name, NULL);
    depend(work, hf_arena_print(&work->arena, "stage:%s", stage), ref);
    return true;
}

static bool add_source(struct work *work, const char *stage, json_t *own, const char *source)
{
    struct hf_origin_of origin;
    const char *ref;
    char hex[65];

    if (!hf_origin_find(source, work->home, &work->arena, &origin)) {
        return hf_trouble_set(work->trouble,
                              "%s: linked into %s, but of no known component; add it to "
                              "host/sbom/origin.c",
                              source, stage);
    }
    if (!hash_file(work, source, hex)) {
        return false;
    }
    json_t *component = origin.name != NULL ? library(work, &origin, &ref) : own;

    if (origin.name != NULL) {
        depend(work, hf_arena_print(&work->arena, "stage:%s", stage), ref);
    }
    add_file(component, source + strlen(origin.root) + 1u, hex);
    return true;
}

static bool add_object(struct work *work, const char *stage, json_t *own, const char *object)
{
    struct hf_built built = {work->commands, work->ninja};
    const char *source;
    size_t nth = 0;

    if (object[0] == '/' && strchr(object, '(') != NULL) {
        return add_archive(work, stage, object);
    }
    if (strcmp(object, "linker stubs") == 0) {
        return true;
    }
    while ((source = hf_source_of(&built, object, nth, &work->arena)) != NULL) {
        if (!add_source(work, stage, own, source)) {
            return false;
        }
        nth++;
    }
    return nth > 0 || hf_trouble_set(work->trouble,
                                     "%s: linked into %s, but no command of the build made it; "
                                     "build the board again",
                                     object, stage);
}

static bool add_stage(struct work *work, const char *stage)
{
    static struct hf_linked linked;
    const char *map = hf_arena_print(&work->arena, "%s/%s.map", work->build, stage);
    const char *binary = hf_arena_print(&work->arena, "%s/%s.bin", work->build, stage);
    const char *ref = hf_arena_print(&work->arena, "stage:%s", stage);
    char hex[65];

    if (access(map, F_OK) != 0) {
        return true; /* the board has no such stage */
    }
    if (!hf_linked_read(map, &work->arena, &linked, work->trouble) ||
        !hash_file(work, binary, hex)) {
        return false;
    }
    json_t *own =
        json_pack("{s:s, s:s, s:s, s:s, s:s, s:[{s:s}], s:o}", "type", "firmware", "bom-ref", ref,
                  "name", stage, "version", work->version, "description",
                  "a stage of the boot chain; the hash is that of its unsigned binary", "licenses",
                  "expression", "Apache-2.0 OR GPL-2.0-or-later", "hashes", hashes(hex));

    json_object_set_new(work->components, ref, own);
    depend(work, hf_arena_print(&work->arena, "firmware:%s", work->board), ref);
    for (size_t i = 0; i < linked.count; i++) {
        if (!add_object(work, stage, own, linked.objects[i])) {
            return false;
        }
    }
    return true;
}

static int by_text(const void *one, const void *other)
{
    return strcmp(*(const char *const *)one, *(const char *const *)other);
}

/* The values of an object as an array, in the order of the keys. */
static json_t *sorted(struct work *work, json_t *object, bool keys)
{
    size_t count = json_object_size(object);
    const char **names = hf_arena_take(&work->arena, (count + 1u) * sizeof(*names));
    json_t *array = json_array();
    const char *name;
    json_t *value;
    size_t i = 0;

    json_object_foreach(object, name, value)
    {
        names[i++] = name;
    }
    qsort(names, count, sizeof(*names), by_text);
    for (i = 0; i < count; i++) {
        value = json_object_get(object, names[i]);
        if (json_is_object(json_object_get(value, "components"))) {
            json_object_set_new(value, "components",
                                sorted(work, json_object_get(value, "components"), false));
        }
        json_array_append_new(array, keys ? json_string(names[i]) : json_incref(value));
    }
    return array;
}

static json_t *dependencies(struct work *work)
{
    json_t *rows = json_object();
    const char *ref;
    json_t *on;

    json_object_foreach(work->dependencies, ref, on)
    {
        json_object_set_new(
            rows, ref, json_pack("{s:s, s:o}", "ref", ref, "dependsOn", sorted(work, on, true)));
    }
    json_t *array = sorted(work, rows, false);

    json_decref(rows);
    return array;
}

/* The VEX is a stub: what is known of vulnerabilities is entered by whoever ships the firmware. */
static json_t *compose(struct work *work)
{
    json_t *subject = json_pack("{s:s, s:s, s:s, s:s, s:s}", "type", "firmware", "bom-ref",
                                hf_arena_print(&work->arena, "firmware:%s", work->board), "name",
                                hf_arena_print(&work->arena, "holdfast-%s", work->board), "version",
                                work->version, "description",
                                "the boot chain of one board, from what was linked");
    json_t *vex = json_pack("[{s:s, s:s}]", "name", "holdfast:vex", "value",
                            "no vulnerability was looked up; enter each under vulnerabilities with "
                            "its analysis before release");

    return json_pack("{s:s, s:s, s:s, s:i, s:{s:{s:[{s:s, s:s, s:s}]}, s:o, s:o}, s:o, s:o, s:[]}",
                     "$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json", "bomFormat",
                     "CycloneDX", "specVersion", "1.6", "version", 1, "metadata", "tools",
                     "components", "type", "application", "name", "holdfast", "version",
                     work->version, "component", subject, "properties", vex, "components",
                     sorted(work, work->components, false), "dependencies", dependencies(work),
                     "vulnerabilities");
}

static bool fill(struct work *work)
{
    if (!find_home(work) || !load_commands(work)) {
        return false;
    }
    for (size_t i = 0; i < sizeof(stages) / sizeof(stages[0]); i++) {
        if (!add_stage(work, stages[i])) {
            return false;
        }
    }
    if (json_object_size(work->components) == 0) {
        return hf_trouble_set(work->trouble,
                              "%s: no link map; build the board with script/build %s", work->build,
                              work->board);
    }
    return true;
}

bool hf_sbom_make(const char *build, const char *board, const char *version, json_t **bom,
                  struct hf_trouble *trouble)
{
    struct work work = {.build = build,
                        .board = board,
                        .version = version,
                        .components = json_object(),
                        .dependencies = json_object(),
                        .trouble = trouble};
    bool done = fill(&work);

    if (done) {
        *bom = compose(&work);
    }
    json_decref(work.commands);
    json_decref(work.components);
    json_decref(work.dependencies);
    hf_arena_free(&work.arena);
    return done;
}
