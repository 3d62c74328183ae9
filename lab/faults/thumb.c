/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/faults/thumb.h"

struct thumb thumb_read(const uint8_t bytes[4])
{
    struct thumb op = {.first = (uint16_t)(bytes[0] | (bytes[1] << 8)), .second = 0, .size = 2};

    if (op.first >= 0xe800u) {
        op.second = (uint16_t)(bytes[2] | (bytes[3] << 8));
        op.size = 4;
    }
    return op;
}

uint8_t thumb_advance_it(uint8_t it)
{
    uint32_t const state = it;

    return (state & 7u) == 0 ? 0 : (uint8_t)((state & 0xe0u) | ((state << 1) & 0x1fu));
}

uint8_t thumb_next_it(struct thumb op, uint8_t it)
{
    if (op.size == 2 && (op.first & 0xff00u) == 0xbf00u && (op.first & 0xfu) != 0) {
        return (uint8_t)op.first;
    }
    return thumb_advance_it(it);
}

/* Sixteen-bit compares and branches. */
static bool decides_narrow(uint16_t op, uint32_t *registers, bool *flags)
{
    uint32_t const low = 1u << (op & 7u);
    uint32_t const middle = 1u << ((op >> 3) & 7u);

    if ((op & 0xf800u) == 0x2800u) { /* cmp rn, #imm */
        *registers = 1u << ((op >> 8) & 7u);
    } else if ((op & 0xffc0u) == 0x4280u || (op & 0xffc0u) == 0x42c0u ||
               (op & 0xffc0u) == 0x4200u) { /* cmp, cmn, tst rn, rm */
        *registers = low | middle;
    } else if ((op & 0xff00u) == 0x4500u) { /* cmp with high registers */
        *registers = 1u << ((op & 7u) | ((op >> 4) & 8u)) | 1u << ((op >> 3) & 15u);
    } else if ((op & 0xf500u) == 0xb100u) { /* cbz, cbnz */
        *registers = low;
    } else if ((op & 0xff00u) == 0x4700u) { /* bx, blx */
        *registers = 1u << ((op >> 3) & 15u);
    } else if ((op & 0xf000u) == 0xd000u && (op & 0x0e00u) != 0x0e00u) { /* b<cond> */
        *flags = true;
    } else if ((op & 0xff00u) == 0xbf00u && (op & 0xfu) != 0) { /* it */
        *flags = true;
    } else {
        return false;
    }
    return true;
}

/* Compares write no register (field 15) but the flags. */
static bool is_wide_compare(struct thumb op)
{
    bool const no_result = (op.second & 0x0f00u) == 0x0f00u;
    uint16_t const immediate = op.first & 0xfbf0u;
    uint16_t const shifted = op.first & 0xfff0u;

    return no_result &&
           ((((immediate == 0xf1b0u || immediate == 0xf110u || immediate == 0xf010u ||
               immediate == 0xf090u) &&
              (op.second & 0x8000u) == 0)) ||
            shifted == 0xebb0u || shifted == 0xeb10u || shifted == 0xea10u || shifted == 0xea90u);
}

bool thumb_decides(struct thumb op, uint32_t *registers, bool *flags)
{
    *registers = 0;
    *flags = false;
    if (op.size == 2) {
        return decides_narrow(op.first, registers, flags);
    }
    if (is_wide_compare(op)) {
        *registers = 1u << (op.first & 15u);
        if ((op.first & 0xfe00u) == 0xea00u) {
            *registers |= 1u << (op.second & 15u);
        }
        return true;
    }
    if ((op.first & 0xf800u) == 0xf000u && (op.second & 0xd000u) == 0x8000u &&
        (op.first & 0x0380u) != 0x0380u) { /* b<cond>.w */
        *flags = true;
        return true;
    }
    return false;
}
