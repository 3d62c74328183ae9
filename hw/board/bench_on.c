/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Bench flavour: the linker's --wrap puts these around the calls of hash and verification, and
 * around the record of the app's start, after which the sums are printed:
 *   bench total <ticks> hash <ticks> signature <ticks>      (8 hex digits each)
 * The cost of counting itself, some ten instructions a call, goes to neither. */
#include "hw/board/bench.h"

#include "hw/api/console.h"
#include "hw/api/crypto.h"
#include "hw/api/note.h"

#include HF_LAYOUT

void __real_hf_sha256_start(struct hf_sha256 *hash);
void __wrap_hf_sha256_start(struct hf_sha256 *hash);
void __real_hf_sha256_update(struct hf_sha256 *hash, const uint8_t *bytes, size_t size);
void __wrap_hf_sha256_update(struct hf_sha256 *hash, const uint8_t *bytes, size_t size);
void __real_hf_sha256_finish(struct hf_sha256 *hash, uint8_t digest[32]);
void __wrap_hf_sha256_finish(struct hf_sha256 *hash, uint8_t digest[32]);
void __real_hf_p256_verify(const uint8_t key[64], const uint8_t hash[32],
                           const uint8_t signature[64], struct hf_p256_sides *sides);
void __wrap_hf_p256_verify(const uint8_t key[64], const uint8_t hash[32],
                           const uint8_t signature[64], struct hf_p256_sides *sides);
void __real_hf_note(enum hf_event event, uint8_t role, uint8_t slot, uint32_t word,
                    uint32_t detail);
void __wrap_hf_note(enum hf_event event, uint8_t role, uint8_t slot, uint32_t word,
                    uint32_t detail);

static struct hf_bench *bench(void)
{
    return (struct hf_bench *)HF_BENCH_BASE;
}

static uint32_t ticks_since(uint32_t start)
{
    return (hf_bench_now() - start) & HF_BENCH_TICKS_MASK;
}

void __wrap_hf_sha256_start(struct hf_sha256 *hash)
{
    uint32_t const start = hf_bench_now();

    __real_hf_sha256_start(hash);
    bench()->hash += ticks_since(start);
}

void __wrap_hf_sha256_update(struct hf_sha256 *hash, const uint8_t *bytes, size_t size)
{
    uint32_t const start = hf_bench_now();

    __real_hf_sha256_update(hash, bytes, size);
    bench()->hash += ticks_since(start);
}

void __wrap_hf_sha256_finish(struct hf_sha256 *hash, uint8_t digest[32])
{
    uint32_t const start = hf_bench_now();

    __real_hf_sha256_finish(hash, digest);
    bench()->hash += ticks_since(start);
}

void __wrap_hf_p256_verify(const uint8_t key[64], const uint8_t hash[32],
                           const uint8_t signature[64], struct hf_p256_sides *sides)
{
    uint32_t const start = hf_bench_now();

    __real_hf_p256_verify(key, hash, signature, sides);
    bench()->signature += ticks_since(start);
}

static void print_sum(const char *name, uint32_t ticks)
{
    hf_print(name);
    hf_print_hex(ticks);
}

void __wrap_hf_note(enum hf_event event, uint8_t role, uint8_t slot, uint32_t word, uint32_t detail)
{
    uint32_t const total = hf_bench_now();

    __real_hf_note(event, role, slot, word, detail);
    if (event == HF_EVENT_BOOTS && role == HF_ROLE_APP) {
        print_sum("bench total ", total);
        print_sum(" hash ", bench()->hash);
        print_sum(" signature ", bench()->signature);
        hf_print("\n");
    }
}
