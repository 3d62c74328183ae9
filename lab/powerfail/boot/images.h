/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/powerfail/boot/images.h - signed images, made with the lab's keys in this process. */
#ifndef HF_LAB_POWERFAIL_IMAGES_H
#define HF_LAB_POWERFAIL_IMAGES_H

#include "core/error.h"
#include "core/span.h"
#include "lab/powerfail/boot/board.h"

/* What is wanted of an image. */
struct image_wish {
    enum hf_role role;
    uint32_t version; /* also decides about the payload's bytes */
    uint32_t counter;
    uint32_t size;      /* of the whole file; a little less is made when it cannot be exact */
    uint32_t code_at;   /* where it runs: its slot, or urot's load area */
    uint32_t needs_app; /* lowest version of the app that this image demands; 0: none */
    const char *key;    /* NULL: the role's own */
    bool encrypted;     /* for this device */
};

struct image {
    struct image_wish wish;
    uint8_t *bytes; /* NULL: no image */
    uint32_t size;
    uint8_t hash[32]; /* as in its TLV */
    uint8_t *covered; /* as it travels and waits in staging; NULL: in clear */
};

/* The root hashes go to `hashes`: root-1, root-2. */
void image_roots(uint8_t hashes[2][32]);

/* The public half of a role's own key. */
void image_key(enum hf_role role, uint8_t hash[32], uint8_t point[64]);

/* Makes urot trust the keys of secure and the app: trust.c. */
void image_trust(void);

/* Makes and signs; ends the program when that fails. */
void image_make(struct image *image, const struct image_wish *wish);
void image_free(struct image *image);

/* Does exactly this image stand at `at`, readable to its last byte? */
bool image_stands_at(const struct image *image, uint32_t at);

/* Does it stand there as it waits in staging? */
bool image_waits_at(const struct image *image, uint32_t at);

/* Does a piece of its payload stand in clear in [at, at + size)? */
bool image_leaks_at(const struct image *image, uint32_t at, uint32_t size);

/* Erases and programs it there as it waits in staging, sector by sector and in chunks, as secure
 * does. */
HF_MUST_CHECK hf_err_t image_write(const struct image *image, uint32_t at);

/* The same on a bench, where nothing fails. */
void image_put(const struct image *image, uint32_t at);

#endif
