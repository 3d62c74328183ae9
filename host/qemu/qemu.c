/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/qemu/qemu.h"

#include "host/qemu/internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define POLL_MILLISECONDS 50

static volatile sig_atomic_t caught;
static volatile pid_t newest = -1; /* the child that was started last, while it runs */

static void on_signal(int number)
{
    caught = number;
}

void hf_qemu_catch_signals(void)
{
    struct sigaction action = {.sa_handler = on_signal};

    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGHUP, &action, NULL);
}

int hf_qemu_caught_signal(void)
{
    return caught;
}

pid_t hf_qemu_child(void)
{
    return newest;
}

double hf_qemu_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Both ends of every line; the child's end of LINE_ERRORS becomes its stderr. */
static bool open_lines(int ours[LINE_COUNT], int theirs[LINE_COUNT])
{
    for (int i = 0; i < LINE_COUNT; i++) {
        int pair[2];

        if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) {
            while (i-- > 0) {
                close(ours[i]);
                close(theirs[i]);
            }
            return false;
        }
        ours[i] = pair[0];
        theirs[i] = pair[1];
    }
    return true;
}

static void close_all(const int lines[LINE_COUNT])
{
    for (int i = 0; i < LINE_COUNT; i++) {
        close(lines[i]);
    }
}

struct command_line {
    const char *arguments[HF_QEMU_ARGUMENTS];
    char chardevs[LINE_DEBUG + 1][48];
};

static bool build_command(const struct hf_qemu_setup *setup, const int theirs[LINE_COUNT],
                          struct command_line *line)
{
    static const char *const fixed[] = {
        "-echr", "256", "-nodefaults", "-display", "none", "-no-user-config", "-nic", "none", NULL};
    size_t count = 0;

    line->arguments[count++] = setup->program != NULL ? setup->program : HF_QEMU_PROGRAM;
    for (size_t i = 0; fixed[i] != NULL; i++) {
        line->arguments[count++] = fixed[i];
    }
    /* A serial device asks its line for one byte per turn of QEMU's main loop, and a multiplexed
     * line reads ahead meanwhile: three times as fast. Its escape character is none that a byte can
     * be. */
    for (int i = LINE_SECURE; i <= (setup->debug_port ? LINE_DEBUG : LINE_TAMPER); i++) {
        snprintf(line->chardevs[i], sizeof(line->chardevs[i]), "socket,id=line%d%s,fd=%d", i,
                 i <= LINE_APP ? ",mux=on" : "", theirs[i]);
        line->arguments[count++] = "-chardev";
        line->arguments[count++] = line->chardevs[i];
    }
    static const char *const uses[] = {"-serial", "chardev:line0",
                                       "-serial", "chardev:line1",
                                       "-serial", "chardev:line2",
                                       "-serial", "chardev:line4",
                                       "-mon",    "chardev=line3,mode=control"};

    for (size_t i = 0; i < sizeof(uses) / sizeof(uses[0]); i++) {
        line->arguments[count++] = uses[i];
    }
    if (setup->debug_port) {
        line->arguments[count++] = "-gdb";
        line->arguments[count++] = "chardev:line5";
        line->arguments[count++] = "-S";
    }
    for (size_t i = 0; setup->arguments[i] != NULL; i++) {
        if (count == HF_QEMU_ARGUMENTS - 1u) {
            return false;
        }
        line->arguments[count++] = setup->arguments[i];
    }
    line->arguments[count] = NULL;
    return true;
}

/* In the child. Leaves errno in the pipe when the program cannot be run. */
static void become_qemu(const struct command_line *line, const int theirs[LINE_COUNT], int failed,
                        pid_t parent)
{
    int null = open("/dev/null", O_RDWR);
    sigset_t none;

    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    setpgid(0, 0); /* Ctrl-C is ours to handle */
    if (getppid() == parent && null >= 0 && dup2(null, 0) == 0 && dup2(null, 1) == 1 &&
        dup2(theirs[LINE_ERRORS], 2) == 2) {
        for (int i = LINE_SECURE; i <= LINE_DEBUG; i++) {
            fcntl(theirs[i], F_SETFD, 0);
        }
        execvp(line->arguments[0], (char *const *)(uintptr_t)line->arguments);
    }
    int reason = errno;

    (void)!write(failed, &reason, sizeof(reason));
    _exit(127);
}

