/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The dispatcher behind a fake door: the app's memory is an array, and it counts its accesses. */
#include "firmware/secure/dispatch.h"
#include "firmware/secure/gate.h"
#include "firmware/secure/life.h"
#include "hw/api/note.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define RAM      0x20200000u
#define RAM_SIZE 0x4000u
#define CODE     0x21080000u
#define VECTORS  (RAM + 0x100u)
#define DATA     (RAM + 0x200u)
#define RESULT   (RAM + 0x3000u)

#define ECHO   1u /* in: up to 32 bytes; out: up to 16 */
#define STREAM 2u /* in: a stream; out: its sum */
#define FAILS  3u /* out: 8 bytes; writes them, then fails */
#define NESTED 4u /* calls again */
#define EXACT  5u /* in: exactly 8 bytes, 0..16 bytes */

static uint8_t ram[RAM_SIZE];
static uint32_t reads_of[RAM_SIZE];
static uint32_t denials;
static uint32_t last_denial;
static int32_t nested_status;
static struct hf_request seen;
static uint8_t seen_bytes[64];
static hf_err_t life;      /* what the life cycle says of every service */
static hf_err_t meanwhile; /* and from the middle of a call on, when it is not HF_OK */

hf_err_t hf_life_check(uint32_t service)
{
    (void)service;
    return life;
}

hf_err_t hf_app_memory_check(uint32_t base, uint32_t size, enum hf_access access)
{
    static const struct hf_secure_map map = {.app_ram = {RAM, RAM_SIZE}, .app_code = {CODE, RAM_SIZE}};

    return hf_regions_check(&map, base, size, access);
}

void hf_app_memory_read(uint32_t from, uint8_t *to, uint32_t size)
{
    assert_true(from >= RAM && from - RAM + size <= RAM_SIZE);
    memcpy(to, ram + (from - RAM), size);
    for (uint32_t i = 0; i < size; i++) {
        reads_of[from - RAM + i]++;
    }
}

void hf_app_memory_write(uint32_t to, const uint8_t *from, uint32_t size)
{
    assert_true(to >= RAM && to - RAM + size <= RAM_SIZE);
    memcpy(ram + (to - RAM), from, size);
}

void hf_note(enum hf_event event, uint8_t role, uint8_t slot, uint32_t word, uint32_t detail)
{
    (void)slot;
    (void)detail;
    assert_int_equal(HF_EVENT_DENIED, event);
    assert_int_equal(HF_ROLE_APP, role);
    denials++;
    last_denial = word;
}

static int32_t run_echo(struct hf_request *request)
{
    struct hf_vector *out = &request->vectors[1];
    uint32_t size = request->vectors[0].size < out->size ? request->vectors[0].size : out->size;

    memcpy(seen_bytes, request->bytes[0], request->vectors[0].size);
    memset(ram + (DATA - RAM), 0xee, 32); /* the app changes its input while the call runs */
    memcpy(request->bytes[1], request->bytes[0], size);
    life = meanwhile != HF_OK ? meanwhile : life;
    seen = *request;
    out->size = size;
    return 0;
}

static int32_t run_stream(struct hf_request *request)
{
    const uint8_t *piece = NULL;
    uint32_t sum = 0;
    uint32_t size;

    while ((size = hf_request_read(request, &piece)) != 0) {
        assert_true(size <= HF_REQUEST_PIECE);
        for (uint32_t i = 0; i < size; i++) {
            sum += piece[i];
        }
    }
    memcpy(request->bytes[1], &sum, sizeof(sum));
    return 0;
}

static int32_t run_fails(struct hf_request *request)
{
    memset(request->bytes[0], 0x77, 8);
    return -135;
}

static int32_t run_nested(struct hf_request *request)
{
    (void)request;
    nested_status = hf_dispatch(HF_CALL(FAILS, 0, 1), VECTORS);
    return 0;
}

static int32_t run_exact(struct hf_request *request)
{
    seen = *request;
    return 0;
}

