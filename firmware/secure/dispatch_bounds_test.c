/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The dispatcher's last lines: what the service table and the doors keep from happening. */
#include "firmware/secure/dispatch.h"
#include "firmware/secure/gate.h"
#include "firmware/secure/life.h"
#include "hw/api/note.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define RAM   0x20200000u
#define HALF  (HF_REQUEST_ARENA / 2u)
#define GREAT 1u /* in: three times up to half of the arena */
#define NONE  2u /* out: up to 8 bytes, none of which it writes */

static uint8_t ram[8192];
static unsigned runs;
static uint32_t piece_size;

hf_err_t hf_life_check(uint32_t service)
{
    (void)service;
    return HF_OK;
}

hf_err_t hf_app_memory_check(uint32_t base, uint32_t size, enum hf_access access)
{
    static const struct hf_secure_map map = {.app_ram = {RAM, sizeof(ram)}};

    return hf_regions_check(&map, base, size, access);
}

void hf_app_memory_read(uint32_t from, uint8_t *to, uint32_t size)
{
    memcpy(to, ram + (from - RAM), size);
}

void hf_app_memory_write(uint32_t to, const uint8_t *from, uint32_t size)
{
    memcpy(ram + (to - RAM), from, size);
}

void hf_note(enum hf_event event, uint8_t role, uint8_t slot, uint32_t word, uint32_t detail)
{
    (void)event;
    (void)role;
    (void)slot;
    (void)word;
    (void)detail;
}

static int32_t run(struct hf_request *request)
{
    const uint8_t *piece = NULL;

    runs++;
    piece_size = hf_request_read(request, &piece);
    request->vectors[0].size = 0;
    return 0;
}

const struct hf_service *hf_service_find(uint32_t id)
{
    static const struct hf_service great = {
        .run = run, .most = {HALF, HALF, HALF}, .id = GREAT, .inputs = 3, .stream = HF_NO_STREAM};
    static const struct hf_service none = {
        .run = run, .most = {8}, .id = NONE, .outputs = 1, .stream = HF_NO_STREAM};

    return id == GREAT ? &great : id == NONE ? &none : NULL;
}

static int32_t call(uint32_t word, uint32_t first, uint32_t second, uint32_t third)
{
    struct hf_vector const vectors[3] = {
        {RAM + 64u, first}, {RAM + 1024u, second}, {RAM + 2048u, third}};

    runs = 0;
    memcpy(ram, vectors, sizeof(vectors));
    return hf_dispatch(word, RAM);
}

static void vectors_that_fill_the_arena_together_are_served_and_one_byte_more_is_not(void **state)
{
    (void)state;
    assert_int_equal(0, call(HF_CALL(GREAT, 3, 0), HALF, HALF, 0));
    assert_int_equal(1, runs);
    assert_int_equal(hf_status_from_err(HF_ERR_GATE_LENGTH),
                     call(HF_CALL(GREAT, 3, 0), HALF, HALF, 1));
    assert_int_equal(0, runs);
}

static void a_service_without_a_stream_reads_no_piece(void **state)
{
    (void)state;
    piece_size = 1;
    assert_int_equal(0, call(HF_CALL(GREAT, 3, 0), 1, 1, 1));
    assert_int_equal(0, piece_size);
}

static void an_output_that_nothing_was_written_to_stays(void **state)
{
    struct hf_vector vector;

    (void)state;
    memset(ram, 0x5a, sizeof(ram));
    assert_int_equal(0, call(HF_CALL(NONE, 0, 1), 0, 0, 0));
    memcpy(&vector, ram, sizeof(vector));
    assert_int_equal(0, vector.size);
    assert_int_equal(0x5a, ram[64]);
}

static void the_arena_holds_nothing_of_a_call_behind_it(void **state)
{
    (void)state;
    memset(ram, 0x5a, sizeof(ram));
    assert_int_equal(0, call(HF_CALL(GREAT, 3, 0), HALF, HALF, 0));
    for (uint32_t i = 0; i < HF_REQUEST_ARENA; i++) {
        assert_int_equal(0, hf_request_arena()[i]);
    }
}

/* Zero is success; no error has it, and each of those that the app is told apart has its own. */
static void every_error_is_a_status_that_is_no_success(void **state)
{
    static const hf_err_t errors[] = {HF_ERR_GATE_SERVICE, HF_ERR_GATE_CALLER, HF_ERR_LIFE_ENDED,
                                      HF_ERR_GATE_LENGTH, HF_ERR_NVM_ECC};

    (void)state;
    assert_int_equal(0, hf_status_from_err(HF_OK));
    for (size_t i = 0; i < sizeof(errors) / sizeof(errors[0]); i++) {
        int32_t const status = hf_status_from_err(errors[i]);

        assert_true(status < 0);
        for (size_t j = 0; j < i; j++) {
            assert_int_not_equal(status, hf_status_from_err(errors[j]));
        }
    }
    assert_int_equal(hf_status_from_err(HF_ERR_GATE_POINTER),
                     hf_status_from_err(HF_ERR_GATE_LENGTH));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vectors_that_fill_the_arena_together_are_served_and_one_byte_more_is_not),
        cmocka_unit_test(a_service_without_a_stream_reads_no_piece),
        cmocka_unit_test(an_output_that_nothing_was_written_to_stays),
        cmocka_unit_test(the_arena_holds_nothing_of_a_call_behind_it),
        cmocka_unit_test(every_error_is_a_status_that_is_no_success),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
