/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The keys that urot trusts, filled in here from the lab's PEM files: to urot they are constants.
 */
#define hf_trusted_keys      hf_trusted_keys_as_declared
#define hf_trusted_key_count hf_trusted_key_count_as_declared
#include "firmware/urot/keys.h"
#undef hf_trusted_keys
#undef hf_trusted_key_count

#include "lab/powerfail/boot/images.h"

#include <string.h>

struct hf_trusted_key hf_trusted_keys[2];
uint32_t hf_trusted_key_count;

void image_trust(void)
{
    static const enum hf_role roles[2] = {HF_ROLE_SECURE, HF_ROLE_APP};

    for (uint32_t i = 0; i < 2; i++) {
        hf_trusted_keys[i].role = roles[i];
        image_key(roles[i], hf_trusted_keys[i].hash, hf_trusted_keys[i].point);
    }
    hf_trusted_key_count = 2;
}
