/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The door on the host: a call goes straight to the real dispatcher. The app's memory is whatever
 * lies below 4 GiB (the test is linked and given a stack there), but for one page that stands for
 * secure's. */
#include "firmware/secure/dispatch.h"
#include "firmware/secure/gate.h"
#include "lab/psa/host/world.h"

#include <string.h>

int32_t hf_gate_call(uint32_t call, struct hf_vector *vectors)
{
    return hf_dispatch(call, (uint32_t)(uintptr_t)vectors);
}

hf_err_t hf_app_memory_check(uint32_t base, uint32_t size, enum hf_access access)
{
    (void)access;
    return psa_world_owns(base, size) ? HF_OK : HF_ERR_GATE_POINTER;
}

void hf_app_memory_read(uint32_t from, uint8_t *to, uint32_t size)
{
    memcpy(to, (const void *)(uintptr_t)from, size);
}

void hf_app_memory_write(uint32_t to, const uint8_t *from, uint32_t size)
{
    memcpy((void *)(uintptr_t)to, from, size);
}
