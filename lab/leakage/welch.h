/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/leakage/welch.h - Welch's t-test at every sample of two classes of traces (ISO/IEC 17825;
 * |t| >= 4.5 is taken for a difference). */
#ifndef HF_LAB_LEAKAGE_WELCH_H
#define HF_LAB_LEAKAGE_WELCH_H

#include <stddef.h>
#include <stdint.h>

#define SAMPLES_MAX 65536u

struct welch {
    size_t count[2];
    double sum[2][SAMPLES_MAX];
    double squares[2][SAMPLES_MAX];
};

struct welch_result {
    size_t above; /* samples at or above the threshold */
    size_t first; /* the first of them */
    double max;   /* the largest |t|; 999.9 where both classes are constant, and different */
};

/* Empty; free() it. */
struct welch *welch_new(void);

void welch_take(struct welch *welch, unsigned class, const uint16_t *trace, size_t length);

struct welch_result welch_evaluate(const struct welch *welch, size_t length, double threshold);

#endif
