/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What the host knows and an attacker wants: the keys that the firmware derives from the die, and
 * the memory in which they may lie. */
#include "host/attack/internal.h"
#include "host/key/digest.h"

#include <string.h>

#define MEMORY_MAX (32u * 1024u * 1024u)

/* irot: kdf(HUK, "urot"); urot: kdf(K_urot, "secure"); secure keeps kdf(K_secure, "vault"). */
bool hf_secret_derive(struct hf_attempt *attempt, enum hf_secret which, uint8_t secret[32])
{
    static const char *const labels[] = {"urot", "secure", "vault"};
    uint32_t lifecycle = hf_lifecycle_of_keys(hf_lifecycle_from_steps(
        hf_thermometer_read(attempt->page.lifecycle, sizeof(attempt->page.lifecycle))));
    struct hf_die die;
    uint8_t child[32];

    if (!hf_device_read_die(&attempt->device, &die, attempt->trouble)) {
        return false;
    }
    memcpy(secret, die.huk, 32);
    for (int i = HF_SECRET_HUK; i < (int)which; i++) {
        hf_derive(secret, labels[i], lifecycle, child);
        memcpy(secret, child, 32);
    }
    hf_wipe(&die, sizeof(die));
    hf_wipe(child, sizeof(child));
    return true;
}

bool hf_memory_read(struct hf_attempt *attempt, struct hf_run *run, uint64_t address, uint32_t size,
                    hf_span_t *bytes)
{
    const char *path = hf_device_path(&attempt->device, "memory.bin");
    struct hf_bytes read;

    if (!hf_qemu_save_memory(run->qemu, address, size, path, attempt->trouble) ||
        !hf_file_read(path, MEMORY_MAX, &attempt->device.arena, &read, attempt->trouble)) {
        return false;
    }
    *bytes = (hf_span_t){(const uint8_t *)read.data, read.size};
    return read.size == size ||
           hf_trouble_set(attempt->trouble, "QEMU saved %zu of %u bytes of memory", read.size,
                          size);
}
