/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Faults of the app reach secure because AIRCR.BFHFNMINS is 0 and the app's own fault handlers are
 * off until it switches them on. */
#include "firmware/secure/fault.h"
#include "firmware/secure/gate.h"

#define CFSR        (*(volatile uint32_t *)0xe000ed28u)
#define CFSR_APP    (*(volatile uint32_t *)0xe002ed28u)
#define MMFAR       (*(volatile uint32_t *)0xe000ed34u)
#define BFAR        (*(volatile uint32_t *)0xe000ed38u)
#define SFSR        (*(volatile uint32_t *)0xe000ede4u)
#define SFAR        (*(volatile uint32_t *)0xe000ede8u)
#define MMARVALID   0x00000080u
#define BFARVALID   0x00008000u
#define SFARVALID   0x00000040u
#define SECUREFAULT 7u
#define FORGED      0x00000006u /* SFSR.INVIS, INVER: a return to a frame that is none */

/* EXC_RETURN: which state, mode and stack the fault came from. */
#define FROM_SECURE (1u << 6)
#define FROM_THREAD (1u << 3)
#define FROM_PSP    (1u << 2)
#define FRAME_PC    24u
#define FRAME_SIZE  32u

static uint32_t app_stack(uint32_t exc_return)
{
    uint32_t stack;

    if ((exc_return & FROM_THREAD) != 0 && (exc_return & FROM_PSP) != 0) {
        __asm volatile("mrs %0, psp_ns" : "=r"(stack));
    } else {
        __asm volatile("mrs %0, msp_ns" : "=r"(stack));
    }
    return stack;
}

static uint32_t fault_address(uint32_t status, uint32_t exception)
{
    if (exception == SECUREFAULT) {
        return (status & SFARVALID) != 0 ? SFAR : 0;
    }
    if ((status & BFARVALID) != 0) {
        return BFAR;
    }
    return (status & MMARVALID) != 0 ? MMFAR : 0;
}

/* A forged return is taken with secure's stack as its origin, but secure takes no interrupts: only
 * a handler of the app can have tried it. */
static int is_forged(const struct hf_fault *fault)
{
    return fault->exception == SECUREFAULT && (fault->status & FORGED) != 0;
}

void hf_fault_read(uint32_t exc_return, struct hf_fault *fault)
{
    uint32_t number;
    uint32_t frame;

    __asm volatile("mrs %0, ipsr" : "=r"(number));
    fault->exception = number & 0x1ffu;
    fault->status = fault->exception == SECUREFAULT ? SFSR : CFSR | CFSR_APP;
    fault->address = fault_address(fault->status, fault->exception);
    fault->of_app = (exc_return & FROM_SECURE) == 0 || is_forged(fault);
    fault->counter = 0;
    frame = app_stack(exc_return);
    fault->frame = frame;
    if (fault->of_app && hf_app_memory_check(frame, FRAME_SIZE, HF_ACCESS_READ) == HF_OK) {
        hf_app_memory_read(frame + FRAME_PC, (uint8_t *)&fault->counter, sizeof(fault->counter));
    }
}
