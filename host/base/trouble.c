/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/base/trouble.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define WORD_MAX 40u

bool hf_trouble_set(struct hf_trouble *trouble, const char *format, ...)
{
    va_list values;

    va_start(values, format);
    vsnprintf(trouble->line, sizeof(trouble->line), format, values);
    va_end(values);
    return false;
}

struct hf_quoted hf_quote(const char *text)
{
    struct hf_quoted quoted = {{0}};
    size_t room = sizeof(quoted.text) - sizeof("...");
    size_t used = 0;

    while (text[used] != '\0' && used < room) {
        unsigned char byte = (unsigned char)text[used];

        quoted.text[used++] = byte >= 0x20 && byte != 0x7f ? (char)byte : '?';
    }
    if (text[used] != '\0') {
        /* do not cut a UTF-8 sequence in two */
        while (used > 0 && ((unsigned char)text[used] & 0xc0u) == 0x80u) {
            used--;
        }
        memcpy(quoted.text + used, "...", sizeof("..."));
    }
    return quoted;
}

static size_t least(size_t a, size_t b, size_t c)
{
    size_t smaller = a < b ? a : b;

    return smaller < c ? smaller : c;
}

/* Levenshtein's distance, without regard to case. Both words are at most WORD_MAX long. */
static size_t distance(const char *a, const char *b)
{
    size_t row[WORD_MAX + 1u];
    size_t length = strlen(b);

    for (size_t j = 0; j <= length; j++) {
        row[j] = j;
    }
    for (size_t i = 1; a[i - 1] != '\0'; i++) {
        size_t diagonal = row[0];

        row[0] = i;
        for (size_t j = 1; j <= length; j++) {
            bool same = tolower((unsigned char)a[i - 1]) == tolower((unsigned char)b[j - 1]);
            size_t replaced = diagonal + (same ? 0u : 1u);

            diagonal = row[j];
            row[j] = least(replaced, row[j] + 1u, row[j - 1] + 1u);
        }
    }
    return row[length];
}

/* How many characters two words share from the start: of two words that are equally far away, the
 * one that begins alike is the likelier. */
static size_t common_start(const char *a, const char *b)
{
    size_t length = 0;

    while (a[length] != '\0' &&
           tolower((unsigned char)a[length]) == tolower((unsigned char)b[length])) {
        length++;
    }
    return length;
}

const char *hf_nearest(const char *word, const char *const *words, size_t count)
{
    const char *nearest = NULL;
    size_t best = strlen(word) / 3u + 1u;

    if (strlen(word) > WORD_MAX) {
        return NULL;
    }
    for (size_t i = 0; i < count; i++) {
        if (strlen(words[i]) > WORD_MAX) {
            continue;
        }
        size_t far = distance(word, words[i]);

        if (far < best || (far == best && (nearest == NULL || common_start(word, words[i]) >
                                                                  common_start(word, nearest)))) {
            best = far;
            nearest = words[i];
        }
    }
    return nearest;
}
