/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The ends of a secured life: a request for one device and one session of it. */
#include "core/signature.h"
#include "host/key/digest.h"
#include "host/provision/provision.h"

#include <string.h>

struct ending {
    const struct hf_key *key;
    uint8_t order;
    bool done;
    struct hf_trouble *trouble;
};

static bool send_request(struct hf_talk *talk, struct ending *ending, hf_span_t payload)
{
    struct hf_provision_hello hello;
    struct hf_provision_request request = {.order = ending->order};
    hf_span_t parts[HF_PROVISION_PARTS];
    uint8_t bytes[HF_PROVISION_REQUEST_SIZE];
    uint8_t digest[32];
    uint8_t der[HF_SIGNATURE_DER_MAX];
    size_t size = 0;

    if (hf_provision_hello_read(payload, &hello) != HF_OK) {
        hf_trouble_set(ending->trouble, "the device speaks another version of the protocol");
        return true;
    }
    hf_provision_request_parts(&ending->order, &hello, parts);
    hf_digest(parts, HF_PROVISION_PARTS, digest);
    if (!hf_key_sign(ending->key, digest, der, &size, ending->trouble) ||
        hf_signature_from_der((hf_span_t){der, size}, request.signature) != HF_OK) {
        return true;
    }
    hf_provision_request_write(&request, bytes);
    hf_talk_send(talk, HF_PROVISION_REQUEST, (hf_span_t){bytes, sizeof(bytes)});
    return false;
}

static bool on_message(struct hf_talk *talk, const struct hf_provision_message *message)
{
    struct ending *ending = talk->context;

    if (message->type == HF_PROVISION_HELLO) {
        return send_request(talk, ending, message->payload);
    }
    ending->done = message->type == HF_PROVISION_DONE && message->payload.size == 4u &&
                   hf_read_u32(message->payload.bytes) == HF_PROVISION_REQUEST;
    return ending->done;
}

void hf_provision_order(struct hf_device *device, uint8_t order, const struct hf_key *key,
                        const struct hf_talk_options *options, struct hf_provision_result *result,
                        struct hf_trouble *trouble)
{
    struct ending ending = {.key = key, .order = (uint8_t)order, .trouble = trouble};
    struct hf_talk talk = {.on_message = on_message, .context = &ending};

    result->why = HF_OK;
    result->outcome = HF_PROVISION_BROKEN;
    if (!hf_talk_run(device, options, &talk, trouble)) {
        return;
    }
    if (talk.refused != HF_OK) {
        result->outcome = HF_PROVISION_REFUSED_BY;
        result->why = talk.refused;
    } else if (ending.done) {
        result->outcome = HF_PROVISIONED;
    }
}
