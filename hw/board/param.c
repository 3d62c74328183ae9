/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "hw/api/param.h"

#include HF_LAYOUT

const uint8_t *hf_param(void)
{
    return (const uint8_t *)HF_LAB_PARAM;
}
