/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Cloning: each scenario of attack.yaml is a short story of two devices, or of two states of one.
 * Its control is the same story told honestly: the genuine device reads its own secret again and is
 * believed by the verifier. */
#include "host/attack/twin.h"

#include <stdio.h>
#include <string.h>

const char *const hf_scenario_names[] = {
    "flash-on-new-die", "flash-on-used-die", "foreign-token", "old-token",
    "older-flash",      "recent-flash",      "whole-copy",    NULL};

enum scenario {
    FLASH_ON_NEW_DIE,
    FLASH_ON_USED_DIE,
    FOREIGN_TOKEN,
    OLD_TOKEN,
    OLDER_FLASH,
    RECENT_FLASH,
    WHOLE_COPY,
};

struct story {
    struct hf_attempt *attempt;
    const struct hf_yaml_node *node;
    struct hf_told first; /* the genuine device, when it sealed its secret */
};

static const char *name_of(const struct story *story)
{
    return hf_yaml_text(story->node, "name", "");
}

/* Held only for the reason that attack.yaml names. */
static void judge_refusal(struct story *story, const char *actual, bool broke, const char *how)
{
    const char *wanted = hf_yaml_text(story->node, "refusal", "");

    if (!broke && strcmp(wanted, actual) != 0) {
        hf_attempt_fail(story->attempt, "%s: refused with %s, which is not %s", name_of(story),
                        actual, wanted);
        return;
    }
    hf_case_count(story->attempt, story->node, broke, how);
}

static const char *word_name(uint32_t word)
{
    const struct hf_err_text *text = hf_err_find(word);

    return text != NULL ? text->name : "nothing";
}

/* The secret of the first run came out, or a new one was put in its place. */
static void judge_storage(struct story *story, const struct hf_told *told)
{
    bool read = strcmp(told->unsealed, story->first.sealed) == 0;
    bool made = told->sealed[0] != '\0';

    judge_refusal(story, word_name(told->refused), read || made,
                  read ? "the secret was read" : "a new vault was made in its place");
}

static void judge_token(struct story *story, const char *verdict)
{
    if (verdict != NULL) {
        judge_refusal(story, verdict, strcmp(verdict, "accepted") == 0,
                      "the verifier believed the token");
    }
}

/* ---- the stories ---- */

static bool put_flash_on_twin(struct story *story, bool used, struct hf_device *twin,
                              struct hf_told *told)
{
    struct hf_attempt *attempt = story->attempt;
    hf_span_t flash;

    return (!used || hf_twin_run(attempt, twin, "the other die, with its own flash", told)) &&
           hf_twin_read_flash(attempt, &attempt->device, &flash) &&
           hf_twin_write_flash(attempt, twin, flash) &&
           hf_twin_run(attempt, twin, "the other die, with the flash of the first", told);
}

static bool tell_flash(struct story *story, bool used, struct hf_device *twin)
{
    struct hf_told told;

    if (!put_flash_on_twin(story, used, twin, &told)) {
        return false;
    }
    judge_storage(story, &told);
    return true;
}

static bool tell_foreign_token(struct story *story, struct hf_device *twin)
{
    struct hf_attempt *attempt = story->attempt;
    struct hf_told told;

    if (!put_flash_on_twin(story, false, twin, &told)) {
        return false;
    }
    if (told.token_size == 0) {
        hf_attempt_fail(attempt, "%s: the clone gave no token to judge", name_of(story));
        return true;
    }
    const char *verdict =
        hf_twin_verify(attempt, &attempt->device, &told, (hf_span_t){told.nonce, told.nonce_size});

    judge_token(story, verdict);
    return verdict != NULL;
}

/* The verifier sends a new nonce; the cloner has only the token of before. */
static bool tell_old_token(struct story *story)
{
    struct hf_attempt *attempt = story->attempt;
    struct hf_told now;

    if (!hf_twin_run(attempt, &attempt->device, "a later boot, another nonce", &now)) {
        return false;
    }
    const char *verdict = hf_twin_verify(attempt, &attempt->device, &story->first,
                                         (hf_span_t){now.nonce, now.nonce_size});

    judge_token(story, verdict);
    return verdict != NULL;
}

/* The vault turns its halves when one is full, and each turn is an epoch: the attack firmware
 * writes until then. */
static bool let_epochs_pass(struct hf_attempt *attempt)
{
    hf_span_t app;

    return hf_device_read_slot(&attempt->device, HF_ROLE_APP, 0, &app, attempt->trouble) &&
           hf_app_run_case(attempt, HF_APP_TURN_ATTACK, HF_APP_TURN_CASE,
                           "the vault is written until it turns") &&
           hf_device_write_slot(&attempt->device, HF_ROLE_APP, 0, app, attempt->trouble);
}