const struct hf_service *hf_service_find(uint32_t id)
{
    static const struct hf_service services[] = {
        {.run = run_echo, .inputs = 1, .outputs = 1, .most = {32, 16}, .stream = HF_NO_STREAM},
        {.run = run_stream, .inputs = 1, .outputs = 1, .fixed = 2, .most = {0, 4}, .stream = 0},
        {.run = run_fails, .outputs = 1, .fixed = 1, .most = {8}, .stream = HF_NO_STREAM},
        {.run = run_nested, .stream = HF_NO_STREAM},
        {.run = run_exact, .inputs = 2, .fixed = 1, .most = {8, 16}, .stream = HF_NO_STREAM},
    };

    return id >= 1 && id <= 5 ? &services[id - 1] : NULL;
}

static void put_vector(uint32_t index, uint32_t base, uint32_t size)
{
    struct hf_vector vector = {base, size};

    memcpy(ram + (VECTORS - RAM) + index * sizeof(vector), &vector, sizeof(vector));
}

static uint32_t size_of_vector(uint32_t index)
{
    struct hf_vector vector;

    memcpy(&vector, ram + (VECTORS - RAM) + index * sizeof(vector), sizeof(vector));
    return vector.size;
}

static int fresh_memory(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < RAM_SIZE; i++) {
        ram[i] = (uint8_t)(i * 7u + 1u);
    }
    memset(reads_of, 0, sizeof(reads_of));
    memset(&seen, 0, sizeof(seen));
    last_denial = 0;
    life = HF_OK;
    meanwhile = HF_OK;
    put_vector(0, DATA, 16);
    put_vector(1, RESULT, 16);
    return 0;
}

static int32_t echo(void)
{
    return hf_dispatch(HF_CALL(ECHO, 1, 1), VECTORS);
}

static void a_good_call_gives_its_result(void **state)
{
    uint8_t input[16];

    (void)state;
    memcpy(input, ram + (DATA - RAM), sizeof(input));
    assert_int_equal(0, echo());
    assert_memory_equal(input, ram + (RESULT - RAM), sizeof(input));
    assert_int_equal(16, size_of_vector(1));
}

static void a_service_sees_a_copy_that_the_app_cannot_change(void **state)
{
    (void)state;
    assert_int_equal(0, echo());
    assert_int_equal(0xee, ram[DATA - RAM]);
    assert_int_not_equal(0xee, seen_bytes[0]);
    assert_memory_equal(seen_bytes, ram + (RESULT - RAM), 16);
}

static void each_input_byte_and_each_vector_is_read_once(void **state)
{
    (void)state;
    assert_int_equal(0, echo());
    for (uint32_t i = 0; i < 16; i++) {
        assert_int_equal(1, reads_of[DATA - RAM + i]);
        assert_int_equal(1, reads_of[VECTORS - RAM + i]);
    }
}

static void an_unknown_service_is_refused(void **state)
{
    (void)state;
    assert_int_equal(-134, hf_dispatch(HF_CALL(9, 1, 1), VECTORS));
    assert_int_equal(-134, hf_dispatch(0, VECTORS));
    assert_int_equal((uint32_t)HF_ERR_GATE_SERVICE, last_denial);
}

static void nothing_leaves_when_an_event_comes_while_the_service_runs(void **state)
{
    uint8_t before[16];

    (void)state;
    memcpy(before, ram + (RESULT - RAM), sizeof(before));
    meanwhile = HF_ERR_TAMPER_EVENT;
    assert_int_equal(-137, echo());
    assert_non_null(seen.bytes[1]);
    assert_int_equal((uint32_t)HF_ERR_TAMPER_EVENT, last_denial);
    assert_memory_equal(before, ram + (RESULT - RAM), sizeof(before));
}

static void nothing_is_read_for_a_service_that_the_life_cycle_forbids(void **state)
{
    static const hf_err_t words[] = {HF_ERR_LIFE_UNPROVISIONED, HF_ERR_LIFE_ENDED,
                                     HF_ERR_TAMPER_EVENT};

    (void)state;
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        life = words[i];
        assert_int_equal(-137, echo());
        assert_int_equal((uint32_t)words[i], last_denial);
        assert_int_equal(0, reads_of[VECTORS - RAM]);
        assert_int_equal(0, seen.used);
    }
}

static void counts_must_be_those_of_the_service(void **state)
{
    (void)state;
    assert_int_equal(-129, hf_dispatch(HF_CALL(ECHO, 2, 1), VECTORS));
    assert_int_equal(-129, hf_dispatch(HF_CALL(ECHO, 1, 0), VECTORS));
    assert_int_equal(-129, hf_dispatch(HF_CALL(ECHO, 255, 255), VECTORS));
    assert_int_equal(-129, hf_dispatch(HF_CALL(ECHO, 0, 2), VECTORS));
}

