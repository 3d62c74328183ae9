/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What secure derives at its first token, derived here from the files of the die. */
#include "core/span.h"
#include "host/device/device.h"
#include "host/key/digest.h"

#include <string.h>

#define ATTEMPTS 4u

/* irot: kdf(HUK, "urot"); urot: kdf(K_urot, "secure"); secure: kdf(K_secure, "attest"). */
static void derive_root(const struct hf_die *die, uint32_t lifecycle, uint8_t root[32])
{
    static const char *const labels[] = {"urot", "secure", "attest"};
    uint8_t child[32];

    memcpy(root, die->huk, sizeof(die->huk));
    for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++) {
        hf_derive(root, labels[i], lifecycle, child);
        memcpy(root, child, sizeof(child));
    }
    hf_wipe(child, sizeof(child));
}

bool hf_device_attest_key(struct hf_device *device, struct hf_key **key, struct hf_trouble *trouble)
{
    struct hf_die_page page;
    struct hf_die die;
    uint8_t root[32];
    uint8_t scalar[32];
    bool made = false;

    if (!hf_device_read_die(device, &die, trouble) ||
        !hf_device_read_page(device, &page, trouble)) {
        return false;
    }
    derive_root(
        &die, hf_lifecycle_from_steps(hf_thermometer_read(page.lifecycle, sizeof(page.lifecycle))),
        root);
    for (uint32_t i = 0; i < ATTEMPTS && !made; i++) {
        hf_derive(root, "attest.key", i, scalar);
        made = hf_key_from_scalar(scalar, key);
    }
    hf_wipe(&die, sizeof(die));
    hf_wipe(root, sizeof(root));
    hf_wipe(scalar, sizeof(scalar));
    return made || hf_trouble_set(trouble, "%s: no attestation key can be derived", device->folder);
}
