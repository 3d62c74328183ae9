/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Reads GNU ld's link map and the compile commands. */
#include "host/sbom/internal.h"

#include "host/base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAP_MAX       (64u << 20)
#define NAME_MAX_SIZE 64u

/* Not part of the image: debug information and notes. */
static bool is_note(const char *section)
{
    static const char *const notes[] = {".debug", ".comment", ".ARM.attributes", ".stab"};

    for (size_t i = 0; i < sizeof(notes) / sizeof(notes[0]); i++) {
        if (strncmp(section, notes[i], strlen(notes[i])) == 0) {
            return true;
        }
    }
    return false;
}

static void add(struct hf_linked *linked, const char *object)
{
    for (size_t i = 0; i < linked->count; i++) {
        if (strcmp(linked->objects[i], object) == 0) {
            return;
        }
    }
    if (linked->count < HF_LINKED_MAX) {
        linked->objects[linked->count++] = object;
    }
}

/* " .text.x  0x10000400  0x24 path", or the name alone on the line before. */
static void read_line(const char *line, size_t size, char section[NAME_MAX_SIZE],
                      struct hf_arena *arena, struct hf_linked *linked)
{
    char *text = hf_arena_copy(arena, line, size);
    unsigned long long address;
    unsigned long long bytes;
    int used = 0;

    if (text[0] != ' ') {
        section[0] = '\0';
        return;
    }
    if (text[1] == '.' || text[1] == 'C') { /* COMMON */
        size_t length = strcspn(text + 1, " ");

        snprintf(section, NAME_MAX_SIZE, "%.*s", (int)length, text + 1);
        text += 1u + length;
    }
    if (section[0] == '\0' || is_note(section) ||
        sscanf(text, " 0x%llx 0x%llx %n", &address, &bytes, &used) != 2 || used == 0 ||
        bytes == 0 || text[used] == '\0') {
        return;
    }
    if (strstr(text + used, ".ltrans") == NULL) {
        add(linked, text + used);
    }
}

/* Objects that were optimised together come out as files of the linker's own, which say no more
 * what went into them: then every object that was loaded counts. */
static void add_loaded(const char *at, struct hf_arena *arena, struct hf_linked *linked)
{
    static const char load[] = "\nLOAD ";

    while ((at = strstr(at, load)) != NULL) {
        size_t const size = strcspn(at + sizeof(load) - 1u, "\n");
        const char *object = hf_arena_copy(arena, at + sizeof(load) - 1u, size);

        if (size > 4u && strcmp(object + size - 4u, ".obj") == 0) {
            add(linked, object);
        }
        at += sizeof(load) - 1u;
    }
}

bool hf_linked_read(const char *map, struct hf_arena *arena, struct hf_linked *linked,
                    struct hf_trouble *trouble)
{
    struct hf_bytes bytes;
    char section[NAME_MAX_SIZE] = "";

    linked->count = 0;
    if (!hf_file_read(map, MAP_MAX, arena, &bytes, trouble)) {
        return false;
    }
    const char *at = strstr(bytes.data, "\nLinker script and memory map");

    if (at != NULL && strstr(at, ".ltrans") != NULL) {
        add_loaded(at, arena, linked);
    }
    while (at != NULL && *at != '\0') {
        size_t size = strcspn(at, "\n");

        read_line(at, size, section, arena, linked);
        at += size + (at[size] == '\n');
    }
    if (linked->count == 0) {
        return hf_trouble_set(trouble, "%s: not a link map of GNU ld; build the board again", map);
    }
    return true;
}

/* What stands between `from` and the next space of a command. */
static const char *word_after(const char *command, const char *from, struct hf_arena *arena)
{
    const char *at = strstr(command, from);

    if (at == NULL) {
        return NULL;
    }
    at += strlen(from);
    return hf_arena_copy(arena, at, strcspn(at, " "));
}

/* The `nth` object that stands behind "a/libx.a(y.obj)": one of that name among those of which
 * Ninja makes the archive. An archive can hold two of a name; the map does not tell which one was
 * taken, so both count. */
static const char *member_of(const char *ninja, const char *object, size_t nth,
                             struct hf_arena *arena)
{
    const char *open = strchr(object, '(');

    if (open == NULL) {
        return nth == 0 ? object : NULL;
    }
    size_t length = strlen(open) - 2u; /* of the member's name */
    const char *rule = hf_arena_print(arena, "\nbuild %.*s: ", (int)(open - object), object);
    const char *at = strstr(ninja, rule);

    if (at == NULL) {
        return NULL;
    }
    at += strlen(rule);
    for (const char *end = at + strcspn(at, "|\n"); at < end; at += strspn(at, " ")) {
        size_t size = strcspn(at, " |\n");

        if (size > length && at[size - length - 1u] == '/' &&
            strncmp(at + size - length, open + 1, length) == 0 && nth-- == 0) {
            return hf_arena_copy(arena, at, size);
        }
        at += size;
    }
    return NULL;
}

const char *hf_source_of(const struct hf_built *built, const char *object, size_t nth,
                         struct hf_arena *arena)
{
    const char *member = member_of(built->ninja, object, nth, arena);
    const json_t *entry;
    size_t i;

    json_array_foreach(built->commands, i, entry)
    {
        const char *command = json_string_value(json_object_get(entry, "command"));
        const char *output = command != NULL ? word_after(command, " -o ", arena) : NULL;

        if (member != NULL && output != NULL && strcmp(output, member) == 0) {
            return json_string_value(json_object_get(entry, "file"));
        }
    }
    return NULL;
}
