/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/secure/abi/gate.h - how the app calls secure: one function, two words, whatever the door
 * (docs/doors.md). App and secure are updated separately, so nothing here changes its meaning;
 * services are added, and no number is used twice. Numbers come in blocks: from 1 device, tokens
 * and storage, from 32 cryptography, from 96 interrupts, from 128 life cycle, 160 firmware update.
 *
 * A call names a service and points to its vectors: the inputs first, then the outputs. Every
 * number travels in a struct of fixed size as the first input, so that the door sees lengths and
 * pointers only here. When a call succeeds, the `size` of each output is what was written. */
#ifndef HF_SECURE_ABI_GATE_H
#define HF_SECURE_ABI_GATE_H

#include <stdint.h>

#define HF_GATE_VERSION 1u

enum hf_service_id {
    HF_SERVICE_VERSION = 1,      /* out: struct hf_version_answer */
    HF_SERVICE_ALIVE = 2,        /* nothing in, nothing out: the app is alive */
    HF_SERVICE_HASH_COMPUTE = 3, /* in: struct hf_hash_arguments, data; out: hash */
    HF_SERVICE_VERIFY_HASH = 4,  /* in: struct hf_verify_arguments, hash, signature */
    HF_SERVICE_RANDOM = 5,       /* out: up to HF_GATE_RANDOM_MOST random bytes */
    HF_SERVICE_TOKEN = 6,        /* in: challenge; out: token */
    HF_SERVICE_TOKEN_SIZE = 7,   /* in: struct hf_token_size_arguments; out: .._answer */
    /* Storage: the first input is struct hf_storage_arguments. */
    HF_SERVICE_STORAGE_SET = 8,      /* in: data */
    HF_SERVICE_STORAGE_GET = 9,      /* out: data */
    HF_SERVICE_STORAGE_INFO = 10,    /* out: struct hf_storage_answer */
    HF_SERVICE_STORAGE_REMOVE = 11,  /* nothing more */
    HF_SERVICE_STORAGE_CREATE = 12,  /* nothing more */
    HF_SERVICE_STORAGE_EXTEND = 13,  /* in: data */
    HF_SERVICE_STORAGE_SUPPORT = 14, /* no arguments; out: struct hf_storage_support_answer */
    /* Cryptography: abi/crypto.h has the functions of each family. */
    HF_SERVICE_KEY = 32,
    HF_SERVICE_HASH = 33,
    HF_SERVICE_MAC = 34,
    HF_SERVICE_CIPHER = 35,
    HF_SERVICE_AEAD = 36,
    HF_SERVICE_DERIVE = 37,
    HF_SERVICE_ASYMMETRIC = 38,
    HF_SERVICE_MESSAGE = 39,
    /* Interrupts of the app's devices, where secure takes them. The first input is struct
     * hf_interrupt_arguments. */
    HF_SERVICE_INTERRUPT_WATCH = 96, /* nothing more; flags are 0 */
    HF_SERVICE_INTERRUPT_WAIT = 97,  /* out: struct hf_interrupt_answer */
    HF_SERVICE_FAULT_WATCH = 98,     /* in: struct hf_fault_arguments, in its place */
    /* Life cycle. */
    HF_SERVICE_LIFE = 128,        /* out: struct hf_life_answer; answers in every state */
    HF_SERVICE_CERTIFICATE = 129, /* out: the device certificate, DER */
    /* Firmware update: the first input is struct hf_fwu_arguments, unless it says "nothing". */
    HF_SERVICE_FWU_QUERY = 160,   /* out: struct hf_fwu_answer */
    HF_SERVICE_FWU_START = 161,   /* value: 1 when there is a manifest */
    HF_SERVICE_FWU_WRITE = 162,   /* value: offset; in: block */
    HF_SERVICE_FWU_FINISH = 163,  /* nothing more */
    HF_SERVICE_FWU_CANCEL = 164,  /* nothing more */
    HF_SERVICE_FWU_CLEAN = 165,   /* nothing more */
    HF_SERVICE_FWU_INSTALL = 166, /* nothing */
    HF_SERVICE_FWU_REBOOT = 167,  /* nothing */
    HF_SERVICE_FWU_REJECT = 168,  /* value: error */
    HF_SERVICE_FWU_ACCEPT = 169,  /* nothing */
};

#define HF_VECTORS_MAX 6u

