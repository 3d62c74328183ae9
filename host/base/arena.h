/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/base/arena.h - memory that lives as long as one document: taken piece by piece, given back
 * at once. A command that reads a file, answers and exits needs no finer bookkeeping. */
#ifndef HF_HOST_BASE_ARENA_H
#define HF_HOST_BASE_ARENA_H

#include <stddef.h>

struct hf_arena_block;

struct hf_arena {
    struct hf_arena_block *blocks;
};

/* `size` zeroed bytes, aligned for any type. Never NULL: without memory the program says so and
 * exits 3. */
void *hf_arena_take(struct hf_arena *arena, size_t size);

/* A copy of `size` bytes of `text`, with a zero byte behind it. */
char *hf_arena_copy(struct hf_arena *arena, const char *text, size_t size);

/* A formatted text. */
char *hf_arena_print(struct hf_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Moves all memory of `other` into `arena`; `other` is empty afterwards. */
void hf_arena_join(struct hf_arena *arena, struct hf_arena *other);

/* Gives everything back; the arena can be used again. */
void hf_arena_free(struct hf_arena *arena);

#endif
