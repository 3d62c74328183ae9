/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Behind this door the app has handlers of its own: there is nothing to forward. */
#include "firmware/secure/interrupt.h"

#define STATUS_NOT_SUPPORTED (-134)

int32_t hf_serve_interrupt_watch(struct hf_request *request)
{
    (void)request;
    return STATUS_NOT_SUPPORTED;
}

int32_t hf_serve_interrupt_wait(struct hf_request *request)
{
    (void)request;
    return STATUS_NOT_SUPPORTED;
}
