/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "core/provision.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

static char line[HF_PROVISION_TEXT_MAX + 16u];
static size_t line_size;
static uint8_t frame[HF_PROVISION_FRAME_MAX];
static uint8_t payload[HF_PROVISION_PAYLOAD_MAX];

static void put(void *context, uint8_t byte)
{
    (void)context;
    assert_true(line_size < sizeof(line));
    line[line_size++] = (char)byte;
}

static void send(uint8_t type, size_t size)
{
    line_size = 0;
    hf_provision_send(type, (hf_span_t){payload, size}, put, NULL);
}

/* What the whole text ends with. */
static enum hf_provision_progress read_text(const char *text, size_t size,
                                            struct hf_provision_message *message)
{
    struct hf_provision_reader reader;
    enum hf_provision_progress last = HF_PROVISION_MORE;

    hf_provision_reader_start(&reader, frame);
    for (size_t i = 0; i < size; i++) {
        enum hf_provision_progress const now =
            hf_provision_take(&reader, (uint8_t)text[i], message);

        last = now != HF_PROVISION_MORE ? now : last;
    }
    return last;
}

static int setup(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(payload); i++) {
        payload[i] = (uint8_t)(i * 7u + 1u);
    }
    return 0;
}

static void what_is_sent_is_read(void **state)
{
    static const size_t sizes[] = {0, 1, 192, HF_PROVISION_PAYLOAD_MAX};
    struct hf_provision_message message;

    (void)state;
    for (size_t i = 0; i < 4; i++) {
        send(HF_PROVISION_KEYS, sizes[i]);
        assert_int_equal(HF_PROVISION_WHOLE, read_text(line, line_size, &message));
        assert_int_equal(HF_PROVISION_KEYS, message.type);
        assert_int_equal(sizes[i], message.payload.size);
        assert_memory_equal(payload, message.payload.bytes, sizes[i]);
    }
}

static void the_text_is_known(void **state)
{
    (void)state;
    payload[0] = 0xa5;
    send(HF_PROVISION_START, 1);
    assert_int_equal(20, line_size);
    assert_memory_equal("~02000100a5", line, 11); /* then the sum, checked by zlib's crc32() */
    assert_memory_equal("2d999c1b\n", line + 11, 9);
}

static void too_long_a_payload_is_not_sent(void **state)
{
    (void)state;
    line_size = 0;
    hf_provision_send(1, (hf_span_t){payload, HF_PROVISION_PAYLOAD_MAX + 1u}, put, NULL);
    assert_int_equal(0, line_size);
}

static void every_changed_digit_is_noticed(void **state)
{
    struct hf_provision_message message;

    (void)state;
    send(HF_PROVISION_ASK_KEYS, 32);
    for (size_t i = 1; i < line_size - 1u; i++) {
        char const was = line[i];

        line[i] = was == '0' ? '1' : '0';
        assert_int_equal(HF_PROVISION_BAD, read_text(line, line_size, &message));
        line[i] = was;
    }
    assert_int_equal(HF_PROVISION_WHOLE, read_text(line, line_size, &message));
}

static void every_cut_is_noticed(void **state)
{
    struct hf_provision_message message;

    (void)state;
    send(HF_PROVISION_ASK_KEYS, 32);
    for (size_t i = 1; i < line_size - 1u; i++) {
        char cut[HF_PROVISION_TEXT_MAX];

        memcpy(cut, line, i);
        cut[i] = '\n';
        assert_int_equal(HF_PROVISION_BAD, read_text(cut, i + 1u, &message));
    }
}

static void a_line_without_an_end_is_given_up(void **state)
{
    struct hf_provision_reader reader;
    struct hf_provision_message message;
    uint32_t bad = 0;

    (void)state;
    hf_provision_reader_start(&reader, frame);
    assert_int_equal(HF_PROVISION_MORE, hf_provision_take(&reader, '~', &message));
    for (size_t i = 0; i < 4u * HF_PROVISION_FRAME_MAX; i++) {
        bad += hf_provision_take(&reader, '0', &message) == HF_PROVISION_BAD;
    }
    assert_int_equal(1, bad);
}

