/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Any bytes as a profile: they are read and judged, or refused with one line; never more. */
#include "host/assess/assess.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define TODAY 20261122

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct hf_catalog *known(void)
{
    static struct hf_catalog catalog;
    struct hf_trouble trouble;

    if (catalog.parts.count == 0 && !hf_catalog_load(NULL, &catalog, &trouble)) {
        abort();
    }
    return &catalog;
}

/* A refusal is one printable line that begins with the file's name. */
static void check_line(const char *line)
{
    if (strncmp(line, "fuzz", 4) != 0) {
        abort();
    }
    for (const char *at = line; *at != '\0'; at++) {
        if ((unsigned char)*at < 0x20 || *at == 0x7f) {
            abort();
        }
    }
}

/* Each platform alone: ranking all lines as well would make one input cost a thousand. */
static void judge(const struct hf_profile *profile)
{
    static struct hf_platform_result result;

    for (size_t i = 0; i < profile->platform_count; i++) {
        hf_judge_platform(known(), profile, i, &profile->platforms[i], &result);
        if (result.verdict > HF_OTHER_ARCHITECTURE) {
            abort();
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct hf_profile profile;
    struct hf_trouble trouble;
    char *text = malloc(size + 1u);

    if (text == NULL) {
        return 0;
    }
    memcpy(text, data, size);
    text[size] = '\0';
    if (!hf_profile_read("fuzz", (struct hf_bytes){text, size}, known(), TODAY, &profile,
                         &trouble)) {
        check_line(trouble.line);
        free(text);
        return 0;
    }
    judge(&profile);
    hf_profile_free(&profile);
    free(text);
    return 0;
}
