/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/base/file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Doubles the buffer as the file goes on, so that a small file costs little memory. */
static bool read_all(FILE *file, size_t limit, char **buffer, size_t *size)
{
    size_t room = 0;

    *size = 0;
    do {
        room = room == 0 ? 16384u : room * 2u;
        if (room > limit + 1u) {
            room = limit + 1u;
        }
        char *grown = realloc(*buffer, room);

        if (grown == NULL) {
            return false;
        }
        *buffer = grown;
        *size += fread(*buffer + *size, 1, room - *size, file);
    } while (*size == room && room <= limit);
    return ferror(file) == 0;
}

bool hf_file_read(const char *path, size_t limit, struct hf_arena *arena, struct hf_bytes *bytes,
                  struct hf_trouble *trouble)
{
    FILE *file = fopen(path, "rb");
    char *buffer = NULL;
    size_t size = 0;

    if (file == NULL) {
        return hf_trouble_set(trouble, "%s: %s; give the path of a file that can be read", path,
                              strerror(errno));
    }
    errno = 0;
    bool done = read_all(file, limit, &buffer, &size);
    int reason = errno;

    fclose(file);
    if (done && size <= limit) {
        bytes->data = hf_arena_copy(arena, buffer, size);
        bytes->size = size;
    }
    free(buffer);
    if (!done) {
        return hf_trouble_set(trouble, "%s: cannot be read: %s", path,
                              strerror(reason != 0 ? reason : EIO));
    }
    if (size > limit) {
        return hf_trouble_set(trouble, "%s: larger than %zu KiB; is it the right file?", path,
                              limit / 1024u);
    }
    return true;
}
