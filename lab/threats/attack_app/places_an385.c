/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * mps2-an385: both RAMs repeat 4 MiB further, and the first MiB of SRAM has a bit-band alias. */
#include "lab/threats/attack_app/places.h"

#include HF_LAYOUT

#define MIRROR(address) ((uint32_t)(address) + 0x00400000u)
#define BITS(address)   (0x22000000u + ((uint32_t)(address)-0x20000000u) * 32u)

const struct lab_place lab_targets[LAB_TARGETS] = {
    [LAB_SECURE_RAM] = {HF_SECURE_RAM, HF_SECURE_RAM_SIZE, 0},
    [LAB_SECURE_RAM_ALIAS] = {MIRROR(HF_SECURE_RAM), HF_SECURE_RAM_SIZE, 0},
    [LAB_SECURE_RAM_BITS] = {BITS(HF_SECURE_RAM), HF_SECURE_RAM_SIZE, 1},
    [LAB_SECURE_CODE] = {HF_SECURE_CODE, HF_SECURE_CODE_SIZE, 0},
    [LAB_DIE] = {HF_DIE_BASE, 0x100, 0},
    [LAB_DIE_ALIAS] = {MIRROR(HF_DIE_BASE), 0x100, 0},
    [LAB_IROT] = {HF_IROT_CODE + 0x10, HF_IROT_CODE_SIZE - 0x10, 0},
    [LAB_IROT_ALIAS] = {MIRROR(HF_IROT_CODE), HF_IROT_CODE_SIZE, 0},
    [LAB_SECRETS] = {HF_SECRETS_BASE, 68, 0},
    [LAB_HANDOFF] = {HF_HANDOFF_BASE, 328, 0},
    [LAB_DIE_PAGE] = {HF_DIE_PAGE_BASE, 0x1000, 0},
    [LAB_SECURE_CONSOLE] = {0x40004fe0, 32, 0}, /* UART 0: identification */
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
    [LAB_AREA_RAM] = {0x20000000, 0x00200000, 0},
    [LAB_AREA_RAM_ALIAS] = {0x20400000, 0x00200000, 0},
    [LAB_AREA_RAM_BITS] = {BITS(HF_SECURE_RAM), HF_SECURE_RAM_SIZE, 1},
    [LAB_AREA_RAM_BEHIND] = {HF_APP_RAM + HF_APP_RAM_WHOLE, 0x001c0000, 0},
    [LAB_AREA_FLASH_BEFORE] = {HF_NVM_BASE, HF_APP_SLOT - HF_NVM_BASE, 0},
    [LAB_AREA_FLASH_BEHIND] = {HF_SECURE_STAGING, 0x00300000, 0},
    [LAB_AREA_ROM] = {HF_IROT_CODE + 0x10, 0x003ffff0, 0},
    [LAB_AREA_ROM_ALIAS] = {MIRROR(HF_IROT_CODE), 0x00400000, 0},
};

const struct lab_switch lab_switches[LAB_SWITCHES_MAX] = {
    {0xe000ed94, 0},          /* MPU_CTRL */
    {0xe000ed08, 0x20200000}, /* VTOR: the app's own handlers, which would be privileged */
    {0xe000ed88, 0x00f00000}, /* CPACR: a system register that does no harm */
};

const uint32_t lab_own_device = 0x40005fe0; /* UART 1, PID0 */
const uint32_t lab_dma_places[LAB_DMA_PLACES] = {0, 0, 0, 0};
const int lab_dma_is_pl081 = 0;

const struct lab_device lab_devices[LAB_DEVICES] = {
    [LAB_ENTROPY] = {0x40006000, 0x0, 0x0, 0},     /* UART 2: the next random byte */
    [LAB_ENTROPY_OFF] = {0x40006000, 0x8, 0x8, 0}, /* its receiver off */
    [LAB_WATCHDOG] = {0x40008000, 0x4, 0x8, 0},    /* its value; neither NMI nor reset */
    [LAB_WATCHDOG_LOCK] = {0x40008000, 0xc00, 0xc00, 0x1acce551}, /* its lock open */
    [LAB_CLOCKS] = {0x4002f000, 0x0, 0x0, 1},                     /* SCC: remaps the code memory */
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