/* Bytes in one call. */
#define HF_GATE_RANDOM_MOST      256u
#define HF_GATE_CHALLENGE_MOST   64u
#define HF_GATE_TOKEN_MOST       1024u
#define HF_GATE_VALUE_MOST       1024u /* of storage */
#define HF_GATE_CERTIFICATE_MOST 1024u
#define HF_GATE_FWU_BLOCK_MOST   1024u /* of a new image */

/* Name spaces of storage. */
#define HF_GATE_STORAGE_ITS 1
#define HF_GATE_STORAGE_PS  2

/* The first word of a call. Both counts must be exactly those of the service. */
#define HF_CALL(service, inputs, outputs)                                                          \
    ((uint32_t)(service) | ((uint32_t)(inputs) << 16) | ((uint32_t)(outputs) << 24))
#define HF_CALL_SERVICE(call) ((call)&0xffffu)
#define HF_CALL_INPUTS(call)  (((call) >> 16) & 0xffu)
#define HF_CALL_OUTPUTS(call) ((call) >> 24)

struct hf_vector {
    uint32_t base;
    uint32_t size;
};

struct hf_version_answer {
    uint32_t gate;    /* HF_GATE_VERSION */
    uint32_t kind;    /* enum hf_gate_kind */
    uint8_t image[8]; /* secure's version, as in its image header */
};

/* What the door is worth. */
enum hf_gate_kind {
    HF_GATE_TRUSTZONE = 0x35,
    HF_GATE_MPU = 0x5a,
    HF_GATE_NONE = 0xa6, /* no wall: a convenience, not a protection */
};

struct hf_hash_arguments {
    uint32_t algorithm;
};

struct hf_verify_arguments {
    uint32_t key;
    uint32_t algorithm;
};

struct hf_token_size_arguments {
    uint32_t challenge_size;
};

struct hf_token_size_answer {
    uint32_t token_size;
};

struct hf_storage_arguments {
    uint32_t uid_low;
    uint32_t uid_high;
    uint32_t space;
    uint32_t flags;    /* set, create */
    uint32_t offset;   /* get, extend */
    uint32_t capacity; /* create */
};

struct hf_storage_answer {
    uint32_t capacity;
    uint32_t size;
    uint32_t flags;
};

struct hf_storage_support_answer {
    uint32_t support; /* as psa_ps_get_support() */
    uint32_t lasts;   /* 1: a value survives a reset; 0: it does not */
};

struct hf_life_answer {
    uint32_t lifecycle; /* HF_LIFECYCLE_... of core/handoff.h: the states of PSA */
    uint32_t tamper;    /* 1: a tamper event stands */
};

struct hf_fwu_arguments {
    uint32_t component; /* enum hf_role */
    uint32_t value;     /* what it is depends on the service */
};

struct hf_fwu_answer {
    uint32_t state; /* PSA_FWU_* */
    int32_t error;
    uint32_t max_size;
    uint32_t flags;
    uint32_t written;   /* bytes of the new image that have come */
    uint8_t version[8]; /* of the active image, as in its header */
};

/* One bit for each interrupt of the app's devices, HF_INTERRUPT_.. of holdfast/device.h. */
struct hf_interrupt_arguments {
    uint32_t which;
    uint32_t flags; /* of a wait: 0 or HF_GATE_INTERRUPT_POLL */
};

#define HF_GATE_INTERRUPT_POLL 1u /* tells what has arrived, and does not wait */

struct hf_interrupt_answer {
    uint32_t arrived;
};

struct hf_fault_arguments {
    uint32_t handler; /* the app's, with bit 0 set as any Thumb code has it; 0: none */
};

_Static_assert(sizeof(struct hf_fault_arguments) == 4, "gate layout");
_Static_assert(sizeof(struct hf_storage_arguments) == 24, "gate layout");
_Static_assert(sizeof(struct hf_life_answer) == 8, "gate layout");
_Static_assert(sizeof(struct hf_vector) == 8, "gate layout");
_Static_assert(sizeof(struct hf_fwu_answer) == 28, "gate layout");
_Static_assert(sizeof(struct hf_version_answer) == 16, "gate layout");
_Static_assert(sizeof(struct hf_verify_arguments) == 8, "gate layout");

/* The flat door: a table at the fixed address HF_SECURE_GATE. */
#define HF_GATE_TABLE_MAGIC 0x54474648u /* "HFGT" */

struct hf_gate_table {
    uint32_t magic;
    uint32_t version;
    int32_t (*call)(uint32_t call, struct hf_vector *vectors);
};

/* The app's side of the door, firmware/secure/client/door_<gate>.c. Gives a psa_status_t. */
int32_t hf_gate_call(uint32_t call, struct hf_vector *vectors);

#endif
