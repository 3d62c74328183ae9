/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * urot: installs what was asked for, verifies secure and app, measures both into the hand-over,
 * passes secure its keys, and jumps. Everything that may need a fix one day belongs here rather
 * than into irot. */
#include "core/secrets.h"
#include "core/span.h"
#include "firmware/proof/prove.h"
#include "firmware/urot/install.h"
#include "firmware/urot/recover.h"
#include "hw/api/console.h"
#include "hw/api/counter.h"
#include "hw/api/cpu.h"
#include "hw/api/crypto.h"
#include "hw/api/note.h"
#include "hw/api/nvm.h"
#include "hw/api/watchdog.h"

#define WATCHDOG_MS 20000u

int main(void);

static struct hf_install install;

/* K_urot, while urot runs. At a fixed place, which no lost stack frame moves. */
static uint8_t key[32];

static __attribute__((noinline, noclone)) void wipe_key(void)
{
    hf_cover_end();
    hf_wipe(key, sizeof(key));
}

/* Nothing is passed on, and what was is taken back. */
static void forget_keys(void)
{
    wipe_key();
    hf_wipe(hf_map.secrets, sizeof(*hf_map.secrets));
}

/* No key outlives a refusal. */
static _Noreturn void halt(hf_err_t word)
{
    forget_keys();
    hf_note(HF_EVENT_HALTED, HF_ROLE_COUNT, HF_SLOT_NONE, (uint32_t)word, 0);
    hf_install_close(&install);
    hf_cpu_halt();
}

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

/* Other images stand in the slots now, or irot has one to try. */
static _Noreturn void restart(void)
{
    forget_keys();
    hf_install_close(&install);
    hf_cpu_reset();
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
static uint32_t examine(uint8_t role)
{
    const struct hf_subject *subject = &install.subject[role];
    hf_err_t word;
    uint32_t const entry = hf_install_judge(&install, role, hf_map_slot(role)->base, &word);

    if (hf_prove_out_of_range(subject, entry) != 0) {
        refuse(subject, word);
        return 0;
    }
    hf_prove_measure(subject, &hf_map.handoff->measured[role]);
    return entry;
}

/* What runs from here on must not change under the running system. */
static const struct hf_region *const fixed[] = {&hf_urot_places[0], &hf_urot_places[1],
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
 * DEFEATS: t4 a bad app beside a good secure, and the reverse; t6 a slot that was left unlocked. A
 * function of its own, so that no loop of main() whose branch is skipped runs on into the jump. */
static __attribute__((noinline, noclone)) _Noreturn void leave(uint32_t secure_entry,
                                                               uint32_t app_entry)
{
    const struct hf_subject *secure = &install.subject[HF_ROLE_SECURE];
    const struct hf_subject *app = &install.subject[HF_ROLE_APP];
    uint32_t const error = hf_opaque(app_entry) + HF_BLIND_RESET - app->reset;
    uint32_t entry;

    wipe_key(); /* once more, far from the first: one fault cannot cut both short */
    entry = hf_lead_astray(hf_opaque(secure_entry) + hf_opaque(error), fold_unlocked());
    if ((hf_prove_out_of_range(secure, entry) | hf_prove_out_of_range(app, app_entry)) != 0) {
        halt(HF_ERR_CHAIN_ENTRY);
    }
    hf_cpu_jump(secure->code, entry);
}

/* The log's key lies there since the log was opened. */
static void pass_keys(void)
{
    hf_kdf(key, "secure", hf_lifecycle_of_keys(hf_map.handoff->lifecycle), hf_map.secrets->key);
    hf_map.secrets->magic = HF_SECRETS_MAGIC_LOG;
    wipe_key();
}

/* From here on no floor moves until the next reset. */
static void lock_floors(void)
{
    for (uint32_t role = 0; role < HF_ROLE_COUNT; role++) {
        hf_counter_lock(role);
    }
}

/* What is under way goes on; returns when the slots are as they are to be booted. */
static void update(void)
{
    uint32_t const lifecycle = hf_lifecycle_of_keys(hf_map.handoff->lifecycle);

    hf_kdf(key, "log", lifecycle, hf_map.secrets->log);
    hf_cover_start(key, lifecycle);
    hf_install_open(&install, hf_map.secrets->log);
    hf_urot_repair(&install);
    if (hf_install_run(&install) == HF_INSTALL_RESET) {
        restart();
    }
}

/* Nothing bootable stands in the slots. */
static _Noreturn void give_up(void)
{
    if (hf_install_retreat(&install) == HF_INSTALL_RESET) {
        restart();
    }
    forget_keys();
    hf_urot_recover(&install);
    halt(HF_ERR_RECOVERY_LIMIT);
}

int main(void)
{
    const struct hf_subject *secure = &install.subject[HF_ROLE_SECURE];
    const struct hf_subject *app = &install.subject[HF_ROLE_APP];
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
        halt(result);
    }
    update();
    secure_entry = examine(HF_ROLE_SECURE);
    app_entry = examine(HF_ROLE_APP);
    if ((hf_prove_out_of_range(secure, secure_entry) | hf_prove_out_of_range(app, app_entry)) !=
        0) {
        give_up();
    }
    hf_install_settle(&install);
    lock_floors();
    result = lock_slots();
    if (result != HF_OK) {
        halt(result);
    }
    pass_keys();
    hf_note(HF_EVENT_BOOTS, HF_ROLE_SECURE, secure->slot, (uint32_t)HF_OK, secure->claims.counter);
    hf_install_close(&install);
    leave(secure_entry, app_entry);
}
