/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * urot: verifies secure and app, measures both into the hand-over, passes secure its key, and
 * jumps. Everything that may need a fix one day belongs here rather than into irot. */
#include "core/secrets.h"
#include "core/span.h"
#include "firmware/proof/prove.h"
#include "firmware/urot/urot.h"
#include "hw/api/console.h"
#include "hw/api/cpu.h"
#include "hw/api/crypto.h"
#include "hw/api/note.h"
#include "hw/api/nvm.h"
#include "hw/api/watchdog.h"

#define WATCHDOG_MS 20000u

int main(void);

/* No key outlives a refusal: what was passed on is taken back. */
static _Noreturn void halt(hf_err_t word)
{
    hf_wipe(hf_map.secrets, sizeof(*hf_map.secrets));
    hf_note(HF_EVENT_HALTED, HF_ROLE_COUNT, HF_SLOT_NONE, (uint32_t)word, 0);
    hf_cpu_halt();
}

/* K_urot, while urot runs. At a fixed place, which no lost stack frame moves. */
static uint8_t key[32];

/* INVARIANT: after this the shared struct is wiped and `key` is the only copy. */
static hf_err_t take_key(void)
{
    struct hf_secrets *secrets = hf_map.secrets;
    uint32_t const magic = secrets->magic;
    uint32_t difference = 0;

    for (uint32_t i = 0; i < sizeof(secrets->key); i++) {
        key[i] = secrets->key[i];
    }
    for (uint32_t i = sizeof(key); i > 0; i--) { /* a copy that went astray would stay there */
        difference |= hf_opaque(key[i - 1u]) ^ hf_opaque(secrets->key[i - 1u]);
    }
    hf_wipe(secrets, sizeof(*secrets));
    return magic == HF_SECRETS_MAGIC && difference == 0 ? HF_OK : HF_ERR_HANDOFF_MAGIC;
}

static __attribute__((noinline, noclone)) void wipe_key(void)
{
    hf_wipe(key, sizeof(key));
}

static hf_err_t check_handoff(void)
{
    if (hf_map.handoff->magic != HF_HANDOFF_MAGIC) {
        return HF_ERR_HANDOFF_MAGIC;
    }
    return hf_map.handoff->version == HF_HANDOFF_VERSION &&
                   hf_map.handoff->size == sizeof(*hf_map.handoff)
               ? HF_OK
               : HF_ERR_HANDOFF_VERSION;
}

static void refuse(const struct hf_subject *subject, hf_err_t word)
{
    uint32_t const detail =
        word == HF_ERR_IMAGE_ROLLBACK ? subject->claims.counter : subject->offset;

    hf_note(HF_EVENT_REFUSED, subject->role, subject->slot, (uint32_t)word, detail);
}

/* The entry of the image in `role`, or noise. A refusal is recorded here, by name, but decided by
 * the caller's arithmetic. */
static uint32_t examine(struct hf_subject *subject, uint8_t role, struct hf_slot_buffer *buffer)
{
    hf_err_t word = hf_urot_open(subject, role, buffer);
    uint32_t entry;

    if (word == HF_OK) {
        word = hf_prove_worth(subject);
    }
    if (word != HF_OK) {
        refuse(subject, word);
        return 0;
    }
    entry = hf_prove(subject, &word);
    if (hf_prove_out_of_range(subject, entry) != 0) {
        refuse(subject, word);
        return 0;
    }
    hf_prove_measure(subject, &hf_map.handoff->measured[role]);
    return entry;
}

/* What runs from here on must not change under the running system. */
static const struct hf_region *const fixed[] = {&hf_map.urot_slot[0], &hf_map.urot_slot[1],
                                                &hf_map.secure_slot, &hf_map.app_slot};

#define FIXED (sizeof(fixed) / sizeof(fixed[0]))

static hf_err_t lock_slots(void)
{
    hf_err_t result = HF_OK;

    for (uint32_t i = 0; i < FIXED && result == HF_OK; i++) {
        result = hf_nvm_lock(fixed[i]->base, fixed[i]->size);
    }
    return result;
}

/* Zero exactly when nothing of it can be written any more. Apart, and with a count of its own: the
 * compiler would go on with the counter of the loop that locked, which a fault may have cut short.
 */
static __attribute__((noinline, noclone)) uint32_t fold_unlocked(void)
{
    uint32_t left = 0;

    for (uint32_t i = hf_opaque(FIXED); i > 0; i--) {
        left |= hf_nvm_unlocked(fixed[i - 1u]->base, fixed[i - 1u]->size);
    }
    return hf_opaque(left);
}

/* INVARIANT: secure is entered only if it and the app were both proved: the app's error is added to
 * secure's entry.
 * DEFEATS: t4 a bad app beside a good secure, and the reverse; t6 a slot that was left unlocked. */
static _Noreturn void leave(const struct hf_subject *secure, uint32_t secure_entry,
                            const struct hf_subject *app, uint32_t app_entry)
{
    uint32_t const error = hf_opaque(app_entry) + HF_BLIND_RESET - app->reset;
    uint32_t const entry =
        hf_lead_astray(hf_opaque(secure_entry) + hf_opaque(error), fold_unlocked());

    if ((hf_prove_out_of_range(secure, entry) | hf_prove_out_of_range(app, app_entry)) != 0) {
        halt(HF_ERR_CHAIN_ENTRY);
    }
    hf_cpu_jump(secure->code, entry);
}

static void pass_key(void)
{
    hf_kdf(key, "secure", hf_lifecycle_of_keys(hf_map.handoff->lifecycle), hf_map.secrets->key);
    hf_map.secrets->magic = HF_SECRETS_MAGIC;
    wipe_key();
}

int main(void)
{
    static struct hf_slot_buffer buffers[2];
    struct hf_subject secure;
    struct hf_subject app;
    uint32_t secure_entry;
    uint32_t app_entry;
    hf_err_t result = take_key();

    hf_watchdog_start(WATCHDOG_MS);
    hf_console_start();
    hf_note(HF_EVENT_START, HF_ROLE_COUNT, HF_SLOT_NONE, 0, 0);
    if (result == HF_OK) {
        result = check_handoff();
    }
    if (result != HF_OK) {
        hf_wipe(key, sizeof(key));
        halt(result);
    }
    secure_entry = examine(&secure, HF_ROLE_SECURE, &buffers[0]);
    app_entry = examine(&app, HF_ROLE_APP, &buffers[1]);
    if ((hf_prove_out_of_range(&secure, secure_entry) | hf_prove_out_of_range(&app, app_entry)) !=
        0) {
        wipe_key();
        halt(HF_ERR_CHAIN_EMPTY);
    }
    result = lock_slots();
    if (result != HF_OK) {
        wipe_key();
        halt(result);
    }
    pass_key();
    hf_note(HF_EVENT_BOOTS, HF_ROLE_SECURE, secure.slot, (uint32_t)HF_OK, secure.claims.counter);
    wipe_key(); /* once more, far from the first: one fault cannot cut both short */
    leave(&secure, secure_entry, &app, app_entry);
}
