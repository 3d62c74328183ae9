/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Interrupts as events. The handler runs with secure's privileges, so it does the least there is:
 * it notes the event and disables the interrupt, without touching the device. The app quiets its
 * device and asks again, which enables it again; a device that keeps asking costs one interrupt for
 * each time that the app asks, never a storm.
 * INVARIANT: only interrupts of the app's own devices (hw/api/guard.h) are ever enabled.
 * ASSUMES: CCR.USERSETMPEND is 0, so the app cannot raise an interrupt by itself.
 * DEFEATS: t5 code of the app in handler mode; t9 an interrupt storm of the app's device.
 * NOT DEFEATED: t9 an app that waits for what never comes: the watchdog ends it. */
#include "firmware/secure/interrupt.h"

#include "hw/api/guard.h"
#include "hw/api/interrupt.h"

#define STATUS_SUCCESS          0
#define STATUS_INVALID_ARGUMENT (-135)

static volatile uint32_t arrived; /* bit i: hf_app_interrupts[i], not yet given to the app */
static uint32_t watched;

static uint32_t present(void)
{
    uint32_t mask = 0;

    for (uint32_t i = 0; i < HF_APP_INTERRUPTS_MAX; i++) {
        mask |= (uint32_t)(hf_app_interrupts[i] < HF_INTERRUPTS_MAX) << i;
    }
    return mask;
}

void hf_interrupt_entry(void)
{
    uint32_t const number = hf_interrupt_running();

    hf_interrupt_disable(number);
    for (uint32_t i = 0; i < HF_APP_INTERRUPTS_MAX; i++) {
        if (hf_app_interrupts[i] == number) {
            arrived |= 1u << i;
        }
    }
}

static void enable(uint32_t mask)
{
    for (uint32_t i = 0; i < HF_APP_INTERRUPTS_MAX; i++) {
        if ((mask & (1u << i)) != 0) {
            hf_interrupt_enable(hf_app_interrupts[i]);
        }
    }
}

int32_t hf_serve_interrupt_watch(struct hf_request *request)
{
    const struct hf_interrupt_arguments *arguments = (const void *)request->bytes[0];

    if ((arguments->which & ~present()) != 0) {
        return STATUS_INVALID_ARGUMENT;
    }
    for (uint32_t i = 0; i < HF_APP_INTERRUPTS_MAX; i++) {
        hf_interrupt_disable(hf_app_interrupts[i]);
    }
    arrived = 0;
    watched = arguments->which;
    enable(watched);
    return STATUS_SUCCESS;
}

/* With interrupts held: takes the events in `which`, and gives them. */
static uint32_t take(uint32_t which)
{
    uint32_t const taken = arrived & which;

    arrived &= ~taken;
    return taken;
}

int32_t hf_serve_interrupt_wait(struct hf_request *request)
{
    const struct hf_interrupt_arguments *arguments = (const void *)request->bytes[0];
    struct hf_interrupt_answer *answer = (void *)request->bytes[1];
    uint32_t const which = arguments->which;

    if (which == 0 || (which & ~watched) != 0 ||
        (arguments->flags & ~HF_GATE_INTERRUPT_POLL) != 0) {
        return STATUS_INVALID_ARGUMENT;
    }
    hf_interrupt_hold();
    enable(which & ~arrived);
    answer->arrived = take(which);
    while (answer->arrived == 0 && arguments->flags == 0) {
        hf_interrupt_sleep();
        hf_interrupt_release(); /* here the handler runs */
        hf_interrupt_hold();
        answer->arrived = take(which);
    }
    hf_interrupt_release();
    return STATUS_SUCCESS;
}
