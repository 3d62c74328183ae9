/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/powerfail/boot/scenario.h"

#include <string.h>

extern const struct scenario scenario_boot;

const struct scenario *const scenarios[] = {
    &scenario_boot,
};

const uint32_t scenario_count = sizeof(scenarios) / sizeof(scenarios[0]);

const struct scenario *scenario_find(const char *name)
{
    for (uint32_t i = 0; i < scenario_count; i++) {
        if (strcmp(scenarios[i]->name, name) == 0) {
            return scenarios[i];
        }
    }
    return NULL;
}

bool scenario_fits_all(const struct board *board)
{
    (void)board;
    return true;
}
