/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "hw/chip/stm32f2/geometry.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

static void the_sectors_cover_the_flash_without_gap_or_overlap(void **state)
{
    uint32_t offset = 0;
    uint32_t start;
    uint32_t size;

    (void)state;
    for (uint32_t sector = 0; sector < HF_F2_SECTORS; sector++) {
        assert_int_equal(sector, hf_f2_sector_find(offset, &start, &size));
        assert_int_equal(offset, start);
        assert_int_equal(sector, hf_f2_sector_find(offset + size - 1u, &start, &size));
        assert_int_equal(offset, start);
        offset += size;
    }
    assert_int_equal(HF_F2_FLASH_SIZE, offset);
}

static void the_sizes_are_those_of_the_reference_manual(void **state)
{
    static const uint32_t sizes[HF_F2_SECTORS] = {0x4000,  0x4000,  0x4000,  0x4000,
                                                  0x10000, 0x20000, 0x20000, 0x20000,
                                                  0x20000, 0x20000, 0x20000, 0x20000};
    uint32_t offset = 0;
    uint32_t start;
    uint32_t size;

    (void)state;
    for (uint32_t sector = 0; sector < HF_F2_SECTORS; sector++) {
        (void)hf_f2_sector_find(offset, &start, &size);
        assert_int_equal(sizes[sector], size);
        offset += size;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sectors_cover_the_flash_without_gap_or_overlap),
        cmocka_unit_test(the_sizes_are_those_of_the_reference_manual),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
