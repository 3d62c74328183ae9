/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/device/history.h"

#include "core/journal.h"
#include "host/device/log.h"
#include "host/key/digest.h"

#include <string.h>

/* What stands in one half. */
struct half {
    struct hf_history history;
    bool committed; /* something in it was not copied by a compaction */
};

/* The record at `at`, when it authenticates; *size is what it takes. */
static bool read_record(hf_span_t half, size_t at, const uint8_t key[32],
                        struct hf_journal_head *head, size_t *size)
{
    const uint8_t *record = half.bytes + at;
    uint8_t mac[32];

    if (hf_journal_head_read(record, HF_BOOTLOG_MAGIC, HF_BOOTLOG_VERSION, head) != HF_OK ||
        head->length > HF_BOOTLOG_BODY_MAX) {
        return false;
    }
    *size = hf_journal_record_size(head->length);
    if (*size > half.size - at) {
        return false;
    }
    hf_mac(key, &(hf_span_t){record, HF_JOURNAL_HEAD + head->length}, 1, mac);
    return memcmp(mac, record + HF_JOURNAL_HEAD + head->length, HF_JOURNAL_TAG) == 0;
}

static void keep(struct half *half, const struct hf_journal_head *head, const uint8_t *record)
{
    struct hf_history *history = &half->history;
    hf_span_t const body = {record + HF_JOURNAL_HEAD, head->length};

    half->committed = half->committed || (head->kind & HF_JOURNAL_COPY) == 0;
    if (history->count < HF_HISTORY_MAX &&
        hf_bootlog_read(head->kind & HF_JOURNAL_KIND, body, &history->entries[history->count]) ==
            HF_OK) {
        history->count++;
    }
}

static bool is_blank(const uint8_t *bytes)
{
    for (size_t i = 1; i < HF_JOURNAL_GRANULE; i++) {
        if (bytes[i] != bytes[0]) {
            return false;
        }
    }
    return bytes[0] == 0xff || bytes[0] == 0;
}

/* As the device walks it: what does not authenticate is passed over, a blank granule ends it. */
static void read_half(hf_span_t span, const uint8_t key[32], struct half *half)
{
    uint32_t sequence = 0;
    size_t size;

    memset(half, 0, sizeof(*half));
    for (size_t at = 0; at + HF_JOURNAL_GRANULE <= span.size; at += size) {
        struct hf_journal_head head;
        struct hf_history *history = &half->history;

        size = HF_JOURNAL_GRANULE;
        if (is_blank(span.bytes + at)) {
            return;
        }
        if (!read_record(span, at, key, &head, &size)) {
            size = HF_JOURNAL_GRANULE;
            history->foreign += hf_journal_head_read(span.bytes + at, HF_BOOTLOG_MAGIC,
                                                     HF_BOOTLOG_VERSION, &head) == HF_OK;
            continue;
        }
        if (history->generation != 0 && head.generation != history->generation) {
            continue;
        }
        history->generation = head.generation;
        history->gaps += head.sequence != sequence + 1;
        sequence = head.sequence;
        keep(half, &head, span.bytes + at);
    }
}

bool hf_history_read(const hf_span_t halves[2], const uint8_t key[32], struct hf_history *history)
{
    static struct half half[2];
    int active = -1;

    for (int i = 0; i < 2; i++) {
        read_half(halves[i], key, &half[i]);
        if (half[i].committed &&
            (active < 0 || half[i].history.generation > half[active].history.generation)) {
            active = i;
        }
    }
    if (active < 0) {
        memset(history, 0, sizeof(*history));
        history->foreign = half[0].history.foreign + half[1].history.foreign;
        return false;
    }
    *history = half[active].history;
    return true;
}

bool hf_device_history(struct hf_device *device, struct hf_history *history,
                       struct hf_trouble *trouble)
{
    const struct hf_layout *layout = &device->layout;
    const char *path = hf_device_path(device, "nvm.bin");
    struct hf_bytes nvm;
    uint8_t key[32];

    if (!hf_file_read(path, layout->nvm_size + 1u, &device->arena, &nvm, trouble) ||
        !hf_device_log_key(device, key, trouble)) {
        return false;
    }
    if ((size_t)layout->boot_log_offset + layout->boot_log_half[0] + layout->boot_log_half[1] >
        nvm.size) {
        return hf_trouble_set(trouble, "%s: too short for its boot log", path);
    }
    const uint8_t *at = (const uint8_t *)nvm.data + layout->boot_log_offset;
    hf_span_t const halves[2] = {{at, layout->boot_log_half[0]},
                                 {at + layout->boot_log_half[0], layout->boot_log_half[1]}};
    bool const found = hf_history_read(halves, key, history);

    hf_wipe(key, sizeof(key));
    if (!found && history->foreign != 0) {
        return hf_trouble_set(trouble, "%s: the boot log is not this die's, or was written over",
                              path);
    }
    return true;
}
