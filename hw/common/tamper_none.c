/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * For boards without tamper inputs. */
#include "hw/api/tamper.h"

uint32_t hf_tamper_events(void)
{
    return 0;
}

void hf_tamper_clear(void)
{
}
