/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * core/image_sample.h - an image for the tests of parser and policy, built field by field so that
 * each test can put exactly one thing wrong. Nothing is signed: these tests end before hash and
 * signature. */
#ifndef HF_CORE_IMAGE_SAMPLE_H
#define HF_CORE_IMAGE_SAMPLE_H

#include "core/policy.h"

#include <stdbool.h>
#include <string.h>

#define SAMPLE_HEADER_SIZE  64u
#define SAMPLE_PAYLOAD_SIZE 100u
#define SAMPLE_SIZE_MAX     2048u

struct sample {
    uint8_t bytes[SAMPLE_SIZE_MAX];
    size_t size;
    size_t area; /* where the area that is being written starts */
};

static const uint8_t sample_vendor[HF_UUID_SIZE] = {0x11};
static const uint8_t sample_class[HF_UUID_SIZE] = {0x22};

static inline void sample_open_area(struct sample *sample, uint16_t magic)
{
    sample->area = sample->size;
    hf_write_u16(sample->bytes + sample->size, magic);
    sample->size += HF_AREA_HEADER_SIZE;
    hf_write_u16(sample->bytes + sample->area + 2, (uint16_t)(sample->size - sample->area));
}

static inline void sample_add(struct sample *sample, uint16_t type, const uint8_t *value,
                              size_t size)
{
    hf_write_u16(sample->bytes + sample->size, type);
    hf_write_u16(sample->bytes + sample->size + 2, (uint16_t)size);
    if (value != NULL) {
        memcpy(sample->bytes + sample->size + 4, value, size);
    } else {
        memset(sample->bytes + sample->size + 4, 0x33, size);
    }
    sample->size += 4 + size;
    hf_write_u16(sample->bytes + sample->area + 2, (uint16_t)(sample->size - sample->area));
}

static inline void sample_start(struct sample *sample)
{
    memset(sample, 0, sizeof(*sample));
    hf_write_u32(sample->bytes, HF_IMAGE_MAGIC);
    hf_write_u16(sample->bytes + 8, SAMPLE_HEADER_SIZE);
    hf_write_u32(sample->bytes + 12, SAMPLE_PAYLOAD_SIZE);
    memcpy(sample->bytes + 20, "\x01\x02\x03\x00\x04\x00\x00\x00", 8);
    sample->size = SAMPLE_HEADER_SIZE + SAMPLE_PAYLOAD_SIZE;
}

/* The protected area that every image must have, still open for more. */
static inline void sample_open_protected(struct sample *sample)
{
    static const uint8_t counter[4] = {7, 0, 0, 0};

    sample_open_area(sample, HF_AREA_MAGIC_PROTECTED);
    sample_add(sample, HF_TLV_SEC_CNT, counter, sizeof(counter));
    sample_add(sample, HF_TLV_UUID_VID, sample_vendor, sizeof(sample_vendor));
    sample_add(sample, HF_TLV_UUID_CID, sample_class, sizeof(sample_class));
}

static inline void sample_close_protected(struct sample *sample)
{
    hf_write_u16(sample->bytes + 10, (uint16_t)(sample->size - sample->area));
}

static inline void sample_add_plain(struct sample *sample)
{
    sample_open_area(sample, HF_AREA_MAGIC_PLAIN);
    sample_add(sample, HF_TLV_SHA256, NULL, HF_HASH_SIZE);
    sample_add(sample, HF_TLV_KEYHASH, NULL, HF_KEYHASH_SIZE);
    sample_add(sample, HF_TLV_ECDSA_SIG, NULL, 71);
}

/* A whole image that the policy admits. */
static inline void sample_make(struct sample *sample)
{
    sample_start(sample);
    sample_open_protected(sample);
    sample_close_protected(sample);
    sample_add_plain(sample);
}

/* What the parser and then the rules of form say of it. */
static inline hf_err_t sample_collect(const struct sample *sample, struct hf_image *image,
                                      struct hf_image_claims *claims, uint32_t *at)
{
    struct hf_image_areas areas;
    hf_err_t result = hf_image_read_header(sample->bytes, SAMPLE_SIZE_MAX, image);

    if (result != HF_OK) {
        return result;
    }
    uint32_t offset = hf_image_areas_offset(image);
    hf_span_t rest = {sample->bytes + offset, offset < sample->size ? sample->size - offset : 0};

    result = hf_image_read_areas(image, rest, &areas);
    return result != HF_OK ? result : hf_image_collect(image, &areas, HF_KEY_HASHED, claims, at);
}

#endif
