/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * STM32F2: flash is also at address 0, SRAM has a bit-band alias. */
#include "lab/threats/attack_app/places.h"

#include HF_LAYOUT

#define BITS(address) (0x22000000u + ((uint32_t)(address)-0x20000000u) * 32u)

const struct lab_place lab_targets[LAB_TARGETS] = {
    [LAB_SECURE_RAM] = {HF_SECURE_RAM, HF_SECURE_RAM_SIZE, 0},
    [LAB_SECURE_RAM_BITS] = {BITS(HF_SECURE_RAM), HF_SECURE_RAM_SIZE, 1},
    [LAB_SECURE_CODE] = {HF_SECURE_CODE, HF_SECURE_CODE_SIZE, 0},
    [LAB_DIE] = {HF_DIE_BASE, 0x100, 0},
    [LAB_DIE_ALIAS] = {BITS(HF_DIE_BASE), 0x100, 1},
    [LAB_IROT] = {HF_IROT_CODE, HF_IROT_CODE_SIZE, 0},
    [LAB_IROT_ALIAS] = {0x00000010, HF_IROT_CODE_SIZE - 0x10, 0},
    [LAB_SECRETS] = {HF_SECRETS_BASE, 68, 0},
    [LAB_HANDOFF] = {HF_HANDOFF_BASE, 328, 0},
    [LAB_DIE_PAGE] = {HF_DIE_PAGE_BASE, 0x1000, 0},
    [LAB_SECURE_CONSOLE] = {0x40011000, 16, 0}, /* USART 1: status register */
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
    [LAB_AREA_RAM] = {0x20000000, HF_APP_RAM - 0x20000000, 0},
    [LAB_AREA_RAM_BITS] = {BITS(HF_SECURE_RAM), HF_SECURE_RAM_SIZE, 1},
    [LAB_AREA_RAM_BEHIND] = {HF_APP_RAM + HF_APP_RAM_WHOLE, 0x00008000, 0},
    [LAB_AREA_FLASH_BEFORE] = {HF_IROT_CODE, HF_APP_SLOT - HF_IROT_CODE, 0},
    [LAB_AREA_FLASH_BEHIND] = {HF_SECURE_STAGING, 0x00080000, 0},
    [LAB_AREA_ROM_ALIAS] = {0x00000010, 0x000ffff0, 0}, /* all of flash, at address 0 */
};

const struct lab_switch lab_switches[LAB_SWITCHES_MAX] = {
    {0xe000ed94, 0},          /* MPU_CTRL */
    {0xe000ed08, 0x20010000}, /* VTOR */
    {0xe000ed88, 0x00f00000}, /* CPACR: a system register that does no harm */
};

const uint32_t lab_own_device = 0x40004400; /* USART 2, status register */
const uint32_t lab_dma_places[LAB_DMA_PLACES] = {0x40026000, 0x40026400, 0, 0};
const int lab_dma_is_pl081 = 0;

const struct lab_device lab_devices[LAB_DEVICES] = {
    [LAB_ENTROPY] = {0x40004800, 0x4, 0x4, 0},       /* USART 3: the next random byte */
    [LAB_ENTROPY_OFF] = {0x40004800, 0xc, 0xc, 0},   /* its receiver off */
    [LAB_WATCHDOG] = {0x40003000, 0xc, 0x0, 0x5555}, /* IWDG: status; opened for change */
    [LAB_FLASH_CONTROLLER] = {0x40023c00, 0xc, 0x8, 0x08192a3b}, /* status; option bytes unlocked */
    [LAB_CLOCKS] = {0x40023800, 0x30, 0x40, 0},                  /* RCC: clocks of USART 3 off */
    [LAB_REMAP] = {0x40013800, 0x0, 0x0, 3},                     /* SYSCFG: SRAM at address 0 */
};

/* TIM2. */
#define TIMER    0x40000000u
#define TIM_CR1  0x00u
#define TIM_DIER 0x0cu
#define TIM_SR   0x10u
#define TIM_EGR  0x14u
#define TIM_PSC  0x28u
#define TIM_ARR  0x2cu

static void write_timer(uint32_t offset, uint32_t value)
{
    *(volatile uint32_t *)(TIMER + offset) = value;
}

void lab_timer_start(uint32_t turns)
{
    write_timer(TIM_PSC, 0);
    write_timer(TIM_DIER, 1);
    write_timer(TIM_CR1, 1);
    write_timer(TIM_ARR, turns);
    write_timer(TIM_EGR, 1);
    write_timer(TIM_SR, 0);
}

void lab_timer_quiet(void)
{
    write_timer(TIM_CR1, 0);
    write_timer(TIM_DIER, 0);
    write_timer(TIM_SR, 0);
}
