/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "core/bootlog.h"

static void copy(uint8_t *to, const uint8_t *from, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        to[i] = from[i];
    }
}

static uint32_t write_history(const struct hf_bootlog_history *history, uint8_t *out)
{
    out[0] = history->record.stage;
    out[1] = history->record.event;
    out[2] = history->record.role;
    out[3] = history->record.slot;
    hf_write_u32(out + 4, history->record.word);
    hf_write_u32(out + 8, history->record.detail);
    hf_write_u32(out + 12, history->boot);
    return HF_BOOTLOG_HISTORY_SIZE;
}

static void read_history(const uint8_t *in, struct hf_bootlog_history *history)
{
    history->record.stage = in[0];
    history->record.event = in[1];
    history->record.role = in[2];
    history->record.slot = in[3];
    history->record.word = hf_read_u32(in + 4);
    history->record.detail = hf_read_u32(in + 8);
    history->boot = hf_read_u32(in + 12);
}

static uint32_t write_install(const struct hf_bootlog_install *install, uint8_t *out)
{
    out[0] = install->role;
    out[1] = install->phase;
    out[2] = install->slot;
    out[3] = install->flags;
    hf_write_u32(out + 4, install->counter);
    hf_write_u32(out + 8, install->size);
    hf_write_u32(out + 12, install->detail);
    copy(out + 16, install->hash, sizeof(install->hash));
    return install->role < HF_ROLE_COUNT ? HF_BOOTLOG_INSTALL_SIZE : 0u;
}

static hf_err_t read_install(const uint8_t *in, struct hf_bootlog_install *install)
{
    if (in[0] >= HF_ROLE_COUNT) {
        return HF_ERR_BOOTLOG_FORM;
    }
    install->role = in[0];
    install->phase = in[1];
    install->slot = in[2];
    install->flags = in[3];
    install->counter = hf_read_u32(in + 4);
    install->size = hf_read_u32(in + 8);
    install->detail = hf_read_u32(in + 12);
    copy(install->hash, in + 16, sizeof(install->hash));
    return HF_OK;
}

static uint32_t write_progress(const struct hf_bootlog_progress *progress, uint8_t *out)
{
    out[0] = progress->role;
    out[1] = progress->phase;
    hf_write_u16(out + 2, 0);
    hf_write_u32(out + 4, progress->step);
    hf_write_u32(out + 8, progress->detail);
    hf_write_u32(out + 12, 0);
    return progress->role < HF_ROLE_COUNT ? HF_BOOTLOG_PROGRESS_SIZE : 0u;
}

static hf_err_t read_progress(const uint8_t *in, struct hf_bootlog_progress *progress)
{
    if (in[0] >= HF_ROLE_COUNT || hf_read_u16(in + 2) != 0 || hf_read_u32(in + 12) != 0) {
        return HF_ERR_BOOTLOG_FORM;
    }
    progress->role = in[0];
    progress->phase = in[1];
    progress->step = hf_read_u32(in + 4);
    progress->detail = hf_read_u32(in + 8);
    return HF_OK;
}

static int is_verdict(uint8_t byte)
{
    return byte == HF_BOOTLOG_TRIAL || byte == HF_BOOTLOG_CONFIRMED || byte == HF_BOOTLOG_REJECTED;
}

static uint32_t write_confirm(const struct hf_bootlog_confirm *confirm, uint8_t *out)
{
    out[0] = confirm->role;
    out[1] = confirm->verdict;
    out[2] = confirm->slot;
    out[3] = 0;
    hf_write_u32(out + 4, confirm->counter);
    hf_write_u32(out + 8, confirm->attempts);
    hf_write_u32(out + 12, 0);
    copy(out + 16, confirm->hash, sizeof(confirm->hash));
    return confirm->role < HF_ROLE_COUNT && is_verdict(confirm->verdict) ? HF_BOOTLOG_CONFIRM_SIZE
                                                                         : 0u;
}

