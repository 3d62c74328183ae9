/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/leakage/welch.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define T_MAX 999.9

struct welch *welch_new(void)
{
    struct welch *welch = calloc(1, sizeof(*welch));

    if (welch == NULL) {
        fputs("leakage_trace: out of memory\n", stderr);
        exit(3);
    }
    return welch;
}

void welch_take(struct welch *welch, unsigned class, const uint16_t *trace, size_t length)
{
    welch->count[class]++;
    for (size_t i = 0; i < length; i++) {
        welch->sum[class][i] += trace[i];
        welch->squares[class][i] += (double)trace[i] * trace[i];
    }
}

/* The unbiased variance, over the number of traces. */
static double spread(const struct welch *welch, unsigned class, size_t at)
{
    double const n = (double)welch->count[class];
    double const mean = welch->sum[class][at] / n;
    double const variance = (welch->squares[class][at] - n * mean * mean) / (n - 1.0);

    return variance > 0 ? variance / n : 0;
}

static double t_at(const struct welch *welch, size_t at)
{
    double const difference = fabs(welch->sum[0][at] / (double)welch->count[0] -
                                   welch->sum[1][at] / (double)welch->count[1]);
    double const error = sqrt(spread(welch, 0, at) + spread(welch, 1, at));

    if (difference < 1e-9) {
        return 0;
    }
    return error * T_MAX < difference ? T_MAX : difference / error;
}

struct welch_result welch_evaluate(const struct welch *welch, size_t length, double threshold)
{
    struct welch_result result = {0, 0, 0};

    if (welch->count[0] < 2 || welch->count[1] < 2) {
        return result;
    }
    for (size_t i = length; i > 0; i--) {
        double const t = t_at(welch, i - 1u);

        result.max = t > result.max ? t : result.max;
        if (t >= threshold) {
            result.above++;
            result.first = i - 1u;
        }
    }
    return result;
}
