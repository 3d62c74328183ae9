/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/proof/listen.h - recovery's ear, which irot and urot share. */
#ifndef HF_PROOF_LISTEN_H
#define HF_PROOF_LISTEN_H

#include "core/recovery.h"

/* Says on the secure console which block of the image in `role` is wanted, feeds the watchdog and
 * waits for one frame: HF_OK, or what was wrong with it. `word` is what came of the frame before.
 * HF_ERR_RECOVERY_SILENT when none came in time; a part of one is then forgotten. */
HF_MUST_CHECK hf_err_t hf_listen(struct hf_recovery *line, uint8_t role, uint32_t limit,
                                 hf_err_t word);

#endif
