/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "core/token_sample.h"

#include <stdlib.h>
#include <string.h>

/* A sample that cannot be built is a mistake in the test. */
static void must(int holds)
{
    if (!holds) {
        abort();
    }
}

static const uint8_t filler[128] = {1, 2, 3, 4, 5, 6, 7, 8};

static struct hf_cbor_out start(struct hf_sample *sample, int64_t key)
{
    struct hf_sample_entry *entry = &sample->entries[sample->count++];
    struct hf_cbor_out out = hf_cbor_out(entry->bytes, sizeof(entry->bytes));

    hf_cbor_write_int(&out, key);
    return out;
}

static void stop(struct hf_sample *sample, const struct hf_cbor_out *out)
{
    must(hf_cbor_end(out, &sample->entries[sample->count - 1u].size) == HF_OK);
}

void hf_sample_add_bytes(struct hf_sample *sample, int64_t key, size_t size)
{
    struct hf_cbor_out out = start(sample, key);

    hf_cbor_write_bytes(&out, (hf_span_t){filler, size});
    stop(sample, &out);
}

void hf_sample_add_text(struct hf_sample *sample, int64_t key, const char *text)
{
    struct hf_cbor_out out = start(sample, key);

    hf_cbor_write_text(&out, (hf_span_t){(const uint8_t *)text, strlen(text)});
    stop(sample, &out);
}

void hf_sample_add_int(struct hf_sample *sample, int64_t key, int64_t value)
{
    struct hf_cbor_out out = start(sample, key);

    hf_cbor_write_int(&out, value);
    stop(sample, &out);
}

void hf_sample_add_raw(struct hf_sample *sample, int64_t key, const void *bytes, size_t size)
{
    struct hf_cbor_out out = start(sample, key);

    hf_cbor_write_raw(&out, (hf_span_t){bytes, size});
    stop(sample, &out);
}

/* [{2: 32 bytes, 5: 32 bytes}], encoded. */
static size_t one_component(uint8_t bytes[72])
{
    struct hf_cbor_out out = hf_cbor_out(bytes, 72);
    size_t size = 0;

    hf_cbor_write_head(&out, HF_CBOR_ARRAY, 1);
    hf_cbor_write_head(&out, HF_CBOR_MAP, 2);
    hf_cbor_write_int(&out, HF_COMPONENT_MEASUREMENT);
    hf_cbor_write_bytes(&out, (hf_span_t){filler, 32});
    hf_cbor_write_int(&out, HF_COMPONENT_SIGNER);
    hf_cbor_write_bytes(&out, (hf_span_t){filler, 32});
    must(hf_cbor_end(&out, &size) == HF_OK);
    return size;
}

void hf_sample_fill(struct hf_sample *sample)
{
    uint8_t components[72];
    size_t size = one_component(components);

    memset(sample, 0, sizeof(*sample));
    hf_sample_add_bytes(sample, HF_CLAIM_NONCE, 32);
    hf_sample_add_bytes(sample, HF_CLAIM_INSTANCE_ID, 33);
    hf_sample_add_text(sample, HF_CLAIM_PROFILE, HF_TOKEN_PROFILE);
    hf_sample_add_bytes(sample, HF_CLAIM_BOOT_SEED, 8);
    hf_sample_add_int(sample, HF_CLAIM_CLIENT_ID, -1);
    hf_sample_add_int(sample, HF_CLAIM_LIFECYCLE, 0x30ff);
    hf_sample_add_bytes(sample, HF_CLAIM_IMPLEMENTATION_ID, 32);
    hf_sample_add_text(sample, HF_CLAIM_CERTIFICATION, "1234567890123-12345");
    hf_sample_add_raw(sample, HF_CLAIM_COMPONENTS, components, size);
    hf_sample_add_text(sample, HF_CLAIM_SERVICE, "https://example.com");
}

void hf_sample_build(struct hf_sample *sample)
{
    struct hf_cbor_out out = hf_cbor_out(sample->bytes, sizeof(sample->bytes));

    hf_cbor_write_head(&out, HF_CBOR_MAP, sample->count);
    for (size_t i = 0; i < sample->count; i++) {
        hf_cbor_write_raw(&out, (hf_span_t){sample->entries[i].bytes, sample->entries[i].size});
    }
    must(hf_cbor_end(&out, &sample->size) == HF_OK);
}

hf_err_t hf_sample_read_as(struct hf_sample *sample, enum hf_cbor_form form)
{
    hf_sample_build(sample);
    return hf_token_read_claims((hf_span_t){sample->bytes, sample->size}, form, &sample->token);
}

hf_err_t hf_sample_read(struct hf_sample *sample)
{
    return hf_sample_read_as(sample, HF_CBOR_SHORTEST);
}

/* Makes a good payload whose claim `key` is absent, so that a test can add another one. */
void hf_sample_fill_without(struct hf_sample *sample, int64_t key)
{
    uint8_t prefix[9];
    struct hf_cbor_out out = hf_cbor_out(prefix, sizeof(prefix));

    hf_sample_fill(sample);
    hf_cbor_write_int(&out, key);
    for (size_t i = 0; i < sample->count; i++) {
        if (memcmp(sample->entries[i].bytes, prefix, out.offset) == 0) {
            sample->entries[i] = sample->entries[--sample->count];
            return;
        }
    }
    abort();
}
