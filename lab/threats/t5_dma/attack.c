/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/threats/attack_app/attack.h"
#include "lab/threats/attack_app/places.h"

#include HF_LAYOUT

/* PL081 (ARM DDI 0218): one channel. */
#define DMA_CONFIG      0x030u
#define CHANNEL_SOURCE  0x100u
#define CHANNEL_TARGET  0x104u
#define CHANNEL_LINK    0x108u
#define CHANNEL_CONTROL 0x10cu
#define CHANNEL_CONFIG  0x110u
#define CONTROL_WORDS   ((2u << 18) | (2u << 21) | (3u << 26)) /* 32 bits, both counting up */
#define CONFIG_RUN      1u
#define WORDS           8u
#define TURNS           100000u

static uint32_t loot[WORDS];

/* Copies secure RAM with a channel that should not answer. Reads and writes that are refused
 * silently leave `loot` as it was. */
static struct lab_answer copy_by_dma(uint32_t controller)
{
    for (uint32_t i = 0; i < WORDS; i++) {
        loot[i] = 0;
    }
    lab_write32(controller + DMA_CONFIG, 1);
    lab_write32(controller + CHANNEL_SOURCE, HF_SECURE_RAM);
    lab_write32(controller + CHANNEL_TARGET, (uint32_t)loot);
    lab_write32(controller + CHANNEL_LINK, 0);
    lab_write32(controller + CHANNEL_CONTROL, CONTROL_WORDS | WORDS);
    lab_write32(controller + CHANNEL_CONFIG, CONFIG_RUN);
    for (uint32_t turn = 0; turn < TURNS; turn++) {
        if (*(volatile uint32_t *)&loot[0] != 0) {
            lab_got((const uint8_t *)loot);
            return lab_say(LAB_BROKE, controller);
        }
    }
    return lab_say(LAB_HELD, lab_read32(controller + CHANNEL_SOURCE));
}

struct lab_answer lab_dma(const struct lab_param *param)
{
    uint32_t const probe = lab_read32(lab_own_device);
    uint32_t controller;

    if (!lab_control(probe != 0, probe)) {
        return lab_say(LAB_VOID, probe);
    }
    if (param->instance == 0 || param->instance > LAB_DMA_PLACES ||
        lab_dma_places[param->instance - 1u] == 0) {
        return lab_say(LAB_NOT_APPLICABLE, param->instance);
    }
    controller = lab_dma_places[param->instance - 1u];
    if (lab_dma_is_pl081) {
        return copy_by_dma(controller);
    }
    /* Another controller: to reach its registers is enough. */
    lab_write32(controller, UINT32_MAX);
    return lab_say(LAB_BROKE, lab_read32(controller));
}
