/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * core/handoff.h - what one boot stage tells the next. Never a secret: those travel in
 * core/secrets.h. The struct lies at HF_HANDOFF_BASE of the board's layout.h; irot starts it, urot
 * completes it, secure reads it. Little-endian, all offsets asserted below, since the stages are
 * compiled and updated separately. */
#ifndef HF_CORE_HANDOFF_H
#define HF_CORE_HANDOFF_H

#include <stddef.h>
#include <stdint.h>

#define HF_HANDOFF_MAGIC   0x4F484648u /* "HFHO" */
#define HF_HANDOFF_VERSION 1u

/* The images of the chain above irot; also the index of floors, counters and measurements. */
enum hf_role { HF_ROLE_UROT = 0, HF_ROLE_SECURE = 1, HF_ROLE_APP = 2, HF_ROLE_COUNT = 3 };

/* Where urot came from: one of its slots, or RAM alone, after recovery over the serial line. */
enum hf_slot { HF_SLOT_A = 0, HF_SLOT_B = 1, HF_SLOT_RAM = 2, HF_SLOT_COUNT = 3 };

/* PSA life-cycle states (psa/lifecycle.h of the attestation API, bits 15..8). */
#define HF_LIFECYCLE_ASSEMBLY     0x1000u
#define HF_LIFECYCLE_PROVISIONING 0x2000u
#define HF_LIFECYCLE_SECURED      0x3000u
#define HF_LIFECYCLE_DEBUG        0x4000u
#define HF_LIFECYCLE_RECOVERABLE  0x5000u
#define HF_LIFECYCLE_DECOMMISSION 0x6000u

/* The state whose keys a device uses: what it makes while it is provisioned must serve when it is
 * secured. Every other state has keys of its own, so leaving "secured" is the end of its keys. */
static inline uint32_t hf_lifecycle_of_keys(uint32_t lifecycle)
{
    return lifecycle == HF_LIFECYCLE_PROVISIONING ? HF_LIFECYCLE_SECURED : lifecycle;
}

/* What hf_lock_stage() was worth on this board. */
enum hf_lock_kind {
    HF_LOCK_NONE = 0x10,     /* the stage stays readable and executable */
    HF_LOCK_READONLY = 0x21, /* cannot be changed, can be read */
    HF_LOCK_HIDDEN = 0x42,   /* no access at its own addresses until reset */
};

struct hf_measurement {
    uint8_t hash[32];   /* SHA-256 of header, payload and protected area */
    uint8_t signer[32]; /* SHA-256 of the signer's SubjectPublicKeyInfo */
    uint8_t version[8]; /* major, minor, revision (u16), build (u32), as in the image header */
    uint32_t counter;   /* the image's security counter */
    uint32_t size;      /* bytes from header to the end of the TLV areas */
};

struct hf_handoff {
    uint32_t magic;
    uint32_t version;
    uint32_t size; /* sizeof(struct hf_handoff) */
    uint32_t lifecycle;
    uint32_t slot;      /* where urot came from: enum hf_slot */
    uint32_t lock_kind; /* enum hf_lock_kind of irot's lock */
    uint32_t floors[HF_ROLE_COUNT];
    uint32_t revoked; /* bit n: root hash n is revoked */
    uint8_t uid[16];
    uint8_t boot_seed[32]; /* random per boot once entropy was good, else zero */
    struct hf_measurement measured[HF_ROLE_COUNT];
};

_Static_assert(sizeof(struct hf_measurement) == 80, "hand-over layout");
_Static_assert(offsetof(struct hf_handoff, floors) == 24, "hand-over layout");
_Static_assert(offsetof(struct hf_handoff, uid) == 40, "hand-over layout");
_Static_assert(offsetof(struct hf_handoff, boot_seed) == 56, "hand-over layout");
_Static_assert(offsetof(struct hf_handoff, measured) == 88, "hand-over layout");
_Static_assert(sizeof(struct hf_handoff) == 328, "hand-over layout");

#endif
