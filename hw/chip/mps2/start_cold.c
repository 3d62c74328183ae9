/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * First stage: the model's registers take their reset values, and the entropy line is listening,
 * so that random delays have something to ask. */
#include "core/span.h"
#include "hw/chip/mps2/mps2.h"
#include "hw/common/entropy_line.h"
#include "hw/common/start.h"

void hf_chip_start(void)
{
    hf_wipe(hf_mps2.model, sizeof(*hf_mps2.model));
    hf_entropy_line_start();
}
