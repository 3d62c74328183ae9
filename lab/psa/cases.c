/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/psa/cases.h"

uint32_t psa_wrong_line;
int32_t psa_wrong_value;

void psa_wrong(uint32_t line, int32_t value)
{
    if (psa_wrong_line == 0) {
        psa_wrong_line = line;
        psa_wrong_value = value;
    }
}

static uint8_t nibble(char digit)
{
    return (uint8_t)(digit <= '9' ? digit - '0' : digit - 'a' + 10);
}

struct psa_bytes psa_hex(const char *digits)
{
    struct psa_bytes bytes = {{0}, 0};

    while (digits[0] != '\0' && bytes.size < ROOM) {
        bytes.at[bytes.size++] = (uint8_t)(nibble(digits[0]) << 4 | nibble(digits[1]));
        digits += 2;
    }
    return bytes;
}

int psa_same(const struct psa_bytes *bytes, const uint8_t *other, size_t size)
{
    uint8_t difference = bytes->size == size ? 0 : 1;

    for (size_t i = 0; i < size && i < bytes->size; i++) {
        difference |= bytes->at[i] ^ other[i];
    }
    return difference == 0;
}

int psa_all(const uint8_t *bytes, size_t size, uint8_t value)
{
    uint8_t difference = 0;

    for (size_t i = 0; i < size; i++) {
        difference |= bytes[i] ^ value;
    }
    return difference == 0;
}

psa_key_attributes_t psa_attributes(const struct psa_kind *kind)
{
    psa_key_attributes_t attributes = PSA_KEY_ATTRIBUTES_INIT;

    psa_set_key_type(&attributes, kind->type);
    psa_set_key_usage_flags(&attributes, kind->usage);
    psa_set_key_algorithm(&attributes, kind->algorithm);
    psa_set_key_bits(&attributes, kind->bits);
    return attributes;
}

psa_key_id_t psa_make(const struct psa_kind *kind, const char *digits)
{
    psa_key_attributes_t const attributes = psa_attributes(kind);
    psa_key_id_t key = PSA_KEY_ID_NULL;

    if (digits == NULL) {
        EXPECT(PSA_SUCCESS, psa_generate_key(&attributes, &key));
    } else {
        struct psa_bytes const value = psa_hex(digits);

        EXPECT(PSA_SUCCESS, psa_import_key(&attributes, value.at, value.size, &key));
    }
    return key;
}
