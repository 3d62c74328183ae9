/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/base/trouble.h - the one clear line that says what is wrong with an input, where, and what
 * to do. Libraries write it, the command prints it (hf_broken) and exits 3. */
#ifndef HF_HOST_BASE_TROUBLE_H
#define HF_HOST_BASE_TROUBLE_H

#include <stdbool.h>
#include <stddef.h>

struct hf_trouble {
    char line[640];
};

/* Writes the line and gives false back, so that a reader can `return hf_trouble_set(...)`. */
bool hf_trouble_set(struct hf_trouble *trouble, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

struct hf_quoted {
    char text[64];
};

/* A word of the input made fit to be shown: cut to a readable length, no control characters. */
struct hf_quoted hf_quote(const char *text);

/* The one of `count` words that is closest to a mistyped `word`, or NULL when none is close. */
const char *hf_nearest(const char *word, const char *const *words, size_t count);

#endif