static hf_err_t read_confirm(const uint8_t *in, struct hf_bootlog_confirm *confirm)
{
    if (in[0] >= HF_ROLE_COUNT || !is_verdict(in[1]) || in[3] != 0 || hf_read_u32(in + 12) != 0) {
        return HF_ERR_BOOTLOG_FORM;
    }
    confirm->role = in[0];
    confirm->verdict = in[1];
    confirm->slot = in[2];
    confirm->counter = hf_read_u32(in + 4);
    confirm->attempts = hf_read_u32(in + 8);
    copy(confirm->hash, in + 16, sizeof(confirm->hash));
    return HF_OK;
}

/* The one size that a body of this kind has; 0 for a kind that does not exist. */
static uint32_t size_of(uint8_t kind)
{
    switch (kind) {
    case HF_BOOTLOG_BOOT:
    case HF_BOOTLOG_REFUSAL:
    case HF_BOOTLOG_NOTE:
        return HF_BOOTLOG_HISTORY_SIZE;
    case HF_BOOTLOG_INSTALL:
        return HF_BOOTLOG_INSTALL_SIZE;
    case HF_BOOTLOG_PROGRESS:
        return HF_BOOTLOG_PROGRESS_SIZE;
    case HF_BOOTLOG_CONFIRM:
        return HF_BOOTLOG_CONFIRM_SIZE;
    default:
        return 0;
    }
}

uint32_t hf_bootlog_write(const struct hf_bootlog_entry *entry, uint8_t out[HF_BOOTLOG_BODY_MAX])
{
    switch (entry->kind) {
    case HF_BOOTLOG_BOOT:
    case HF_BOOTLOG_REFUSAL:
    case HF_BOOTLOG_NOTE:
        return write_history(&entry->as.history, out);
    case HF_BOOTLOG_INSTALL:
        return write_install(&entry->as.install, out);
    case HF_BOOTLOG_PROGRESS:
        return write_progress(&entry->as.progress, out);
    case HF_BOOTLOG_CONFIRM:
        return write_confirm(&entry->as.confirm, out);
    default:
        return 0;
    }
}

hf_err_t hf_bootlog_read(uint8_t kind, hf_span_t body, struct hf_bootlog_entry *entry)
{
    hf_err_t result = HF_OK;

    if (body.size == 0 || body.size != size_of(kind)) {
        return HF_ERR_BOOTLOG_FORM;
    }
    switch (kind) {
    case HF_BOOTLOG_INSTALL:
        result = read_install(body.bytes, &entry->as.install);
        break;
    case HF_BOOTLOG_PROGRESS:
        result = read_progress(body.bytes, &entry->as.progress);
        break;
    case HF_BOOTLOG_CONFIRM:
        result = read_confirm(body.bytes, &entry->as.confirm);
        break;
    default:
        read_history(body.bytes, &entry->as.history);
        break;
    }
    if (result == HF_OK) {
        entry->kind = kind;
    }
    return result;
}

uint32_t hf_bootlog_state_slot(uint32_t kind, uint32_t role)
{
    static const uint8_t kinds[] = {HF_BOOTLOG_INSTALL, HF_BOOTLOG_PROGRESS, HF_BOOTLOG_CONFIRM};

    for (uint32_t i = 0; i < sizeof(kinds) && role < HF_ROLE_COUNT; i++) {
        if (kind == kinds[i]) {
            return i * HF_ROLE_COUNT + role;
        }
    }
    return HF_BOOTLOG_STATES;
}

uint32_t hf_bootlog_state_index(const struct hf_bootlog_entry *entry)
{
    switch (entry->kind) {
    case HF_BOOTLOG_INSTALL:
        return hf_bootlog_state_slot(entry->kind, entry->as.install.role);
    case HF_BOOTLOG_PROGRESS:
        return hf_bootlog_state_slot(entry->kind, entry->as.progress.role);
    case HF_BOOTLOG_CONFIRM:
        return hf_bootlog_state_slot(entry->kind, entry->as.confirm.role);
    default:
        return HF_BOOTLOG_STATES;
    }
}

int hf_bootlog_is_end(const struct hf_bootlog_entry *entry)
{
    if (entry->kind == HF_BOOTLOG_INSTALL) {
        return entry->as.install.phase == HF_BOOTLOG_PHASE_NONE;
    }
    if (entry->kind == HF_BOOTLOG_PROGRESS) {
        return entry->as.progress.phase == HF_BOOTLOG_PHASE_NONE;
    }
    return 0;
}
