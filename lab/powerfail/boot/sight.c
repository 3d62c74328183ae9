/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/powerfail/boot/sight.h"

#include "hw/fake/watch.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#define PLACES    8192u
#define WAYS      4u
#define NAMES_MAX 600u

struct sight {
    bool used;
    struct sight_of of;
    uint64_t names[NAMES_MAX];
    uint8_t answer[32];
};

static struct sight sights[PLACES];
static uint32_t turn;

static uint64_t mix(uint64_t x, uint64_t y)
{
    x = (x ^ y) * 0x9fb21c651e98df25u;
    return x ^ x >> 29;
}

uint64_t sight_ask(uint64_t question, const void *bytes, uint32_t size)
{
    const uint8_t *at = bytes;
    uint64_t word;

    for (uint32_t i = 0; i < size; i += sizeof(word)) {
        uint32_t const left = size - i;

        word = 0;
        memcpy(&word, at + i, left < sizeof(word) ? left : sizeof(word));
        question = mix(question, word);
    }
    question = mix(question, size);
    return question;
}

/* The names of the span's pages now; 0 when there are too many. */
static uint32_t read_names(const struct sight_of *of, uint64_t *names)
{
    uint32_t const from = of->at - of->at % HF_FAKE_NVM_PAGE; /* every base is a multiple of it */
    uint32_t const count = (of->at + of->size - from + HF_FAKE_NVM_PAGE - 1u) / HF_FAKE_NVM_PAGE;

    for (uint32_t i = 0; i < count && count <= NAMES_MAX; i++) {
        names[i] = hf_fake_watch_name(from + i * HF_FAKE_NVM_PAGE);
    }
    return count <= NAMES_MAX ? count : 0;
}

static struct sight *places_of(const struct sight_of *of, const uint64_t *names, uint32_t count)
{
    uint64_t hash = mix(mix(of->at, of->size), of->question);

    for (uint32_t i = 0; i < count; i++) {
        hash = mix(hash, names[i]);
    }
    return &sights[hash % (PLACES / WAYS) * WAYS];
}

const uint8_t *sight_find(const struct sight_of *of)
{
    hf_fake_watch_look(of->at, of->size);

    uint64_t names[NAMES_MAX];
    uint32_t const count = read_names(of, names);
    const struct sight *sight = places_of(of, names, count);

    for (uint32_t i = 0; i < WAYS && count != 0; i++, sight++) {
        if (sight->used && sight->of.at == of->at && sight->of.size == of->size &&
            sight->of.question == of->question &&
            memcmp(sight->names, names, count * sizeof(*names)) == 0) {
            return sight->answer;
        }
    }
    return NULL;
}

void sight_keep(const struct sight_of *of, const uint8_t answer[32])
{
    uint64_t names[NAMES_MAX];
    uint32_t const count = read_names(of, names);
    struct sight *sight = places_of(of, names, count) + turn++ % WAYS;

    if (count != 0) {
        sight->used = true;
        sight->of = *of;
        memcpy(sight->names, names, count * sizeof(*names));
        memcpy(sight->answer, answer, sizeof(sight->answer));
    }
}
