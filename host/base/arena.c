/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_SIZE 16384u
#define ALIGNMENT  _Alignof(max_align_t)

struct hf_arena_block {
    struct hf_arena_block *next;
    size_t size;
    size_t used;
    max_align_t bytes[];
};

static struct hf_arena_block *add_block(struct hf_arena *arena, size_t size)
{
    size_t room = size > BLOCK_SIZE ? size : BLOCK_SIZE;
    struct hf_arena_block *block = calloc(1, sizeof(*block) + room);

    if (block == NULL) {
        fputs("holdfast: out of memory\n", stderr);
        exit(3);
    }
    block->size = room;
    block->next = arena->blocks;
    arena->blocks = block;
    return block;
}

void *hf_arena_take(struct hf_arena *arena, size_t size)
{
    size_t rounded = (size + ALIGNMENT - 1u) / ALIGNMENT * ALIGNMENT;
    struct hf_arena_block *block = arena->blocks;

    if (block == NULL || block->size - block->used < rounded) {
        block = add_block(arena, rounded);
    }
    void *piece = (unsigned char *)block->bytes + block->used;

    block->used += rounded;
    return piece;
}

char *hf_arena_copy(struct hf_arena *arena, const char *text, size_t size)
{
    char *copy = hf_arena_take(arena, size + 1u);

    if (size > 0) {
        memcpy(copy, text, size);
    }
    return copy;
}

char *hf_arena_print(struct hf_arena *arena, const char *format, ...)
{
    va_list values;
    va_list again;

    va_start(values, format);
    va_copy(again, values);
    int size = vsnprintf(NULL, 0, format, values);
    char *text = hf_arena_take(arena, (size_t)(size > 0 ? size : 0) + 1u);

    vsnprintf(text, (size_t)(size > 0 ? size : 0) + 1u, format, again);
    va_end(again);
    va_end(values);
    return text;
}

void hf_arena_join(struct hf_arena *arena, struct hf_arena *other)
{
    struct hf_arena_block **end = &arena->blocks;

    while (*end != NULL) {
        end = &(*end)->next;
    }
    *end = other->blocks;
    other->blocks = NULL;
}

void hf_arena_free(struct hf_arena *arena)
{
    while (arena->blocks != NULL) {
        struct hf_arena_block *next = arena->blocks->next;

        free(arena->blocks);
        arena->blocks = next;
    }
}
