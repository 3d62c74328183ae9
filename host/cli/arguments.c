/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/cli/command.h"

#include <stdarg.h>
#include <string.h>

const char *hf_argument(const struct hf_arguments *arguments, const char *name)
{
    const char *last = NULL;

    for (size_t i = 0; i < arguments->given_count; i++) {
        if (strcmp(arguments->given[i].option->name, name) == 0) {
            last = arguments->given[i].value;
        }
    }
    return last;
}

bool hf_argument_given(const struct hf_arguments *arguments, const char *name)
{
    for (size_t i = 0; i < arguments->given_count; i++) {
        if (strcmp(arguments->given[i].option->name, name) == 0) {
            return true;
        }
    }
    return false;
}

const char *hf_argument_at(const struct hf_arguments *arguments, const char *name, size_t index)
{
    for (size_t i = 0; i < arguments->given_count; i++) {
        if (strcmp(arguments->given[i].option->name, name) == 0 && index-- == 0) {
            return arguments->given[i].value;
        }
    }
    return NULL;
}

static void say(const char *format, va_list values)
{
    fputs("holdfast: ", stderr);
    vfprintf(stderr, format, values);
    fputc('\n', stderr);
}

void hf_say(const char *format, ...)
{
    va_list values;

    va_start(values, format);
    say(format, values);
    va_end(values);
}

int hf_broken(const char *format, ...)
{
    va_list values;

    va_start(values, format);
    say(format, values);
    va_end(values);
    return HF_EXIT_BROKEN;
}

int hf_misused(const char *format, ...)
{
    va_list values;

    va_start(values, format);
    say(format, values);
    va_end(values);
    return HF_EXIT_USAGE;
}
