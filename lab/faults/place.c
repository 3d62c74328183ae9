/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/faults/place.h"

#include "lab/faults/stop.h"

#define TABLE_SIZE (1u << 18)

void places_restart(struct places *places)
{
    if (places->table == NULL) {
        places->table = take(TABLE_SIZE * sizeof(*places->table));
    }
    for (size_t i = 0; i < TABLE_SIZE; i++) {
        places->table[i].seen = 0;
    }
    places->depth = 0;
    places->behind = 0;
    places->called = false;
}

void places_settle(struct places *places)
{
    for (size_t i = 0; i < TABLE_SIZE; i++) {
        places->table[i].total = places->table[i].seen;
    }
}

static bool is_call(struct thumb op)
{
    bool const bl =
        op.size == 4 && (op.first & 0xf800u) == 0xf000u && (op.second & 0xd000u) == 0xd000u;

    return bl || (op.size == 2 && (op.first & 0xff87u) == 0x4780u);
}

uint32_t places_follow(struct places *places, uint32_t pc, struct thumb op)
{
    uint32_t hash = 2166136261u;

    if (places->called && pc != places->behind && places->depth < CALLS_MAX) {
        places->returns[places->depth++] = places->behind;
    }
    for (size_t i = places->depth; i > 0; i--) {
        if (places->returns[i - 1u] == pc) { /* back, perhaps over tail calls */
            places->depth = i - 1u;
            break;
        }
    }
    places->behind = pc + op.size;
    places->called = is_call(op);
    for (size_t i = 0; i < places->depth; i++) {
        hash = (hash ^ places->returns[i]) * 16777619u;
    }
    return hash;
}

bool places_visit(struct places *places, uint32_t pc, uint32_t calls, uint32_t few)
{
    uint64_t const key = (uint64_t)pc << 32 | calls | 1u;
    size_t at = (size_t)((key * UINT64_C(0x9e3779b97f4a7c15)) >> 46);

    while (places->table[at].key != 0 && places->table[at].key != key) {
        at = (at + 1u) % TABLE_SIZE;
    }
    if (places->table[at].key == 0 && ++places->used == TABLE_SIZE) {
        stop("the path has more than %u places", TABLE_SIZE);
    }
    places->table[at].key = key;
    places->table[at].seen++;
    return places->table[at].seen <= few || places->table[at].seen == places->table[at].total;
}
