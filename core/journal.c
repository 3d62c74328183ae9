/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "core/journal.h"

#include "core/span.h"

void hf_journal_head_write(const struct hf_journal_head *head, uint8_t out[HF_JOURNAL_HEAD])
{
    uint16_t const inverse = (uint16_t)~head->length;

    hf_copy(out, head, HF_JOURNAL_HEAD);
    hf_copy(out + offsetof(struct hf_journal_head, inverse), &inverse, sizeof(inverse));
}

static int is_kind(uint8_t kind)
{
    return kind == HF_JOURNAL_COMMIT ||
           ((kind & HF_JOURNAL_KIND) != 0 && (kind & HF_JOURNAL_COMMIT) == 0);
}

hf_err_t hf_journal_head_read(const uint8_t in[HF_JOURNAL_HEAD], uint16_t magic, uint8_t version,
                              struct hf_journal_head *head)
{
    struct hf_journal_head read;

    hf_copy(&read, in, HF_JOURNAL_HEAD);
    if (read.magic != magic || read.version != version ||
        (read.inverse ^ read.length) != UINT16_MAX || !is_kind(read.kind)) {
        return HF_ERR_JOURNAL_FORM;
    }
    *head = read;
    return HF_OK;
}
