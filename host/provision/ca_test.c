/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Certificates of devices: made by the lab's factory, and believed or not. */
#include "host/provision/ca.h"

#include "core/certificate.h"
#include "host/base/write.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define CA     "lab/keys/factory-1.crt"
#define CA_KEY "lab/keys/factory-1.pem"

/* The generator of P-256: a point like any other. */
static const uint8_t point[64] = {
    0x6b, 0x17, 0xd1, 0xf2, 0xe1, 0x2c, 0x42, 0x47, 0xf8, 0xbc, 0xe6, 0xe5, 0x63, 0xa4, 0x40, 0xf2,
    0x77, 0x03, 0x7d, 0x81, 0x2d, 0xeb, 0x33, 0xa0, 0xf4, 0xa1, 0x39, 0x45, 0xd8, 0x98, 0xc2, 0x96,
    0x4f, 0xe3, 0x42, 0xe2, 0xfe, 0x1a, 0x7f, 0x9b, 0x8e, 0xe7, 0xeb, 0x4a, 0x7c, 0x0f, 0x9e, 0x16,
    0x2b, 0xce, 0x33, 0x57, 0x6b, 0x31, 0x5e, 0xce, 0xcb, 0xb6, 0x40, 0x68, 0x37, 0xbf, 0x51, 0xf5};

static struct {
    struct hf_arena arena;
    struct hf_ca *ca;
    struct hf_trouble trouble;
    struct hf_ca_subject subject;
    hf_span_t der;
    const char *pem;
} bench;

static bool open_ca(const char *certificate, const char *key)
{
    struct hf_ca_source const source = {certificate, key};

    bench.trouble.line[0] = '\0';
    return hf_ca_open(&source, &bench.ca, &bench.trouble);
}

static int setup(void **state)
{
    (void)state;
    memset(&bench, 0, sizeof(bench));
    memcpy(bench.subject.identity, point, sizeof(point));
    hf_instance_id(point, bench.subject.instance_id);
    assert_true(open_ca(CA, CA_KEY));
    assert_true(hf_ca_certify(bench.ca, &bench.subject, &bench.arena, &bench.der, &bench.trouble));
    bench.pem = hf_certificate_pem(bench.der, &bench.arena);
    assert_non_null(bench.pem);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    hf_ca_free(bench.ca);
    hf_arena_free(&bench.arena);
    return 0;
}

static bool believed(const char *ca, const char *pem, bool *broken)
{
    bench.trouble.line[0] = '\0';
    return hf_ca_check(ca, pem, bench.subject.instance_id, broken, &bench.trouble);
}

static void a_certificate_is_believed_under_its_authority(void **state)
{
    bool broken = true;

    (void)state;
    assert_true(believed(CA, bench.pem, &broken));
    assert_false(broken);
}

static void a_device_finds_its_own_key_in_it(void **state)
{
    const uint8_t *found = NULL;

    (void)state;
    assert_int_equal(HF_OK, hf_certificate_point(bench.der, &found));
    assert_memory_equal(point, found, sizeof(point));
    assert_true(bench.der.size <= HF_PROVISION_CERTIFICATE_MAX);
}

static void it_is_not_believed_for_another_device(void **state)
{
    bool broken;

    (void)state;
    bench.subject.instance_id[32] ^= 1u;
    assert_false(believed(CA, bench.pem, &broken));
    assert_false(broken);
    assert_non_null(strstr(bench.trouble.line, "names another device"));
}

static void every_changed_byte_is_noticed(void **state)
{
    uint8_t *bytes = (uint8_t *)(uintptr_t)bench.der.bytes;
    bool broken;

    (void)state;
    for (size_t i = 0; i < bench.der.size; i += 3) {
        bytes[i] ^= 0x10u;
        const char *pem = hf_certificate_pem(bench.der, &bench.arena);

        assert_false(pem != NULL && believed(CA, pem, &broken));
        bytes[i] ^= 0x10u;
    }
}

/* The factory's own certificate is none of a device: no authority may pass as one. */
static void an_authority_is_no_device(void **state)
{
    struct hf_bytes own;
    bool broken;

    (void)state;
    assert_true(hf_file_read(CA, 65536, &bench.arena, &own, &bench.trouble));
    assert_false(believed(CA, own.data, &broken));
}

static void a_device_is_no_authority(void **state)
{
    char path[] = "/tmp/holdfast-device-XXXXXX";
    bool broken = false;

    (void)state;
    close(mkstemp(path));
    assert_true(hf_file_replace(path, bench.pem, strlen(bench.pem), 0600, &bench.trouble));
    assert_false(believed(path, bench.pem, &broken));
    assert_true(broken);
    assert_non_null(strstr(bench.trouble.line, "not the certificate of an authority"));
    unlink(path);
}

static void what_is_no_certificate_is_not_believed(void **state)
{
    bool broken = true;

    (void)state;
    assert_false(believed(CA, "", &broken));
    assert_false(broken);
    assert_false(believed("/nowhere/ca.crt", bench.pem, &broken));
    assert_true(broken);
}

static void an_authority_needs_its_own_private_key(void **state)
{
    (void)state;
    hf_ca_free(bench.ca);
    bench.ca = NULL;
    assert_false(open_ca(CA, "lab/keys/service-1.pem"));
    assert_non_null(strstr(bench.trouble.line, "the key is not the one"));
    assert_false(open_ca(CA, "lab/keys/nothing.pem"));
    assert_false(open_ca("lab/keys/factory-1.pem", CA_KEY));
    assert_non_null(strstr(bench.trouble.line, "no certificate"));
}

static void no_certificate_is_made_for_what_is_no_point(void **state)
{
    (void)state;
    bench.subject.identity[63] ^= 1u;
    assert_false(hf_ca_certify(bench.ca, &bench.subject, &bench.arena, &bench.der, &bench.trouble));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_certificate_is_believed_under_its_authority, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_device_finds_its_own_key_in_it, setup, teardown),
        cmocka_unit_test_setup_teardown(it_is_not_believed_for_another_device, setup, teardown),
        cmocka_unit_test_setup_teardown(every_changed_byte_is_noticed, setup, teardown),
        cmocka_unit_test_setup_teardown(an_authority_is_no_device, setup, teardown),
        cmocka_unit_test_setup_teardown(a_device_is_no_authority, setup, teardown),
        cmocka_unit_test_setup_teardown(what_is_no_certificate_is_not_believed, setup, teardown),
        cmocka_unit_test_setup_teardown(an_authority_needs_its_own_private_key, setup, teardown),
        cmocka_unit_test_setup_teardown(no_certificate_is_made_for_what_is_no_point, setup,
                                        teardown),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
