/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/powerfail/boot/film.h"

#include "lab/powerfail/boot/sight.h"

#include <stdlib.h>
#include <string.h>

#define FRAMES_MAX (1u << 18)
#define DATA_MAX   (1u << 26)

struct film {
    struct frame *frames;
    uint32_t count;
    uint8_t *data; /* of all programs; never moved */
    uint32_t used;
    struct hf_fake_snapshot *flash; /* before the frame `at` */
    uint32_t at;
};

static struct film *taking; /* NULL: the deeds are counted only */
static const struct play *actor;
static uint64_t digest;

static void *get(size_t size)
{
    void *memory = calloc(1, size); /* pages that are never touched cost nothing */

    if (memory == NULL) {
        abort();
    }
    return memory;
}

struct film *film_new(void)
{
    struct film *film = get(sizeof(*film));

    film->frames = get(FRAMES_MAX * sizeof(*film->frames));
    film->data = get(DATA_MAX);
    return film;
}

void film_free(struct film *film)
{
    if (film->flash != NULL) {
        hf_fake_snapshot_free(film->flash);
    }
    free(film->frames);
    free(film->data);
    free(film);
}

static void count(const struct hf_fake_deed *deed)
{
    uint32_t const what[] = {(uint32_t)deed->kind, deed->offset, deed->size, deed->to};

    digest = sight_ask(digest, what, sizeof(what));
    if (deed->data != NULL) {
        digest = sight_ask(digest, deed->data, deed->size);
    }
}

static void take(const struct hf_fake_deed *deed)
{
    struct frame *frame;

    count(deed);
    if (taking == NULL) {
        return;
    }
    frame = &taking->frames[taking->count];
    if (taking->count == FRAMES_MAX || deed->size > DATA_MAX - taking->used) {
        abort();
    }
    frame->deed = *deed;
    frame->start = actor->memory.starts - 1u;
    frame->memory = actor->memory;
    if (deed->data != NULL) {
        frame->deed.data = memcpy(taking->data + taking->used, deed->data, deed->size);
        taking->used += deed->size;
    }
    taking->count++;
}

void film_begin(struct film *film, const struct play *play)
{
    if (film != NULL) {
        film->count = 0;
        film->used = 0;
    }
    digest = 0;
    taking = film;
    actor = play;
    hf_fake_film(take);
}

uint64_t film_end(void)
{
    hf_fake_film(NULL);
    return digest;
}

uint32_t film_count(const struct film *film)
{
    return film->count;
}

const struct frame *film_frame(const struct film *film, uint32_t index)
{
    return &film->frames[index];
}

void film_wind_back(struct film *film)
{
    if (film->flash == NULL) {
        film->flash = hf_fake_snapshot_new();
    } else {
        hf_fake_snapshot_save(film->flash);
    }
    film->at = 0;
}

void film_cut(struct film *film, uint32_t index, uint32_t variant)
{
    hf_fake_snapshot_restore(film->flash);
    if (film->at < index) {
        while (film->at < index) {
            hf_fake_deed_do(&film->frames[film->at++].deed);
        }
        hf_fake_snapshot_save(film->flash);
    }
    hf_fake_deed_cut(&film->frames[index].deed, variant);
}
