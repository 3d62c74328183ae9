/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/api/tamper.h - tamper events. On parts an event also erases backup registers and keys in
 * hardware; a board without tamper inputs reports none for ever. */
#ifndef HF_HW_API_TAMPER_H
#define HF_HW_API_TAMPER_H

#include <stdint.h>

/* Bit n is set when tamper input n has fired since hf_tamper_clear(). Events survive a reset where
 * the part keeps them. */
uint32_t hf_tamper_events(void);
void hf_tamper_clear(void);

#endif
