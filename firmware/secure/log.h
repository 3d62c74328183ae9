/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/secure/log.h - the boot log as secure sees it: opened at the first use, appended to,
 * never compacted (urot does that before it leaves, so that there is room).
 * firmware/store/update.h says what an update is in it. */
#ifndef HF_SECURE_LOG_H
#define HF_SECURE_LOG_H

#include "firmware/store/bootlog.h"

/* The log; NULL where there is none (HF_ERR_JOURNAL_*, after the record `refused - - <word>`). That
 * stays so until the next reset. */
struct hf_bootlog *hf_log(void);

/* Takes over the faults and denials of this boot from the retained ring, which a loss of power
 * would empty; leaves room for what an update needs, so that an app that is denied often fills
 * nothing. */
void hf_log_keep(void);

#endif
