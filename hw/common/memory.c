/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The four functions that the compiler may call behind our back, as small as they can be: the C
 * library's are ten times the size, and no stage moves enough memory to notice. */
#include <stddef.h>
#include <stdint.h>

void *memcpy(void *restrict to, const void *restrict from, size_t size);
void *memmove(void *to, const void *from, size_t size);
void *memset(void *to, int value, size_t size);
int memcmp(const void *a, const void *b, size_t size);

void *memcpy(void *restrict to, const void *restrict from, size_t size)
{
    uint8_t *at = to;
    const uint8_t *source = from;

    while (size-- != 0) {
        *at++ = *source++;
    }
    return to;
}

void *memmove(void *to, const void *from, size_t size)
{
    uint8_t *at = to;
    const uint8_t *source = from;

    if ((uintptr_t)to > (uintptr_t)from) {
        while (size-- != 0) {
            at[size] = source[size];
        }
        return to;
    }
    while (size-- != 0) {
        *at++ = *source++;
    }
    return to;
}

void *memset(void *to, int value, size_t size)
{
    uint8_t *at = to;

    while (size-- != 0) {
        *at++ = (uint8_t)value;
    }
    return to;
}

int memcmp(const void *a, const void *b, size_t size)
{
    const uint8_t *left = a;
    const uint8_t *right = b;

    for (; size != 0; size--, left++, right++) {
        if (*left != *right) {
            return *left - *right;
        }
    }
    return 0;
}
