/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Images lie in staging as they are. */
#include "firmware/urot/install.h"
#include "hw/api/nvm.h"

void hf_cover_start(const uint8_t urot_key[32], uint32_t lifecycle)
{
    (void)urot_key;
    (void)lifecycle;
}

void hf_cover_end(void)
{
}

hf_err_t hf_cover_open(struct hf_subject *subject)
{
    (void)subject;
    return HF_OK;
}

hf_err_t hf_cover_read(const struct hf_subject *subject, uint32_t at, uint8_t *out, uint32_t size)
{
    (void)subject;
    return hf_nvm_read(at, out, size);
}

hf_err_t hf_cover_begin(const struct hf_install *install)
{
    (void)install;
    return HF_OK;
}

void hf_cover_apply(const struct hf_copy *copy, uint32_t done, uint8_t *bytes, uint32_t size)
{
    (void)copy;
    (void)done;
    (void)bytes;
    (void)size;
}
