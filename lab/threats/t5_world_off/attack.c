/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/threats/attack_app/attack.h"
#include "lab/threats/attack_app/places.h"

#include HF_LAYOUT

#define PROBE        0x600dcafeu
#define CASE_RAISE   (LAB_SWITCHES_MAX + 1u)
#define UNPRIVILEGED 1u

static volatile uint32_t own = PROBE;

/* MSR CONTROL from unprivileged code is ignored; from privileged code it changes nothing that
 * counts. */
static void raise_privilege(void)
{
    __asm volatile("mrs r0, control \n"
                   "bic r0, r0, %0  \n"
                   "msr control, r0 \n"
                   "isb" ::"i"(UNPRIVILEGED)
                   : "r0", "memory");
}

/* Whatever the write did or did not do, what counts is whether secure RAM answers now. */
static struct lab_answer read_behind_the_wall(void)
{
    uint32_t words[2];

    for (uint32_t at = 0; at < 64u; at += 4u) {
        words[0] = lab_read32(HF_SECURE_RAM + at);
        words[1] = lab_read32(HF_SECURE_RAM + at + 4u);
        if (words[0] != 0) {
            lab_got((const uint8_t *)words);
            return lab_say(LAB_BROKE, HF_SECURE_RAM + at);
        }
    }
    return lab_say(LAB_HELD, 0);
}

struct lab_answer lab_world_off(const struct lab_param *param)
{
    const struct lab_switch *off;

    if (!lab_control(lab_read32((uint32_t)&own) == PROBE, own)) {
        return lab_say(LAB_VOID, own);
    }
    if (param->instance == CASE_RAISE) {
        raise_privilege();
        return read_behind_the_wall();
    }
    if (param->instance == 0 || param->instance > LAB_SWITCHES_MAX ||
        lab_switches[param->instance - 1u].address == 0) {
        return lab_say(LAB_NOT_APPLICABLE, param->instance);
    }
    off = &lab_switches[param->instance - 1u];
    lab_write32(off->address, off->value);
    __asm volatile("dsb\n isb" ::: "memory");
    return read_behind_the_wall();
}
