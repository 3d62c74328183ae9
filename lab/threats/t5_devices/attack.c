/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/threats/attack_app/attack.h"
#include "lab/threats/attack_app/calls.h"
#include "lab/threats/attack_app/places.h"
#include "psa/crypto.h"

/* Reads, writes, and asks secure whether its device still works: a write that is lost silently, as
 * behind a peripheral guard, changes nothing. */
struct lab_answer lab_device_reach(const struct lab_param *param)
{
    const struct lab_device *device;
    uint8_t bytes[16];
    uint32_t got;
    int32_t status = psa_generate_random(bytes, sizeof(bytes));

    if (!lab_control(status == 0, (uint32_t)status)) {
        return lab_say(LAB_VOID, (uint32_t)status);
    }
    if (param->instance == 0 || param->instance >= LAB_DEVICES ||
        lab_devices[param->instance].base == 0) {
        return lab_say(LAB_NOT_APPLICABLE, param->instance);
    }
    device = &lab_devices[param->instance];
    got = lab_read32(device->base + device->read);
    lab_write32(device->base + device->write, device->value);
    got |= lab_read32(device->base + device->read);
    if (got != 0 || lab_read32(device->base + device->write) != 0) {
        return lab_say(LAB_BROKE, device->base + device->read);
    }
    return lab_say(LAB_HELD, 0);
}
