/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * core/token_sample.h - payloads for tests: good claims, from which a test takes one and puts
 * another in its place. */
#ifndef HF_CORE_TOKEN_SAMPLE_H
#define HF_CORE_TOKEN_SAMPLE_H

#include "core/token.h"

#define HF_SAMPLE_CLAIMS 10u

/* A claim as it stands in the payload: key and value, encoded. */
struct hf_sample_entry {
    uint8_t bytes[256];
    size_t size;
};

struct hf_sample {
    struct hf_sample_entry entries[HF_SAMPLE_CLAIMS + 4u];
    size_t count;
    uint8_t bytes[4096]; /* the payload, after hf_sample_build() */
    size_t size;
    struct hf_token token;
};

/* All ten claims of RFC 9783, in the order of their keys, with one software component. */
void hf_sample_fill(struct hf_sample *sample);

/* The same without the claim `key`. */
void hf_sample_fill_without(struct hf_sample *sample, int64_t key);

/* Adds one claim at the end; the bytes are 1, 2, 3, ... and `raw` is an encoded value. */
void hf_sample_add_bytes(struct hf_sample *sample, int64_t key, size_t size);
void hf_sample_add_text(struct hf_sample *sample, int64_t key, const char *text);
void hf_sample_add_int(struct hf_sample *sample, int64_t key, int64_t value);
void hf_sample_add_raw(struct hf_sample *sample, int64_t key, const void *raw, size_t size);

/* Puts the claims into one payload. */
void hf_sample_build(struct hf_sample *sample);

/* Builds and reads it into sample->token. */
hf_err_t hf_sample_read_as(struct hf_sample *sample, enum hf_cbor_form form);
hf_err_t hf_sample_read(struct hf_sample *sample);

#endif
