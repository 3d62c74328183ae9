/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/powerfail/boot/film.h - the operations of a run, in order, with what somebody outside knew at
 * each of them: from one state of the flash on, every state that a cut leaves can be made without
 * running the stages again. */
#ifndef HF_LAB_POWERFAIL_FILM_H
#define HF_LAB_POWERFAIL_FILM_H

#include "hw/fake/watch.h"
#include "lab/powerfail/boot/play.h"

struct frame {
    struct hf_fake_deed deed;
    uint32_t start;       /* the start of the run in which it happened */
    struct memory memory; /* before it */
};

struct film;
struct film *film_new(void);
void film_free(struct film *film);

/* Takes down what `play` does from now on, in the place of what stood in the film, until
 * film_end(), which gives a number that names all the operations with all their data. NULL: the
 * number alone. */
void film_begin(struct film *film, const struct play *play);
uint64_t film_end(void);

uint32_t film_count(const struct film *film);
const struct frame *film_frame(const struct film *film, uint32_t index);

/* The flash as it was at the beginning of the film is the one that is there now. */
void film_wind_back(struct film *film);

/* Makes the flash that `variant` of a cut in the frame leaves. Cheap when frames come in order. */
void film_cut(struct film *film, uint32_t index, uint32_t variant);

#endif
