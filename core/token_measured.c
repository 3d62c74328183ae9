/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "core/token.h"

/* The measurement types of RFC 9783. */
static const hf_span_t types[HF_ROLE_COUNT] = {
    {(const uint8_t *)"BL", 2},
    {(const uint8_t *)"PRoT", 4},
    {(const uint8_t *)"App", 3},
};

/* Writes `value` in decimal at text[at]; gives the offset behind it. */
static size_t write_decimal(char text[HF_TOKEN_VERSION_SIZE], size_t at, uint32_t value)
{
    char digits[10];
    size_t count = 0;

    do {
        digits[count++] = (char)('0' + value % 10u);
        value /= 10u;
    } while (value > 0);
    while (count > 0) {
        text[at++] = digits[--count];
    }
    return at;
}

/* "major.minor.revision", and "+build" when there is one: 24 characters at most. */
static hf_span_t write_version(const uint8_t version[8], char text[HF_TOKEN_VERSION_SIZE])
{
    uint32_t build = hf_read_u32(version + 4);
    size_t size = write_decimal(text, 0, version[0]);

    text[size++] = '.';
    size = write_decimal(text, size, version[1]);
    text[size++] = '.';
    size = write_decimal(text, size, hf_read_u16(version + 2));
    if (build != 0) {
        text[size++] = '+';
        size = write_decimal(text, size, build);
    }
    text[size] = '\0';
    return (hf_span_t){(const uint8_t *)text, size};
}

static hf_span_t boot_seed_of(const struct hf_handoff *handoff)
{
    uint8_t any = 0;

    for (size_t i = 0; i < sizeof(handoff->boot_seed); i++) {
        any |= handoff->boot_seed[i];
    }
    return any != 0 ? (hf_span_t){handoff->boot_seed, sizeof(handoff->boot_seed)}
                    : (hf_span_t){NULL, 0};
}

void hf_token_from_handoff(const struct hf_handoff *handoff, struct hf_token_measured *measured,
                           struct hf_token_claims *claims)
{
    measured->count = 0;
    for (size_t role = 0; role < HF_ROLE_COUNT; role++) {
        const struct hf_measurement *image = &handoff->measured[role];
        struct hf_token_component *component = &measured->components[measured->count];

        if (image->size == 0) {
            continue;
        }
        component->type = types[role];
        component->measurement = (hf_span_t){image->hash, sizeof(image->hash)};
        component->version = write_version(image->version, measured->versions[measured->count]);
        component->signer = (hf_span_t){image->signer, sizeof(image->signer)};
        component->description = (hf_span_t){NULL, 0};
        measured->count++;
    }
    claims->components = measured->components;
    claims->component_count = measured->count;
    claims->lifecycle =
        handoff->lifecycle <= UINT16_MAX ? (uint16_t)handoff->lifecycle : UINT16_MAX;
    claims->boot_seed = boot_seed_of(handoff);
}
