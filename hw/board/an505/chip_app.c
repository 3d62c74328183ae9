/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The devices of an505, as the app sees them: its console. */
#include "hw/chip/mps2/mps2.h"

const struct hf_mps2 hf_mps2 = {.console = 0x40201000};
