/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/powerfail/update/start.h - one start of the victim: run, updated through its app, or
 * recovered, until its app is done or QEMU is killed. */
#ifndef HF_LAB_POWERFAIL_UPDATE_START_H
#define HF_LAB_POWERFAIL_UPDATE_START_H

#include "host/device/run.h"
#include "lab/powerfail/update/victim.h"

enum hf_way {
    HF_WAY_RUN,     /* as it is: urot goes on with what the log says */
    HF_WAY_UPDATE,  /* brings the new images through the app, asks for them, resets */
    HF_WAY_RECOVER, /* sends the old images over the secure console */
};

/* When the kill comes. */
enum hf_aim {
    HF_AIM_NEVER,
    HF_AIM_ANYWHERE,   /* `delay` after the first line of irot */
    HF_AIM_AT_UROT,    /* `delay` after the first line of urot */
    HF_AIM_AT_VERDICT, /* `delay` after the last line that the app says before it accepts */
    HF_AIM_AT_WALK,    /* `delay` after the first sector was seen carried; never where nothing is
                          walked */
    HF_AIM_ASKED,      /* when the app says that the install is asked for */
    HF_AIM_ACCEPTED,   /* when the app says that it has accepted */
};

struct hf_start_plan {
    const char *folder;
    const struct hf_images *images;
    enum hf_way way;
    enum hf_aim aim;
    double delay;   /* seconds */
    double seconds; /* time-out */
    bool watch;     /* the walk is watched: with HF_AIM_NEVER and HF_AIM_AT_WALK */
};

/* What was seen. Times are seconds from the first line; 0 when it did not come. */
struct hf_start {
    bool killed;
    bool done;    /* the app said so, or a recovery ended with its start */
    bool entered; /* secure and app were entered, and no reset came afterwards */
    bool asked;   /* the app said that the install is asked for */
    bool accepted;
    bool session;     /* bytes of an update went to the app */
    char stage[8];    /* that spoke last on the secure console */
    char stopped[96]; /* the record of a halt or a fault */
    char refused[96]; /* the newest refusal that is not that of a trial which is over */
    char trouble[640];
    double urot;      /* the first line of urot */
    double to_boot;   /* from there until secure is booted for the last time */
    double to_accept; /* from the app's last line before it accepts until it has */
    double
        walk[2]; /* from there until its walk was seen to begin, and to come to its last sector */
    double whole;
};

/* Starts the victim once. False when QEMU or the folder make trouble: the line says what. */
bool hf_start_victim(const struct hf_start_plan *plan, struct hf_start *start,
                     struct hf_trouble *trouble);

#endif
