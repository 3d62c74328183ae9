/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Kills QEMU at random moments of an update of one device, again and again, and judges what is left
 * each time. One scenario per run; lab/powerfail/kill_update prepares devices and images.
 *   powerfail_kill [--kill N] [--seed S] [--only N] [--control NAME] SCENARIO DEVICE WORK IMAGE...
 */
#include "lab/powerfail/update/lab.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct hf_scenario scenarios[] = {
    {"app", HF_WAY_RUN, true, true},          {"silent", HF_WAY_RUN, true, false},
    {"set", HF_WAY_RUN, true, true},          {"urot", HF_WAY_RUN, true, true},
    {"download", HF_WAY_UPDATE, false, true}, {"recover", HF_WAY_RECOVER, false, true},
};

static int misused(const char *what)
{
    fprintf(stderr, "powerfail_kill: %s; see lab/powerfail/update/main.c\n", what);
    return 2;
}

static bool read_option(struct hf_lab *lab, const char *name, const char *value)
{
    if (strcmp(name, "--kill") == 0) {
        lab->kills = (unsigned)strtoul(value, NULL, 10);
    } else if (strcmp(name, "--seed") == 0) {
        lab->seed = strtoull(value, NULL, 10);
    } else if (strcmp(name, "--only") == 0) {
        lab->only = (unsigned)strtoul(value, NULL, 10);
    } else if (strcmp(name, "--control") == 0) {
        lab->control = value;
    } else {
        return false;
    }
    return true;
}

static bool find_scenario(struct hf_lab *lab, const char *name)
{
    for (size_t i = 0; i < sizeof(scenarios) / sizeof(scenarios[0]); i++) {
        if (strcmp(scenarios[i].name, name) == 0) {
            lab->scenario = &scenarios[i];
        }
    }
    return lab->scenario != NULL;
}

static void print_tally(const struct hf_lab *lab)
{
    const char *comma = "";

    printf("{\"part\":\"%s\",\"board\":\"%s\",\"seed\":%llu,\"devices\":%u,\"kills\":%u,"
           "\"late\":%u,\"starts\":%u,\"updated\":%u,\"taken_back\":%u,\"seconds\":%.1f,"
           "\"pace_ms\":[%.0f,%.0f,%.0f,%.0f,%.0f,%.0f,%.0f],\"failures\":%u,\"phases\":{",
           lab->scenario->name, lab->layout_board, (unsigned long long)lab->seed,
           lab->tally.devices, lab->tally.kills, lab->tally.late, lab->tally.starts,
           lab->tally.fresh, lab->tally.old, lab->tally.seconds, lab->pace.whole[0] * 1e3,
           lab->pace.whole[1] * 1e3, lab->pace.at_urot[0] * 1e3, lab->pace.at_urot[1] * 1e3,
           lab->pace.walk[0] * 1e3, lab->pace.walk[1] * 1e3, lab->pace.verdict * 1e3,
           lab->tally.failures);
    for (int i = 0; i < HF_CUT_COUNT; i++) {
        if (lab->tally.cuts[i] != 0) {
            printf("%s\"%s\":%u", comma, hf_cut_name(i), lab->tally.cuts[i]);
            comma = ",";
        }
    }
    puts("}}");
}

int main(int count, char **words)
{
    static struct hf_lab lab = {.kills = 10, .seed = 1};
    struct hf_trouble trouble = {""};
    int at = 1;

    for (; at + 1 < count && strncmp(words[at], "--", 2) == 0; at += 2) {
        if (!read_option(&lab, words[at], words[at + 1])) {
            return misused(words[at]);
        }
    }
    if (count - at < 4 || !find_scenario(&lab, words[at])) {
        return misused("it needs a scenario, a device, a work folder, and images");
    }
    lab.device = words[at + 1];
    lab.work = words[at + 2];
    if (!hf_lab_prepare(&lab, words + at + 3, (size_t)(count - at - 3), &trouble) ||
        !hf_lab_run(&lab, &trouble)) {
        fprintf(stderr, "powerfail_kill: %s\n", trouble.line[0] != '\0' ? trouble.line : "stopped");
        return 3;
    }
    print_tally(&lab);
    return lab.tally.failures == 0 ? 0 : 1;
}
