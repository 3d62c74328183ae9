/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/api/tamper.h - tamper events. On parts an event also erases backup registers and keys in
 * hardware; a board without tamper inputs reports none for ever. */
#ifndef HF_HW_API_TAMPER_H
#define HF_HW_API_TAMPER_H

#include <stdint.h>

/* Zero when no event stands; asked at every call of the app, so it is short. An event survives a
 * reset where the part can keep it, until hf_tamper_clear(). Where events are counted for life, the
 * last one cannot be cleared. */
uint32_t hf_tamper_events(void);
void hf_tamper_clear(void);

#endif
