/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/app/tour.h - the demonstration app's way through the services: each gives the number of
 * answers that were not the expected ones. */
#ifndef HF_APP_TOUR_H
#define HF_APP_TOUR_H

#include <stdint.h>

uint32_t hf_tour_random(void);
uint32_t hf_tour_attest(void);
uint32_t hf_tour_storage(void);
uint32_t hf_tour_identity(void);

/* What the device says of its life; shows the certificate where there is one. */
uint32_t hf_tour_life(void);

#endif
