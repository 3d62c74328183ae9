/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "core/provision.h"

static void copy(uint8_t *to, const uint8_t *from, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        to[i] = from[i];
    }
}

/* CRC-32 as in IEEE 802.3, bit by bit: a message is short and rare. */
static uint32_t add_to_sum(uint32_t sum, uint8_t byte)
{
    sum ^= byte;
    for (uint32_t bit = 0; bit < 8u; bit++) {
        sum = (sum >> 1) ^ (0xedb88320u & (0u - (sum & 1u)));
    }
    return sum;
}

void hf_provision_keys_parts(const uint8_t challenge[32], const struct hf_provision_keys *keys,
                             hf_span_t parts[HF_PROVISION_PARTS])
{
    static const char purpose[] = "holdfast keys 1";

    parts[0] = (hf_span_t){(const uint8_t *)purpose, sizeof(purpose)};
    parts[1] = (hf_span_t){challenge, 32};
    parts[2] = (hf_span_t){keys->attestation, sizeof(keys->attestation)};
    parts[3] = (hf_span_t){keys->identity, sizeof(keys->identity)};
}

void hf_provision_request_parts(const uint8_t order[1], const struct hf_provision_hello *hello,
                                hf_span_t parts[HF_PROVISION_PARTS])
{
    static const char purpose[] = "holdfast order 1";

    parts[0] = (hf_span_t){(const uint8_t *)purpose, sizeof(purpose)};
    parts[1] = (hf_span_t){order, 1};
    parts[2] = (hf_span_t){hello->uid, sizeof(hello->uid)};
    parts[3] = (hf_span_t){hello->nonce, sizeof(hello->nonce)};
}

void hf_provision_hello_write(const struct hf_provision_hello *hello,
                              uint8_t out[HF_PROVISION_HELLO_SIZE])
{
    hf_write_u32(out, hello->version);
    hf_write_u32(out + 4, hello->lifecycle);
    hf_write_u32(out + 8, hello->tamper);
    copy(out + 12, hello->uid, sizeof(hello->uid));
    copy(out + 28, hello->nonce, sizeof(hello->nonce));
}

hf_err_t hf_provision_hello_read(hf_span_t payload, struct hf_provision_hello *hello)
{
    if (payload.size != HF_PROVISION_HELLO_SIZE ||
        hf_read_u32(payload.bytes) != HF_PROVISION_VERSION) {
        return HF_ERR_PROVISION_MESSAGE;
    }
    hello->version = HF_PROVISION_VERSION;
    hello->lifecycle = hf_read_u32(payload.bytes + 4);
    hello->tamper = hf_read_u32(payload.bytes + 8);
    copy(hello->uid, payload.bytes + 12, sizeof(hello->uid));
    copy(hello->nonce, payload.bytes + 28, sizeof(hello->nonce));
    return HF_OK;
}

void hf_provision_keys_write(const struct hf_provision_keys *keys,
                             uint8_t out[HF_PROVISION_KEYS_SIZE])
{
    copy(out, keys->attestation, 64);
    copy(out + 64, keys->identity, 64);
    copy(out + 128, keys->signature, 64);
}

hf_err_t hf_provision_keys_read(hf_span_t payload, struct hf_provision_keys *keys)
{
    if (payload.size != HF_PROVISION_KEYS_SIZE) {
        return HF_ERR_PROVISION_MESSAGE;
    }
    copy(keys->attestation, payload.bytes, 64);
    copy(keys->identity, payload.bytes + 64, 64);
    copy(keys->signature, payload.bytes + 128, 64);
    return HF_OK;
}

void hf_provision_request_write(const struct hf_provision_request *request,
                                uint8_t out[HF_PROVISION_REQUEST_SIZE])
{
    hf_write_u32(out, request->order);
    copy(out + 4, request->signature, 64);
}

hf_err_t hf_provision_request_read(hf_span_t payload, struct hf_provision_request *request)
{
    if (payload.size != HF_PROVISION_REQUEST_SIZE) {
        return HF_ERR_PROVISION_MESSAGE;
    }
    request->order = hf_read_u32(payload.bytes);
    copy(request->signature, payload.bytes + 4, 64);
    return request->order == HF_PROVISION_RECOVER || request->order == HF_PROVISION_DECOMMISSION ||
                   (request->order & ~3u) == HF_PROVISION_REVOKE
               ? HF_OK
               : HF_ERR_PROVISION_MESSAGE;
}