static void words_for_people_are_passed_over(void **state)
{
    static const char before[] = "@irot start - - 00000000 00000000\nfault\n!!!!";
    struct hf_provision_reader reader;
    struct hf_provision_message message;
    enum hf_provision_progress last = HF_PROVISION_MORE;

    (void)state;
    hf_provision_reader_start(&reader, frame);
    for (size_t i = 0; i < sizeof(before) - 1u; i++) {
        assert_int_equal(HF_PROVISION_MORE,
                         hf_provision_take(&reader, (uint8_t)before[i], &message));
    }
    send(HF_PROVISION_HELLO, 60);
    for (size_t i = 0; i < line_size; i++) {
        last = hf_provision_take(&reader, (uint8_t)line[i], &message);
    }
    assert_int_equal(HF_PROVISION_WHOLE, last);
}

static void a_new_mark_ends_a_cut_message(void **state)
{
    struct hf_provision_reader reader;
    struct hf_provision_message message;
    enum hf_provision_progress last = HF_PROVISION_MORE;

    (void)state;
    hf_provision_reader_start(&reader, frame);
    (void)hf_provision_take(&reader, '~', &message);
    (void)hf_provision_take(&reader, '0', &message);
    send(HF_PROVISION_HELLO, 60);
    assert_int_equal(HF_PROVISION_BAD, hf_provision_take(&reader, (uint8_t)line[0], &message));
    for (size_t i = 1; i < line_size; i++) {
        last = hf_provision_take(&reader, (uint8_t)line[i], &message);
    }
    assert_int_equal(HF_PROVISION_WHOLE, last);
}

static void a_hello_comes_back(void **state)
{
    struct hf_provision_hello hello = {HF_PROVISION_VERSION, 0x3000, 1, {1, 2}, {3, 4}};
    struct hf_provision_hello back;
    uint8_t bytes[HF_PROVISION_HELLO_SIZE];

    (void)state;
    hf_provision_hello_write(&hello, bytes);
    assert_memory_equal(&hello, bytes, sizeof(bytes)); /* as a little-endian machine has it */
    assert_int_equal(HF_OK, hf_provision_hello_read((hf_span_t){bytes, sizeof(bytes)}, &back));
    assert_memory_equal(&hello, &back, sizeof(hello));
    assert_int_equal(HF_ERR_PROVISION_MESSAGE,
                     hf_provision_hello_read((hf_span_t){bytes, sizeof(bytes) - 1u}, &back));
    bytes[0]++;
    assert_int_equal(HF_ERR_PROVISION_MESSAGE,
                     hf_provision_hello_read((hf_span_t){bytes, sizeof(bytes)}, &back));
}

static void an_unknown_order_is_refused(void **state)
{
    struct hf_provision_request request = {HF_PROVISION_RECOVER, {9}};
    struct hf_provision_request back;
    uint8_t bytes[HF_PROVISION_REQUEST_SIZE];
    hf_span_t const span = {bytes, sizeof(bytes)};

    (void)state;
    hf_provision_request_write(&request, bytes);
    assert_int_equal(HF_OK, hf_provision_request_read(span, &back));
    assert_memory_equal(&request, &back, sizeof(request));
    bytes[0]++;
    assert_int_equal(HF_ERR_PROVISION_MESSAGE, hf_provision_request_read(span, &back));
    bytes[0] = HF_PROVISION_REVOKE + 3u;
    assert_int_equal(HF_OK, hf_provision_request_read(span, &back));
    bytes[0] = HF_PROVISION_REVOKE + 4u;
    assert_int_equal(HF_ERR_PROVISION_MESSAGE, hf_provision_request_read(span, &back));
}