static bool tell_older_flash(struct story *story, bool epochs)
{
    struct hf_attempt *attempt = story->attempt;
    struct hf_die_page before;
    struct hf_die_page after;
    struct hf_told told;
    hf_span_t flash;

    if (!hf_twin_read_flash(attempt, &attempt->device, &flash) ||
        !hf_device_read_page(&attempt->device, &before, attempt->trouble)) {
        return false;
    }
    if (!(epochs ? let_epochs_pass(attempt)
                 : hf_twin_run(attempt, &attempt->device, "a later boot", &told)) ||
        !hf_device_read_page(&attempt->device, &after, attempt->trouble)) {
        return false;
    }
    if (epochs != (memcmp(before.epoch, after.epoch, sizeof(before.epoch)) != 0)) {
        hf_attempt_fail(attempt, "%s: the epoch %s", name_of(story),
                        epochs ? "did not move" : "moved");
        return true;
    }
    if (!hf_twin_write_flash(attempt, &attempt->device, flash) ||
        !hf_twin_run(attempt, &attempt->device, "the older flash is back", &told)) {
        return false;
    }
    judge_storage(story, &told);
    return true;
}

static bool tell_whole_copy(struct story *story, struct hf_device *twin)
{
    struct hf_attempt *attempt = story->attempt;
    struct hf_told told;

    if (!hf_twin_copy_die(attempt, &attempt->device, twin) ||
        !put_flash_on_twin(story, false, twin, &told)) {
        return false;
    }
    const char *verdict =
        hf_twin_verify(attempt, &attempt->device, &told, (hf_span_t){told.nonce, told.nonce_size});

    judge_token(story, verdict);
    return verdict != NULL;
}

static bool tell(struct story *story, enum scenario scenario, struct hf_device *twin)
{
    switch (scenario) {
    case FLASH_ON_NEW_DIE:
    case FLASH_ON_USED_DIE:
        return tell_flash(story, scenario == FLASH_ON_USED_DIE, twin);
    case FOREIGN_TOKEN:
        return tell_foreign_token(story, twin);
    case OLD_TOKEN:
        return tell_old_token(story);
    case OLDER_FLASH:
    case RECENT_FLASH:
        return tell_older_flash(story, scenario == OLDER_FLASH);
    default:
        return tell_whole_copy(story, twin);
    }
}

/* ---- the control ---- */

static bool lasts(const struct hf_attempt *attempt)
{
    return strcmp(attempt->layout->retention, "none") != 0;
}

/* The genuine device: what it sealed it reads again, where storage lasts, and its token is believed
 * with its own nonce. */
static bool run_control(struct story *story)
{
    struct hf_attempt *attempt = story->attempt;
    struct hf_told again;

    if (!hf_twin_run(attempt, &attempt->device, "control: the genuine device", &story->first) ||
        !hf_twin_run(attempt, &attempt->device, "control: the genuine device again", &again)) {
        return false;
    }
    const char *verdict = hf_twin_verify(attempt, &attempt->device, &story->first,
                                         (hf_span_t){story->first.nonce, story->first.nonce_size});

    if (verdict == NULL) {
        return false;
    }
    if (strcmp(verdict, "accepted") != 0) {
        hf_attempt_fail(attempt, "control failed: the genuine token is refused with %s", verdict);
    } else if (story->first.sealed[0] == '\0' ||
               (lasts(attempt) && strcmp(story->first.sealed, again.unsealed) != 0)) {
        hf_attempt_fail(attempt, "control failed: the genuine device does not read its secret");
    }
    return true;
}

static bool run_case(struct hf_attempt *attempt, const struct hf_yaml_node *node)
{
    struct story story = {.attempt = attempt, .node = node};
    struct hf_device twin = {.lock = -1};
    enum scenario const scenario = (enum scenario)hf_yaml_number(node, "scenario", 0);

    /* each story begins with two devices as they came from the factory */
    bool done = hf_attempt_renew(attempt) &&
                hf_twin_make(attempt, scenario != FLASH_ON_NEW_DIE, &twin) && run_control(&story);

    if (done && attempt->result->control) {
        done = tell(&story, scenario, &twin);
    }
    hf_twin_remove(attempt, &twin);
    return done;
}

bool hf_run_clone(struct hf_attempt *attempt)
{
    for (const struct hf_yaml_node *node = attempt->attack->cases->first; node != NULL;
         node = node->next) {
        if (hf_case_applies(attempt, node) && !run_case(attempt, node)) {
            return false;
        }
    }
    if (attempt->result->note[0] == '\0') {
        hf_attempt_note(attempt, "%zu stories told, each refused for its reason",
                        attempt->result->cases);
    }
    return true;
}
