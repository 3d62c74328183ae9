/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Cases with `via: recovery`: the slots of the role are blank, and the changed image comes over the
 * serial line. The control sends the good image to the same device in the same way, and it boots.
 */
#include "host/attack/internal.h"
#include "host/cli/number.h"
#include "host/device/recover.h"

#include <string.h>

#define SECONDS_LEAST 120.0 /* a whole image over a serial line takes its time */

/* No image of `role`, neither in its slots nor in staging: what an earlier recovery has left there
 * would not be asked for again. */
static bool blank(struct hf_attempt *attempt, enum hf_role role)
{
    hf_span_t const nothing = {(const uint8_t *)"", 0};

    for (size_t slot = 0; slot < attempt->layout->roles[role].slot_count; slot++) {
        if (!hf_device_write_slot(&attempt->device, role, slot, nothing, attempt->trouble)) {
            return false;
        }
    }
    return hf_device_blank_staging(&attempt->device, role, attempt->trouble);
}

/* `pad` makes the image so many bytes long. */
static hf_span_t padded(struct hf_attempt *attempt, const struct hf_yaml_node *node,
                        hf_span_t image)
{
    size_t const size = (size_t)hf_yaml_number(node, "pad", 0);
    uint8_t *bytes;

    if (size <= image.size) {
        return image;
    }
    bytes = hf_arena_take(&attempt->device.arena, size);
    memset(bytes, 0, size);
    memcpy(bytes, image.bytes, image.size);
    return (hf_span_t){bytes, size};
}

/* One recovery with what `changes` (NULL: none) make of the role's image. */
static bool recover(struct hf_attempt *attempt, const struct hf_yaml_node *node,
                    const struct hf_yaml_node *changes, struct hf_recover *session,
                    struct hf_run *run)
{
    enum hf_role const role = (enum hf_role)hf_yaml_number(node, "role", 0);
    struct hf_die_page page = attempt->page;
    hf_span_t image = attempt->images[role];

    *session = (struct hf_recover){.noise = (uint32_t)hf_yaml_number(node, "noise", 0)};
    if (!hf_attempt_restore(attempt) || !blank(attempt, role) ||
        (changes != NULL && !hf_change_apply(attempt, changes, role, &image, &page))) {
        return false;
    }
    if (changes == hf_yaml_get(node, "changes")) {
        image = padded(attempt, node, image);
    }
    session->images[role].bytes = image;
    return hf_attempt_write_page(attempt, &page) &&
           hf_attempt_recover(attempt, hf_yaml_text(node, "name", ""), SECONDS_LEAST, session, run);
}

/* Held: the device received the image and refused it by the right name; nothing was entered. */
static void judge(struct hf_attempt *attempt, const struct hf_yaml_node *node,
                  const struct hf_recover *session, const struct hf_run *run)
{
    enum hf_role const role = (enum hf_role)hf_yaml_number(node, "role", 0);
    const struct hf_err_text *why = hf_err_find(session->word);
    const char *name = hf_yaml_text(node, "name", "");
    const char *wanted = hf_yaml_text(node, "refusal", "");

    if (session->end == HF_RECOVER_BOOTED || run->app_ran ||
        hf_run_says_boots(run, role == HF_ROLE_UROT ? "irot" : "urot", hf_role_names[role])) {
        hf_case_count(attempt, node, true, "the changed image was started");
        return;
    }
    if (session->end != HF_RECOVER_REFUSED || session->role != role || why == NULL) {
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

/* Once for each role; and for every case that has a control of its own. */
static bool run_control(struct hf_attempt *attempt, const struct hf_yaml_node *node)
{
    const struct hf_yaml_node *changes = hf_yaml_get(node, "control");
    uint32_t const bit = 1u << hf_yaml_number(node, "role", 0);
    static struct hf_recover session;
    static struct hf_run run;

    if (changes == NULL && (attempt->recovered & bit) != 0) {
        return true;
    }
    if (!recover(attempt, node, changes, &session, &run)) {
        return false;
    }
    if (session.end != HF_RECOVER_BOOTED) {
        hf_attempt_fail(attempt, "%s: its control was not recovered, the run ended with '%s'",
                        hf_yaml_text(node, "name", ""), hf_outcome_name(run.outcome));
    }
    attempt->recovered |= bit;
    hf_run_stop(&run);
    return true;
}

bool hf_run_recovery_case(struct hf_attempt *attempt, const struct hf_yaml_node *node)
{
    static struct hf_recover session;
    static struct hf_run run;

    if (!run_control(attempt, node) ||
        !recover(attempt, node, hf_yaml_get(node, "changes"), &session, &run)) {
        return false;
    }
    judge(attempt, node, &session, &run);
    hf_run_stop(&run);
    return true;
}
