/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "hw/common/start.h"

void hf_chip_start(void)
{
}
