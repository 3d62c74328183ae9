/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Armv8-M subsystem: bit 28 of an address is the security alias. */
#include "lab/threats/attack_app/places.h"

#include HF_LAYOUT

#define ALIAS(address) ((uint32_t)(address) & ~0x10000000u)

const struct lab_place lab_targets[LAB_TARGETS] = {
    [LAB_SECURE_RAM] = {HF_SECURE_RAM, HF_SECURE_RAM_SIZE, 0},
    [LAB_SECURE_RAM_ALIAS] = {ALIAS(HF_SECURE_RAM), HF_SECURE_RAM_SIZE, 0},
    [LAB_SECURE_CODE] = {HF_SECURE_CODE, HF_SECURE_CODE_SIZE, 0},
    [LAB_DIE] = {HF_DIE_BASE, 0x100, 0},
    [LAB_DIE_ALIAS] = {ALIAS(HF_DIE_BASE), 0x100, 0},
    [LAB_IROT] = {HF_IROT_CODE, HF_IROT_CODE_SIZE, 0},
    [LAB_IROT_ALIAS] = {ALIAS(HF_IROT_CODE), HF_IROT_CODE_SIZE, 0},
    [LAB_SECRETS] = {HF_SECRETS_BASE, 68, 0},
    [LAB_HANDOFF] = {HF_HANDOFF_BASE, 328, 0},
    [LAB_DIE_PAGE] = {HF_DIE_PAGE_BASE, 0x1000, 0},
    [LAB_SECURE_CONSOLE] = {0x40200fe0, 32, 0}, /* UART 0 by its non-secure alias: identification */
    [LAB_VAULT] = {HF_VAULT, HF_VAULT_SIZE, 0},
    [LAB_BOOT_LOG] = {HF_BOOT_LOG, HF_BOOT_LOG_SIZE, 0},
    [LAB_UROT_SLOT] = {HF_UROT_A_SLOT, HF_UROT_SLOT_SIZE, 0},
    [LAB_SECURE_STAGING] = {HF_SECURE_STAGING, HF_SECURE_SLOT_SIZE, 0},
    [LAB_UROT_IMAGE] = {HF_UROT_LOAD, HF_UROT_LOAD_SIZE, 0},
    [LAB_RECORDS] = {HF_RECORDS_BASE, 104, 0},
};

const struct lab_place lab_areas[LAB_AREAS] = {
    [LAB_AREA_APP_RAM] = {HF_APP_RAM, HF_APP_RAM_WHOLE, 0},
    [LAB_AREA_APP_SLOT] = {HF_APP_SLOT, HF_APP_SLOT_SIZE, 0},
    [LAB_AREA_RAM] = {0x38000000, 0x00200000, 0},
    [LAB_AREA_RAM_ALIAS] = {0x28000000, 0x00200000, 0},
    [LAB_AREA_RAM_BEHIND] = {HF_APP_RAM + HF_APP_RAM_WHOLE, 0x001c0000, 0},
    [LAB_AREA_FLASH_BEFORE] = {HF_NVM_BASE, HF_APP_SLOT - HF_NVM_BASE, 0},
    [LAB_AREA_FLASH_BEHIND] = {HF_SECURE_STAGING, 0x00300000, 0},
    [LAB_AREA_ROM] = {0x10000000, 0x00400000, 0},
    [LAB_AREA_ROM_ALIAS] = {0x00000000, 0x00400000, 0},
    [LAB_AREA_INTERNAL] = {0x20000000, 0x00008000, 0},
};

const struct lab_switch lab_switches[LAB_SWITCHES_MAX] = {
    {0xe000edd0, 0},   /* SAU_CTRL, as the app sees its own system space */
    {0xe002edd0, 0},   /* the alias by which secure reaches the app's */
    {0x40080064, 0xf}, /* security controller, the app's block: nothing there gives devices away */
    {0x50080064, 0xf}, /* its secure block: DMA to the app */
    {0x5800801c, 0xffffffff}, /* memory controller of secure RAM */
    {0x4800801c, 0xffffffff}, /* by the other alias */
};

const uint32_t lab_own_device = 0x40201fe0; /* UART 1, PID0 */
const uint32_t lab_dma_places[LAB_DMA_PLACES] = {0x40110000, 0x50110000, 0x40113000, 0x50113000};
const int lab_dma_is_pl081 = 1;

const struct lab_device lab_devices[LAB_DEVICES] = {
    [LAB_ENTROPY] = {0x40202000, 0xfe0, 0x8, 0},     /* UART 2 by the app's alias: identification */
    [LAB_ENTROPY_OFF] = {0x50202000, 0x0, 0x8, 0},   /* by the secure alias */
    [LAB_WATCHDOG] = {0x50081000, 0x4, 0x8, 0},      /* its value; neither interrupt nor reset */
    [LAB_WATCHDOG_LOCK] = {0x5002e000, 0x4, 0x8, 0}, /* the other watchdog of the subsystem */
    [LAB_CLOCKS] = {0x50021000, 0x100, 0x104, 0},    /* system control: reset syndrome and mask */
    [LAB_REMAP] = {0x50300000, 0x0, 0x0, 1},         /* SCC */
};

/* CMSDK timer 1. */
#define TIMER          0x40001000u
#define TIMER_CTRL     0x0u
#define TIMER_VALUE    0x4u
#define TIMER_RELOAD   0x8u
#define TIMER_CLEAR    0xcu
#define CTRL_INTERRUPT 9u /* on, interrupt */

static void write_timer(uint32_t offset, uint32_t value)
{
    *(volatile uint32_t *)(TIMER + offset) = value;
}

void lab_timer_start(uint32_t turns)
{
    write_timer(TIMER_RELOAD, turns);
    write_timer(TIMER_VALUE, turns);
    write_timer(TIMER_CTRL, CTRL_INTERRUPT);
}

void lab_timer_quiet(void)
{
    write_timer(TIMER_CTRL, 0);
    write_timer(TIMER_CLEAR, 1);
}
