/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * A part without an MPU: there is no wall, and nothing here pretends otherwise. The app can read
 * and write all that secure can.
 * NOT DEFEATED: t5, all of it. The report says "no wall". */
#include "firmware/secure/world.h"

#include "hw/api/guard.h"

void hf_world_setup(void)
{
    hf_guard_setup();
}

uint32_t hf_world_difference(void)
{
    return hf_guard_difference();
}
