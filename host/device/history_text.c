/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The boot log in words. */
#include "host/device/history.h"
#include "host/device/why.h"
#include "host/key/digest.h"

#include <jansson.h>
#include <string.h>

/* Phases of an install record: docs/formats/bootlog.md. */
enum { STAGED = 1, SWAPPING, TRIAL, ACCEPTED, REVERTING, DONE, REJECTED };

static const char *const roles[] = {"urot", "secure", "app"};

/* "secure and app" */
static void name_set(uint32_t set, char text[32])
{
    text[0] = '\0';
    for (uint32_t role = 0; role < HF_ROLE_COUNT; role++) {
        if ((set & 1u << role) != 0) {
            strcat(text, text[0] != '\0' ? " and " : "");
            strcat(text, roles[role]);
        }
    }
}

static const char *phase_text(uint8_t phase)
{
    static const char *const texts[] = {
        [0] = "is over",
        [STAGED] = "was asked for",
        [SWAPPING] = "is carried into the slots",
        [TRIAL] = "is on trial",
        [ACCEPTED] = "was accepted",
        [REVERTING] = "is taken back",
        [DONE] = "is complete, the floors are raised",
        [REJECTED] = "was rejected",
    };

    return phase < sizeof(texts) / sizeof(texts[0]) ? texts[phase] : "is in a phase unknown here";
}

/* Why: a word of ours, or a number that the app gave. */
static void reason_text(uint32_t detail, char *text, size_t size)
{
    const struct hf_err_text *why = hf_err_find(detail);

    if (why != NULL) {
        snprintf(text, size, ": %s (%s)", why->meaning, why->name);
    } else {
        snprintf(text, size, ": the app says %d", (int32_t)detail);
    }
}

static void install_text(const struct hf_bootlog_install *install, char *text, size_t size)
{
    char set[32];
    char hash[17];
    char reason[256] = "";

    name_set(install->flags & 7u, set);
    hf_hex(install->hash, 8, hash);
    if (install->phase == REJECTED) {
        reason_text(install->detail, reason, sizeof(reason));
    }
    if (install->phase == STAGED) {
        snprintf(reason, sizeof(reason), ": %u bytes, security counter %u, SHA-256 %s...",
                 install->size, install->counter, hash);
    }
    if (install->phase == 0) {
        snprintf(set, sizeof(set), "%s", roles[install->role]);
    }
    snprintf(text, size, "the update of %s %s%s", set, phase_text(install->phase), reason);
}

/* A record as the console would have said it. */
static void history_text(const struct hf_bootlog_history *history, char *text, size_t size)
{
    static const char *const stages[] = {"?", "irot", "urot", "secure", "app"};
    static const char *const events[] = {"?",      "start", "refused", "boots",
                                         "halted", "fault", "denied"};
    const struct hf_record *record = &history->record;
    struct hf_report report = {.word = record->word, .detail = record->detail};

    snprintf(report.stage, sizeof(report.stage), "%s",
             stages[record->stage < 5 ? record->stage : 0]);
    snprintf(report.event, sizeof(report.event), "%s",
             events[record->event < 7 ? record->event : 0]);
    snprintf(report.role, sizeof(report.role), "%s",
             record->role < HF_ROLE_COUNT ? roles[record->role] : "-");
    snprintf(report.slot, sizeof(report.slot), "%s",
             record->slot == 0   ? "A"
             : record->slot == 1 ? "B"
                                 : "-");
    hf_why_line(&report, text, size);
}

static void entry_text(const struct hf_bootlog_entry *entry, char *text, size_t size)
{
    const char *role;

    switch (entry->kind) {
    case HF_BOOTLOG_INSTALL:
        install_text(&entry->as.install, text, size);
        break;
    case HF_BOOTLOG_PROGRESS:
        role = roles[entry->as.progress.role];
        snprintf(text, size, "%s: %u moves of the walk are made", role, entry->as.progress.step);
        break;
    case HF_BOOTLOG_CONFIRM:
        role = roles[entry->as.confirm.role];
        snprintf(text, size, "%s: verdict 0x%02x after %u trial boots", role,
                 entry->as.confirm.verdict, entry->as.confirm.attempts);
        break;
    default:
        history_text(&entry->as.history, text, size);
        break;
    }
}

static bool is_history(const struct hf_bootlog_entry *entry)
{
    return entry->kind <= HF_BOOTLOG_NOTE;
}

/* The steps of a walk are many and of one kind: the last one before something else is enough. */
static bool is_shown(const struct hf_history *history, size_t index)
{
    return history->entries[index].kind != HF_BOOTLOG_PROGRESS || index + 1 == history->count ||
           history->entries[index + 1].kind != HF_BOOTLOG_PROGRESS;
}

void hf_history_print(FILE *out, const struct hf_history *history)
{
    char text[512];

    for (size_t i = 0; i < history->count; i++) {
        const struct hf_bootlog_entry *entry = &history->entries[i];

        if (!is_shown(history, i)) {
            continue;
        }
        entry_text(entry, text, sizeof(text));
        if (is_history(entry)) {
            fprintf(out, "boot %-5u %s\n", entry->as.history.boot, text);
        } else {
            fprintf(out, "           %s\n", text);
        }
    }
    if (history->gaps != 0) {
        fprintf(out, "%zu gaps: acknowledged records are missing\n", history->gaps);
    }
    if (history->foreign != 0) {
        fprintf(out, "%zu records are torn or not this device's\n", history->foreign);
    }
}

void hf_history_json(FILE *out, const struct hf_history *history)
{
    json_t *list = json_array();
    char text[512];

    for (size_t i = 0; i < history->count; i++) {
        const struct hf_bootlog_entry *entry = &history->entries[i];
        json_t *object;

        entry_text(entry, text, sizeof(text));
        object = json_pack("{s:i,s:s}", "kind", (int)entry->kind, "text", text);
        if (is_history(entry)) {
            json_object_set_new(object, "boot", json_integer(entry->as.history.boot));
        } else if (entry->kind == HF_BOOTLOG_INSTALL) {
            json_object_set_new(object, "phase", json_integer(entry->as.install.phase));
            json_object_set_new(object, "set", json_integer(entry->as.install.flags & 7u));
        }
        json_array_append_new(list, object);
    }
    json_t *root = json_pack("{s:s,s:I,s:I,s:I,s:o}", "schema", "holdfast.history/1", "generation",
                             (json_int_t)history->generation, "gaps", (json_int_t)history->gaps,
                             "foreign", (json_int_t)history->foreign, "records", list);

    json_dumpf(root, out, JSON_COMPACT);
    fputc('\n', out);
    json_decref(root);
}
