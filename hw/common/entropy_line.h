/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/common/entropy_line.h - a serial line that delivers random bytes. */
#ifndef HF_HW_COMMON_ENTROPY_LINE_H
#define HF_HW_COMMON_ENTROPY_LINE_H

/* Makes hf_entropy_try() answer. */
void hf_entropy_line_start(void);

#endif