static void vectors_must_be_the_apps_own_and_aligned(void **state)
{
    (void)state;
    assert_int_equal(-129, hf_dispatch(HF_CALL(ECHO, 1, 1), 0));
    memmove(ram + (VECTORS - RAM) + 2, ram + (VECTORS - RAM), 16);
    assert_int_equal(-129, hf_dispatch(HF_CALL(ECHO, 1, 1), VECTORS + 2));
    assert_int_equal(-129, hf_dispatch(HF_CALL(ECHO, 1, 1), RAM + RAM_SIZE - 8));
    assert_int_equal(-129, hf_dispatch(HF_CALL(ECHO, 1, 1), RAM - 8));
    assert_int_equal((uint32_t)HF_ERR_GATE_POINTER, last_denial);
}

static void an_input_as_long_as_allowed_is_taken(void **state)
{
    (void)state;
    put_vector(0, DATA, 32);
    assert_int_equal(0, echo());
    assert_int_equal(32, seen.vectors[0].size);
}

static void an_input_one_byte_longer_is_refused(void **state)
{
    (void)state;
    put_vector(0, DATA, 33);
    assert_int_equal(-129, echo());
    assert_int_equal((uint32_t)HF_ERR_GATE_LENGTH, last_denial);
    assert_null(seen.bytes[0]);
}

static void an_answer_struct_must_have_at_least_its_size(void **state)
{
    (void)state;
    put_vector(0, DATA, 7);
    assert_int_equal(-129, hf_dispatch(HF_CALL(FAILS, 0, 1), VECTORS));
    assert_int_equal((uint32_t)HF_ERR_GATE_LENGTH, last_denial);
    put_vector(0, DATA, 9);
    assert_int_not_equal(-129, hf_dispatch(HF_CALL(FAILS, 0, 1), VECTORS));
}

static void an_argument_struct_must_have_its_exact_size(void **state)
{
    (void)state;
    put_vector(1, DATA, 16);
    for (uint32_t size = 0; size < 17; size++) {
        put_vector(0, DATA, size);
        assert_int_equal(size == 8 ? 0 : -129, hf_dispatch(HF_CALL(EXACT, 2, 0), VECTORS));
    }
}

static void an_empty_optional_input_has_no_bytes_and_needs_no_pointer(void **state)
{
    (void)state;
    put_vector(0, DATA, 8);
    put_vector(1, 0, 0);
    assert_int_equal(0, hf_dispatch(HF_CALL(EXACT, 2, 0), VECTORS));
    assert_null(seen.bytes[1]);
}

static void a_large_output_is_checked_whole_and_then_capped(void **state)
{
    (void)state;
    put_vector(1, RESULT, 0x800);
    assert_int_equal(0, echo());
    assert_int_equal(16, seen.vectors[1].size);
    put_vector(1, RESULT, RAM_SIZE);
    assert_int_equal(-129, echo());
    put_vector(1, RESULT, UINT32_MAX);
    assert_int_equal(-129, echo());
}

static void an_output_must_be_writable_for_the_app(void **state)
{
    (void)state;
    put_vector(1, CODE, 16);
    assert_int_equal(-129, echo());
}

static void nothing_leaves_when_the_service_fails(void **state)
{
    uint8_t before[RAM_SIZE];

    (void)state;
    put_vector(0, RESULT, 8);
    memcpy(before, ram, sizeof(before));
    assert_int_equal(-135, hf_dispatch(HF_CALL(FAILS, 0, 1), VECTORS));
    assert_memory_equal(before, ram, sizeof(before));
}

static void nothing_is_read_or_written_when_a_later_vector_is_refused(void **state)
{
    uint8_t before[RAM_SIZE];

    (void)state;
    put_vector(1, RAM + RAM_SIZE - 4, 8);
    memcpy(before, ram, sizeof(before));
    assert_int_equal(-129, echo());
    assert_int_equal(0, reads_of[DATA - RAM]);
    assert_memory_equal(before, ram, sizeof(before));
}

