/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * PSA Firmware Update 1.0: the door's arguments for firmware/secure/fwu.h, which has the rules. */
#include "firmware/secure/fwu.h"
#include "firmware/secure/log.h"
#include "firmware/secure/root.h"
#include "firmware/secure/services.h"
#include "hw/api/cpu.h"

/* The boot log is looked at when the first call needs it. */
static void open_once(void)
{
    static uint32_t opened;

    if (!opened) {
        opened = 1;
        hf_fwu_open(hf_log());
    }
}

static const struct hf_fwu_arguments *arguments_of(const struct hf_request *request)
{
    open_once();
    return (const void *)request->bytes[0];
}

int32_t hf_serve_fwu_query(struct hf_request *request)
{
    return hf_fwu_query(arguments_of(request)->component, (void *)request->bytes[1]);
}

int32_t hf_serve_fwu_start(struct hf_request *request)
{
    return hf_fwu_start(arguments_of(request)->component, arguments_of(request)->value);
}

int32_t hf_serve_fwu_write(struct hf_request *request)
{
    return hf_fwu_write(arguments_of(request)->component, arguments_of(request)->value,
                        request->bytes[1], request->vectors[1].size);
}

int32_t hf_serve_fwu_finish(struct hf_request *request)
{
    return hf_fwu_finish(arguments_of(request)->component);
}

int32_t hf_serve_fwu_cancel(struct hf_request *request)
{
    return hf_fwu_cancel(arguments_of(request)->component);
}

int32_t hf_serve_fwu_clean(struct hf_request *request)
{
    return hf_fwu_clean(arguments_of(request)->component);
}

int32_t hf_serve_fwu_install(struct hf_request *request)
{
    (void)arguments_of(request);
    return hf_fwu_install();
}

/* The app may stop being alive at any time, and is reset then: asking for it gives nothing more. */
int32_t hf_serve_fwu_reboot(struct hf_request *request)
{
    (void)request;
    hf_log_keep();
    hf_root_wipe();
    hf_cpu_reset();
}

int32_t hf_serve_fwu_reject(struct hf_request *request)
{
    return hf_fwu_reject((int32_t)arguments_of(request)->value);
}

int32_t hf_serve_fwu_accept(struct hf_request *request)
{
    (void)arguments_of(request);
    return hf_fwu_accept();
}
