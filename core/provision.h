/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * core/provision.h - what a device and its factory say to each other over the secure console:
 * provisioning, and the authenticated requests that end a life. docs/formats/provision.md has the
 * tables, docs/provisioning.md the protocol.
 *
 * A message is a frame: type, 0, length of the payload (u16), payload, CRC-32 of all of it (u32);
 * little-endian. On the line it is text: '~', two hexadecimal digits for each byte, a newline.
 * Between messages the line carries records and words for people; a reader passes over them.
 *
 * The sum finds damage, not malice: what must be authentic is signed. */
#ifndef HF_CORE_PROVISION_H
#define HF_CORE_PROVISION_H

#include "core/error.h"
#include "core/span.h"

#define HF_PROVISION_MARK    '~' /* begins a message */
#define HF_PROVISION_WAKE    '!' /* the factory sends it after a reset: "listen" */
#define HF_PROVISION_VERSION 1u

#define HF_PROVISION_HEAD            4u
#define HF_PROVISION_SUM             4u
#define HF_PROVISION_PAYLOAD_MAX     1024u
#define HF_PROVISION_FRAME_MAX       (HF_PROVISION_HEAD + HF_PROVISION_PAYLOAD_MAX + HF_PROVISION_SUM)
#define HF_PROVISION_TEXT_MAX        (2u * HF_PROVISION_FRAME_MAX + 2u)
#define HF_PROVISION_CERTIFICATE_MAX HF_PROVISION_PAYLOAD_MAX

enum hf_provision_type {
    HF_PROVISION_HELLO = 1,       /* device: struct hf_provision_hello */
    HF_PROVISION_START = 2,       /* factory: leave assembly; the device resets */
    HF_PROVISION_ASK_KEYS = 3,    /* factory: a challenge of 32 bytes */
    HF_PROVISION_KEYS = 4,        /* device: struct hf_provision_keys */
    HF_PROVISION_CERTIFICATE = 5, /* factory: DER, for the identity key */
    HF_PROVISION_SECURE = 6,      /* factory: SHA-256 of the certificate; the life cycle moves */
    HF_PROVISION_REQUEST = 7,     /* factory: struct hf_provision_request */
    HF_PROVISION_DONE = 8,        /* device: the type that was done, u32 */
    HF_PROVISION_REFUSED = 9,     /* device: hf_err_t, u32 */
};

/* What the device says when it is listening. */
struct hf_provision_hello {
    uint32_t version;   /* HF_PROVISION_VERSION */
    uint32_t lifecycle; /* HF_LIFECYCLE_... */
    uint32_t tamper;    /* hf_tamper_events() */
    uint8_t uid[16];
    uint8_t nonce[32]; /* fresh; a request is for this session alone. Zeros: no entropy, so the
                          device refuses all that needs it */
};

#define HF_PROVISION_HELLO_SIZE 60u

/* On the little-endian device the structs are the payloads: core/provision_test.c compares. */
_Static_assert(sizeof(struct hf_provision_hello) == HF_PROVISION_HELLO_SIZE, "payload layout");

/* The device's public keys, X || Y, and the proof that it has the identity key:
 * ECDSA, r || s, over hf_provision_keys_parts(). The attestation key signs tokens, nothing else. */
struct hf_provision_keys {
    uint8_t attestation[64];
    uint8_t identity[64];
    uint8_t signature[64];
};

#define HF_PROVISION_KEYS_SIZE 192u

_Static_assert(sizeof(struct hf_provision_keys) == HF_PROVISION_KEYS_SIZE, "payload layout");

/* What the service authority alone may order, signed by it over hf_provision_request_parts(). */
enum hf_provision_order {
    HF_PROVISION_RECOVER = 0x52,      /* RMA: keys and data wiped, then RECOVERABLE */
    HF_PROVISION_DECOMMISSION = 0x44, /* keys and data wiped, then DECOMMISSIONED */
    HF_PROVISION_REVOKE = 0x30,       /* + n (0..3): root hash n is revoked for ever */
};

struct hf_provision_request {
    uint32_t order; /* enum hf_provision_order */
    uint8_t signature[64];
};

#define HF_PROVISION_REQUEST_SIZE 68u

/* What is signed, as the parts of one message to be hashed with SHA-256. Each begins with a text of
 * its own, so that no signature serves for anything else. The parts point into what is given. */
#define HF_PROVISION_PARTS 4u

/* "holdfast keys 1" with its zero byte, challenge (32), attestation key, identity key. */
void hf_provision_keys_parts(const uint8_t challenge[32], const struct hf_provision_keys *keys,
                             hf_span_t parts[HF_PROVISION_PARTS]);

/* "holdfast order 1" with its zero byte, the order (one byte), UID (16), nonce of the hello (32).
 */
void hf_provision_request_parts(const uint8_t order[1], const struct hf_provision_hello *hello,
                                hf_span_t parts[HF_PROVISION_PARTS]);

/* Payloads. A reader gives HF_ERR_PROVISION_MESSAGE when the length is not the one of the struct.
 */
void hf_provision_hello_write(const struct hf_provision_hello *hello,
                              uint8_t out[HF_PROVISION_HELLO_SIZE]);
HF_MUST_CHECK hf_err_t hf_provision_hello_read(hf_span_t payload, struct hf_provision_hello *hello);
void hf_provision_keys_write(const struct hf_provision_keys *keys,
                             uint8_t out[HF_PROVISION_KEYS_SIZE]);
HF_MUST_CHECK hf_err_t hf_provision_keys_read(hf_span_t payload, struct hf_provision_keys *keys);
void hf_provision_request_write(const struct hf_provision_request *request,
                                uint8_t out[HF_PROVISION_REQUEST_SIZE]);
HF_MUST_CHECK hf_err_t hf_provision_request_read(hf_span_t payload,
                                                 struct hf_provision_request *request);

/* Writes a message as text, byte by byte. The payload has at most HF_PROVISION_PAYLOAD_MAX bytes; a
 * longer one writes nothing. */
void hf_provision_send(uint8_t type, hf_span_t payload, void (*put)(void *context, uint8_t byte),
                       void *context);

/* Reads messages out of a line, byte by byte, into a buffer of HF_PROVISION_FRAME_MAX bytes. */
struct hf_provision_reader {
    uint8_t *bytes;
    uint32_t digits; /* taken of this message; HF_PROVISION_OUTSIDE between messages */
};

#define HF_PROVISION_OUTSIDE UINT32_MAX

struct hf_provision_message {
    uint8_t type; /* any value: the caller decides */
    hf_span_t payload;
};

enum hf_provision_progress {
    HF_PROVISION_MORE,  /* no message ends here */
    HF_PROVISION_WHOLE, /* `message` is set, valid until the next byte */
    HF_PROVISION_BAD,   /* a message that is cut, too long, or damaged ended here; it is dropped */
};

void hf_provision_reader_start(struct hf_provision_reader *reader, uint8_t *bytes);
enum hf_provision_progress hf_provision_take(struct hf_provision_reader *reader, uint8_t byte,
                                             struct hf_provision_message *message);

#endif
