/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/api/param.h - the last part of the app's RAM, into which the lab writes parameters before a
 * virtual device starts. On a part nobody writes there, and the content is what the RAM has. */
#ifndef HF_HW_API_PARAM_H
#define HF_HW_API_PARAM_H

#include <stdint.h>

const uint8_t *hf_param(void);

#endif
