/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/device/run.h - lets a virtual device run, and reads what its stages say. */
#ifndef HF_HOST_DEVICE_RUN_H
#define HF_HOST_DEVICE_RUN_H

#include "host/device/device.h"
#include "host/qemu/qemu.h"

#define HF_RUN_RECORDS_MAX 64u

/* One line `@<stage> <event> <role> <slot> <word> <detail>` (docs/formats/record.md). */
struct hf_report {
    char stage[8];
    char event[12];
    char role[24]; /* or the attack, in an app's result */
    char slot[16];
    uint32_t word;
    uint32_t detail;
};

/* False when the line is no record. */
bool hf_report_parse(const char *line, struct hf_report *report);

enum hf_outcome {
    HF_OUTCOME_DONE,        /* the app said @app done */
    HF_OUTCOME_HALTED,      /* a stage had nothing left to do */
    HF_OUTCOME_FAULT,       /* a processor fault was caught */
    HF_OUTCOME_TIMEOUT,     /* none of these in time */
    HF_OUTCOME_EXITED,      /* QEMU ended */
    HF_OUTCOME_INTERRUPTED, /* by a signal to us */
};

/* What somebody who answers the device says to a record of the secure console. */
enum hf_answer {
    HF_ANSWER_NONE,  /* it is as without an answer: a halt or a fault ends the run */
    HF_ANSWER_TAKEN, /* the run goes on */
    HF_ANSWER_STOP,  /* the run ends, with the outcome that was set */
};

struct hf_run;
typedef enum hf_answer hf_run_answer_fn(void *context, struct hf_run *run,
                                        const struct hf_report *report);

struct hf_run_options {
    const char *program; /* QEMU; NULL: of the PATH */
    double seconds;      /* time-out */
    enum hf_entropy entropy;
    bool debug_port;    /* hf_run_launch() alone: the guest waits for host/qemu/debug.h */
    bool icount;        /* deterministic time: one instruction, one nanosecond */
    double tamper;      /* seconds after which the tamper input fires; 0: never */
    bool tamper_at_app; /* or when the app says its first line */
    bool past_faults; /* a fault does not end the run: the app may be told, the watchdog may bite */
    const char *param; /* file for the lab's parameter block, or NULL */
    /* Hears every line first; may send (hf_qemu_send); true ends the run as done. Or NULL. */
    bool (*hear)(void *context, struct hf_run *run, enum hf_console console, const char *line);
    void *context;
    void (*echo)(enum hf_console console, const char *line); /* or NULL */
    hf_run_answer_fn *answer;                                /* or NULL */
    void *answerer;
};

struct hf_run {
    enum hf_outcome outcome;
    double seconds;
    uint32_t app_word;                           /* of @app done */
    bool app_ran;                                /* anything came from the app's console */
    struct hf_report secure[HF_RUN_RECORDS_MAX]; /* records of the secure console */
    size_t secure_count;
    struct hf_report app[HF_RUN_RECORDS_MAX];
    size_t app_count;
    struct hf_run_options options;
    struct hf_qemu *qemu; /* still alive, and stopped at no particular place, until hf_run_end() */
};

/* Starts the device and waits for its outcome. False, with the line, when it cannot start. */
bool hf_run_begin(struct hf_device *device, const struct hf_run_options *options,
                  struct hf_run *run, struct hf_trouble *trouble);

/* Starts the device and leaves its lines to `line` (hf_qemu_wait() serves them). */
bool hf_run_launch(struct hf_device *device, const struct hf_run_options *options,
                   hf_qemu_line_fn *line, void *context, struct hf_qemu **qemu,
                   struct hf_trouble *trouble);

/* Kills QEMU. */
void hf_run_stop(struct hf_run *run);

/* Kills QEMU and writes secure.log, app.log, qemu.log and run.json. */
bool hf_run_end(struct hf_device *device, struct hf_run *run, struct hf_trouble *trouble);

/* "done", "halted", "fault", "timeout", "exited", "interrupted" */
const char *hf_outcome_name(enum hf_outcome outcome);

/* Reads records out of a console log. */
size_t hf_reports_read(const char *log, struct hf_report *reports, size_t max);

/* The first record of the secure console with this event; NULL when there is none. */
const struct hf_report *hf_run_find(const struct hf_run *run, const char *event);

#endif
