/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Whose a source is, and which version: read from what stands beside it, never assumed. */
#include "host/sbom/internal.h"

#include "host/base/file.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define HEADER_MAX (1u << 20)

static const struct known {
    const char *name;
    const char *marker;    /* under its root, with the version in it */
    const char *macros[3]; /* joined by dots */
    const char *license;
    const char *purl;
    const char *cpe;
} known[] = {
    {"Mbed TLS",
     "include/mbedtls/build_info.h",
     {"MBEDTLS_VERSION_STRING", NULL, NULL},
     "Apache-2.0 OR GPL-2.0-or-later",
     "pkg:github/Mbed-TLS/mbedtls@v",
     "arm:mbed_tls"},
    {"lwIP",
     "src/include/lwip/init.h",
     {"LWIP_VERSION_MAJOR", "LWIP_VERSION_MINOR", "LWIP_VERSION_REVISION"},
     "BSD-3-Clause",
     "pkg:generic/lwip@",
     "lwip_project:lwip"},
};

/* The value of "#define NAME value", without quotes. */
static const char *macro_of(const char *text, const char *name, struct hf_arena *arena)
{
    size_t length = strlen(name);

    for (const char *at = strstr(text, name); at != NULL; at = strstr(at + 1, name)) {
        const char *value = at + length;

        if (at < text + 8 || strncmp(at - 8, "#define ", 8) != 0 ||
            (*value != ' ' && *value != '\t')) {
            continue;
        }
        value += strspn(value, " \t\"");
        return hf_arena_copy(arena, value, strcspn(value, " \t\"U\n"));
    }
    return NULL;
}

static bool read_version(const char *header, const char *const macros[3], struct hf_arena *arena,
                         const char **version)
{
    struct hf_trouble trouble;
    struct hf_bytes bytes;
    const char *text = "";

    if (!hf_file_read(header, HEADER_MAX, arena, &bytes, &trouble)) {
        return false;
    }
    for (size_t i = 0; i < 3 && macros[i] != NULL; i++) {
        const char *part = macro_of(bytes.data, macros[i], arena);

        if (part == NULL) {
            return false;
        }
        text = hf_arena_print(arena, "%s%s%s", text, i > 0 ? "." : "", part);
    }
    *version = text;
    return true;
}

/* Walks up from the source to a folder that has the marker. */
static bool find_known(const struct known *row, const char *source, struct hf_arena *arena,
                       struct hf_origin_of *origin)
{
    char *folder = hf_arena_copy(arena, source, strlen(source));

    for (char *slash = strrchr(folder, '/'); slash != NULL && slash != folder;
         slash = strrchr(folder, '/')) {
        *slash = '\0';
        const char *header = hf_arena_print(arena, "%s/%s", folder, row->marker);

        if (access(header, R_OK) != 0) {
            continue;
        }
        *origin = (struct hf_origin_of){.name = row->name,
                                        .root = folder,
                                        .license = row->license,
                                        .purl = row->purl,
                                        .cpe = row->cpe};
        return read_version(header, row->macros, arena, &origin->version);
    }
    return false;
}

bool hf_origin_find(const char *source, const char *home, struct hf_arena *arena,
                    struct hf_origin_of *origin)
{
    size_t length = strlen(home);

    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        if (find_known(&known[i], source, arena, origin)) {
            return true;
        }
    }
    *origin = (struct hf_origin_of){.root = home};
    return strncmp(source, home, length) == 0 && source[length] == '/';
}

/* newlib's headers stand in a folder above the archive: Arm's toolchain and Debian place them
 * differently. */
static bool newlib_version(const char *archive, struct hf_arena *arena, const char **version)
{
    static const char *const macros[3] = {"_NEWLIB_VERSION", NULL, NULL};
    char folder[PATH_MAX];

    if (realpath(archive, folder) == NULL) {
        return false;
    }
    for (char *slash = strrchr(folder, '/'); slash != NULL; slash = strrchr(folder, '/')) {
        *slash = '\0';
        if (read_version(hf_arena_print(arena, "%s/include/_newlib_version.h", folder), macros,
                         arena, version) ||
            read_version(hf_arena_print(arena, "%s/include/newlib/_newlib_version.h", folder),
                         macros, arena, version)) {
            return true;
        }
    }
    return false;
}

bool hf_origin_of_archive(const char *archive, struct hf_arena *arena, struct hf_origin_of *origin)
{
    const char *name = strrchr(archive, '/') + 1;
    const char *gcc = strstr(archive, "/gcc/arm-none-eabi/");

    if (strncmp(name, "libgcc", 6) == 0 && gcc != NULL) {
        gcc += strlen("/gcc/arm-none-eabi/");
        *origin = (struct hf_origin_of){
            .name = "libgcc",
            .version = hf_arena_copy(arena, gcc, strcspn(gcc, "/")),
            .license = "GPL-3.0-or-later WITH GCC-exception-3.1",
            .purl = "pkg:generic/libgcc@",
        };
        return true;
    }
    if (strncmp(name, "libc", 4) != 0 && strncmp(name, "libm", 4) != 0 &&
        strncmp(name, "libnosys", 8) != 0) {
        return false;
    }
    *origin = (struct hf_origin_of){
        .name = "newlib", .purl = "pkg:generic/newlib@", .cpe = "newlib_project:newlib"};
    return newlib_version(archive, arena, &origin->version);
}