static void a_second_call_while_one_runs_is_refused(void **state)
{
    (void)state;
    assert_int_equal(0, hf_dispatch(HF_CALL(NESTED, 0, 0), 0));
    assert_int_equal(-131, nested_status);
    assert_int_equal(0, echo());
}

static void a_stream_is_read_whole_in_order_and_each_byte_once(void **state)
{
    uint32_t sum = 0;
    uint32_t got;

    (void)state;
    for (uint32_t i = 0; i < 0x1001u; i++) {
        sum += ram[DATA - RAM + i];
    }
    put_vector(0, DATA, 0x1001u);
    put_vector(1, RESULT, 4);
    assert_int_equal(0, hf_dispatch(HF_CALL(STREAM, 1, 1), VECTORS));
    memcpy(&got, ram + (RESULT - RAM), sizeof(got));
    assert_int_equal(sum, got);
    for (uint32_t i = 0; i < 0x1001u; i++) {
        assert_int_equal(1, reads_of[DATA - RAM + i]);
    }
    assert_int_equal(0, reads_of[DATA - RAM + 0x1001u]);
}

static void a_stream_that_leaves_the_apps_memory_is_refused_before_it_is_read(void **state)
{
    (void)state;
    put_vector(0, DATA, RAM_SIZE);
    put_vector(1, RESULT, 4);
    assert_int_equal(-129, hf_dispatch(HF_CALL(STREAM, 1, 1), VECTORS));
    assert_int_equal(0, reads_of[DATA - RAM]);
}

static void the_copies_are_gone_after_the_call(void **state)
{
    static const uint8_t zeros[32];

    (void)state;
    put_vector(0, DATA, 32);
    assert_int_equal(0, echo());
    assert_memory_equal(zeros, seen.bytes[0], 32);
}

static void an_app_that_is_refused_for_ever_does_not_fill_the_record(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < 100; i++) {
        assert_int_equal(-134, hf_dispatch(0, 0));
    }
    assert_int_equal(16, denials);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_good_call_gives_its_result, fresh_memory),
        cmocka_unit_test_setup(a_service_sees_a_copy_that_the_app_cannot_change, fresh_memory),
        cmocka_unit_test_setup(each_input_byte_and_each_vector_is_read_once, fresh_memory),
        cmocka_unit_test_setup(an_unknown_service_is_refused, fresh_memory),
        cmocka_unit_test_setup(nothing_leaves_when_an_event_comes_while_the_service_runs,
                               fresh_memory),
        cmocka_unit_test_setup(nothing_is_read_for_a_service_that_the_life_cycle_forbids,
                               fresh_memory),
        cmocka_unit_test_setup(counts_must_be_those_of_the_service, fresh_memory),
        cmocka_unit_test_setup(vectors_must_be_the_apps_own_and_aligned, fresh_memory),
        cmocka_unit_test_setup(an_input_as_long_as_allowed_is_taken, fresh_memory),
        cmocka_unit_test_setup(an_input_one_byte_longer_is_refused, fresh_memory),
        cmocka_unit_test_setup(an_answer_struct_must_have_at_least_its_size, fresh_memory),
        cmocka_unit_test_setup(an_empty_optional_input_has_no_bytes_and_needs_no_pointer,
                               fresh_memory),
        cmocka_unit_test_setup(a_large_output_is_checked_whole_and_then_capped, fresh_memory),
        cmocka_unit_test_setup(an_output_must_be_writable_for_the_app, fresh_memory),
        cmocka_unit_test_setup(nothing_leaves_when_the_service_fails, fresh_memory),
        cmocka_unit_test_setup(nothing_is_read_or_written_when_a_later_vector_is_refused,
                               fresh_memory),
        cmocka_unit_test_setup(a_second_call_while_one_runs_is_refused, fresh_memory),
        cmocka_unit_test_setup(a_stream_is_read_whole_in_order_and_each_byte_once, fresh_memory),
        cmocka_unit_test_setup(a_stream_that_leaves_the_apps_memory_is_refused_before_it_is_read,
                               fresh_memory),
        cmocka_unit_test_setup(the_copies_are_gone_after_the_call, fresh_memory),
        cmocka_unit_test_setup(an_argument_struct_must_have_its_exact_size, fresh_memory),
        cmocka_unit_test_setup(an_app_that_is_refused_for_ever_does_not_fill_the_record,
                               fresh_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
