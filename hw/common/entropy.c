/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Health-tested bytes from any source that hf_entropy_try() asks. */
#include "hw/api/entropy.h"

#include "core/span.h"
#include "hw/common/entropy_health.h"
#include "hw/common/entropy_line.h"

#define STARTUP_SAMPLES 1024u

/* How often a silent source is asked for one byte: some seconds on an emulator, whose host may
 * be busy elsewhere, more than any healthy source of a part needs, and below the watchdog's
 * patience. */
#define PATIENCE 5000000u

/* Turns between two questions, so that an emulator that is asked without end finds time to fetch
 * the answer. */
#define PAUSE 100u

static struct hf_health health;
static hf_err_t state = HF_ERR_ENTROPY_SILENT;

static void wait_a_little(void)
{
    uint32_t turns = PAUSE;

    while (turns != 0) {
        __asm volatile("" : "+r"(turns));
        turns--;
    }
}

static hf_err_t take(uint8_t *sample)
{
    for (uint32_t asked = 0; asked < PATIENCE; asked++) {
        int const byte = hf_entropy_try();

        if (byte >= 0) {
            *sample = (uint8_t)byte;
            return hf_health_take(&health, *sample);
        }
        wait_a_little();
    }
    return HF_ERR_ENTROPY_SILENT;
}

hf_err_t hf_entropy_start(void)
{
    uint8_t sample = 0;

    hf_entropy_line_start();
    hf_health_start(&health);
    state = HF_OK;
    for (uint32_t i = 0; i < STARTUP_SAMPLES && state == HF_OK; i++) {
        state = take(&sample);
    }
    hf_wipe(&sample, sizeof(sample));
    return state;
}

hf_err_t hf_entropy_read(uint8_t *out, size_t size)
{
    for (size_t i = 0; i < size && state == HF_OK; i++) {
        state = take(&out[i]);
    }
    if (state != HF_OK) {
        hf_wipe(out, size);
    }
    return state;
}
