/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/cli/number.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

const char *const hf_role_names[] = {"urot", "secure", "app", NULL};

enum hf_role hf_role_find(const char *name)
{
    for (int i = 0; i < HF_ROLE_COUNT; i++) {
        if (strcmp(hf_role_names[i], name) == 0) {
            return (enum hf_role)i;
        }
    }
    return HF_ROLE_COUNT;
}

bool hf_argument_number(const struct hf_arguments *arguments, const char *name, uint64_t max,
                        uint64_t *value)
{
    const char *text = hf_argument(arguments, name);
    char *end = NULL;

    if (text == NULL) {
        return true;
    }
    errno = 0;
    unsigned long long number = strtoull(text, &end, strncmp(text, "0x", 2) == 0 ? 16 : 10);

    if (text[0] < '0' || text[0] > '9' || *end != '\0' || errno != 0 || number > max) {
        hf_misused("--%s: '%s' is not a number from 0 to %llu", name, text,
                   (unsigned long long)max);
        return false;
    }
    *value = number;
    return true;
}