/* Gives the child, or -1 with errno set: also when exec failed. */
static pid_t fork_qemu(const struct command_line *line, const int theirs[LINE_COUNT])
{
    int failed[2];
    int reason = 0;
    pid_t parent = getpid();

    if (pipe2(failed, O_CLOEXEC) != 0) {
        return -1;
    }
    pid_t child = fork();

    if (child == 0) {
        become_qemu(line, theirs, failed[1], parent);
    }
    close(failed[1]);
    if (child > 0 && read(failed[0], &reason, sizeof(reason)) == (ssize_t)sizeof(reason)) {
        waitpid(child, NULL, 0);
        errno = reason;
        child = -1;
    }
    close(failed[0]);
    return child;
}

bool hf_qemu_start(const struct hf_qemu_setup *setup, struct hf_qemu **qemu,
                   struct hf_trouble *trouble)
{
    struct command_line line;
    int theirs[LINE_COUNT];
    struct hf_qemu *made = calloc(1, sizeof(*made));

    if (made == NULL || !open_lines(made->lines, theirs)) {
        free(made);
        return hf_trouble_set(trouble, "cannot make the lines to QEMU: %s", strerror(errno));
    }
    made->entropy = setup->entropy;
    made->on_line = setup->line;
    made->context = setup->context;
    made->child = build_command(setup, theirs, &line) ? fork_qemu(&line, theirs) : -1;
    int reason = errno;

    close_all(theirs);
    if (made->child < 0) {
        close_all(made->lines);
        free(made);
        return hf_trouble_set(
            trouble, "%s: %s; install it (Debian: qemu-system-arm) or name it with --qemu",
            setup->program != NULL ? setup->program : HF_QEMU_PROGRAM, strerror(reason));
    }
    made->running = true;
    newest = made->child;
    *qemu = made;
    return true;
}

bool hf_qemu_reap(struct hf_qemu *qemu, bool block)
{
    if (qemu->running && waitpid(qemu->child, NULL, block ? 0 : WNOHANG) == qemu->child) {
        qemu->running = false;
        newest = newest == qemu->child ? -1 : newest;
    }
    return !qemu->running;
}

enum hf_qemu_state hf_qemu_wait(struct hf_qemu *qemu, double seconds, bool *expired)
{
    double end = hf_qemu_now() + seconds;

    *expired = false;
    while (!qemu->stop_asked) {
        if (caught != 0) {
            return HF_QEMU_INTERRUPTED;
        }
        if (hf_qemu_now() >= end) {
            *expired = true;
            break;
        }
        bool ended = hf_qemu_reap(qemu, false);

        /* what is still in the sockets is read even when the child has ended */
        if (!hf_qemu_pump(qemu, ended ? 0 : POLL_MILLISECONDS)) {
            return HF_QEMU_EXITED;
        }
        if (ended && qemu->lines[LINE_SECURE] < 0 && qemu->lines[LINE_APP] < 0 &&
            qemu->lines[LINE_ERRORS] < 0) {
            return HF_QEMU_EXITED;
        }
    }
    qemu->stop_asked = false;
    return HF_QEMU_RUNNING;
}

void hf_qemu_stop(struct hf_qemu *qemu)
{
    if (qemu == NULL) {
        return;
    }
    if (!hf_qemu_reap(qemu, false)) {
        kill(qemu->child, SIGKILL);
        hf_qemu_reap(qemu, true);
    }
    for (int i = 0; i < LINE_COUNT; i++) {
        if (qemu->lines[i] >= 0) {
            close(qemu->lines[i]);
        }
    }
    for (int i = 0; i < HF_CONSOLE_COUNT; i++) {
        free(qemu->logs[i].bytes);
    }
    free(qemu);
}

const struct hf_qemu_log *hf_qemu_log(const struct hf_qemu *qemu, enum hf_console console)
{
    return &qemu->logs[console];
}

const char *hf_qemu_errors(const struct hf_qemu *qemu)
{
    return qemu->errors;
}
