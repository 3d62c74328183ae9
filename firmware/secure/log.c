/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/secure/log.h"

#include "firmware/secure/root.h"
#include "hw/api/note.h"

#define RESERVED 4u /* of the largest records: request, accept or reject */

static struct hf_bootlog bootlog;
static hf_err_t state; /* 0: not tried yet */

struct hf_bootlog *hf_log(void)
{
    if (state == 0) {
        state = hf_bootlog_open(&bootlog, hf_map.boot_log, hf_root_log_key());
        if (state != HF_OK) {
            hf_note(HF_EVENT_REFUSED, HF_ROLE_COUNT, HF_SLOT_NONE, (uint32_t)state, 0);
        }
    }
    return state == HF_OK ? &bootlog : NULL;
}

void hf_log_keep(void)
{
    struct hf_bootlog *log = hf_log();

    if (log != NULL && hf_bootlog_room(log) > RESERVED + HF_RECORDS_COUNT) {
        hf_bootlog_keep(log, hf_map.records);
    }
}
