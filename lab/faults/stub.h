/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/faults/stub.h - hash and signature, computed by the host on the bytes that the firmware
 * really hands over. Nothing is known in advance: a wrong or missing input gives a wrong answer,
 * and without the call there is none. */
#ifndef HF_LAB_FAULTS_STUB_H
#define HF_LAB_FAULTS_STUB_H

#include "lab/faults/core.h"

/* Serves the stub at `pc` with the arguments in the registers. False when they do not point into
 * memory: a bus fault. */
bool stub_call(struct core *core, uint32_t pc);

#endif
