/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/key/digest.h"
#include "host/layout/layout.h"

#include <string.h>

static const uint8_t group_sizes[5] = {4, 2, 2, 2, 6};

bool hf_uuid_parse(const char *text, uint8_t uuid[HF_UUID_SIZE])
{
    char digits[2 * HF_UUID_SIZE + 1];
    size_t used = 0;

    if (strlen(text) != 36) {
        return false;
    }
    for (size_t group = 0; group < 5; group++) {
        size_t size = 2u * group_sizes[group];

        memcpy(digits + used, text, size);
        used += size;
        text += size;
        if (group < 4 && *text++ != '-') {
            return false;
        }
    }
    digits[used] = '\0';
    return hf_unhex(digits, uuid, HF_UUID_SIZE);
}

void hf_uuid_print(const uint8_t uuid[HF_UUID_SIZE], char text[37])
{
    for (size_t group = 0; group < 5; group++) {
        hf_hex(uuid, group_sizes[group], text);
        uuid += group_sizes[group];
        text += 2u * group_sizes[group];
        *text++ = group < 4 ? '-' : '\0';
    }
}
