/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/attack/base.h - the devices that are attacked come from the factory: they were provisioned
 * like any other, by the lab's authority. That takes seconds, so it is done once for a board and a
 * run, and each attempt gets a copy. */
#ifndef HF_HOST_ATTACK_BASE_H
#define HF_HOST_ATTACK_BASE_H

#include "host/attack/internal.h"

/* Makes `folder` a copy of a provisioned device of this board. A board whose fuses do not last is
 * provisioned in its files (docs/provisioning.md). */
bool hf_base_copy(struct hf_attempt *attempt, enum hf_base which, const char *folder);

/* Makes `folder` a device that was never run: secured by the programmer of its fuses, since one
 * that was never run cannot have been provisioned. */
bool hf_base_make_unused(struct hf_attempt *attempt, const char *folder);

/* Removes what hf_base_copy() keeps for a board. */
void hf_base_forget(const char *reports, const char *board);

/* Removes a device's folder with all that a run may leave there. */
void hf_base_remove(const char *folder);

#endif
