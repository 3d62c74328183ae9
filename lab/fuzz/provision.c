/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Any bytes on the secure console, as device and factory read them; and any bytes as a certificate.
 * What was read as a whole message and is sent again must be read as the same message. */
#include "core/provision.h"
#include "core/certificate.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint8_t again[HF_PROVISION_TEXT_MAX];
static size_t again_size;

static void need(int holds)
{
    if (!holds) {
        abort();
    }
}

static void put(void *context, uint8_t byte)
{
    (void)context;
    need(again_size < sizeof(again));
    again[again_size++] = byte;
}

static void read_payload(const struct hf_provision_message *message)
{
    uint8_t out[HF_PROVISION_KEYS_SIZE];
    struct hf_provision_hello hello;
    struct hf_provision_keys keys;
    struct hf_provision_request request;
    const uint8_t *point;

    if (hf_provision_hello_read(message->payload, &hello) == HF_OK) {
        hf_provision_hello_write(&hello, out);
        need(memcmp(out, message->payload.bytes, HF_PROVISION_HELLO_SIZE) == 0);
    }
    if (hf_provision_keys_read(message->payload, &keys) == HF_OK) {
        hf_provision_keys_write(&keys, out);
        need(memcmp(out, message->payload.bytes, HF_PROVISION_KEYS_SIZE) == 0);
    }
    if (hf_provision_request_read(message->payload, &request) == HF_OK) {
        hf_provision_request_write(&request, out);
        need(memcmp(out, message->payload.bytes, HF_PROVISION_REQUEST_SIZE) == 0);
    }
    if (hf_certificate_point(message->payload, &point) == HF_OK) {
        need(point > message->payload.bytes &&
             point + 64 <= message->payload.bytes + message->payload.size);
    }
}

static void read_again(const struct hf_provision_message *message)
{
    static uint8_t frame[HF_PROVISION_FRAME_MAX];
    struct hf_provision_reader reader;
    struct hf_provision_message same;
    enum hf_provision_progress progress = HF_PROVISION_MORE;

    again_size = 0;
    hf_provision_send(message->type, message->payload, put, NULL);
    hf_provision_reader_start(&reader, frame);
    for (size_t i = 0; i < again_size; i++) {
        need(progress == HF_PROVISION_MORE);
        progress = hf_provision_take(&reader, again[i], &same);
    }
    need(progress == HF_PROVISION_WHOLE && same.type == message->type &&
         same.payload.size == message->payload.size &&
         memcmp(same.payload.bytes, message->payload.bytes, same.payload.size) == 0);
}

static void read_line(const uint8_t *data, size_t size)
{
    static uint8_t frame[HF_PROVISION_FRAME_MAX];
    struct hf_provision_reader reader;
    struct hf_provision_message message;

    hf_provision_reader_start(&reader, frame);
    for (size_t i = 0; i < size; i++) {
        if (hf_provision_take(&reader, data[i], &message) == HF_PROVISION_WHOLE) {
            need(message.payload.size <= HF_PROVISION_PAYLOAD_MAX);
            read_payload(&message);
            read_again(&message);
        }
    }
}

/* The first byte chooses: the line as it comes; a payload with good framing; a certificate. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *point;

    if (size == 0) {
        return 0;
    }
    if (data[0] % 3u == 0) {
        read_line(data + 1, size - 1u);
    } else if (data[0] % 3u == 1 && size >= 2 && size - 2u <= HF_PROVISION_PAYLOAD_MAX) {
        struct hf_provision_message const message = {data[1], {data + 2, size - 2u}};

        read_payload(&message);
        read_again(&message);
    } else if (data[0] % 3u == 2) {
        if (hf_certificate_point((hf_span_t){data + 1, size - 1u}, &point) == HF_OK) {
            need(point > data && point + 64 <= data + size);
        }
    }
    return 0;
}
