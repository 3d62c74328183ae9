/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/fake/power.h - power fails, at any driver call that changes something, and the moment before
 * can be had back.
 *
 * A point of a cut is (operation, variant): operations are counted from hf_fake_power_cut() or
 * hf_fake_power_on(); a variant says how far the call came and what it left. What a point leaves
 * is a function of the point alone, so a printed one can be replayed. */
#ifndef HF_HW_FAKE_POWER_H
#define HF_HW_FAKE_POWER_H

#include <setjmp.h>
#include <stdint.h>

enum hf_fake_operation { HF_FAKE_PROGRAM, HF_FAKE_ERASE, HF_FAKE_COUNTER };

struct hf_fake_point {
    uint32_t operation;
    uint32_t variant;
};

/* Cuts the power at `point`: the call that is reached does its part, then longjmp(*off, 1). */
void hf_fake_power_cut(struct hf_fake_point point, jmp_buf *off);

/* No cut; operations are counted from zero. */
void hf_fake_power_on(void);

/* Operations since one of the two, and what the one at `index` was. More than HF_FAKE_LOG_MAX is an
 * endless loop: the model aborts. */
#define HF_FAKE_LOG_MAX 65536u
uint32_t hf_fake_operations(void);
enum hf_fake_operation hf_fake_operation_at(uint32_t index);

/* In how many ways an operation can be cut, and what they are called. */
uint32_t hf_fake_variants(enum hf_fake_operation operation);
const char *hf_fake_variant_name(enum hf_fake_operation operation, uint32_t variant);

/* All that lasts (flash and counters), kept aside. Saving and restoring cost what has changed in
 * between. Snapshots belong to the geometry that was set up when they were made. */
struct hf_fake_snapshot;
struct hf_fake_snapshot *hf_fake_snapshot_new(void);
void hf_fake_snapshot_free(struct hf_fake_snapshot *snapshot);
void hf_fake_snapshot_save(struct hf_fake_snapshot *snapshot);
void hf_fake_snapshot_restore(const struct hf_fake_snapshot *snapshot);

#endif
