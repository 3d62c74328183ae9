/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/faults/stop.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILE_MAX (64u * 1024u * 1024u)

static void say(const char *format, va_list values)
{
    fputs("holdfast-faults: ", stderr);
    vfprintf(stderr, format, values);
    fputc('\n', stderr);
}

_Noreturn void stop(const char *format, ...)
{
    va_list values;

    va_start(values, format);
    say(format, values);
    va_end(values);
    exit(3);
}

_Noreturn void misuse(const char *format, ...)
{
    va_list values;

    va_start(values, format);
    say(format, values);
    va_end(values);
    exit(2);
}

void *take(size_t size)
{
    void *memory = NULL;

    if (posix_memalign(&memory, 4096, size) != 0) {
        stop("out of memory");
    }
    return memset(memory, 0, size);
}

uint8_t *read_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    long length;

    if (file == NULL || fseek(file, 0, SEEK_END) != 0 || (length = ftell(file)) < 0 ||
        fseek(file, 0, SEEK_SET) != 0) {
        stop("%s: %s", path, strerror(errno));
    }
    if ((size_t)length > FILE_MAX) {
        stop("%s: larger than 64 MiB", path);
    }
    uint8_t *bytes = take((size_t)length + 1u);

    *size = fread(bytes, 1, (size_t)length, file);
    if (*size != (size_t)length) {
        stop("%s: cannot be read", path);
    }
    fclose(file);
    return bytes;
}
