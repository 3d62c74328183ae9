/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/powerfail/update/lab.h - one scenario: device after device is killed until there were enough
 * kills. */
#ifndef HF_LAB_POWERFAIL_UPDATE_LAB_H
#define HF_LAB_POWERFAIL_UPDATE_LAB_H

#include "lab/powerfail/update/judge.h"

/* What a kill cut off: the phase in the log; without one, what was going on. */
enum {
    HF_CUT_BOOT = HF_PHASE_COUNT,
    HF_CUT_DOWNLOAD,
    HF_CUT_RECOVERY_IROT,
    HF_CUT_RECOVERY_UROT,
    HF_CUT_COUNT
};

struct hf_tally {
    unsigned devices;
    unsigned kills; /* each cut off a start whose update was not at its end */
    unsigned late;  /* drawn, but the update was through before */
    unsigned starts;
    unsigned fresh; /* devices that ended with the new images */
    unsigned old;
    unsigned failures;
    unsigned cuts[HF_CUT_COUNT];
    double seconds;
};

/* How long things take where nothing is cut: of the first start, and of the one after it. */
struct hf_pace {
    double whole[2];
    double at_urot[2]; /* from urot's first line until it boots secure */
    double verdict;    /* from the app's last line until it has accepted */
    double walk[2];    /* of the first start: from urot's first line to begin and end of the walk */
};

struct hf_lab {
    unsigned kills;
    uint64_t seed;
    unsigned only;       /* this device alone, counted from 1; 0: all */
    const char *control; /* what is broken on purpose, or NULL */
    const struct hf_scenario *scenario;
    const char *device; /* the folder that is copied */
    const char *work;
    const char *template_folder; /* where the update begins */
    const char *layout_board;
    struct hf_device opened; /* its arena holds the images */
    struct hf_images images;
    struct hf_pace pace;
    struct hf_tally tally;
};

/* Reads the images, makes the device from which every victim is copied, and measures one update
 * that is not cut. */
bool hf_lab_prepare(struct hf_lab *lab, char **paths, size_t count, struct hf_trouble *trouble);

/* False only for trouble; failures are counted. */
bool hf_lab_run(struct hf_lab *lab, struct hf_trouble *trouble);

/* Breaks what `lab->control` says on one device; nothing without it. False for trouble. */
bool hf_control_break(struct hf_lab *lab, struct hf_case *kase, const char *folder,
                      struct hf_trouble *trouble);

const char *hf_cut_name(int cut);

#endif
