/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * A stand-in for urot, properly signed, that tries what an urot that has been taken over would:
 * read, change and run irot, read the die, and take the lock back. One line each on the secure
 * console: `probe <case> refused|open`. lab/system/irot_lock.sh knows what each board promises. */
#include "core/die.h"
#include "core/error.h"
#include "core/record.h"
#include "hw/api/console.h"
#include "hw/api/cpu.h"
#include "hw/api/note.h"
#include "lab/boot/probe/trap.h"

#include HF_LAYOUT

#define MPC0_CTRL   0x58007000u
#define MPC0_INDEX  0x58007018u
#define MPC0_BLOCKS 0x5800701cu
#define SAU_CTRL    0xe000edd0u
#define SAU_RNR     0xe000edd8u
#define SAU_RBAR    0xe000eddcu
#define SAU_RLAR    0xe000ede0u
#define ALIAS_END   0x003fffe0u
#define ALIAS(at)   ((uint32_t)(at) & ~0x10000000u) /* the non-secure one, where there is one */
#define BX_LR       0x4770u
#define SOME_CODE   0x40u
#define LAST_WORD   (HF_IROT_CODE + HF_IROT_CODE_SIZE - 4u)

int main(void);

static void report(const char *name, int open)
{
    hf_print("probe ");
    hf_print(name);
    hf_print(open ? " open\n" : " refused\n");
}

static int can_read(uint32_t at)
{
    uint32_t value = 0;

    return trap_read(at, &value);
}

static int can_write(uint32_t at)
{
    uint32_t before = 0;
    uint32_t after = 0;

    return trap_read(at, &before) && trap_write(at, ~before) && trap_read(at, &after) &&
           after == ~before;
}

/* Calls a function of irot that does nothing but return, where one can be found. */
static int can_run(void)
{
    uint32_t at = HF_IROT_CODE + SOME_CODE;
    uint32_t value = 0;

    for (; at < HF_IROT_CODE + 0x2000u && trap_read(at & ~3u, &value); at += 2u) {
        if ((uint16_t)(value >> (8u * (at & 2u))) == BX_LR) {
            break;
        }
    }
    return trap_call(at | 1u);
}

/* The hardware key lies behind magic, version and UID. */
static int can_read_key(void)
{
    uint32_t found = 0;
    uint32_t value = 0;

    for (uint32_t i = 0; i < 32u; i += 4u) {
        if (trap_read(HF_DIE_BASE + (uint32_t)offsetof(struct hf_die, huk) + i, &value)) {
            found |= value;
        }
    }
    return found != 0;
}

/* Unlocks the protection controller and takes the first blocks back, on boards that have one. */
static int can_take_back(void)
{
    (void)trap_write(MPC0_CTRL, 0);
    (void)trap_write(MPC0_INDEX, 0);
    (void)trap_write(MPC0_BLOCKS, 0);
    return can_read(HF_IROT_CODE);
}

/* Opens the non-secure alias of irot's memory in the SAU, as any secure code can, on boards that
 * have one. */
static void open_alias(void)
{
    (void)trap_write(SAU_RNR, 0);
    (void)trap_write(SAU_RBAR, 0);
    (void)trap_write(SAU_RLAR, ALIAS_END | 1u);
    (void)trap_write(SAU_CTRL, 1);
}

int main(void)
{
    hf_console_start();
    report("read_first", can_read(HF_IROT_CODE));
    report("read_last", can_read(LAST_WORD));
    report("write", can_write(LAST_WORD));
    report("run", can_run());
    report("read_key", can_read_key());
    report("take_back", can_take_back());
    open_alias();
    report("read_alias", can_read(ALIAS(HF_IROT_CODE)));
    report("write_alias", can_write(ALIAS(LAST_WORD)));
    hf_note(HF_EVENT_HALTED, HF_ROLE_COUNT, HF_SLOT_NONE, (uint32_t)HF_OK, 0);
    hf_cpu_halt();
}
