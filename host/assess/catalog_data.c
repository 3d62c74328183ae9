/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/assess/catalog_data.h"

#include <string.h>

struct embedded {
    const char *name;
    const char *start;
    const char *end;
};

#include "catalog_table.inc"

struct hf_bytes hf_catalog_data(const char *name)
{
    for (size_t i = 0; i < sizeof(embedded) / sizeof(embedded[0]); i++) {
        if (strcmp(embedded[i].name, name) == 0) {
            return (struct hf_bytes){embedded[i].start,
                                     (size_t)(embedded[i].end - embedded[i].start)};
        }
    }
    return (struct hf_bytes){NULL, 0};
}
