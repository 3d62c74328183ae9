/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/provision/registry.h - adding a device to the file that host/attest/registry.h reads. */
#ifndef HF_HOST_PROVISION_REGISTRY_H
#define HF_HOST_PROVISION_REGISTRY_H

#include "core/token.h"
#include "host/device/device.h"

struct hf_registry_entry {
    uint8_t instance_id[HF_TOKEN_UEID_SIZE];
    const char *key;         /* the attestation key, PEM */
    const char *certificate; /* of the identity key, PEM */
    const char *policy;      /* NULL: the board's name */
};

/* Adds or replaces the device's entry, all of the file or nothing. A policy that is not there yet
 * is made from the images that the device holds: their signers, and the board's implementation id.
 */
bool hf_registry_add(const char *path, struct hf_device *device,
                     const struct hf_registry_entry *entry, struct hf_trouble *trouble);

#endif
