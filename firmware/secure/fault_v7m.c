/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/secure/fault.h"
#include "firmware/secure/gate.h"

#define CFSR       (*(volatile uint32_t *)0xe000ed28u)
#define MMFAR      (*(volatile uint32_t *)0xe000ed34u)
#define BFAR       (*(volatile uint32_t *)0xe000ed38u)
#define MMARVALID  0x00000080u
#define BFARVALID  0x00008000u
#define FROM_PSP   4u /* the app runs on the process stack, secure never does */
#define FRAME_PC   24u
#define FRAME_SIZE 32u

static uint32_t fault_address(uint32_t status)
{
    if ((status & BFARVALID) != 0) {
        return BFAR;
    }
    return (status & MMARVALID) != 0 ? MMFAR : 0;
}

void hf_fault_read(uint32_t exc_return, struct hf_fault *fault)
{
    uint32_t number;
    uint32_t frame;

    __asm volatile("mrs %0, ipsr" : "=r"(number));
    __asm volatile("mrs %0, psp" : "=r"(frame));
    fault->exception = number & 0x1ffu;
    fault->status = CFSR;
    fault->address = fault_address(fault->status);
    fault->of_app = (exc_return & FROM_PSP) != 0;
    fault->counter = 0;
    fault->frame = frame;
    if (fault->of_app && hf_app_memory_check(frame, FRAME_SIZE, HF_ACCESS_READ) == HF_OK) {
        hf_app_memory_read(frame + FRAME_PC, (uint8_t *)&fault->counter, sizeof(fault->counter));
    }
}

/* Its bits are cleared by writing them. */
void hf_fault_clear(void)
{
    CFSR = CFSR;
}
