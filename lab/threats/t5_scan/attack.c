/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/threats/attack_app/attack.h"
#include "lab/threats/attack_app/places.h"

#define NOWHERE UINT32_MAX
#define SECRET  32u

static uint8_t byte_at(const struct lab_place *area, uint32_t index)
{
    uint32_t byte = 0;

    if (!area->bit_band) {
        return *(const volatile uint8_t *)(area->base + index);
    }
    for (uint32_t bit = 0; bit < 8u; bit++) {
        byte |= (lab_read32(area->base + (index * 8u + bit) * 4u) & 1u) << bit;
    }
    return (uint8_t)byte;
}

/* The index of the needle in the area when each byte of the area is XORed with `mask`. */
static uint32_t find(const struct lab_place *area, const uint8_t *needle, uint8_t mask)
{
    uint8_t const first = needle[0] ^ mask;

    for (uint32_t at = 0; at + SECRET <= area->size; at++) {
        uint32_t same = 0;

        if (byte_at(area, at) != first) {
            continue;
        }
        while (same < LAB_NEEDLE && (byte_at(area, at + same) ^ mask) == needle[same]) {
            same++;
        }
        if (same == LAB_NEEDLE) {
            return at;
        }
    }
    return NOWHERE;
}

/* The proof is the half of the secret that this firmware was not given. */
static struct lab_answer show(const struct lab_place *area, uint32_t at)
{
    uint8_t rest[SECRET - LAB_NEEDLE];

    for (uint32_t i = 0; i < sizeof(rest); i++) {
        rest[i] = byte_at(area, at + LAB_NEEDLE + i);
    }
    lab_got(rest);
    lab_got(rest + 8);
    return lab_say(LAB_BROKE, area->base + at * (area->bit_band ? 32u : 1u));
}

struct lab_answer lab_scan(const struct lab_param *param)
{
    const struct lab_place block = {(uint32_t)param, sizeof(*param) + SECRET, 0};
    struct lab_place area = {param->base, param->size, 0};
    uint32_t at = find(&block, param->needle, 0);

    if (!lab_control(at == offsetof(struct lab_param, needle), at)) {
        return lab_say(LAB_VOID, at);
    }
    if (area.size == 0) {
        if (param->instance >= LAB_AREAS || lab_areas[param->instance].size == 0) {
            return lab_say(LAB_NOT_APPLICABLE, param->instance);
        }
        area = lab_areas[param->instance];
    }
    at = find(&area, param->needle, LAB_MASK);
    return at == NOWHERE ? lab_say(LAB_HELD, area.base) : show(&area, at);
}
