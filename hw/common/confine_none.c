/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * For parts without an MPU: all memory may run.
 * NOT DEFEATED: t6 a skipped stack adjustment that returns to a pointer into the image. */
#include "hw/common/start.h"

_Noreturn void hf_start_confined(void)
{
    hf_start_reset();
}
