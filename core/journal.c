/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "core/journal.h"

#include "core/span.h"

enum {
    AT_MAGIC = 0,
    AT_VERSION = 2,
    AT_KIND = 3,
    AT_LENGTH = 4,
    AT_INVERSE = 6,
    AT_EPOCH = 8,
    AT_GENERATION = 12,
    AT_SEQUENCE = 16,
    AT_LINK = 20,
};

_Static_assert(AT_LINK + HF_JOURNAL_LINK == HF_JOURNAL_HEAD, "head layout");
_Static_assert(HF_JOURNAL_HEAD == HF_JOURNAL_GRANULE, "one read finds out whether a record starts");

void hf_journal_head_write(const struct hf_journal_head *head, uint8_t out[HF_JOURNAL_HEAD])
{
    hf_write_u16(out + AT_MAGIC, head->magic);
    out[AT_VERSION] = head->version;
    out[AT_KIND] = head->kind;
    hf_write_u16(out + AT_LENGTH, head->length);
    hf_write_u16(out + AT_INVERSE, (uint16_t)~head->length);
    hf_write_u32(out + AT_EPOCH, head->epoch);
    hf_write_u32(out + AT_GENERATION, head->generation);
    hf_write_u32(out + AT_SEQUENCE, head->sequence);
    for (uint32_t i = 0; i < HF_JOURNAL_LINK; i++) {
        out[AT_LINK + i] = head->link[i];
    }
}

hf_err_t hf_journal_head_read(const uint8_t in[HF_JOURNAL_HEAD], uint16_t magic, uint8_t version,
                              struct hf_journal_head *head)
{
    uint16_t const length = hf_read_u16(in + AT_LENGTH);
    uint8_t const kind = in[AT_KIND];

    if (hf_read_u16(in + AT_MAGIC) != magic || in[AT_VERSION] != version ||
        (hf_read_u16(in + AT_INVERSE) ^ length) != UINT16_MAX) {
        return HF_ERR_JOURNAL_FORM;
    }
    if (kind != HF_JOURNAL_COMMIT &&
        ((kind & HF_JOURNAL_KIND) == 0 || (kind & HF_JOURNAL_COMMIT) != 0)) {
        return HF_ERR_JOURNAL_FORM;
    }
    head->magic = magic;
    head->version = version;
    head->kind = kind;
    head->length = length;
    head->epoch = hf_read_u32(in + AT_EPOCH);
    head->generation = hf_read_u32(in + AT_GENERATION);
    head->sequence = hf_read_u32(in + AT_SEQUENCE);
    for (uint32_t i = 0; i < HF_JOURNAL_LINK; i++) {
        head->link[i] = in[AT_LINK + i];
    }
    return HF_OK;
}
