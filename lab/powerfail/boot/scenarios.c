/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/powerfail/boot/scenario.h"

#include <string.h>

extern const struct scenario scenario_boot;
extern const struct scenario scenario_boot_no_log;
extern const struct scenario scenario_boot_b;
extern const struct scenario scenario_install;
extern const struct scenario scenario_encrypted;
extern const struct scenario scenario_encrypted_revert;
extern const struct scenario scenario_revert;
extern const struct scenario scenario_reject;
extern const struct scenario scenario_set;
extern const struct scenario scenario_set_revert;
extern const struct scenario scenario_urot;
extern const struct scenario scenario_urot_revert;
extern const struct scenario scenario_downgrade;
extern const struct scenario scenario_foreign;
extern const struct scenario scenario_half_set;
extern const struct scenario scenario_retreat;
extern const struct scenario scenario_recover;
extern const struct scenario scenario_recover_all;
extern const struct scenario scenario_recover_abuse;
extern const struct scenario scenario_repair;
extern const struct scenario scenario_retreat_floor;

const struct scenario *const scenarios[] = {
    &scenario_boot,
    &scenario_boot_no_log,
    &scenario_boot_b,
    &scenario_install,
    &scenario_revert,
    &scenario_encrypted,
    &scenario_encrypted_revert,
    &scenario_reject,
    &scenario_set,
    &scenario_set_revert,
    &scenario_urot,
    &scenario_urot_revert,
    &scenario_downgrade,
    &scenario_foreign,
    &scenario_half_set,
    &scenario_retreat,
    &scenario_retreat_floor,
    &scenario_recover,
    &scenario_recover_all,
    &scenario_recover_abuse,
    &scenario_repair,
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
