/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/attack/crew.h"

#include "host/qemu/qemu.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MEMBERS_MAX 16u

/* What the members share: the results lie behind it. */
struct board {
    size_t next;
    size_t done;
    struct hf_crew_result results[];
};

static size_t size_of(const struct hf_crew *crew)
{
    return sizeof(struct board) + crew->count * sizeof(struct hf_crew_result);
}

static struct board *board_of(struct hf_crew_result *results)
{
    return (struct board *)(void *)((char *)results - offsetof(struct board, results));
}

static size_t members(const struct hf_crew *crew)
{
    long const processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t size = crew->size != 0 ? crew->size : (size_t)(processors > 0 ? processors : 1);

    size = size < crew->count ? size : crew->count;
    return size < MEMBERS_MAX ? size : MEMBERS_MAX;
}

/* One piece that cannot be done ends the whole: there is no card without it. */
static void take_pieces(const struct hf_crew *crew, struct board *board)
{
    size_t index;

    while ((index = __atomic_fetch_add(&board->next, 1u, __ATOMIC_RELAXED)) < crew->count) {
        struct hf_crew_result *result = &board->results[index];

        crew->work(crew->context, index, result);
        __atomic_fetch_add(&board->done, 1u, __ATOMIC_RELAXED);
        if (!result->done) {
            __atomic_store_n(&board->next, crew->count, __ATOMIC_RELAXED);
        }
    }
    if (crew->leave != NULL) {
        crew->leave(crew->context);
    }
}

static pid_t hire(const struct hf_crew *crew, struct board *board)
{
    pid_t const caller = getpid();

    fflush(NULL);
    pid_t const member = fork();

    if (member != 0) {
        return member;
    }
    (void)prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() == caller) {
        take_pieces(crew, board);
    }
    _exit(0);
}

/* Waits for all members, and says how far they are. */
static void wait_for(const struct hf_crew *crew, const struct board *board, size_t size)
{
    struct timespec const pause = {.tv_nsec = 100000000};

    while (size > 0) {
        pid_t const gone = waitpid(-1, NULL, WNOHANG);

        if (gone > 0 || (gone < 0 && errno != EINTR)) {
            size = gone > 0 ? size - 1u : 0;
            continue;
        }
        if (crew->progress != NULL) {
            crew->progress(crew->context, __atomic_load_n(&board->done, __ATOMIC_RELAXED));
        }
        (void)nanosleep(&pause, NULL);
    }
}

static bool all_done(const struct hf_crew *crew, const struct board *board,
                     struct hf_trouble *trouble)
{
    for (size_t i = 0; i < crew->count; i++) { /* a line says more than a piece that is missing */
        if (board->results[i].trouble.line[0] != '\0') {
            *trouble = board->results[i].trouble;
            return false;
        }
    }
    for (size_t i = 0; i < crew->count; i++) {
        if (!board->results[i].done) {
            return hf_trouble_set(trouble, hf_qemu_caught_signal() != 0
                                               ? "interrupted"
                                               : "a process that attacks ended before its time");
        }
    }
    return true;
}

bool hf_crew_run(const struct hf_crew *crew, struct hf_crew_result **results,
                 struct hf_trouble *trouble)
{
    size_t const size = members(crew);
    size_t hired = 0;
    struct board *board =
        mmap(NULL, size_of(crew), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    if (board == MAP_FAILED) {
        return hf_trouble_set(trouble, "out of memory");
    }
    *results = board->results;
    if (size <= 1) {
        take_pieces(crew, board);
        return all_done(crew, board, trouble);
    }
    hf_qemu_catch_signals(); /* a member that was interrupted still cleans up */
    while (hired < size && hire(crew, board) > 0) {
        hired++;
    }
    wait_for(crew, board, hired);
    return hired == 0 ? hf_trouble_set(trouble, "no process can be started: %s", strerror(errno))
                      : all_done(crew, board, trouble);
}

void hf_crew_free(const struct hf_crew *crew, struct hf_crew_result *results)
{
    if (results != NULL) {
        munmap(board_of(results), size_of(crew));
    }
}
