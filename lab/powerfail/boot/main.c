/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Cuts the power of irot and urot while they boot, install, revert and recover. Prints one JSON
 * line for each scenario and geometry; exit 1 when a point failed. */
#include "lab/powerfail/boot/device.h"
#include "lab/powerfail/boot/explore.h"
#include "lab/powerfail/boot/scenario.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PARTS_MAX 16u

struct options {
    const char *geometry;
    const char *scenario;
    const char *control;
    const char *point;
    const char *skip; /* scenarios whose name begins so */
    uint32_t stride;
    uint32_t nested;
    uint32_t seed;
    uint32_t jobs;
    bool small;
    bool fails;
    bool maps;
};

static int usage(void)
{
    fputs(
        "usage: powerfail_boot [--geometry G] [--scenario S] [--small] [--stride N] [--nested N]\n"
        "           [--fails]\n"
        "           [--seed N] [--jobs N] [--control NAME] [--skip PREFIX]\n"
        "           [--point none|N[,M]] | --maps\n"
        "scenarios:\n",
        stderr);
    for (uint32_t i = 0; i < scenario_count; i++) {
        fprintf(stderr, "  %-16s %s\n", scenarios[i]->name, scenarios[i]->about);
    }
    fputs("geometries:\n", stderr);
    for (uint32_t i = 0; i < BOARDS; i++) {
        fprintf(stderr, "  %-16s %s\n", boards[i].geometry.name, boards[i].parts);
    }
    return 2;
}

static bool take_word(struct options *options, const char *name, const char *value)
{
    const struct {
        const char *name;
        const char **word;
        uint32_t *number;
    } known[] = {{"--geometry", &options->geometry, NULL}, {"--scenario", &options->scenario, NULL},
                 {"--control", &options->control, NULL},   {"--point", &options->point, NULL},
                 {"--stride", NULL, &options->stride},     {"--nested", NULL, &options->nested},
                 {"--seed", NULL, &options->seed},         {"--jobs", NULL, &options->jobs},
                 {"--skip", &options->skip, NULL}};

    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        if (strcmp(name, known[i].name) == 0) {
            if (known[i].word != NULL) {
                *known[i].word = value;
            } else {
                *known[i].number = (uint32_t)strtoul(value, NULL, 10);
            }
            return true;
        }
    }
    return false;
}

static bool parse(int count, char **words, struct options *options)
{
    for (int i = 1; i < count; i++) {
        if (strcmp(words[i], "--small") == 0) {
            options->small = true;
        } else if (strcmp(words[i], "--verbose") == 0) {
            continue; /* a point that is replayed always speaks */
        } else if (strcmp(words[i], "--fails") == 0) {
            options->fails = true;
        } else if (strcmp(words[i], "--maps") == 0) {
            options->maps = true;
        } else if (i + 1 == count || !take_word(options, words[i], words[i + 1])) {
            return false;
        } else {
            i++;
        }
    }
    return options->stride != 0 && options->jobs != 0 && options->jobs <= PARTS_MAX &&
           (options->geometry == NULL || board_find(options->geometry) != NULL) &&
           (options->scenario == NULL || scenario_find(options->scenario) != NULL);
}

static void show_progress(const struct explore *explore)
{
    static time_t last;
    time_t const now = time(NULL);

    if (now != last) {
        last = now;
        fprintf(stderr, "\r%s on %s: %3u %% \033[K", explore->scenario->name,
                explore->board->geometry.name,
                (unsigned)(100ull * explore->at / (explore->all + 1u)));
    }
}

static double seconds_since(const struct timespec *then)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - then->tv_sec) + (double)(now.tv_nsec - then->tv_nsec) / 1e9;
}

/* Adds up what the other processes send. A process that died is a failure. */
static void gather(struct explore *sum, const int *pipes)
{
    for (uint32_t i = 1; i < sum->parts; i++) {
        struct explore part;
        int status;

        if (read(pipes[i], &part, sizeof(part)) != (ssize_t)sizeof(part)) {
            sum->failures++;
        } else {
            sum->points += part.points;
            sum->second += part.second;
            sum->merged += part.merged;
            sum->checked += part.checked;
            sum->failures += part.failures;
            for (uint32_t kind = 0; kind < 3; kind++) {
                sum->cuts[kind] += part.cuts[kind];
            }
        }
        close(pipes[i]);
        if (wait(&status) < 0 || status != 0) {
            sum->failures++;
        }
    }
}

