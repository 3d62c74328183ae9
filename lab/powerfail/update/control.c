/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Controls: damage of which the lab must hear the bell. */
#include "lab/powerfail/update/lab.h"

#include <string.h>

/* A start whose newest promise is broken behind the device's back: `staging` and slots gone. */
static bool destroy_both(struct hf_lab *lab, const char *folder, struct hf_trouble *trouble)
{
    return hf_victim_destroy(folder, lab->images.set, true, trouble);
}

/* Runs until the app has accepted, kills there, and puts back the flash of before the update. */
static bool forget_confirm(struct hf_lab *lab, struct hf_case *kase, const char *folder,
                           struct hf_trouble *trouble)
{
    struct hf_start_plan const plan = {
        .folder = folder, .images = &lab->images, .aim = HF_AIM_ACCEPTED, .seconds = 60.0};
    struct hf_start start;
    struct hf_look look;

    if (!hf_victim_copy(lab->template_folder, folder, trouble) ||
        !hf_start_victim(&plan, &start, trouble) ||
        !hf_victim_copy(lab->template_folder, folder, trouble) ||
        !hf_victim_look(folder, &lab->images, &look, trouble)) {
        return false;
    }
    (void)hf_judge_start(kase, &start, &look);
    return true;
}

/* Lets the update end, floors and all, and puts back the flash of before it. */
static bool lower_floors(struct hf_lab *lab, struct hf_case *kase, const char *folder,
                         struct hf_trouble *trouble)
{
    struct hf_start_plan const plan = {
        .folder = folder, .images = &lab->images, .aim = HF_AIM_NEVER, .seconds = 60.0};
    struct hf_start start;
    struct hf_look look;

    for (int i = 0; i < 3 && !hf_judge_settled(kase); i++) {
        if (!hf_start_victim(&plan, &start, trouble) ||
            !hf_victim_look(folder, &lab->images, &look, trouble)) {
            return false;
        }
        (void)hf_judge_start(kase, &start, &look);
    }
    if (!hf_victim_copy(lab->template_folder, folder, trouble) ||
        !hf_victim_look(folder, &lab->images, &look, trouble)) {
        return false;
    }
    (void)hf_judge_start(kase, &start, &look);
    return true;
}

bool hf_control_break(struct hf_lab *lab, struct hf_case *kase, const char *folder,
                      struct hf_trouble *trouble)
{
    if (lab->control == NULL) {
        return true;
    }
    if (strcmp(lab->control, "destroyed") == 0) {
        return destroy_both(lab, folder, trouble);
    }
    if (strcmp(lab->control, "forgotten") == 0) {
        return forget_confirm(lab, kase, folder, trouble);
    }
    if (strcmp(lab->control, "floors") == 0) {
        return lower_floors(lab, kase, folder, trouble);
    }
    return hf_trouble_set(trouble, "no control '%s': destroyed, forgotten, floors", lab->control);
}