struct sender {
    void (*put)(void *context, uint8_t byte);
    void *context;
    uint32_t sum;
};

static void send_byte(struct sender *sender, uint8_t byte)
{
    static const char digits[] = "0123456789abcdef";

    sender->put(sender->context, (uint8_t)digits[byte >> 4]);
    sender->put(sender->context, (uint8_t)digits[byte & 15u]);
    sender->sum = add_to_sum(sender->sum, byte);
}

void hf_provision_send(uint8_t type, hf_span_t payload, void (*put)(void *context, uint8_t byte),
                       void *context)
{
    struct sender sender = {put, context, UINT32_MAX};
    uint32_t sum;

    if (payload.size > HF_PROVISION_PAYLOAD_MAX) {
        return;
    }
    put(context, HF_PROVISION_MARK);
    send_byte(&sender, type);
    send_byte(&sender, 0);
    send_byte(&sender, (uint8_t)payload.size);
    send_byte(&sender, (uint8_t)(payload.size >> 8));
    for (size_t i = 0; i < payload.size; i++) {
        send_byte(&sender, payload.bytes[i]);
    }
    sum = ~sender.sum;
    for (uint32_t i = 0; i < HF_PROVISION_SUM; i++) {
        send_byte(&sender, (uint8_t)(sum >> (8u * i)));
    }
    put(context, '\n');
}

void hf_provision_reader_start(struct hf_provision_reader *reader, uint8_t *bytes)
{
    reader->bytes = bytes;
    reader->digits = HF_PROVISION_OUTSIDE;
}

/* Both cases; the device writes lower. Above 15: no digit. */
static uint8_t value_of(uint8_t digit)
{
    if (digit >= '0' && digit <= '9') {
        return (uint8_t)(digit - '0');
    }
    digit |= 0x20u;
    return digit >= 'a' && digit <= 'f' ? (uint8_t)(digit - 'a' + 10) : 0xffu;
}

/* INVARIANT: nothing of the frame is given out before its length and its sum were right. */
static enum hf_provision_progress finish(struct hf_provision_reader *reader,
                                         struct hf_provision_message *message)
{
    uint32_t const size = reader->digits / 2u;
    uint32_t const odd = reader->digits & 1u;
    uint32_t sum = UINT32_MAX;
    uint32_t length;

    reader->digits = HF_PROVISION_OUTSIDE;
    if (odd != 0 || size < HF_PROVISION_HEAD + HF_PROVISION_SUM) {
        return HF_PROVISION_BAD;
    }
    length = hf_read_u16(reader->bytes + 2);
    for (uint32_t i = 0; i < size - HF_PROVISION_SUM; i++) {
        sum = add_to_sum(sum, reader->bytes[i]);
    }
    if (reader->bytes[1] != 0 || length != size - HF_PROVISION_HEAD - HF_PROVISION_SUM ||
        hf_read_u32(reader->bytes + size - HF_PROVISION_SUM) != ~sum) {
        return HF_PROVISION_BAD;
    }
    message->type = reader->bytes[0];
    message->payload = (hf_span_t){reader->bytes + HF_PROVISION_HEAD, length};
    return HF_PROVISION_WHOLE;
}

enum hf_provision_progress hf_provision_take(struct hf_provision_reader *reader, uint8_t byte,
                                             struct hf_provision_message *message)
{
    uint8_t const value = value_of(byte);
    uint32_t const at = reader->digits / 2u;

    if (byte == HF_PROVISION_MARK) {
        enum hf_provision_progress const before =
            reader->digits == HF_PROVISION_OUTSIDE ? HF_PROVISION_MORE : HF_PROVISION_BAD;

        reader->digits = 0;
        return before;
    }
    if (reader->digits == HF_PROVISION_OUTSIDE || byte == '\r') {
        return HF_PROVISION_MORE;
    }
    if (byte == '\n') {
        return finish(reader, message);
    }
    if (value > 15u || at >= HF_PROVISION_FRAME_MAX) {
        reader->digits = HF_PROVISION_OUTSIDE;
        return HF_PROVISION_BAD;
    }
    reader->bytes[at] =
        (uint8_t)((reader->digits & 1u) == 0 ? value << 4 : reader->bytes[at] | value);
    reader->digits++;
    return HF_PROVISION_MORE;
}
