/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Attacks by images. The control boots the same images after they were taken apart and signed again
 * by the very code that makes the bad ones: so a refusal is owed to the attack, not to the tools.
 */
#include "host/attack/internal.h"
#include "host/cli/number.h"

#include <stdio.h>
#include <string.h>

/* Fills all slots of all roles with the good images, and the die page with its first state. */
bool hf_attempt_restore(struct hf_attempt *attempt)
{
    for (int role = 0; role < HF_ROLE_COUNT; role++) {
        for (size_t slot = 0; slot < attempt->layout->roles[role].slot_count; slot++) {
            if (!hf_device_write_slot(&attempt->device, (enum hf_role)role, slot,
                                      attempt->images[role], attempt->trouble)) {
                return false;
            }
        }
    }
    if (attempt->fused && !hf_attempt_write_die(attempt, &attempt->die)) {
        return false;
    }
    attempt->fused = false;
    return hf_attempt_write_page(attempt, &attempt->page);
}

/* Replaces the build's images by their rebuilt twins, which must be the same bytes. */
static bool rebuild(struct hf_attempt *attempt)
{
    static const char *const keys[] = {"root-1", "secure-1", "app-1"};

    for (int role = 0; role < HF_ROLE_COUNT; role++) {
        struct hf_draft draft;
        enum hf_key_form form;
        struct hf_key *key = NULL;
        hf_span_t again;
        const char *path =
            hf_arena_print(&attempt->device.arena, "%s/%s.pem", attempt->place->keys, keys[role]);

        if (!hf_draft_read(attempt->images[role], &draft, &form) ||
            !hf_key_load(path, &key, attempt->trouble)) {
            return false;
        }
        bool done =
            hf_draft_write(&draft, key, form, &attempt->device.arena, &again, attempt->trouble);

        hf_key_free(key);
        if (!done) {
            return false;
        }
        attempt->images[role] = again;
    }
    return true;
}

static bool run_control(struct hf_attempt *attempt)
{
    static struct hf_run run;

    if (!rebuild(attempt) || !hf_attempt_restore(attempt) ||
        !hf_attempt_start(attempt, "control: good images, signed again", NULL, &run)) {
        return false;
    }
    if (run.outcome != HF_OUTCOME_DONE || run.app_word != 0) {
        hf_attempt_fail(attempt, "control failed: the good images end with '%s'",
                        hf_outcome_name(run.outcome));
    }
    hf_run_stop(&run);
    return true;
}

bool hf_run_says_boots(const struct hf_run *run, const char *stage, const char *role)
{
    for (size_t i = 0; i < run->secure_count; i++) {
        if (strcmp(run->secure[i].event, "boots") == 0 &&
            strcmp(run->secure[i].stage, stage) == 0 && strcmp(run->secure[i].role, role) == 0) {
            return true;
        }
    }
    return false;
}

/* The refusal of `role` by the stage that must judge it. */
static const struct hf_report *find_refusal(const struct hf_run *run, const char *stage,
                                            const char *role)
{
    for (size_t i = 0; i < run->secure_count; i++) {
        if (strcmp(run->secure[i].event, "refused") == 0 &&
            strcmp(run->secure[i].stage, stage) == 0 && strcmp(run->secure[i].role, role) == 0) {
            return &run->secure[i];
        }
    }
    return NULL;
}

/* Held: the right stage refused for the right reason, nothing was entered, the app did not run.
 * Anything else that did not boot either says nothing about this check, and fails the control. */
static void judge(struct hf_attempt *attempt, const struct hf_yaml_node *node, enum hf_role role,
                  const struct hf_run *run)
{
    const char *stage = role == HF_ROLE_UROT ? "irot" : "urot";
    const char *name = hf_yaml_text(node, "name", "");
    const char *wanted = hf_yaml_text(node, "refusal", "");
    const struct hf_report *refusal = find_refusal(run, stage, hf_role_names[role]);
    const struct hf_err_text *why = refusal != NULL ? hf_err_find(refusal->word) : NULL;

    if (run->app_ran || hf_run_says_boots(run, stage, hf_role_names[role])) {
        hf_case_count(attempt, node, true, "the changed image was started");
        return;
    }
    if (why == NULL || run->outcome != HF_OUTCOME_HALTED) {
        hf_attempt_fail(attempt, "%s: no refusal was recorded, the run ended with '%s'", name,
                        hf_outcome_name(run->outcome));
        return;
    }
    if (strcmp(why->name, wanted) != 0) {
        hf_attempt_fail(attempt, "%s: refused with %s, which is not the %s that was to be tested",
                        name, why->name, wanted);
        return;
    }
    hf_case_count(attempt, node, false, "");
}

/* One boot with an image changed in all slots of its role. */
static bool boot_changed(struct hf_attempt *attempt, const struct hf_yaml_node *changes,
                         enum hf_role role, const char *name, struct hf_run *run)
{
    struct hf_die_page page = attempt->page;
    hf_span_t image;

    if (!hf_attempt_restore(attempt) || !hf_change_apply(attempt, changes, role, &image, &page)) {
        return false;
    }
    for (size_t slot = 0; slot < attempt->layout->roles[role].slot_count; slot++) {
        if (!hf_device_write_slot(&attempt->device, role, slot, image, attempt->trouble)) {
            return false;
        }
    }
    return hf_attempt_write_page(attempt, &page) && hf_attempt_start(attempt, name, NULL, run);
}

/* A case may have a control of its own: the same steps but for the last inch, and it must boot. */
static bool run_case_control(struct hf_attempt *attempt, const struct hf_yaml_node *node,
                             enum hf_role role)
{
    const struct hf_yaml_node *changes = hf_yaml_get(node, "control");
    static struct hf_run run;

    if (changes == NULL) {
        return true;
    }
    if (!boot_changed(attempt, changes, role, "control of the case that follows", &run)) {
        return false;
    }
    if (run.outcome != HF_OUTCOME_DONE || run.app_word != 0) {
        hf_attempt_fail(attempt, "%s: its control ends with '%s'", hf_yaml_text(node, "name", ""),
                        hf_outcome_name(run.outcome));
    }
    hf_run_stop(&run);
    return true;
}

static bool run_case(struct hf_attempt *attempt, const struct hf_yaml_node *node)
{
    static struct hf_run run;
    enum hf_via via = (enum hf_via)hf_yaml_number(node, "via", HF_VIA_SLOT);
    enum hf_role role = (enum hf_role)hf_yaml_number(node, "role", 0);

    if (via != HF_VIA_SLOT) {
        return via == HF_VIA_RECOVERY ? hf_run_recovery_case(attempt, node)
                                      : hf_run_install_case(attempt, node);
    }
    if (!run_case_control(attempt, node, role) ||
        !boot_changed(attempt, hf_yaml_get(node, "changes"), role, hf_yaml_text(node, "name", ""),
                      &run)) {
        return false;
    }
    judge(attempt, node, role, &run);
    hf_run_stop(&run);
    return true;
}

bool hf_run_images(struct hf_attempt *attempt)
{
    if (!run_control(attempt)) {
        return false;
    }
    for (const struct hf_yaml_node *node = attempt->attack->cases->first; node != NULL;
         node = node->next) {
        if (hf_case_applies(attempt, node) && !run_case(attempt, node)) {
            return false;
        }
    }
    if (attempt->result->note[0] == '\0') {
        hf_attempt_note(attempt, "%zu of %zu changed images were refused as they should be",
                        attempt->result->cases, attempt->result->cases);
    }
    return true;
}
