/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/qemu/qemu.h - one QEMU child: its serial lines, its monitor, its end. All lines are socket
 * pairs, so nothing is left in the file system and no port is open. One poll loop serves all of
 * them. The child never outlives the caller: it is killed by its own process id, and by the kernel
 * should the caller die. */
#ifndef HF_HOST_QEMU_QEMU_H
#define HF_HOST_QEMU_QEMU_H

#include "host/base/trouble.h"

#include <stdint.h>
#include <sys/types.h>

#define HF_QEMU_PROGRAM    "qemu-system-arm"
#define HF_QEMU_LOG_MAX    (1024u * 1024u) /* of one console; what comes after it is dropped */
#define HF_QEMU_LINE_MAX   4096u
#define HF_QEMU_ARGUMENTS  64u
#define HF_QEMU_REPLY_MAX  4096u
#define HF_QEMU_ERRORS_MAX 2048u
#define HF_QEMU_SEND_MAX   8192u

/* The serial lines of every board, in QEMU's order. */
enum hf_console { HF_CONSOLE_SECURE = 0, HF_CONSOLE_APP = 1, HF_CONSOLE_COUNT = 2 };

/* What the entropy line (serial 2) gives. */
enum hf_entropy {
    HF_ENTROPY_GOOD,   /* the system's random bytes */
    HF_ENTROPY_STUCK,  /* the same byte for ever */
    HF_ENTROPY_SILENT, /* nothing */
};

/* Why a wait ended. */
enum hf_qemu_state {
    HF_QEMU_RUNNING,     /* the line handler asked for a stop, or the time is over */
    HF_QEMU_EXITED,      /* QEMU ended by itself */
    HF_QEMU_INTERRUPTED, /* Ctrl-C or SIGTERM reached us */
};

struct hf_qemu;

/* Called for each whole line; gives true when the wait shall end. */
typedef bool hf_qemu_line_fn(void *context, enum hf_console console, const char *line);

struct hf_qemu_log {
    char *bytes;
    size_t size;
    bool cut; /* there was more than HF_QEMU_LOG_MAX */
};

struct hf_qemu_setup {
    const char *program;          /* NULL: qemu-system-arm of the PATH */
    const char *const *arguments; /* machine, images, memory; ends with NULL */
    enum hf_entropy entropy;
    hf_qemu_line_fn *line;
    void *context;
    bool debug_port; /* open, and the guest waits at its first instruction: host/qemu/debug.h */
};

/* Starts the child; consoles and monitor are added to the arguments. False, with the line, when
 * there is no such program. */
bool hf_qemu_start(const struct hf_qemu_setup *setup, struct hf_qemu **qemu,
                   struct hf_trouble *trouble);

/* Serves all lines until the handler says stop, `seconds` are over, QEMU ends or a signal comes.
 * *expired is set when the time was over. */
enum hf_qemu_state hf_qemu_wait(struct hf_qemu *qemu, double seconds, bool *expired);

/* Puts bytes into the queue of a console; the guest takes them while it is served. False when more
 * than HF_QEMU_SEND_MAX wait there. May be called from the line function. */
bool hf_qemu_send(struct hf_qemu *qemu, enum hf_console console, const void *bytes, size_t size);

/* Sends any number of bytes, as fast as the guest takes them; the lines go on being served, so not
 * from the line function. False when the guest takes none for five seconds, or is gone. */
bool hf_qemu_deliver(struct hf_qemu *qemu, enum hf_console console, const uint8_t *bytes,
                     size_t size);

/* Fires the tamper input of a board that has one (serial 3): some bytes on its line. */
void hf_qemu_tamper(struct hf_qemu *qemu);

/* One QMP command, as JSON without a newline; the lines go on being served. False, with the line,
 * on an error reply or after five seconds. */
bool hf_qemu_command(struct hf_qemu *qemu, const char *json, struct hf_trouble *trouble);

/* Stops the guest for good and resets its processor without letting it run: RAM keeps its content,
 * but for what loader blobs cover, and the processor is in the state that sees all of it. Without
 * the reset QEMU reads memory with the rights of whatever code was interrupted. */
bool hf_qemu_freeze(struct hf_qemu *qemu, struct hf_trouble *trouble);

/* Copies memory of the frozen guest to a new file; freezes it when it is not. */
bool hf_qemu_save_memory(struct hf_qemu *qemu, uint64_t address, uint32_t size, const char *path,
                         struct hf_trouble *trouble);

const struct hf_qemu_log *hf_qemu_log(const struct hf_qemu *qemu, enum hf_console console);

/* What QEMU itself said on stderr, without the lines that are always there. */
const char *hf_qemu_errors(const struct hf_qemu *qemu);

/* Kills the child, waits for it and frees everything. */
void hf_qemu_stop(struct hf_qemu *qemu);

/* Seconds on a clock that only goes forward. */
double hf_qemu_now(void);

/* The version of the program, "7.2.22", or false when it cannot be run. */
bool hf_qemu_version(const char *program, char *text, size_t size);

/* Makes SIGINT and SIGTERM end a wait instead of the process, and the reverse. */
void hf_qemu_catch_signals(void);
int hf_qemu_caught_signal(void);

/* The process id of the child that was started last, for a lab that kills it at a moment of its own;
 * -1 when it has ended. Can be called by a signal handler. */
pid_t hf_qemu_child(void);

#endif
