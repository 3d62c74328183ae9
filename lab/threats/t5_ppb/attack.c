/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/threats/attack_app/attack.h"
#include "lab/threats/attack_app/calls.h"
#include "lab/threats/attack_app/tick.h"

/* Registers of the core. `gain`: the bits that an attacker wants to see set afterwards. */
struct attempt {
    uint32_t address;
    uint32_t value;
    uint32_t gain;
};

static const struct attempt attempts[] = {
    [1] = {0xe000e100u, 0xffffffffu, 0xffffffffu}, /* ISER: every interrupt on */
    [2] = {0xe000ed14u, 0x00000202u, 0x00000002u}, /* CCR.USERSETMPEND */
    [3] = {0xe000e010u, 0x00000007u, 0x00000001u}, /* SysTick with its interrupt */
    [4] = {0xe000ed24u, 0x00000000u, 0x00000000u}, /* SHCSR: faults off */
    [5] = {0xe000ed9cu, 0x00000010u, 0x00000000u}, /* MPU_RBAR: region 0 over everything */
};

#define ATTEMPTS (sizeof(attempts) / sizeof(attempts[0]))
#define STIR     0xe000ef00u
#define ISPR     0xe000e200u
#define AIRCR    0xe000ed0cu
#define RESET    0x05fa0004u
#define WAIT     100000u

/* What a fault record of secure may have left in the registers that name addresses: CFSR, MMFAR,
 * BFAR, and SFSR and SFAR, which the app's world must not see. */
static struct lab_answer read_fault_registers(void)
{
    static const uint32_t registers[] = {0xe000ed28u, 0xe000ed38u, 0xe000ede4u, 0xe000ede8u};
    uint32_t told = 0;

    for (uint32_t i = 0; i < sizeof(registers) / sizeof(registers[0]); i++) {
        told |= lab_read32(registers[i]);
    }
    return lab_say(told == 0 ? LAB_HELD : LAB_BROKE, told);
}

/* The console says so when it works: the board starts again and never comes to a result. */
static struct lab_answer ask_for_reset(void)
{
    __asm volatile("dsb" ::: "memory");
    lab_write32(AIRCR, RESET);
    for (volatile uint32_t turn = 0; turn < WAIT; turn++) {
    }
    return lab_say(LAB_HELD, 0);
}

struct lab_answer lab_ppb(const struct lab_param *param)
{
    const struct attempt *attempt = &attempts[param->instance];
    int32_t status;
    uint32_t after;

    if (!lab_control(lab_good_call(&status), (uint32_t)status)) {
        return lab_say(LAB_VOID, (uint32_t)status);
    }
    switch (param->instance) {
    case 6:
        lab_write32(STIR, 9);
        after = lab_read32(ISPR);
        return lab_say((after & (1u << 9)) == 0 ? LAB_HELD : LAB_BROKE, after);
    case 7:
        return read_fault_registers();
    case 8:
        return ask_for_reset();
    default:
        break;
    }
    if (param->instance == 0 || param->instance >= ATTEMPTS) {
        return lab_say(LAB_NOT_APPLICABLE, param->instance);
    }
    lab_write32(attempt->address, attempt->value);
    after = lab_read32(attempt->address);
    if (attempt->gain != 0) {
        return lab_say((after & attempt->gain) == 0 ? LAB_HELD : LAB_BROKE, after);
    }
    /* For those that are cleared: nothing was there to read, or the write was taken. */
    return lab_say(after == 0 && lab_door() == (uint32_t)HF_GATE_MPU ? LAB_HELD : LAB_BROKE, after);
}
