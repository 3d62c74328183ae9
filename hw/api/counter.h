/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/api/counter.h - what goes one way and lasts: rollback floors, root-hash revocation, the life
 * cycle. OTP, option bytes, TAMP or EPOCH registers on parts; the die page on virtual devices.
 * Every step is a power-fail point: afterwards the old or the new value reads back, never another.
 */
#ifndef HF_HW_API_COUNTER_H
#define HF_HW_API_COUNTER_H

#include "core/error.h"
#include "core/handoff.h"

/* The first HF_ROLE_COUNT counters are the floors of the images, by enum hf_role. */
enum hf_counter { HF_COUNTER_EPOCH = HF_ROLE_COUNT, HF_COUNTER_COUNT };

/* How long a value stays. */
enum hf_retention {
    HF_RETENTION_LIFE = 0x1d,    /* OTP, fuses */
    HF_RETENTION_BATTERY = 0x2e, /* backup domain: lost with VBAT */
    HF_RETENTION_NONE = 0x71,    /* lost at reset: this board cannot enforce a floor over time */
};

/* The part's promise for one counter: how many increments it has for life, and how long they last.
 */
uint32_t hf_counter_steps(uint32_t which);
enum hf_retention hf_counter_retention(uint32_t which);

uint32_t hf_counter_read(uint32_t which);

/* Raises counter `which` to `value`, step by step; an equal or lower value changes nothing and is
 * HF_OK. HF_ERR_COUNTER_WORN    `value` is above hf_counter_steps(): nothing was stepped
 * HF_ERR_COUNTER_LOCKED  hf_counter_lock() was called since the reset */
HF_MUST_CHECK hf_err_t hf_counter_raise(uint32_t which, uint32_t value);

/* Until the next reset the counter can only be read: one-way. */
void hf_counter_lock(uint32_t which);

/* Bit n is set when root hash n has been revoked. */
uint32_t hf_fuse_revoked(void);

/* Revokes root hash `index` for ever. HF_ERR_FUSE_LOCKED after hf_fuse_lock(). */
HF_MUST_CHECK hf_err_t hf_fuse_revoke(uint32_t index);
void hf_fuse_lock(void);

/* One of HF_LIFECYCLE_*, and the one-way step to the next. */
uint32_t hf_lifecycle_read(void);
HF_MUST_CHECK hf_err_t hf_lifecycle_advance(void);

#endif
