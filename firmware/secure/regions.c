/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/secure/regions.h"

/* Written so that no sum is ever formed: a sum of two numbers of the app can wrap. */
int hf_region_holds(const struct hf_region *region, uint32_t base, uint32_t size)
{
    uint32_t offset = base - region->base;

    if (size == 0 || base < region->base || offset >= region->size) {
        return 0;
    }
    return size <= region->size - offset;
}

hf_err_t hf_regions_check(const struct hf_secure_map *map, uint32_t base, uint32_t size,
                          enum hf_access access)
{
    if (hf_region_holds(&map->app_ram, base, size)) {
        return HF_OK;
    }
    if (access == HF_ACCESS_READ && hf_region_holds(&map->app_code, base, size)) {
        return HF_OK;
    }
    return HF_ERR_GATE_POINTER;
}
