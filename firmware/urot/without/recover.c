/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * A urot without recovery of its own: irot still receives a urot, which runs from RAM and repairs
 * nothing; secure and app come back through an update only. */
#include "firmware/urot/recover.h"

#include "hw/api/note.h"

void hf_urot_repair(struct hf_install *install)
{
    (void)install;
}

void hf_urot_recover(struct hf_install *install)
{
    hf_install_close(install);
    hf_note(HF_EVENT_HALTED, HF_ROLE_COUNT, HF_SLOT_NONE, (uint32_t)HF_ERR_CHAIN_EMPTY, 0);
}
