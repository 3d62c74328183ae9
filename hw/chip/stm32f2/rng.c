/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The RNG of the part. It wants the 48 MHz clock of the main PLL, which the board's start sets up;
 * without it the source stays silent, and a clock or seed error is silence too. */
#include "hw/api/entropy.h"

#include "hw/chip/stm32f2/stm32f2.h"
#include "hw/common/entropy_line.h"

#define CR 0x00u
#define SR 0x04u
#define DR 0x08u

#define CR_RNGEN  (1u << 2)
#define SR_DRDY   (1u << 0)
#define SR_ERRORS ((1u << 1) | (1u << 2) | (1u << 5) | (1u << 6))
#define CLOCK_RNG (1u << 6)

/* The bytes of the last word that nobody has taken yet. */
static uint32_t word;
static uint32_t left;

void hf_entropy_line_start(void)
{
    *hf_f2_register(HF_F2_RCC, HF_F2_RCC_AHB2ENR) |= CLOCK_RNG;
    *hf_f2_register(HF_F2_RNG, CR) = CR_RNGEN;
    left = 0;
}

int hf_entropy_try(void)
{
    uint8_t byte;

    if (left == 0) {
        uint32_t const status = *hf_f2_register(HF_F2_RNG, SR);

        if ((status & SR_ERRORS) != 0 || (status & SR_DRDY) == 0) {
            return -1;
        }
        word = *hf_f2_register(HF_F2_RNG, DR);
        left = 4;
    }
    byte = (uint8_t)word;
    word >>= 8;
    left--;
    return byte;
}
