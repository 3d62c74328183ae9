/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * A fault told to the app, over a stack that is an array. What is told lasts until the next reset,
 * so the test that is told comes last. */
#include "firmware/secure/dispatch.h"
#include "firmware/secure/fault.h"
#include "firmware/secure/gate.h"
#include "firmware/secure/services.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#define CODE      0x10000u
#define CODE_SIZE 0x1000u
#define RAM       0x20000u
#define RAM_SIZE  0x400u
#define FRAME     (RAM + 0x100u)
#define HANDLER   (CODE + 0x201u)

#define SUCCESS          0
#define INVALID_ARGUMENT (-135)
#define BAD_STATE        (-137)

const struct hf_secure_map hf_secure_map = {.app_code = {CODE, CODE_SIZE},
                                            .app_ram = {RAM, RAM_SIZE}};

static uint8_t ram[RAM_SIZE];
static uint32_t cleared;

hf_err_t hf_app_memory_check(uint32_t base, uint32_t size, enum hf_access access)
{
    return hf_regions_check(&hf_secure_map, base, size, access);
}

void hf_app_memory_write(uint32_t to, const uint8_t *from, uint32_t size)
{
    assert_true(hf_region_holds(&hf_secure_map.app_ram, to, size));
    memcpy(ram + (to - RAM), from, size);
}

void hf_fault_clear(void)
{
    cleared++;
}

static int32_t watch(uint32_t handler)
{
    struct hf_fault_arguments arguments = {handler};
    struct hf_request request = {.bytes = {(uint8_t *)&arguments}};

    return hf_serve_fault_watch(&request);
}

static struct hf_fault fault_of_app(void)
{
    return (struct hf_fault){.exception = 4,
                             .status = 0x82,
                             .address = 0x38000000,
                             .counter = CODE + 0x40u,
                             .frame = FRAME,
                             .of_app = 1};
}

static void expect_silence(const struct hf_fault *fault)
{
    uint8_t before[RAM_SIZE];

    memcpy(before, ram, sizeof(before));
    assert_int_equal(0, hf_fault_tell(fault));
    assert_memory_equal(before, ram, sizeof(before));
    assert_int_equal(0, cleared);
}

static void an_app_that_did_not_ask_is_not_told(void **state)
{
    struct hf_fault const fault = fault_of_app();

    (void)state;
    expect_silence(&fault);
    assert_int_equal(SUCCESS, watch(HANDLER));
    assert_int_equal(SUCCESS, watch(0));
    expect_silence(&fault);
}

static void a_handler_must_be_code_of_the_app(void **state)
{
    static const uint32_t others[] = {CODE + 0x200u, CODE - 1u, CODE + CODE_SIZE + 1u,
                                      RAM + 1u,      1u,        UINT32_MAX};
    struct hf_fault const fault = fault_of_app();

    (void)state;
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
        assert_int_equal(INVALID_ARGUMENT, watch(others[i]));
    }
    expect_silence(&fault);
}

static void a_fault_of_secure_is_not_told(void **state)
{
    struct hf_fault fault = fault_of_app();

    (void)state;
    assert_int_equal(SUCCESS, watch(HANDLER));
    fault.of_app = 0;
    expect_silence(&fault);
}

static void only_memory_bus_and_usage_faults_are_told(void **state)
{
    struct hf_fault fault = fault_of_app();

    (void)state;
    assert_int_equal(SUCCESS, watch(HANDLER));
    for (fault.exception = 0; fault.exception < 16; fault.exception++) {
        if (fault.exception < 4 || fault.exception > 6) {
            expect_silence(&fault);
        }
    }
}

static void a_stack_that_cannot_take_the_frame_is_not_written(void **state)
{
    static const uint32_t frames[] = {0,          RAM - 4u,  RAM + RAM_SIZE - 28u, RAM + RAM_SIZE,
                                      0x38000000, CODE + 64, UINT32_MAX - 16u};
    static const uint32_t stacking[] = {1u << 3, 1u << 4, 1u << 11, 1u << 12};
    struct hf_fault fault = fault_of_app();

    (void)state;
    assert_int_equal(SUCCESS, watch(HANDLER));
    for (size_t i = 0; i < sizeof(frames) / sizeof(frames[0]); i++) {
        fault.frame = frames[i];
        expect_silence(&fault);
    }
    fault.frame = FRAME;
    for (size_t i = 0; i < sizeof(stacking) / sizeof(stacking[0]); i++) {
        fault.status = stacking[i];
        expect_silence(&fault);
    }
}

static void a_fault_is_told_once(void **state)
{
    struct hf_fault const fault = fault_of_app();
    uint32_t const frame[8] = {0x82, 0x38000000, CODE + 0x40u, 0, 0, 0, HANDLER - 1u, 0x01000000};

    (void)state;
    assert_int_equal(SUCCESS, watch(HANDLER));
    assert_int_equal(1, hf_fault_tell(&fault));
    assert_int_equal(1, cleared);
    assert_memory_equal(frame, ram + (FRAME - RAM), sizeof(frame));
    cleared = 0;
    memset(ram, 0, sizeof(ram));
    expect_silence(&fault);
    assert_int_equal(BAD_STATE, watch(HANDLER));
    assert_int_equal(BAD_STATE, watch(0));
    expect_silence(&fault);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_app_that_did_not_ask_is_not_told),
        cmocka_unit_test(a_handler_must_be_code_of_the_app),
        cmocka_unit_test(a_fault_of_secure_is_not_told),
        cmocka_unit_test(only_memory_bus_and_usage_faults_are_told),
        cmocka_unit_test(a_stack_that_cannot_take_the_frame_is_not_written),
        cmocka_unit_test(a_fault_is_told_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
