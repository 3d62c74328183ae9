/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The entropy source of the MPS2 boards: UART2, fed by the host. */
#include "hw/common/entropy_line.h"
#include "hw/api/entropy.h"
#include "hw/chip/mps2/mps2.h"
#include "hw/chip/mps2/uart.h"

void hf_entropy_line_start(void)
{
    hf_uart_start(hf_mps2.entropy);
}

int hf_entropy_try(void)
{
    return hf_uart_get(hf_mps2.entropy);
}
