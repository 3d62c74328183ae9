/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * A fault of the app told to the app, behind the MPU door. The frame that the processor has stacked
 * is turned into a call of the app's handler: cause, address and program counter are its arguments,
 * and it runs as the app runs, with nothing of secure's. It is told once between two resets, and
 * the record was made before: probing by faults is not for free, and evidence stays.
 * INVARIANT: what is written lies in the app's own RAM and is written with the app's rights; the
 * way back is the one of a call, unprivileged, whatever the handler's address is.
 * DEFEATS: t5 a fault handler in secure code, a frame in secure RAM; t9 an app that faults for
 * ever.
 * NOT DEFEATED: t5 an app that was taken over learns from one fault what the published map says. */
#include "firmware/secure/dispatch.h"
#include "firmware/secure/fault.h"
#include "firmware/secure/gate.h"
#include "firmware/secure/regions.h"
#include "firmware/secure/services.h"

#include "hw/api/map.h"

#define STATUS_SUCCESS          0
#define STATUS_INVALID_ARGUMENT (-135)
#define STATUS_BAD_STATE        (-137)

#define THUMB_STATE 0x01000000u
#define STACKING    0x00001818u /* CFSR: the frame itself could not be written or read */
#define MEM_MANAGE  4u
#define USAGE_FAULT 6u

static uint32_t handler; /* of the app; 0: none */
static uint32_t told;

int32_t hf_serve_fault_watch(struct hf_request *request)
{
    const struct hf_fault_arguments *arguments = (const void *)request->bytes[0];
    uint32_t const entry = arguments->handler;

    if (told != 0) {
        return STATUS_BAD_STATE;
    }
    if (entry != 0 &&
        ((entry & 1u) == 0 || !hf_region_holds(&hf_secure_map.app_code, entry - 1u, 2))) {
        return STATUS_INVALID_ARGUMENT;
    }
    handler = entry;
    return STATUS_SUCCESS;
}

/* What the processor stacks. LR is 0: a handler that returns faults, which nobody is told. */
int hf_fault_tell(const struct hf_fault *fault)
{
    uint32_t const frame[8] = {fault->status, fault->address, fault->counter, 0, 0, 0,
                               handler & ~1u, THUMB_STATE};

    if (handler == 0 || !fault->of_app || fault->exception < MEM_MANAGE ||
        fault->exception > USAGE_FAULT || (fault->status & STACKING) != 0 ||
        hf_app_memory_check(fault->frame, sizeof(frame), HF_ACCESS_WRITE) != HF_OK) {
        return 0;
    }
    handler = 0;
    told = 1;
    hf_app_memory_write(fault->frame, (const uint8_t *)frame, sizeof(frame));
    hf_fault_clear();
    return 1;
}
