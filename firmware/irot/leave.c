/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The way out of irot. After hf_die_lock() no secret of the die is left; after hf_lock_and_jump()
 * irot itself is out of reach where the board can do that. */
#include "core/secrets.h"
#include "core/span.h"
#include "firmware/irot/irot.h"
#include "firmware/proof/prove.h"
#include "hw/api/counter.h"
#include "hw/api/cpu.h"
#include "hw/api/die.h"
#include "hw/api/lock.h"
#include "hw/api/note.h"

/* No key outlives a refusal at the last moment. */
static _Noreturn void halt(hf_err_t word)
{
    hf_wipe(hf_shared_map.secrets, sizeof(*hf_shared_map.secrets));
    hf_note(HF_EVENT_HALTED, HF_ROLE_COUNT, HF_SLOT_NONE, (uint32_t)word, 0);
    hf_cpu_halt();
}

void hf_irot_hand_over(const struct hf_subject *subject)
{
    struct hf_handoff *handoff = hf_shared_map.handoff;

    /* First, and wiped around it: behind the number lies the hardware key, and a loop that a fault
     * lets run too far copies that as well. */
    hf_die_uid(handoff->uid);
    hf_wipe(handoff, offsetof(struct hf_handoff, uid));
    hf_wipe(handoff->boot_seed, sizeof(*handoff) - offsetof(struct hf_handoff, boot_seed));
    hf_prove_measure(subject, &handoff->measured[HF_ROLE_UROT]);
    handoff->magic = HF_HANDOFF_MAGIC;
    handoff->version = HF_HANDOFF_VERSION;
    handoff->size = sizeof(*handoff);
    handoff->lifecycle = hf_lifecycle_read();
    handoff->slot = subject->slot;
    handoff->lock_kind = (uint32_t)hf_lock_kind();
    handoff->revoked = hf_fuse_revoked();
    for (uint32_t role = 0; role < HF_ROLE_COUNT; role++) {
        handoff->floors[role] = hf_counter_read(role);
    }
}

/* INVARIANT: K_urot exists only in hf_secrets, and only after urot was proved.
 * DEFEATS: t5 a later stage that asks for the hardware key: there is none to ask. */
static hf_err_t pass_key(uint32_t lifecycle)
{
    struct hf_secrets *secrets = hf_shared_map.secrets;

    secrets->magic = HF_SECRETS_MAGIC;
    return hf_huk_derive("urot", lifecycle, secrets->key);
}

_Noreturn void hf_irot_leave(struct hf_subject *subject, uint32_t entry)
{
    hf_err_t result = pass_key(hf_lifecycle_of_keys(hf_shared_map.handoff->lifecycle));

    if (result == HF_OK) {
        result = hf_die_lock();
    }
    if (result != HF_OK) {
        halt(result);
    }
    hf_note(HF_EVENT_BOOTS, HF_ROLE_UROT, subject->slot, (uint32_t)HF_OK, subject->claims.counter);
    result = hf_die_lock(); /* once more, far from the first: one fault cannot leave out both */
    if (result != HF_OK || hf_prove_out_of_range(subject, entry) != 0) {
        halt(HF_ERR_CHAIN_ENTRY);
    }
    hf_lock_and_jump(subject->code, entry);
}
