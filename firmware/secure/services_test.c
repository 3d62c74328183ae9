/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The rules that every row of the service table must keep. */
#include "firmware/secure/services.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static int32_t none(void)
{
    return 0;
}

int32_t hf_serve_version(struct hf_request *request)
{
    (void)request;
    return none();
}

int32_t hf_serve_alive(struct hf_request *request)
{
    (void)request;
    return none();
}

int32_t hf_serve_life(struct hf_request *request)
{
    (void)request;
    return none();
}

int32_t hf_serve_certificate(struct hf_request *request)
{
    (void)request;
    return none();
}

int32_t hf_serve_hash_compute(struct hf_request *request)
{
    (void)request;
    return none();
}

int32_t hf_serve_interrupt_watch(struct hf_request *request)
{
    (void)request;
    return none();
}

int32_t hf_serve_fault_watch(struct hf_request *request)
{
    (void)request;
    return none();
}

int32_t hf_serve_interrupt_wait(struct hf_request *request)
{
    (void)request;
    return none();
}

int32_t hf_serve_fwu_query(struct hf_request *request)
{
    (void)request;
    return none();
}

int32_t hf_serve_fwu_start(struct hf_request *request)
{
    (void)request;
    return none();
}

int32_t hf_serve_fwu_write(struct hf_request *request)
{
    (void)request;
    return none();
}

int32_t hf_serve_fwu_finish(struct hf_request *request)
{
    (void)request;
    return none();
}

int32_t hf_serve_fwu_cancel(struct hf_request *request)
{
    (void)request;
    return none();
}

int32_t hf_serve_fwu_clean(struct hf_request *request)
{
    (void)request;
    return none();
}

int32_t hf_serve_fwu_install(struct hf_request *request)
{
    (void)request;
    return none();
}

int32_t hf_serve_fwu_reboot(struct hf_request *request)
{
    (void)request;
    return none();
}

int32_t hf_serve_fwu_reject(struct hf_request *request)
{
    (void)request;
    return none();
}

int32_t hf_serve_fwu_accept(struct hf_request *request)
{
    (void)request;
    return none();
}

int32_t hf_serve_storage_set(struct hf_request *request)
{
    (void)request;
    return none();
}

int32_t hf_serve_storage_get(struct hf_request *request)
{
    (void)request;
    return none();
}

int32_t hf_serve_storage_info(struct hf_request *request)
{
    (void)request;
    return none();
}

int32_t hf_serve_storage_remove(struct hf_request *request)
{
    (void)request;
    return none();
}

int32_t hf_serve_storage_create(struct hf_request *request)
{
    (void)request;
    return none();
}

int32_t hf_serve_storage_extend(struct hf_request *request)
{
    (void)request;
    return none();
}

int32_t hf_serve_storage_support(struct hf_request *request)
{
    (void)request;
    return none();
}

int32_t hf_serve_token(struct hf_request *request)
{
    (void)request;
    return none();
}

int32_t hf_serve_token_size(struct hf_request *request)
{
    (void)request;
    return none();
}

int32_t hf_serve_random(struct hf_request *request)
{
    (void)request;
    return none();
}

int32_t hf_serve_verify_hash(struct hf_request *request)
{
    (void)request;
    return none();
}

/* Above the highest block of numbers. */
#define LAST_ID 256u

int32_t hf_serve_key(struct hf_request *request)
{
    (void)request;
    return none();
}

int32_t hf_serve_hash(struct hf_request *request)
{
    (void)request;
    return none();
}

int32_t hf_serve_mac(struct hf_request *request)
{
    (void)request;
    return none();
}

int32_t hf_serve_cipher(struct hf_request *request)
{
    (void)request;
    return none();
}

int32_t hf_serve_aead(struct hf_request *request)
{
    (void)request;
    return none();
}

int32_t hf_serve_derive(struct hf_request *request)
{
    (void)request;
    return none();
}

int32_t hf_serve_asymmetric(struct hf_request *request)
{
    (void)request;
    return none();
}

int32_t hf_serve_message(struct hf_request *request)
{
    (void)request;
    return none();
}

static void every_service_is_found_by_its_own_number(void **state)
{
    (void)state;
    uint32_t found = 0;

    for (uint32_t id = 1; id < LAST_ID; id++) {
        const struct hf_service *service = hf_service_find(id);

        if (service != NULL) {
            assert_int_equal(id, service->id);
            assert_non_null(service->run);
            found++;
        }
    }
    assert_true(found >= HF_SERVICE_STORAGE_SUPPORT + 8u);
}

static void numbers_outside_the_table_find_nothing(void **state)
{
    (void)state;
    assert_null(hf_service_find(0));
    assert_null(hf_service_find(LAST_ID));
    assert_null(hf_service_find(UINT32_MAX));
}

static void the_copies_of_every_service_fit_the_arena(void **state)
{
    (void)state;
    for (uint32_t id = 1; id < LAST_ID; id++) {
        const struct hf_service *service = hf_service_find(id);
        uint32_t used = 0;

        if (service == NULL) {
            continue;
        }
        assert_true(service->inputs + service->outputs <= (int)HF_VECTORS_MAX);
        for (uint32_t i = 0; i < HF_VECTORS_MAX; i++) {
            assert_true(i != service->stream || (service->fixed >> i & 1u) == 0);
            used += (service->most[i] + 7u) & ~7u;
        }
        assert_true(used <= HF_REQUEST_ARENA);
    }
}

static void a_stream_is_an_input_that_has_no_bound_of_its_own(void **state)
{
    (void)state;
    for (uint32_t id = 1; id < LAST_ID; id++) {
        const struct hf_service *service = hf_service_find(id);

        if (service != NULL && service->stream != HF_NO_STREAM) {
            assert_true(service->stream < service->inputs);
            assert_int_equal(0, service->most[service->stream]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_service_is_found_by_its_own_number),
        cmocka_unit_test(numbers_outside_the_table_find_nothing),
        cmocka_unit_test(the_copies_of_every_service_fit_the_arena),
        cmocka_unit_test(a_stream_is_an_input_that_has_no_bound_of_its_own),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
