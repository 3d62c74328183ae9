/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Interrupts as events, over an interrupt controller that is three words. */
#include "firmware/secure/interrupt.h"
#include "hw/api/guard.h"
#include "hw/api/interrupt.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#define TIMER   1u
#define CONSOLE 2u
#define NETWORK 4u

const uint8_t hf_app_interrupts[HF_APP_INTERRUPTS_MAX] = {9, 2, HF_INTERRUPT_NONE};

static uint64_t enabled; /* bit n: interrupt n */
static uint32_t running;
static uint32_t held;
static uint32_t to_come; /* raised while secure sleeps */
static uint32_t sleeps;

void hf_interrupt_enable(uint32_t number)
{
    assert_true(number == 9 || number == 2);
    enabled |= UINT64_C(1) << number;
}

void hf_interrupt_disable(uint32_t number)
{
    if (number < HF_INTERRUPTS_MAX) {
        enabled &= ~(UINT64_C(1) << number);
    }
}

uint32_t hf_interrupt_running(void)
{
    return running;
}

static void raise_interrupt(uint32_t number)
{
    assert_int_equal(0, held);
    if ((enabled & (UINT64_C(1) << number)) != 0) {
        running = number;
        hf_interrupt_entry();
    }
}

void hf_interrupt_hold(void)
{
    held = 1;
}

void hf_interrupt_sleep(void)
{
    assert_int_equal(1, held);
    assert_true(++sleeps < 10);
}

void hf_interrupt_release(void)
{
    held = 0;
    if (to_come != 0 && sleeps == 3) {
        uint32_t const number = to_come;

        to_come = 0;
        raise_interrupt(number);
    }
}

static int32_t watch(uint32_t which)
{
    struct hf_interrupt_arguments arguments = {which, 0};
    struct hf_request request = {.bytes = {(uint8_t *)&arguments}};

    return hf_serve_interrupt_watch(&request);
}

static int32_t ask(uint32_t which, uint32_t flags, uint32_t *arrived)
{
    struct hf_interrupt_arguments arguments = {which, flags};
    struct hf_interrupt_answer answer = {0xffffffff};
    struct hf_request request = {.bytes = {(uint8_t *)&arguments, (uint8_t *)&answer}};
    int32_t const status = hf_serve_interrupt_wait(&request);

    *arrived = answer.arrived;
    return status;
}

static int fresh(void **state)
{
    (void)state;
    held = 0;
    to_come = 0;
    sleeps = 0;
    return watch(0) == 0 && enabled == 0 ? 0 : -1;
}

static void an_interrupt_is_told_once(void **state)
{
    uint32_t arrived;

    (void)state;
    assert_int_equal(0, watch(TIMER));
    raise_interrupt(9);
    assert_int_equal(0, ask(TIMER, HF_GATE_INTERRUPT_POLL, &arrived));
    assert_int_equal(TIMER, arrived);
    assert_int_equal(0, ask(TIMER, HF_GATE_INTERRUPT_POLL, &arrived));
    assert_int_equal(0, arrived);
}

static void an_interrupt_stays_off_until_it_is_asked_for_again(void **state)
{
    uint32_t arrived;

    (void)state;
    assert_int_equal(0, watch(TIMER));
    raise_interrupt(9);
    assert_true(enabled == 0);
    assert_int_equal(0, ask(TIMER, HF_GATE_INTERRUPT_POLL, &arrived));
    assert_true(enabled == 0);
    assert_int_equal(0, ask(TIMER, HF_GATE_INTERRUPT_POLL, &arrived));
    assert_true(enabled == UINT64_C(1) << 9);
}

static void a_wait_ends_with_the_interrupt_that_comes_in_it(void **state)
{
    uint32_t arrived;

    (void)state;
    assert_int_equal(0, watch(TIMER | CONSOLE));
    to_come = 2;
    assert_int_equal(0, ask(TIMER | CONSOLE, 0, &arrived));
    assert_int_equal(CONSOLE, arrived);
    assert_int_equal(3, sleeps);
    assert_int_equal(0, held);
}

static void a_wait_leaves_the_events_that_it_does_not_name(void **state)
{
    uint32_t arrived;

    (void)state;
    assert_int_equal(0, watch(TIMER | CONSOLE));
    raise_interrupt(9);
    raise_interrupt(2);
    assert_int_equal(0, ask(CONSOLE, 0, &arrived));
    assert_int_equal(CONSOLE, arrived);
    assert_int_equal(0, ask(TIMER, 0, &arrived));
    assert_int_equal(TIMER, arrived);
}

static void a_device_that_the_board_does_not_have_is_refused(void **state)
{
    (void)state;
    assert_int_equal(-135, watch(NETWORK));
    assert_int_equal(-135, watch(8));
    assert_int_equal(-135, watch(UINT32_MAX));
    assert_true(enabled == 0);
}

static void a_wait_for_what_is_not_watched_is_refused(void **state)
{
    uint32_t arrived;

    (void)state;
    assert_int_equal(0, watch(TIMER));
    assert_int_equal(-135, ask(CONSOLE, 0, &arrived));
    assert_int_equal(-135, ask(0, 0, &arrived));
    assert_int_equal(-135, ask(TIMER, 2, &arrived));
    assert_true(enabled == UINT64_C(1) << 9);
}

static void an_interrupt_of_nobody_is_disabled_and_forgotten(void **state)
{
    uint32_t arrived;

    (void)state;
    assert_int_equal(0, watch(TIMER));
    enabled |= UINT64_C(1) << 30;
    raise_interrupt(30);
    assert_true(enabled == UINT64_C(1) << 9);
    assert_int_equal(0, ask(TIMER, HF_GATE_INTERRUPT_POLL, &arrived));
    assert_int_equal(0, arrived);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(an_interrupt_is_told_once, fresh),
        cmocka_unit_test_setup(an_interrupt_stays_off_until_it_is_asked_for_again, fresh),
        cmocka_unit_test_setup(a_wait_ends_with_the_interrupt_that_comes_in_it, fresh),
        cmocka_unit_test_setup(a_wait_leaves_the_events_that_it_does_not_name, fresh),
        cmocka_unit_test_setup(a_device_that_the_board_does_not_have_is_refused, fresh),
        cmocka_unit_test_setup(a_wait_for_what_is_not_watched_is_refused, fresh),
        cmocka_unit_test_setup(an_interrupt_of_nobody_is_disabled_and_forgotten, fresh),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
