/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * core/bootlog.h - what a boot-log record says: the body between a journal record's head and tag.
 * docs/formats/bootlog.md has the same tables. Device and host read it with this code. */
#ifndef HF_CORE_BOOTLOG_H
#define HF_CORE_BOOTLOG_H

#include "core/error.h"
#include "core/handoff.h"
#include "core/record.h"
#include "core/span.h"

#include <stddef.h>
#include <stdint.h>

#define HF_BOOTLOG_MAGIC   0x4c48u /* "HL" */
#define HF_BOOTLOG_VERSION 1u

/* The kinds. Of a history kind many are kept; of a state kind the newest per role counts. */
enum hf_bootlog_kind {
    HF_BOOTLOG_BOOT = 1,     /* history: the chain was entered */
    HF_BOOTLOG_REFUSAL = 2,  /* history: an image was refused */
    HF_BOOTLOG_NOTE = 3,     /* history: a fault, a denial, a tamper event */
    HF_BOOTLOG_INSTALL = 8,  /* state: what is being installed where, and how far */
    HF_BOOTLOG_PROGRESS = 9, /* state: the step of the install that was done last */
    HF_BOOTLOG_CONFIRM = 10, /* state: trial, confirmed, or rejected */
};

#define HF_BOOTLOG_HISTORY_SIZE  16u
#define HF_BOOTLOG_INSTALL_SIZE  48u
#define HF_BOOTLOG_PROGRESS_SIZE 16u
#define HF_BOOTLOG_CONFIRM_SIZE  48u
#define HF_BOOTLOG_BODY_MAX      48u

/* BOOT, REFUSAL, NOTE. */
struct hf_bootlog_history {
    struct hf_record record;
    uint32_t boot; /* number of the boot, counted by the log itself */
};

/* Phase 0 says that nothing is being installed: the record ends the state. The other phases belong
 * to the installer. */
#define HF_BOOTLOG_PHASE_NONE 0u

struct hf_bootlog_install {
    uint8_t role; /* enum hf_role */
    uint8_t phase;
    uint8_t slot;     /* where the new image lies: 0 = A or primary, 1 = B or staging */
    uint8_t flags;    /* the installer's */
    uint32_t counter; /* security counter of the new image */
    uint32_t size;    /* bytes of the new image */
    uint32_t detail;  /* the installer's */
    uint8_t hash[32]; /* SHA-256 of the new image, as in its TLV */
};

struct hf_bootlog_progress {
    uint8_t role;
    uint8_t phase;
    uint16_t zero;
    uint32_t step;
    uint32_t detail;
    uint32_t zero_too;
};

enum hf_bootlog_verdict {
    HF_BOOTLOG_TRIAL = 0x1c,     /* may boot, not confirmed yet */
    HF_BOOTLOG_CONFIRMED = 0x63, /* the app said that it works */
    HF_BOOTLOG_REJECTED = 0xb5,  /* it did not confirm, or was taken back */
};

struct hf_bootlog_confirm {
    uint8_t role;
    uint8_t verdict; /* enum hf_bootlog_verdict */
    uint8_t slot;
    uint8_t zero;
    uint32_t counter;  /* security counter of that image: the floor to be reached */
    uint32_t attempts; /* trial boots so far */
    uint32_t zero_too;
    uint8_t hash[32];
};

/* The structs are the bodies, byte for byte: both sides are little-endian. */
_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "bodies are copied");
_Static_assert(sizeof(struct hf_bootlog_history) == HF_BOOTLOG_HISTORY_SIZE, "body layout");
_Static_assert(sizeof(struct hf_bootlog_install) == HF_BOOTLOG_INSTALL_SIZE, "body layout");
_Static_assert(sizeof(struct hf_bootlog_progress) == HF_BOOTLOG_PROGRESS_SIZE, "body layout");
_Static_assert(sizeof(struct hf_bootlog_confirm) == HF_BOOTLOG_CONFIRM_SIZE, "body layout");

/* One record with its kind. */
struct hf_bootlog_entry {
    uint8_t kind; /* enum hf_bootlog_kind */
    union {
        struct hf_bootlog_history history;
        struct hf_bootlog_install install;
        struct hf_bootlog_progress progress;
        struct hf_bootlog_confirm confirm;
    } as;
};

/* Writes the body and says its size in bytes; 0 when `entry` has a kind, role or verdict that
 * does not exist, or a reserved byte that is not zero. */
uint32_t hf_bootlog_write(const struct hf_bootlog_entry *entry, uint8_t out[HF_BOOTLOG_BODY_MAX]);

/* Reads a body. HF_ERR_BOOTLOG_FORM: unknown kind, wrong size, a role or verdict that does not
 * exist, or a reserved byte that is not zero; `entry` is unchanged */
HF_MUST_CHECK hf_err_t hf_bootlog_read(uint8_t kind, hf_span_t body,
                                       struct hf_bootlog_entry *entry);

#define HF_BOOTLOG_STATES (3u * HF_ROLE_COUNT)

/* Where the state of this kind and role is kept, 0 to HF_BOOTLOG_STATES - 1; HF_BOOTLOG_STATES for
 * history kinds and for roles that do not exist. */
uint32_t hf_bootlog_state_slot(uint32_t kind, uint32_t role);

/* The same for an entry. */
uint32_t hf_bootlog_state_index(const struct hf_bootlog_entry *entry);

/* True when the entry ends its state, so that compaction may drop it. */
int hf_bootlog_is_end(const struct hf_bootlog_entry *entry);

#endif
