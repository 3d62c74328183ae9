/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * core/die.h - what silicon owns: the file die.bin of a virtual device, and the die page of one-way
 * fuses. On a real part these are UID, hardware key and OTP. docs/formats/device.md has the same
 * tables.
 *
 * The die page stands in for OTP: blank is 0xff and a bit can only go from 1 to 0. A counter is a
 * thermometer: its value is the number of zero bits, counted from bit 0 of its first byte, so a
 * step is one programmed bit and a torn step leaves the old or the new value. */
#ifndef HF_CORE_DIE_H
#define HF_CORE_DIE_H

#include <stddef.h>
#include <stdint.h>

#include "core/handoff.h"

#define HF_DIE_MAGIC     0x49444648u /* "HFDI" */
#define HF_DIE_VERSION   1u
#define HF_DIE_ROOTS     4u
#define HF_DIE_FILE_SIZE 256u

/* die.bin. irot reads it and wipes what is secret; the emulator writes it again at every reset. */
struct hf_die {
    uint32_t magic;
    uint32_t version;
    uint8_t uid[16];
    uint8_t huk[32];                     /* secret */
    uint8_t seed[32];                    /* secret: personalises the random generator */
    uint8_t root_hash[HF_DIE_ROOTS][32]; /* SHA-256 of a root key's SubjectPublicKeyInfo; all zero =
                                            unused slot */
    uint8_t reserved[40];
};

#define HF_DIE_PAGE_SIZE     4096u
#define HF_DIE_COUNTER_BYTES 128u                        /* of one counter in the die page */
#define HF_DIE_COUNTER_STEPS (HF_DIE_COUNTER_BYTES * 8u) /* its increments for life: 1024 */

/* The die page. 0xff everywhere on a new die. */
struct hf_die_page {
    uint8_t lifecycle[8];      /* life cycle = number of zero bits, see hf_lifecycle_from_steps() */
    uint8_t revoked[4];        /* bit n of byte 0 zero: root hash n is revoked */
    uint8_t tamper_fired[4];   /* one zero bit per tamper event, from bit 0 of byte 0 */
    uint8_t tamper_cleared[4]; /* the same bits, of those that were serviced */
    uint8_t reserved[44];
    uint8_t floors[HF_ROLE_COUNT][HF_DIE_COUNTER_BYTES]; /* rollback floors, by enum hf_role */
    uint8_t epoch[HF_DIE_COUNTER_BYTES * 4u];            /* vault epoch: 4096 increments */
    uint8_t rest[HF_DIE_PAGE_SIZE - 64u - 3u * HF_DIE_COUNTER_BYTES - 4u * HF_DIE_COUNTER_BYTES];
};

_Static_assert(offsetof(struct hf_die, huk) == 24, "die layout");
_Static_assert(offsetof(struct hf_die, root_hash) == 88, "die layout");
_Static_assert(sizeof(struct hf_die) == HF_DIE_FILE_SIZE, "die layout");
_Static_assert(offsetof(struct hf_die_page, floors) == 64, "die page layout");
_Static_assert(sizeof(struct hf_die_page) == HF_DIE_PAGE_SIZE, "die page layout");

/* The life cycle after `steps` one-way steps: assembly, provisioning, secured, recoverable,
 * decommissioned; further steps stay. */
static inline uint32_t hf_lifecycle_from_steps(uint32_t steps)
{
    static const uint32_t states[] = {HF_LIFECYCLE_ASSEMBLY, HF_LIFECYCLE_PROVISIONING,
                                      HF_LIFECYCLE_SECURED, HF_LIFECYCLE_RECOVERABLE,
                                      HF_LIFECYCLE_DECOMMISSION};
    uint32_t last = (uint32_t)(sizeof(states) / sizeof(states[0])) - 1u;

    return states[steps < last ? steps : last];
}

/* The value of a thermometer counter: zero bits from the start up to the first bit that is still 1.
 */
static inline uint32_t hf_thermometer_read(const uint8_t *bytes, size_t size)
{
    uint32_t value = 0;

    while (value < size * 8u && (bytes[value / 8u] & (1u << (value % 8u))) == 0) {
        value++;
    }
    return value;
}

#endif
