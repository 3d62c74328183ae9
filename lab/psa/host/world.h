/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/psa/host/world.h - what the crypto services ask of the rest of secure, on the host: a vault
 * over fake flash, a generator that can be silenced, a root of keys. */
#ifndef HF_LAB_PSA_HOST_WORLD_H
#define HF_LAB_PSA_HOST_WORLD_H

#include <stdint.h>

/* Starts secure as after a reset. `fresh`: with an empty vault. */
void psa_world_start(int fresh);

/* 1: the source of randomness is not healthy. */
void psa_world_silence(int silent);

/* Runs a function with a stack below 4 GiB, so that the door's 32-bit vectors can point to it. */
void psa_world_run(void (*function)(void));

/* The app's memory, when it is one area and not all below the stack. */
void psa_world_own(uint32_t base, uint32_t size);

/* 1: the app may have [base, base + size). */
int psa_world_owns(uint32_t base, uint32_t size);
int psa_world_is_secure(uint32_t base, uint32_t size);

/* An address that stands for secure's memory. */
uint8_t *psa_world_secure(void);

#endif
