/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What the dispatcher's table names beside cryptography and storage. The life cycle says that the
 * device is secured; the other services are not there. */
#include "firmware/secure/life.h"
#include "firmware/secure/random.h"
#include "firmware/secure/services.h"

#define STATUS_NOT_SUPPORTED (-134)

hf_err_t hf_life_check(uint32_t service)
{
    (void)service;
    return HF_OK;
}

void hf_random_wipe(void)
{
}

static int32_t absent(const struct hf_request *request)
{
    (void)request;
    return STATUS_NOT_SUPPORTED;
}

int32_t hf_serve_interrupt_watch(struct hf_request *request)
{
    return absent(request);
}

int32_t hf_serve_interrupt_wait(struct hf_request *request)
{
    return absent(request);
}

int32_t hf_serve_fault_watch(struct hf_request *request)
{
    return absent(request);
}

int32_t hf_serve_life(struct hf_request *request)
{
    return absent(request);
}

int32_t hf_serve_certificate(struct hf_request *request)
{
    return absent(request);
}

int32_t hf_serve_fwu_query(struct hf_request *request)
{
    return absent(request);
}

int32_t hf_serve_fwu_start(struct hf_request *request)
{
    return absent(request);
}

int32_t hf_serve_fwu_write(struct hf_request *request)
{
    return absent(request);
}

int32_t hf_serve_fwu_finish(struct hf_request *request)
{
    return absent(request);
}

int32_t hf_serve_fwu_cancel(struct hf_request *request)
{
    return absent(request);
}

int32_t hf_serve_fwu_clean(struct hf_request *request)
{
    return absent(request);
}

int32_t hf_serve_fwu_install(struct hf_request *request)
{
    return absent(request);
}

int32_t hf_serve_fwu_reboot(struct hf_request *request)
{
    return absent(request);
}

int32_t hf_serve_fwu_reject(struct hf_request *request)
{
    return absent(request);
}

int32_t hf_serve_fwu_accept(struct hf_request *request)
{
    return absent(request);
}
