/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * In a stage that counts its lines: writes the counters out. A reset sets them back with all other
 * statics (stage.c), so that each run counts once. */
#include "lab/powerfail/boot/stage.h"

#include <gcov.h>

void stage_counters(void)
{
    __gcov_dump();
}
