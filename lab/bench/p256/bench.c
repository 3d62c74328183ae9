/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Instructions and stack of one P-256 verification, for whatever implementation is linked. The
 * emulator counts one instruction as one nanosecond (-icount shift=0); SysTick counts the
 * board's clock, so one tick is LAB_INSTRUCTIONS_PER_TICK of them.
 * Arguments: board, metric suffix, file of records as lab/crypto/vectors.c writes them. */
#include "hw/api/crypto.h"
#include "lab/bench/semihost.h"

#include <string.h>

#define RECORD 161 /* key, hash, signature, 1 when it is good */

extern uint32_t lab_stack_floor[];

static volatile uint32_t *const systick = (volatile uint32_t *)0xe000e010;

static void print_metric(const char *metric, uint32_t value, const char *unit)
{
    lab_print("{\"metric\":\"");
    lab_print(metric);
    lab_print(lab_argument(1));
    lab_print("\",\"board\":\"");
    lab_print(lab_argument(0));
    lab_print("\",\"value\":");
    lab_print_number(value);
    lab_print(",\"unit\":\"");
    lab_print(unit);
    lab_print("\"}\n");
}

#define PAINT 0x5ac35ac3u

/* Where the stack stands in the calling function. */
static inline __attribute__((always_inline)) uint32_t *stack_pointer(void)
{
    uint32_t *here;

    __asm__ volatile("mov %0, sp" : "=r"(here));
    return here;
}

static __attribute__((noinline)) void paint(void)
{
    uint32_t *end = stack_pointer();

    for (uint32_t *word = lab_stack_floor; word < end; word++) {
        *word = PAINT;
    }
}

static uint32_t depth_below(const uint32_t *end)
{
    const uint32_t *word = lab_stack_floor;

    while (*word == PAINT) {
        word++;
    }
    return (uint32_t)((uintptr_t)end - (uintptr_t)word);
}

/* One verification; adds up its ticks and keeps the deepest stack. */
static void measure(const uint8_t *record, struct hf_p256_sides *sides, uint32_t *ticks,
                    uint32_t *stack)
{
    uint32_t before;
    uint32_t depth;

    paint();
    systick[1] = 0xffffff;
    systick[2] = 0;
    systick[0] = 5; /* the processor's clock, no interrupt */
    before = systick[2];
    hf_p256_verify(record, record + 64, record + 96, sides);
    *ticks += (before - systick[2]) & 0xffffff;
    depth = depth_below(stack_pointer());
    *stack = depth > *stack ? depth : *stack;
}

int main(void)
{
    uint8_t record[RECORD];
    struct hf_p256_sides sides;
    uint32_t ticks = 0, count = 0, stack = 0;
    int file = lab_open(lab_argument(2));

    if (file < 0) {
        lab_print("cannot open the file of records\n");
        return 3;
    }
    while (lab_read(file, record, sizeof record) == sizeof record) {
        measure(record, &sides, &ticks, &stack);
        if ((memcmp(sides.left, sides.right, sizeof sides.left) == 0) != (record[160] == 1)) {
            lab_print("wrong answer\n");
            return 1;
        }
        count++;
    }
    if (count == 0) {
        lab_print("the file of records is empty\n");
        return 3;
    }
    print_metric("insn.p256.verify", ticks / count * LAB_INSTRUCTIONS_PER_TICK, "instructions");
    print_metric("stack.p256.verify", stack, "bytes");
    return 0;
}
