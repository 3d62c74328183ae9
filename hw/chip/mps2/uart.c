/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "hw/chip/mps2/uart.h"

#include "hw/chip/mps2/mps2.h"

#define DATA    0x00u
#define STATE   0x04u
#define CTRL    0x08u
#define BAUDDIV 0x10u

#define STATE_TX_FULL     1u
#define STATE_RX_FULL     2u
#define CTRL_TX_RX_ENABLE 3u
#define BAUDDIV_LEAST     16u

void hf_uart_start(uintptr_t base)
{
    *hf_mps2_register(base, BAUDDIV) = BAUDDIV_LEAST;
    *hf_mps2_register(base, CTRL) = CTRL_TX_RX_ENABLE;
    (void)*hf_mps2_register(base, DATA); /* QEMU fetches input after a read, not after the enable */
}

void hf_uart_put(uintptr_t base, uint8_t byte)
{
    while ((*hf_mps2_register(base, STATE) & STATE_TX_FULL) != 0) {
    }
    *hf_mps2_register(base, DATA) = byte;
}

int hf_uart_get(uintptr_t base)
{
    if ((*hf_mps2_register(base, STATE) & STATE_RX_FULL) == 0) {
        return -1;
    }
    return (int)(*hf_mps2_register(base, DATA) & 0xffu);
}
