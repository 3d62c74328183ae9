/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/sbom/internal.h - from link map to sources to components. */
#ifndef HF_HOST_SBOM_INTERNAL_H
#define HF_HOST_SBOM_INTERNAL_H

#include "host/sbom/sbom.h"

#define HF_LINKED_MAX 2048u

/* The objects that gave bytes to an image: "dir/x.c.obj" or "dir/libx.a(x.c.obj)", each once. */
struct hf_linked {
    const char *objects[HF_LINKED_MAX];
    size_t count;
};

bool hf_linked_read(const char *map, struct hf_arena *arena, struct hf_linked *linked,
                    struct hf_trouble *trouble);

/* What the build knows of itself. */
struct hf_built {
    const json_t *commands; /* compile_commands.json */
    const char *ninja;      /* build.ninja: which objects an archive is made of */
};

/* The path of the source of an object, or NULL; for `nth` > 0 of another that it may be as well. */
const char *hf_source_of(const struct hf_built *built, const char *object, size_t nth,
                         struct hf_arena *arena);

/* A component that is not of this tree. */
struct hf_origin_of {
    const char *name; /* NULL: of this tree */
    const char *version;
    const char *root; /* its folder */
    const char *license;
    const char *purl; /* without the version */
    const char *cpe;  /* "arm:mbed_tls" */
};

/* What component a source belongs to; false when it is none of the known ones. */
bool hf_origin_find(const char *source, const char *home, struct hf_arena *arena,
                    struct hf_origin_of *origin);
/* The same for an archive of the toolchain: libc_nano.a, libgcc.a. */
bool hf_origin_of_archive(const char *archive, struct hf_arena *arena, struct hf_origin_of *origin);

#endif
