/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Behind this door the app has fault handlers of its own (docs/doors.md says for which faults), and
 * what comes to secure ends the app. */
#include "firmware/secure/fault.h"
#include "firmware/secure/services.h"

#define STATUS_NOT_SUPPORTED (-134)

int32_t hf_serve_fault_watch(struct hf_request *request)
{
    (void)request;
    return STATUS_NOT_SUPPORTED;
}

int hf_fault_tell(const struct hf_fault *fault)
{
    (void)fault;
    return 0;
}

__attribute__((naked)) void hf_fault_resume(void)
{
    __asm volatile("b hf_cpu_halt");
}
