/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "core/bootlog.h"

/* The one size that a body of this kind has; 0 for a kind that does not exist. */
static uint32_t size_of(uint32_t kind)
{
    static const uint8_t sizes[] = {
        [HF_BOOTLOG_BOOT] = HF_BOOTLOG_HISTORY_SIZE,
        [HF_BOOTLOG_REFUSAL] = HF_BOOTLOG_HISTORY_SIZE,
        [HF_BOOTLOG_NOTE] = HF_BOOTLOG_HISTORY_SIZE,
        [HF_BOOTLOG_INSTALL] = HF_BOOTLOG_INSTALL_SIZE,
        [HF_BOOTLOG_PROGRESS] = HF_BOOTLOG_PROGRESS_SIZE,
        [HF_BOOTLOG_CONFIRM] = HF_BOOTLOG_CONFIRM_SIZE,
    };

    return kind < sizeof(sizes) ? sizes[kind] : 0u;
}

static int is_confirm(const struct hf_bootlog_confirm *confirm)
{
    return (confirm->verdict == HF_BOOTLOG_TRIAL || confirm->verdict == HF_BOOTLOG_CONFIRMED ||
            confirm->verdict == HF_BOOTLOG_REJECTED) &&
           (confirm->zero | confirm->zero_too) == 0;
}

/* Everything that a body of this kind must have, but its size. Each body of a state begins with the
 * role. */
static int is_valid(const struct hf_bootlog_entry *entry)
{
    if (entry->kind < HF_BOOTLOG_INSTALL) {
        return 1;
    }
    if (entry->as.install.role >= HF_ROLE_COUNT) {
        return 0;
    }
    if (entry->kind == HF_BOOTLOG_PROGRESS) {
        return (entry->as.progress.zero | entry->as.progress.zero_too) == 0;
    }
    return entry->kind != HF_BOOTLOG_CONFIRM || is_confirm(&entry->as.confirm);
}

uint32_t hf_bootlog_write(const struct hf_bootlog_entry *entry, uint8_t out[HF_BOOTLOG_BODY_MAX])
{
    uint32_t const size = is_valid(entry) ? size_of(entry->kind) : 0;

    hf_copy(out, &entry->as, size);
    return size;
}

hf_err_t hf_bootlog_read(uint8_t kind, hf_span_t body, struct hf_bootlog_entry *entry)
{
    struct hf_bootlog_entry read;

    if (body.size == 0 || body.size != size_of(kind)) {
        return HF_ERR_BOOTLOG_FORM;
    }
    read.kind = kind;
    hf_copy(&read.as, body.bytes, body.size);
    if (!is_valid(&read)) {
        return HF_ERR_BOOTLOG_FORM;
    }
    *entry = read;
    return HF_OK;
}

uint32_t hf_bootlog_state_slot(uint32_t kind, uint32_t role)
{
    uint32_t const row = kind - HF_BOOTLOG_INSTALL;

    return row <= HF_BOOTLOG_CONFIRM - HF_BOOTLOG_INSTALL && role < HF_ROLE_COUNT
               ? row * HF_ROLE_COUNT + role
               : HF_BOOTLOG_STATES;
}

uint32_t hf_bootlog_state_index(const struct hf_bootlog_entry *entry)
{
    return hf_bootlog_state_slot(entry->kind, entry->as.install.role);
}

int hf_bootlog_is_end(const struct hf_bootlog_entry *entry)
{
    return (entry->kind == HF_BOOTLOG_INSTALL || entry->kind == HF_BOOTLOG_PROGRESS) &&
           entry->as.install.phase == HF_BOOTLOG_PHASE_NONE;
}
