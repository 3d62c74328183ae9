/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/device/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Exactly eight lower-case hex digits. */
static bool parse_word(const char *text, uint32_t *word)
{
    if (strlen(text) != 8 || strspn(text, "0123456789abcdef") != 8) {
        return false;
    }
    *word = (uint32_t)strtoul(text, NULL, 16);
    return true;
}

bool hf_report_parse(const char *line, struct hf_report *report)
{
    char word[16];
    char detail[16];
    char rest[2];

    return sscanf(line, "@%7s %11s %23s %15s %15s %15s %1s", report->stage, report->event,
                  report->role, report->slot, word, detail, rest) == 6 &&
           parse_word(word, &report->word) && parse_word(detail, &report->detail);
}

size_t hf_reports_read(const char *log, struct hf_report *reports, size_t max)
{
    char line[HF_QEMU_LINE_MAX];
    size_t count = 0;

    while (*log != '\0' && count < max) {
        size_t size = strcspn(log, "\r\n");

        snprintf(line, sizeof(line), "%.*s", (int)(size < sizeof(line) ? size : 0), log);
        if (hf_report_parse(line, &reports[count]) && strcmp(reports[count].event, "wants") != 0) {
            count++;
        }
        log += size;
        log += strspn(log, "\r\n");
    }
    return count;
}

const char *hf_outcome_name(enum hf_outcome outcome)
{
    static const char *const names[] = {"done",    "halted", "fault",
                                        "timeout", "exited", "interrupted"};

    return names[outcome];
}

const struct hf_report *hf_run_find(const struct hf_run *run, const char *event)
{
    for (size_t i = 0; i < run->secure_count; i++) {
        if (strcmp(run->secure[i].event, event) == 0) {
            return &run->secure[i];
        }
    }
    return NULL;
}
