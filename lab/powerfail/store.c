/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Sweeps boot log and vault. Prints one JSON line for each subject and geometry; exit 1 when a
 * point failed. usage: powerfail_store [--subject S] [--geometry G] [--stride N] [--nested N]
 * [--point P] */
#include "lab/powerfail/subjects.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const struct subject *const subjects[] = {&subject_bootlog, &subject_vault};
static const struct hf_fake_nvm_geometry *const geometries[] = {
    &hf_fake_f1, &hf_fake_f2, &hf_fake_l5, &hf_fake_u5, &hf_fake_h7, &hf_fake_l0};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct options {
    const char *subject;
    const char *geometry;
    const char *point;
    uint32_t stride;
    uint32_t nested;
};

static int usage(void)
{
    fputs("usage: powerfail_store [--subject bootlog|vault] [--geometry f1|f2|l5|u5|h7|l0]\n"
          "           [--stride N] [--nested N] [--point STEP[:OP:VARIANT[:OP:VARIANT]]]\n",
          stderr);
    return 2;
}

static bool parse_options(int count, char **words, struct options *options)
{
    for (int i = 1; i < count; i += 2) {
        if (i + 1 == count) {
            return false;
        }
        if (strcmp(words[i], "--subject") == 0) {
            options->subject = words[i + 1];
        } else if (strcmp(words[i], "--geometry") == 0) {
            options->geometry = words[i + 1];
        } else if (strcmp(words[i], "--point") == 0) {
            options->point = words[i + 1];
        } else if (strcmp(words[i], "--stride") == 0) {
            options->stride = (uint32_t)strtoul(words[i + 1], NULL, 10);
        } else if (strcmp(words[i], "--nested") == 0) {
            options->nested = (uint32_t)strtoul(words[i + 1], NULL, 10);
        } else {
            return false;
        }
    }
    return options->stride != 0;
}

static bool parse_point(const char *text, struct sweep_point *point)
{
    int const found =
        sscanf(text, "%u:%u:%u:%u:%u", &point->step, &point->cut[0].operation,
               &point->cut[0].variant, &point->cut[1].operation, &point->cut[1].variant);

    point->cuts = (uint32_t)(found - 1) / 2u;
    return found == 1 || found == 3 || found == 5;
}

static double seconds_since(const struct timespec *then)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - then->tv_sec) + (double)(now.tv_nsec - then->tv_nsec) / 1e9;
}

static void report(const struct sweep *sweep, const struct timespec *began)
{
    printf("{\"subject\":\"%s\",\"geometry\":\"%s\",\"steps\":%u,\"points\":%llu,"
           "\"program_cuts\":%llu,\"erase_cuts\":%llu,\"counter_cuts\":%llu,"
           "\"failures\":%llu,\"seconds\":%.1f}\n",
           sweep->subject->name, sweep->geometry->name, sweep->steps,
           (unsigned long long)sweep->points, (unsigned long long)sweep->cut[HF_FAKE_PROGRAM],
           (unsigned long long)sweep->cut[HF_FAKE_ERASE],
           (unsigned long long)sweep->cut[HF_FAKE_COUNTER], (unsigned long long)sweep->failures,
           seconds_since(began));
    fflush(stdout);
}

/* Runs one subject on one geometry. True when nothing failed and something was tried. */
static bool run(struct sweep *sweep, const struct options *options)
{
    struct sweep_point point = {0};
    struct timespec began;

    clock_gettime(CLOCK_MONOTONIC, &began);
    if (options->point == NULL) {
        sweep_run(sweep);
    } else if (!parse_point(options->point, &point)) {
        return false;
    } else {
        return sweep_replay(sweep, &point);
    }
    report(sweep, &began);
    return sweep->failures == 0 && sweep->points != 0;
}

int main(int count, char **words)
{
    struct options options = {.stride = 1};
    bool good = true;
    uint32_t runs = 0;

    if (!parse_options(count, words, &options)) {
        return usage();
    }
    for (size_t i = 0; i < COUNT(subjects) * COUNT(geometries); i++) {
        struct sweep sweep = {.subject = subjects[i / COUNT(geometries)],
                              .geometry = geometries[i % COUNT(geometries)],
                              .stride = options.stride,
                              .nested = options.nested,
                              .max_failures = 20};

        if ((options.subject == NULL || strcmp(options.subject, sweep.subject->name) == 0) &&
            (options.geometry == NULL || strcmp(options.geometry, sweep.geometry->name) == 0)) {
            good = run(&sweep, &options) && good;
            runs++;
        }
    }
    return runs == 0 ? usage() : (good ? 0 : 1);
}