static void explore_in_parts(struct explore *explore)
{
    int pipes[PARTS_MAX];

    for (uint32_t i = 1; i < explore->parts; i++) {
        int ends[2];

        if (pipe(ends) != 0) {
            abort();
        }
        pipes[i] = ends[0];
        if (fork() == 0) {
            explore->part = i;
            explore->progress = NULL;
            explore_run(explore);
            _exit(write(ends[1], explore, sizeof(*explore)) == (ssize_t)sizeof(*explore) ? 0 : 1);
        }
        close(ends[1]);
    }
    explore_run(explore);
    gather(explore, pipes);
}

static bool run(struct explore *explore)
{
    struct timespec began;

    clock_gettime(CLOCK_MONOTONIC, &began);
    explore_in_parts(explore);
    if (explore->progress != NULL) {
        fputs("\r\033[K", stderr);
    }
    printf("{\"scenario\":\"%s\",\"geometry\":\"%s\",\"images\":\"%s\",\"seed\":%u,\"points\":%llu,"
           "\"merged\":%llu,\"checked\":%llu,\"program_cuts\":%llu,\"erase_cuts\":%llu,\"counter_"
           "cuts\":%llu,\"second_cuts\":%llu,"
           "\"failures\":%llu,\"seconds\":%.1f}\n",
           explore->scenario->name, explore->board->geometry.name,
           explore->small ? "small" : "full", explore->seed, (unsigned long long)explore->points,
           (unsigned long long)explore->merged, (unsigned long long)explore->checked,
           (unsigned long long)explore->cuts[HF_FAKE_PROGRAM],
           (unsigned long long)explore->cuts[HF_FAKE_ERASE],
           (unsigned long long)explore->cuts[HF_FAKE_COUNTER], (unsigned long long)explore->second,
           (unsigned long long)explore->failures, seconds_since(&began));
    fflush(stdout);
    return explore->failures == 0;
}

static bool replay(struct explore *explore, const char *text)
{
    uint32_t first = EXPLORE_NONE;
    uint32_t second = EXPLORE_NONE;

    if (strcmp(text, "none") != 0 && sscanf(text, "%u,%u", &first, &second) < 1) {
        return false;
    }
    return explore_replay(explore, first, second);
}

static bool run_one(const struct options *options, const struct board *board,
                    const struct scenario *scenario)
{
    struct explore explore = {
        .board = board,
        .scenario = scenario,
        .control = options->control,
        .small = options->small,
        .fails = options->fails,
        .stride = options->stride,
        .nested = options->nested,
        .seed = options->seed,
        .parts = options->jobs,
        .max_failures = 20,
        .progress = isatty(STDERR_FILENO) ? show_progress : NULL,
    };

    return options->point != NULL ? replay(&explore, options->point) : run(&explore);
}

static bool maps_are_right(void)
{
    bool good = true;

    for (uint32_t i = 0; i < BOARDS; i++) {
        const char *wrong = board_check(&boards[i]);

        if (wrong != NULL) {
            fprintf(stderr, "powerfail_boot: %s: %s\n", boards[i].geometry.name, wrong);
            good = false;
        }
    }
    return good;
}

int main(int count, char **words)
{
    struct options options = {.stride = 1, .seed = 1, .jobs = 1};
    bool good = true;
    uint32_t runs = 0;

    if (!parse(count, words, &options)) {
        return usage();
    }
    if (options.maps) {
        board_print_maps();
        return maps_are_right() ? 0 : 1;
    }
    device_load(options.control);
    for (uint32_t i = 0; i < scenario_count * BOARDS; i++) {
        const struct scenario *scenario = scenarios[i / BOARDS];
        const struct board *board = &boards[i % BOARDS];

        if (options.skip != NULL &&
            strncmp(scenario->name, options.skip, strlen(options.skip)) == 0) {
            continue;
        }
        if ((options.scenario == NULL || scenario == scenario_find(options.scenario)) &&
            (options.geometry == NULL || board == board_find(options.geometry)) &&
            scenario->fits(board)) {
            good = run_one(&options, board, scenario) && good;
            runs++;
        }
    }
    return runs == 0 ? usage() : (good ? 0 : 1);
}
