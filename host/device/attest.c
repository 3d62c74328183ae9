/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What secure derives at its first token, derived here from the files of the die. */
#include "core/span.h"
#include "host/device/device.h"
#include "host/key/digest.h"

#include <string.h>

#define ATTEMPTS 4u

/* irot: kdf(HUK, "urot"); urot: kdf(K_urot, "secure"); secure: kdf(K_secure, "attest"), to which a
 * standing tamper event gives another context. */
static void derive_root(const struct hf_die *die, const struct hf_die_page *page, const char *last,
                        uint8_t root[32])
{
    const char *const labels[] = {"urot", "secure", last};
    uint32_t const lifecycle = hf_lifecycle_of_keys(
        hf_lifecycle_from_steps(hf_thermometer_read(page->lifecycle, sizeof(page->lifecycle))));
    uint32_t const tampered = memcmp(page->tamper_fired, page->tamper_cleared, 4) != 0;
    uint32_t const context[] = {lifecycle, lifecycle, lifecycle | tampered};
    uint8_t child[32];

    memcpy(root, die->huk, sizeof(die->huk));
    for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++) {
        hf_derive(root, labels[i], context[i], child);
        memcpy(root, child, sizeof(child));
    }
    hf_wipe(child, sizeof(child));
}

static bool derive_key(struct hf_device *device, const char *const labels[2], struct hf_key **key,
                       struct hf_trouble *trouble)
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
    derive_root(&die, &page, labels[0], root);
    for (uint32_t i = 0; i < ATTEMPTS && !made; i++) {
        hf_derive(root, labels[1], i, scalar);
        made = hf_key_from_scalar(scalar, key);
    }
    hf_wipe(&die, sizeof(die));
    hf_wipe(root, sizeof(root));
    hf_wipe(scalar, sizeof(scalar));
    return made || hf_trouble_set(trouble, "%s: no %s can be derived", device->folder, labels[1]);
}

bool hf_device_attest_key(struct hf_device *device, struct hf_key **key, struct hf_trouble *trouble)
{
    static const char *const labels[2] = {"attest", "attest.key"};

    return derive_key(device, labels, key, trouble);
}

bool hf_device_identity_key(struct hf_device *device, struct hf_key **key,
                            struct hf_trouble *trouble)
{
    static const char *const labels[2] = {"identity", "identity.key"};

    return derive_key(device, labels, key, trouble);
}

/* irot: kdf(HUK, "urot"); urot: kdf(K_urot, "image"), and of that the private number. */
bool hf_device_image_key(struct hf_device *device, struct hf_key **key, struct hf_trouble *trouble)
{
    struct hf_die_page page;
    struct hf_die die;
    uint8_t urot[32];
    uint8_t root[32];
    uint8_t scalar[32];
    bool made = false;

    if (!hf_device_read_die(device, &die, trouble) ||
        !hf_device_read_page(device, &page, trouble)) {
        return false;
    }
    uint32_t const lifecycle = hf_lifecycle_of_keys(
        hf_lifecycle_from_steps(hf_thermometer_read(page.lifecycle, sizeof(page.lifecycle))));

    hf_derive(die.huk, "urot", lifecycle, urot);
    hf_derive(urot, "image", lifecycle, root);
    for (uint32_t i = 0; i < ATTEMPTS && !made; i++) {
        hf_derive(root, "image.key", i, scalar);
        made = hf_key_from_scalar(scalar, key);
    }
    hf_wipe(&die, sizeof(die));
    hf_wipe(urot, sizeof(urot));
    hf_wipe(root, sizeof(root));
    hf_wipe(scalar, sizeof(scalar));
    return made || hf_trouble_set(trouble, "%s: no image key can be derived", device->folder);
}