/* What is signed for one kind, device and session is not signed for another. */
static void every_part_of_a_request_is_in_what_is_signed(void **state)
{
    struct hf_provision_hello const hello = {.uid = {1}, .nonce = {2}};
    uint8_t const kind = HF_PROVISION_RECOVER;
    hf_span_t parts[HF_PROVISION_PARTS];

    (void)state;
    hf_provision_request_parts(&kind, &hello, parts);
    assert_string_equal("holdfast order 1", (const char *)parts[0].bytes);
    assert_int_equal(17, parts[0].size);
    assert_ptr_equal(&kind, parts[1].bytes);
    assert_ptr_equal(hello.uid, parts[2].bytes);
    assert_int_equal(16, parts[2].size);
    assert_ptr_equal(hello.nonce, parts[3].bytes);
    assert_int_equal(32, parts[3].size);
}

static void keys_come_back(void **state)
{
    struct hf_provision_keys keys;
    struct hf_provision_keys back;
    uint8_t bytes[HF_PROVISION_KEYS_SIZE];
    hf_span_t parts[HF_PROVISION_PARTS];

    (void)state;
    memset(keys.attestation, 1, sizeof(keys.attestation));
    memset(keys.identity, 2, sizeof(keys.identity));
    memset(keys.signature, 3, sizeof(keys.signature));
    hf_provision_keys_write(&keys, bytes);
    assert_int_equal(HF_OK, hf_provision_keys_read((hf_span_t){bytes, sizeof(bytes)}, &back));
    assert_memory_equal(&keys, &back, sizeof(keys));
    hf_provision_keys_parts(bytes, &keys, parts);
    assert_ptr_equal(bytes, parts[1].bytes);
    assert_ptr_equal(keys.attestation, parts[2].bytes);
    assert_ptr_equal(keys.identity, parts[3].bytes);
}

static void a_body_of_another_size_or_version_is_refused(void **state)
{
    static uint8_t bytes[HF_PROVISION_PAYLOAD_MAX];
    struct hf_provision_hello hello = {.version = HF_PROVISION_VERSION};
    struct hf_provision_keys keys;
    struct hf_provision_request request;

    (void)state;
    hf_provision_hello_write(&hello, bytes);
    assert_int_equal(HF_OK,
                     hf_provision_hello_read((hf_span_t){bytes, HF_PROVISION_HELLO_SIZE}, &hello));
    for (size_t more = 0; more <= 2u; more += 2u) {
        assert_int_equal(HF_ERR_PROVISION_MESSAGE,
                         hf_provision_hello_read(
                             (hf_span_t){bytes, HF_PROVISION_HELLO_SIZE - 1u + more}, &hello));
        assert_int_equal(
            HF_ERR_PROVISION_MESSAGE,
            hf_provision_keys_read((hf_span_t){bytes, HF_PROVISION_KEYS_SIZE - 1u + more}, &keys));
        assert_int_equal(HF_ERR_PROVISION_MESSAGE,
                         hf_provision_request_read(
                             (hf_span_t){bytes, HF_PROVISION_REQUEST_SIZE - 1u + more}, &request));
    }
    bytes[0]++;
    assert_int_equal(HF_ERR_PROVISION_MESSAGE,
                     hf_provision_hello_read((hf_span_t){bytes, HF_PROVISION_HELLO_SIZE}, &hello));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(what_is_sent_is_read, setup),
        cmocka_unit_test_setup(the_text_is_known, setup),
        cmocka_unit_test_setup(too_long_a_payload_is_not_sent, setup),
        cmocka_unit_test_setup(every_changed_digit_is_noticed, setup),
        cmocka_unit_test_setup(every_cut_is_noticed, setup),
        cmocka_unit_test_setup(a_line_without_an_end_is_given_up, setup),
        cmocka_unit_test_setup(words_for_people_are_passed_over, setup),
        cmocka_unit_test_setup(a_new_mark_ends_a_cut_message, setup),
        cmocka_unit_test_setup(a_hello_comes_back, setup),
        cmocka_unit_test_setup(an_unknown_order_is_refused, setup),
        cmocka_unit_test_setup(every_part_of_a_request_is_in_what_is_signed, setup),
        cmocka_unit_test(keys_come_back),
        cmocka_unit_test(a_body_of_another_size_or_version_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
