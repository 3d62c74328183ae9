/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/secure/engine.h - Mbed TLS's PSA core, started with a fixed arena. */
#ifndef HF_SECURE_ENGINE_H
#define HF_SECURE_ENGINE_H

#include <stdint.h>

/* A psa_status_t. */
int32_t hf_engine_start(void);

/* Wipes all keys and operations in RAM: the engine serves nothing until the next reset. */
void hf_engine_wipe(void);

#endif
