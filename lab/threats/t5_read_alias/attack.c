/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/threats/attack_app/attack.h"
#include "lab/threats/attack_app/places.h"

#define BYTES 32u
#define PROBE 0x600dcafeu

static volatile uint32_t own = PROBE;

/* Bit 0 of each word of a bit-band alias is one bit of the memory behind it. */
static uint8_t read_byte(const struct lab_place *place, uint32_t index)
{
    uint32_t byte = 0;

    if (!place->bit_band) {
        return *(const volatile uint8_t *)(place->base + index);
    }
    for (uint32_t bit = 0; bit < 8u; bit++) {
        byte |= (lab_read32(place->base + (index * 8u + bit) * 4u) & 1u) << bit;
    }
    return (uint8_t)byte;
}

static struct lab_answer read_place(const struct lab_place *place)
{
    uint8_t bytes[BYTES];
    uint32_t first = BYTES;

    for (uint32_t i = 0; i < BYTES; i++) {
        bytes[i] = read_byte(place, i);
        if (bytes[i] != 0 && first == BYTES) {
            first = i;
        }
    }
    if (first == BYTES) {
        return lab_say(LAB_HELD, 0); /* readable, and there is nothing but zeros */
    }
    first = first < BYTES - 8u ? first : BYTES - 8u;
    lab_got(bytes + first);
    return lab_say(LAB_BROKE, place->base + first * (place->bit_band ? 32u : 1u));
}

struct lab_answer lab_read_alias(const struct lab_param *param)
{
    struct lab_place place = {param->base, param->size, 0};
    const struct lab_place mine = {(uint32_t)&own, sizeof(own), 0};
    uint32_t const seen = (uint32_t)read_byte(&mine, 0) | (uint32_t)read_byte(&mine, 1) << 8 |
                          (uint32_t)read_byte(&mine, 2) << 16 | (uint32_t)read_byte(&mine, 3) << 24;

    if (!lab_control(seen == PROBE, seen)) {
        return lab_say(LAB_VOID, 0);
    }
    if (place.base == 0) {
        if (param->instance >= LAB_TARGETS || lab_targets[param->instance].size == 0) {
            return lab_say(LAB_NOT_APPLICABLE, param->instance);
        }
        place = lab_targets[param->instance];
    }
    return read_place(&place);
}
