/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * From the ring in retained RAM to the boot log. */
#include "firmware/store/bootlog.h"

/* One boot record per boot: that urot entered secure. Starts are no news. */
static uint8_t kind_of(const struct hf_record *record)
{
    if (record->event == HF_EVENT_BOOTS) {
        return record->role == HF_ROLE_SECURE ? HF_BOOTLOG_BOOT : 0;
    }
    return record->event == HF_EVENT_REFUSED ? HF_BOOTLOG_REFUSAL
           : record->event > HF_EVENT_BOOTS  ? HF_BOOTLOG_NOTE
                                             : 0;
}

void hf_bootlog_keep(struct hf_bootlog *log, struct hf_records *ring)
{
    uint32_t const count = ring->magic == HF_RECORDS_MAGIC ? ring->written : 0;
    uint32_t const first = count > HF_RECORDS_COUNT ? count - HF_RECORDS_COUNT : 0;
    struct hf_bootlog_entry entry;

    for (uint32_t i = first; i < count; i++) {
        entry.as.history.record = ring->ring[i % HF_RECORDS_COUNT];
        entry.kind = kind_of(&entry.as.history.record);
        if (entry.kind != 0 && hf_bootlog_append(log, &entry) != HF_OK) {
            return; /* the ring keeps them */
        }
    }
    ring->written = 0;
}
