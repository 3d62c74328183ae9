/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The guards of mps2-an505 beside the core: memory protection controllers for the two data RAMs,
 * peripheral protection controllers for the devices. All registers are secure, 32-bit and reset to
 * "secure"; what is not given to the app here stays so.
 * DEFEATS: t5 secure RAM through its non-secure alias; t5 a DMA channel in the hands of the app.
 * NOT DEFEATED: a bus master on the flash (PSRAM), which has no controller on this board. */
#include "hw/api/guard.h"

#include "hw/board/an505/layout.h"

#define MPC_SECURE_RAM 0x58008000u /* SSRAM2: nothing of it is the app's */
#define MPC_APP_RAM    0x58009000u /* SSRAM3: its start is */
#define MPC_CTRL       0x00u
#define MPC_BLK_MAX    0x10u
#define MPC_BLK_CFG    0x14u
#define MPC_BLK_IDX    0x18u
#define MPC_BLK_LUT    0x1cu
#define MPC_AUTO_INC   (1u << 8)
#define MPC_LOCKDOWN   (1u << 31)
#define LUT_BLOCKS     32u
#define BLOCK          1024u /* 1 << (BLK_CFG + 5) */
#define BLK_CFG_1K     5u
#define LUT_WORDS      64u /* 2 MiB of RAM in blocks of 1 KiB */
#define APP_RAM_OFFSET (HF_APP_RAM_LOADER - 0x38200000u)
#define APP_RAM_WORDS  (HF_APP_RAM_WHOLE / BLOCK / LUT_BLOCKS)

_Static_assert(APP_RAM_OFFSET == 0 && HF_APP_RAM_WHOLE % (BLOCK * LUT_BLOCKS) == 0, "whole words");

#define SECCTL           0x50080000u
#define SECRESPCFG       0x010u /* 1: a refused access is a bus error, where the bus can say so */
#define NSCCFG           0x014u /* 0: no veneers in the code and RAM aliases */
#define NSMSCEXP         0x0d0u /* 0: all bus masters of the expansion are secure masters */
#define PPC_UNPRIVILEGED 0x40u  /* from a controller's non-secure register to its privilege one */

/* Which devices the peripheral controllers give to the app: register, bits. The rest is secure,
 * the four DMA channels (AHB expansion 1, bits 0..3) among it. */
static const struct grant {
    uint32_t at;
    uint32_t bits;
} grants[] = {
    {0x050u, 0},                                       /* AHB of the subsystem */
    {0x060u, 1u << 5},                                 /* AHB expansion 0: Ethernet */
    {0x064u, 0},                                       /* AHB expansion 1: DMA */
    {0x068u, 0},       {0x06cu, 0}, {0x070u, 1u << 1}, /* APB of the subsystem: timer 1 */
    {0x074u, 0},       {0x080u, 0}, /* APB expansion 0: the memory controllers themselves */
    {0x084u, 1u << 6},              /* APB expansion 1: UART 1 */
    {0x088u, 0},       {0x08cu, 0},
};

#define GRANTS (sizeof(grants) / sizeof(grants[0]))

const struct hf_region hf_app_devices[] = {
    {0x40201000, 0x1000},  /* UART 1 */
    {0x40001000, 0x1000},  /* timer 1 */
    {0x42000000, 0x10000}, /* Ethernet */
};
const uint32_t hf_app_device_count = sizeof(hf_app_devices) / sizeof(hf_app_devices[0]);

static inline volatile uint32_t *at(uint32_t base, uint32_t offset)
{
    return (volatile uint32_t *)(base + offset);
}

/* The table of one controller: the first `words` words open, the rest closed; then no more change
 * until reset. */
static void mpc_setup(uint32_t mpc, uint32_t words)
{
    *at(mpc, MPC_CTRL) &= ~MPC_AUTO_INC;
    for (uint32_t word = 0; word < LUT_WORDS; word++) {
        *at(mpc, MPC_BLK_IDX) = word;
        *at(mpc, MPC_BLK_LUT) = word < words ? UINT32_MAX : 0;
    }
    *at(mpc, MPC_CTRL) |= MPC_LOCKDOWN;
}

static uint32_t mpc_difference(uint32_t mpc, uint32_t words)
{
    uint32_t difference = (*at(mpc, MPC_BLK_CFG) & 0xfu) ^ BLK_CFG_1K;

    difference |= *at(mpc, MPC_BLK_MAX) ^ (LUT_WORDS - 1u);
    difference |= (*at(mpc, MPC_CTRL) & (MPC_LOCKDOWN | MPC_AUTO_INC)) ^ MPC_LOCKDOWN;
    for (uint32_t word = 0; word < LUT_WORDS; word++) {
        *at(mpc, MPC_BLK_IDX) = word;
        difference |= *at(mpc, MPC_BLK_LUT) ^ (word < words ? UINT32_MAX : 0);
    }
    return difference;
}

void hf_guard_setup(void)
{
    *at(SECCTL, SECRESPCFG) = 1;
    *at(SECCTL, NSCCFG) = 0;
    *at(SECCTL, NSMSCEXP) = 0;
    for (uint32_t i = 0; i < GRANTS; i++) {
        *at(SECCTL, grants[i].at) = grants[i].bits;
        *at(SECCTL, grants[i].at + PPC_UNPRIVILEGED) = 0;
    }
    mpc_setup(MPC_SECURE_RAM, 0);
    mpc_setup(MPC_APP_RAM, APP_RAM_WORDS);
}

uint32_t hf_guard_difference(void)
{
    uint32_t difference = *at(SECCTL, SECRESPCFG) ^ 1u;

    difference |= *at(SECCTL, NSCCFG);
    difference |= *at(SECCTL, NSMSCEXP);
    for (uint32_t i = 0; i < GRANTS; i++) {
        difference |= *at(SECCTL, grants[i].at) ^ grants[i].bits;
        difference |= *at(SECCTL, grants[i].at + PPC_UNPRIVILEGED);
    }
    difference |= mpc_difference(MPC_SECURE_RAM, 0);
    return difference | mpc_difference(MPC_APP_RAM, APP_RAM_WORDS);
}
