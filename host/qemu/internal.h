/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#ifndef HF_HOST_QEMU_INTERNAL_H
#define HF_HOST_QEMU_INTERNAL_H

#include "host/qemu/qemu.h"

#include <signal.h>

/* Our ends of the lines to the child. */
enum line {
    LINE_SECURE,
    LINE_APP,
    LINE_ENTROPY,
    LINE_MONITOR,
    LINE_TAMPER,
    LINE_DEBUG,
    LINE_ERRORS,
    LINE_COUNT
};

/* What waits to be taken by the guest. */
struct hf_qemu_queue {
    char bytes[HF_QEMU_SEND_MAX];
    size_t size;
};

struct hf_qemu {
    pid_t child;
    bool running;
    bool monitor_open;
    bool reset_seen;
    bool frozen;
    int lines[LINE_COUNT]; /* -1 when closed */
    enum hf_entropy entropy;
    hf_qemu_line_fn *on_line;
    void *context;
    struct hf_qemu_log logs[HF_CONSOLE_COUNT];
    char partial[HF_CONSOLE_COUNT][HF_QEMU_LINE_MAX];
    size_t partial_size[HF_CONSOLE_COUNT];
    struct hf_qemu_queue queues[LINE_COUNT];
    bool stop_asked; /* by the line handler */
    char reply[HF_QEMU_REPLY_MAX];
    size_t reply_size;
    char debug[HF_QEMU_REPLY_MAX]; /* what the debug port said */
    size_t debug_size;
    char errors[HF_QEMU_ERRORS_MAX];
    size_t errors_size;
};

/* Serves what is ready within `milliseconds`. False when poll itself fails. */
bool hf_qemu_pump(struct hf_qemu *qemu, int milliseconds);

/* True when the child has ended; then it has been waited for. */
bool hf_qemu_reap(struct hf_qemu *qemu, bool block);

#endif
