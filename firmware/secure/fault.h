/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/secure/fault.h - a fault of the app, or of secure itself: recorded, then the part stops,
 * unless the app asked to be told of it. fault_v7m.c and fault_v8m.c read the registers,
 * fault_event.c or fault_own.c tells the app; the board's link line picks. */
#ifndef HF_SECURE_FAULT_H
#define HF_SECURE_FAULT_H

#include <stdint.h>

struct hf_fault {
    uint32_t exception; /* its number: 3 HardFault, 4 MemManage, 5 BusFault, 6 UsageFault, 7
                           SecureFault */
    uint32_t status;    /* SFSR for a SecureFault, CFSR for the others */
    uint32_t address;   /* of the data, when the processor knows it, else 0 */
    uint32_t counter;   /* program counter, when the app's frame can be read, else 0 */
    uint32_t frame;     /* where the app's frame is said to lie */
    int of_app;         /* the app ran, not secure */
};

/* exc_return: LR on entry of the handler. */
void hf_fault_read(uint32_t exc_return, struct hf_fault *fault);

/* Forgets the fault that the registers tell of. */
void hf_fault_clear(void);

/* 1: the app goes on in its handler, and hf_fault_resume() leads there. */
int hf_fault_tell(const struct hf_fault *fault);
void hf_fault_resume(void);

/* Every exception that secure does not expect. */
void hf_fault_entry(void);

/* First time-out of the watchdog; the second resets. */
void hf_fault_watchdog(void);

#endif
