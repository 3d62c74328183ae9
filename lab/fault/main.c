/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Faults of the app, told to the app: through secure behind the MPU door, by its own vector table
 * behind TrustZone. Each check is a line
 * `@app result fault <check> <0: as it must be> <value>`. A life ends with a fault that is
 * nobody's: the watchdog must end it. Storage counts the lives; the one after the first (behind the
 * MPU door: after the third) is the last. */
#include "holdfast/device.h"
#include "hw/api/console.h"
#include "psa/crypto.h"
#include "psa/internal_trusted_storage.h"

#include HF_LAYOUT

#define WALL_TRUSTZONE 0x35u
#define WALL_MPU       0x5au

#define VTOR        (*(volatile uint32_t *)0xe000ed08u)
#define SHCSR       (*(volatile uint32_t *)0xe000ed24u)
#define USAGE_ON    (1u << 18)
#define USAGE_FAULT 6u
#define FRAME_PC    6u /* word of a frame */

#define DATA_FAULT 0x82u /* CFSR: a data access that the MPU refused, and its address */
#define FORBIDDEN  HF_SECURE_RAM
#define LIVES      1u /* uid */
#define IDLE_TURNS 400000u

int main(void);

static uint32_t wrong;

static void check(const char *name, int good, uint32_t value)
{
    wrong += !good;
    hf_print("@app result fault ");
    hf_print(name);
    hf_print(good ? " 00000000 " : " 00000001 ");
    hf_print_hex(value);
    hf_print("\n");
}

static _Noreturn void finish(void)
{
    hf_print("@app done - - ");
    hf_print_hex(wrong);
    hf_print(" 00000000\n");
    for (;;) {
        for (volatile uint32_t turn = 0; turn < IDLE_TURNS; turn++) {
        }
        (void)hf_device_alive();
    }
}

static void touch_secure(void)
{
    (void)*(volatile uint32_t *)FORBIDDEN;
}

static void use_secure(void)
{
    static const uint8_t text[3] = {'a', 'b', 'c'};
    uint8_t hash[32];
    size_t length = 0;

    check("secure-serves",
          psa_hash_compute(PSA_ALG_SHA_256, text, 3, hash, sizeof(hash), &length) == PSA_SUCCESS,
          hash[0]);
}

static void on_fault(uint32_t status, uint32_t address, uint32_t counter)
{
    check("cause", status == DATA_FAULT, status);
    check("address", address == FORBIDDEN, address);
    check("counter", counter >= HF_APP_CODE && counter < HF_APP_CODE + HF_APP_CODE_SIZE, counter);
    use_secure();
    check("told-once", hf_device_fault_watch(on_fault) == PSA_ERROR_BAD_STATE, 0);
    if (!hf_device_storage_lasts()) {
        finish(); /* nothing would tell the next life from this one */
    }
    touch_secure();
    check("second-fault", 0, 0);
}

/* There is no way back to what faulted. */
static void return_from_fault(uint32_t status, uint32_t address, uint32_t counter)
{
    (void)counter;
    check("told-again", status == DATA_FAULT && address == FORBIDDEN, status);
}

static void behind_mpu_returning(void)
{
    check("watch", hf_device_fault_watch(return_from_fault) == PSA_SUCCESS, 0);
    touch_secure();
    check("came-back", 0, 0);
}

/* The frame would have to lie in secure's RAM. */
static void behind_mpu_without_stack(void)
{
    check("watch", hf_device_fault_watch(on_fault) == PSA_SUCCESS, 0);
    __asm volatile("mov sp, %0 \n ldr r0, [%0]" ::"r"(FORBIDDEN + 0x100u) : "r0", "memory");
    check("came-back", 0, 0);
}

static void behind_mpu(void)
{
    static uint32_t in_ram;

    check("handler-in-ram",
          hf_device_fault_watch((hf_fault_handler_t *)((uintptr_t)&in_ram | 1u)) ==
              PSA_ERROR_INVALID_ARGUMENT,
          0);
    check("handler-in-secure",
          hf_device_fault_watch((hf_fault_handler_t *)(HF_SECURE_CODE + 1u)) ==
              PSA_ERROR_INVALID_ARGUMENT,
          0);
    check("watch", hf_device_fault_watch(on_fault) == PSA_SUCCESS, 0);
    touch_secure();
    check("goes-on-behind-the-fault", 0, 0);
}

/* The app's own handler: goes on behind the instruction. */
__attribute__((used)) static void on_usage_fault(uint32_t *frame)
{
    check("own-handler", 1, frame[FRAME_PC]);
    frame[FRAME_PC] += 2u;
}

__attribute__((naked)) static void take_usage_fault(void)
{
    __asm volatile("mov r0, sp        \n"
                   "push {r3, lr}     \n"
                   "bl on_usage_fault \n"
                   "pop {r3, pc}");
}

static void behind_trustzone(void)
{
    static uint32_t table[64] __attribute__((aligned(256)));
    const uint32_t *old = (const uint32_t *)VTOR;

    check("watch", hf_device_fault_watch(on_fault) == PSA_ERROR_NOT_SUPPORTED, 0);
    for (uint32_t i = 0; i < 16u; i++) {
        table[i] = old[i];
    }
    table[USAGE_FAULT] = (uint32_t)take_usage_fault;
    VTOR = (uint32_t)table;
    SHCSR |= USAGE_ON;
    __asm volatile("dsb \n isb \n udf #1" ::: "memory");
    use_secure();
    touch_secure(); /* a SecureFault: secure's alone */
    check("goes-on-behind-the-fault", 0, 0);
}

static uint32_t count_life(void)
{
    uint8_t lives = 0;
    size_t length = 0;

    (void)psa_its_get(LIVES, 0, 1, &lives, &length);
    lives++;
    (void)psa_its_set(LIVES, 1, &lives, PSA_STORAGE_FLAG_NONE);
    return lives;
}

int main(void)
{
    struct hf_device_version version = {0, 0, {0}};

    uint32_t const life = count_life();

    hf_console_start();
    check("version", hf_device_version(&version) == PSA_SUCCESS, version.wall);
    if (version.wall == WALL_MPU && life <= 3u) {
        static void (*const lives[])(void) = {behind_mpu, behind_mpu_returning,
                                              behind_mpu_without_stack};

        lives[life - 1u]();
    } else if (version.wall == WALL_TRUSTZONE && life == 1u) {
        behind_trustzone();
    }
    finish();
}
