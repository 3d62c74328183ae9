/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/fake/nvm.h - hw/api/nvm.h for host tests: any geometry, and the rules of real flash. Power
 * cuts are in hw/fake/power.h.
 *
 * A unit is programmed once after an erase; a second program leaves what AND (erased 0xff) or OR
 * (erased 0x00) make of both, and says so. A poisoned unit answers HF_ERR_NVM_ECC until its sector
 * is erased. A weak unit reads as erased, but no program holds there. */
#ifndef HF_HW_FAKE_NVM_H
#define HF_HW_FAKE_NVM_H

#include <stddef.h>
#include <stdint.h>

#define HF_FAKE_NVM_RUNS 4u

/* Sectors in runs of equal size, from `base` on. The unit is a power of two up to 32, a sector a
 * multiple of 128 bytes. */
struct hf_fake_nvm_geometry {
    const char *name;
    uint32_t base;
    struct {
        uint32_t count;
        uint32_t size;
    } runs[HF_FAKE_NVM_RUNS];
    uint32_t unit;  /* bytes of a program */
    uint8_t erased; /* 0xff or 0x00 */
};

extern const struct hf_fake_nvm_geometry hf_fake_f2; /* 4 x 16 K, 64 K, 7 x 128 K; 4 bytes */
extern const struct hf_fake_nvm_geometry hf_fake_l5; /* 4 K pages, 8 bytes; also the MPS2 boards */
extern const struct hf_fake_nvm_geometry hf_fake_u5; /* 8 K pages, 16 bytes */
extern const struct hf_fake_nvm_geometry hf_fake_h7; /* 128 K sectors, 32 bytes */
extern const struct hf_fake_nvm_geometry hf_fake_l0; /* 128-byte pages, 4 bytes, erased is 0x00 */
extern const struct hf_fake_nvm_geometry hf_fake_f1; /* 1 K pages, 2 bytes */

/* A new chip of this geometry: erased, nothing locked, no cut. */
void hf_fake_nvm_setup(const struct hf_fake_nvm_geometry *geometry);

/* What a reset does: locks are open again, the memory stays. */
void hf_fake_nvm_reset(void);

/* The raw bytes from `at` on, for tests that look or spoil behind the driver's back; before a
 * change say so with hf_fake_nvm_touch(). */
uint8_t *hf_fake_nvm_bytes(uint32_t at);
void hf_fake_nvm_touch(uint32_t at, uint32_t size);

/* Names what stands in the page of HF_FAKE_NVM_PAGE bytes that contains `at` (counted from the
 * base): two pages that were ever given the same stamp hold the same. */
#define HF_FAKE_NVM_PAGE 1024u
uint64_t hf_fake_nvm_stamp(uint32_t at);

/* Bytes of the whole flash. */
uint32_t hf_fake_nvm_size(void);

/* Makes the unit that contains `at` unreadable until its sector is erased. */
void hf_fake_nvm_poison(uint32_t at);

/* Programs into [at, at + size) fail with HF_ERR_NVM_VERIFY until the next erase. */
void hf_fake_nvm_weaken(uint32_t at, uint32_t size);

/* From now on the `call`-th call of the driver fails, once: a read with HF_ERR_NVM_ECC, a program
 * half done and an erase not finished with HF_ERR_NVM_VERIFY, a counter's raise with
 * HF_ERR_COUNTER_WORN. Counted from 1; 0: none does. */
void hf_fake_nvm_fail(uint32_t call);

/* The same, of programs and erases alone. */
void hf_fake_nvm_fail_write(uint32_t call);

/* Whether it came to that, and of what. */
enum hf_fake_failure {
    HF_FAKE_NONE_FAILED,
    HF_FAKE_READ_FAILED,
    HF_FAKE_WRITE_FAILED, /* a program or an erase */
    HF_FAKE_RAISE_FAILED  /* of a counter */
};
enum hf_fake_failure hf_fake_nvm_failed(void);

/* Erases since the setup: over all sectors, and of the sector that starts at `at`. */
uint32_t hf_fake_nvm_erases(void);
uint32_t hf_fake_nvm_erases_of(uint32_t at);

#endif
