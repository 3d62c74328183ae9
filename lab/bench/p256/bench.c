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

static uint32_t ticks_of(const uint8_t *record, struct hf_p256_sides *sides)
{
    uint32_t before;
    uint32_t after;

    systick[1] = 0xffffff;
    systick[2] = 0;
    systick[0] = 5;
    before = systick[2];
    hf_p256_verify(record, record + 64, record + 96, sides);
    after = systick[2];
    return (before - after) & 0xffffff;
}

static void paint(uint32_t *end)
{
    for (uint32_t *word = lab_stack_floor; word < end; word++) {
        *word = 0x5ac35ac3;
    }
}

static uint32_t deepest(const uint32_t *end)
{
    const uint32_t *word = lab_stack_floor;

    while (*word == 0x5ac35ac3) {
        word++;
    }
    return (uint32_t)((uintptr_t)end - (uintptr_t)word);
}

int main(void)
{
    uint8_t record[RECORD];
    struct hf_p256_sides sides;
    uint32_t ticks = 0, count = 0, stack = 0;
    int file = lab_open(lab_argument(2));
    uint32_t *here = __builtin_frame_address(0);

    if (file < 0) {
        lab_print("cannot open the file of records\n");
        return 3;
    }
    here -= 64; /* what lies between here and main's own frame is not the callee's */
    while (lab_read(file, record, sizeof record) == sizeof record) {
        paint(here);
        ticks += ticks_of(record, &sides);
        stack = deepest(here) > stack ? deepest(here) : stack;
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
    print_metric("insn.p256.verify", ticks * LAB_INSTRUCTIONS_PER_TICK / count, "instructions");
    print_metric("stack.p256.verify", stack, "bytes");
    return 0;
}
