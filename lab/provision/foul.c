/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * A factory that does not play by the rules, at a device that really runs: frames that are cut,
 * damaged or endless, messages of the wrong length or out of turn, a certificate for another key,
 * an order that was signed for another session. Prints what the device answered, one line per
 * attempt, and says at the end whether the device is still unprovisioned. usage: foul DEVICE
 * CASE... lab/system/provision.sh has the expected answers. */
#include "core/signature.h"
#include "host/key/digest.h"
#include "host/provision/provision.h"

#include <stdio.h>
#include <string.h>

struct foul {
    const char *name;
    struct hf_provision_hello hello;
};

static void send_text(struct hf_talk *talk, const char *text)
{
    (void)hf_qemu_send(talk->run->qemu, HF_CONSOLE_SECURE, text, strlen(text));
}

static void send_zeros(struct hf_talk *talk, uint8_t type, size_t size)
{
    static const uint8_t zeros[HF_PROVISION_PAYLOAD_MAX];

    hf_talk_send(talk, type, (hf_span_t){zeros, size});
}

/* More digits than any message has, and no end. */
static void send_endless(struct hf_talk *talk)
{
    char text[HF_PROVISION_TEXT_MAX + 64u];

    memset(text, '0', sizeof(text));
    text[0] = '~';
    text[sizeof(text) - 1u] = '\0';
    send_text(talk, text);
}

/* A good certificate by the lab's factory, for a key that is not the device's. */
static void send_foreign_certificate(struct hf_talk *talk)
{
    struct hf_ca_source const source = {"lab/keys/factory-1.crt", "lab/keys/factory-1.pem"};
    struct hf_arena arena = {NULL};
    struct hf_trouble trouble = {""};
    struct hf_public other;
    struct hf_key *key = NULL;
    struct hf_ca *ca = NULL;
    struct hf_ca_subject subject = {.instance_id = {1}};
    hf_span_t der;

    if (hf_key_load("lab/keys/wrong-1.pem", &key, &trouble)) {
        hf_key_public(key, &other);
        memcpy(subject.identity, other.point, sizeof(subject.identity));
        if (hf_ca_open(&source, &ca, &trouble) &&
            hf_ca_certify(ca, &subject, &arena, &der, &trouble)) {
            hf_talk_send(talk, HF_PROVISION_CERTIFICATE, der);
        }
    }
    hf_ca_free(ca);
    hf_key_free(key);
    hf_arena_free(&arena);
}

/* Signed by the right key, over a nonce (or a UID) that is not the one of this hello. */
static void send_old_order(struct hf_talk *talk, const struct hf_provision_hello *hello,
                           bool other_device)
{
    struct hf_provision_hello old = *hello;
    struct hf_provision_request request = {.order = HF_PROVISION_DECOMMISSION};
    uint8_t const order = HF_PROVISION_DECOMMISSION;
    hf_span_t parts[HF_PROVISION_PARTS];
    uint8_t bytes[HF_PROVISION_REQUEST_SIZE];
    uint8_t digest[32];
    uint8_t der[HF_SIGNATURE_DER_MAX];
    struct hf_trouble trouble = {""};
    struct hf_key *key = NULL;
    size_t size = 0;

    if (other_device) {
        old.uid[0] = (uint8_t)~old.uid[0];
    } else {
        old.nonce[0] = (uint8_t)~old.nonce[0];
    }
    hf_provision_request_parts(&order, &old, parts);
    hf_digest(parts, HF_PROVISION_PARTS, digest);
    if (hf_key_load("lab/keys/service-1.pem", &key, &trouble) &&
        hf_key_sign(key, digest, der, &size, &trouble) &&
        hf_signature_from_der((hf_span_t){der, size}, request.signature) == HF_OK) {
        hf_provision_request_write(&request, bytes);
        hf_talk_send(talk, HF_PROVISION_REQUEST, (hf_span_t){bytes, sizeof(bytes)});
    }
    hf_key_free(key);
}

static bool send_plain(struct hf_talk *talk, const char *name)
{
    static const struct {
        const char *name;
        uint8_t type;
        uint16_t size;
    } plain[] = {
        {"unknown", 99, 4},
        {"short-challenge", HF_PROVISION_ASK_KEYS, 31},
        {"start", HF_PROVISION_START, 0},
        {"early-secure", HF_PROVISION_SECURE, 32},
        {"short-secure", HF_PROVISION_SECURE, 31},
        {"no-certificate", HF_PROVISION_CERTIFICATE, 600},
        {"empty-certificate", HF_PROVISION_CERTIFICATE, 0},
        {"zero-order", HF_PROVISION_REQUEST, 68},
        {"short-order", HF_PROVISION_REQUEST, 67},
        {"hello", HF_PROVISION_HELLO, 60},
    };
    static const struct {
        const char *name;
        const char *text;
    } broken[] = {
        {"cut", "~0300200000\n"}, {"damaged", "~02000000deadbeef\n"}, {"no-digits", "~02zz\n"}};

    for (size_t i = 0; i < sizeof(plain) / sizeof(plain[0]); i++) {
        if (strcmp(plain[i].name, name) == 0) {
            send_zeros(talk, plain[i].type, plain[i].size);
            return true;
        }
    }
    for (size_t i = 0; i < sizeof(broken) / sizeof(broken[0]); i++) {
        if (strcmp(broken[i].name, name) == 0) {
            send_text(talk, broken[i].text);
            return true;
        }
    }
    return false;
}

static bool attempt(struct hf_talk *talk, struct foul *foul)
{
    if (strcmp(foul->name, "endless") == 0) {
        send_endless(talk);
    } else if (strcmp(foul->name, "foreign-certificate") == 0) {
        send_foreign_certificate(talk);
    } else if (strcmp(foul->name, "old-order") == 0) {
        send_old_order(talk, &foul->hello, false);
    } else if (strcmp(foul->name, "other-device") == 0) {
        send_old_order(talk, &foul->hello, true);
    } else {
        return send_plain(talk, foul->name);
    }
    return true;
}

static bool on_message(struct hf_talk *talk, const struct hf_provision_message *message)
{
    struct foul *foul = talk->context;

    if (message->type == HF_PROVISION_HELLO) {
        return hf_provision_hello_read(message->payload, &foul->hello) != HF_OK ||
               !attempt(talk, foul);
    }
    return true;
}

int main(int count, char **words)
{
    struct hf_talk_options const options = {.seconds = 30};
    struct hf_arena arena = {NULL};
    struct hf_trouble trouble = {""};
    struct hf_device device;

    if (count < 3 || !hf_device_open(words[1], &device, &trouble)) {
        fprintf(stderr, "usage: foul DEVICE CASE... %s\n", trouble.line);
        return 2;
    }
    for (int i = 2; i < count; i++) {
        struct foul foul = {.name = words[i]};
        struct hf_talk talk = {.on_message = on_message, .context = &foul};

        if (!hf_talk_run(&device, &options, &talk, &trouble)) {
            printf("%s %s\n", words[i], trouble.line);
        } else {
            const struct hf_err_text *text = hf_err_find((uint32_t)talk.refused);

            printf("%s %s\n", words[i], text != NULL ? text->name : "?");
        }
    }
    hf_device_close(&device);
    hf_arena_free(&arena);
    return 0;
}
