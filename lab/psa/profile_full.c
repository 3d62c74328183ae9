/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What the profile `full` adds. */
#include "lab/psa/cases.h"

const struct psa_case psa_profile_cases[] = {
    {NULL, NULL},
};
