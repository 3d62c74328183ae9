/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "hw/common/entropy_health.h"

void hf_health_start(struct hf_health *health)
{
    *health = (struct hf_health){.repeats = 0};
}

static hf_err_t take_repetition(struct hf_health *health, uint8_t sample)
{
    if (health->repeats == 0 || sample != health->last) {
        health->last = sample;
        health->repeats = 1;
        return HF_OK;
    }
    if (health->repeats < HF_HEALTH_REPETITION_CUTOFF) {
        health->repeats++;
    }
    return health->repeats < HF_HEALTH_REPETITION_CUTOFF ? HF_OK : HF_ERR_ENTROPY_STUCK;
}

static hf_err_t take_proportion(struct hf_health *health, uint8_t sample)
{
    if (health->position == 0) {
        health->first = sample;
        health->matches = 0;
    }
    if (sample == health->first) {
        health->matches++;
    }
    health->position = (health->position + 1u) % HF_HEALTH_WINDOW;
    return health->matches < HF_HEALTH_PROPORTION_CUTOFF ? HF_OK : HF_ERR_ENTROPY_BIASED;
}

hf_err_t hf_health_take(struct hf_health *health, uint8_t sample)
{
    hf_err_t const repetition = take_repetition(health, sample);
    hf_err_t const proportion = take_proportion(health, sample);

    return repetition != HF_OK ? repetition : proportion;
}
