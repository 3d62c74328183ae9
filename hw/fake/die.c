/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "hw/fake/die.h"

#include "hw/common/die_blob.h"
#include "hw/common/die_page.h"

#include <string.h>

static struct hf_die given;
static struct hf_die blob;
static struct hf_die_page page;
static uint32_t locks;

struct hf_die *const hf_die_blob = &blob;

const struct hf_die_page_place hf_die_page_place = {
    .page = &page, .locks = &locks, .retention = HF_RETENTION_LIFE};

void hf_fake_die_setup(const struct hf_die *die)
{
    given = *die;
    memset(&page, 0xff, sizeof(page));
    hf_fake_die_reset();
}

void hf_fake_die_reset(void)
{
    blob = given;
    locks = 0;
}

struct hf_die_page *hf_fake_die_page(void)
{
    return &page;
}
