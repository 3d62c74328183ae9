/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/secure/provision.h"

#include "core/certificate.h"
#include "core/provision.h"
#include "firmware/secure/device_key.h"
#include "firmware/secure/dispatch.h"
#include "firmware/secure/life.h"
#include "firmware/secure/mount.h"
#include "firmware/secure/owner.h"
#include "firmware/secure/random.h"
#include "firmware/store/storage.h"
#include "hw/api/console.h"
#include "hw/api/counter.h"
#include "hw/api/cpu.h"
#include "hw/api/crypto.h"
#include "hw/api/map.h"
#include "hw/api/tamper.h"
#include "hw/api/watchdog.h"

#define WAKE_POLLS 2000u     /* for a byte that is on its way */
#define IDLE_POLLS 40000000u /* silence that ends a session: seconds */
#define FEED_EVERY 0x10000u
#define MESSAGES   64u /* of one session */

_Static_assert(HF_PROVISION_FRAME_MAX <= HF_REQUEST_ARENA, "a message in the dispatcher's arena");
_Static_assert(HF_PROVISION_CERTIFICATE_MAX <= HF_GATE_VALUE_MOST, "a certificate in the vault");

static const struct hf_vault_name certificate_name = {HF_PROVISION_UID_CERTIFICATE, HF_OWNER_SECURE,
                                                      HF_VAULT_ITS};

static uint32_t woken;

static uint32_t differ(const uint8_t *a, const uint8_t *b, uint32_t size)
{
    uint32_t difference = 0;

    for (uint32_t i = 0; i < size; i++) {
        difference |= (uint32_t)(a[i] ^ b[i]);
    }
    return difference;
}

static void put(void *context, uint8_t byte)
{
    (void)context;
    hf_console_put(byte);
}

static void send(uint8_t type, const void *payload, size_t size)
{
    hf_provision_send(type, (hf_span_t){payload, size}, put, NULL);
}

static void reply(uint8_t type, uint32_t word)
{
    send(type, &word, sizeof(word));
}

/* A status of the engine as a word; the entropy source has words of its own. */
static hf_err_t word_of(psa_status_t status)
{
    if (status == PSA_SUCCESS) {
        return HF_OK;
    }
    return hf_random_refusal() != HF_OK ? hf_random_refusal() : HF_ERR_CRYPTO_ENGINE;
}

static void say_hello(struct hf_provision_hello *hello)
{
    hello->version = HF_PROVISION_VERSION;
    hello->lifecycle = hf_lifecycle_read();
    hello->tamper = hf_tamper_events();
    for (uint32_t i = 0; i < sizeof(hello->uid); i++) {
        hello->uid[i] = hf_map.handoff->uid[i];
    }
    (void)hf_random_fill(hello->nonce, sizeof(hello->nonce)); /* zeros when it fails */
    send(HF_PROVISION_HELLO, hello, sizeof(*hello));
}

/* What is made here must last, and be made once. */
static hf_err_t check_state(const struct hf_provision_hello *hello, uint32_t lifecycle)
{
    if (hello->lifecycle != lifecycle || hello->tamper != 0) {
        return HF_ERR_LIFE_STATE;
    }
    return hf_mount_lasts() ? HF_OK : HF_ERR_COUNTER_VOLATILE;
}

/* The public half of the key of `root`; with `parts`, its signature as well. */
static psa_status_t use_key(enum hf_root root, uint8_t public_half[64], const hf_span_t *parts,
                            uint8_t signature[64])
{
    mbedtls_svc_key_id_t key = MBEDTLS_SVC_KEY_ID_INIT;
    uint8_t point[HF_POINT_SIZE];
    psa_status_t status = hf_device_key_load(root, &key);

    if (status == PSA_SUCCESS) {
        status = hf_device_key_point(key, point);
    }
    for (uint32_t i = 0; status == PSA_SUCCESS && i < 64u; i++) {
        public_half[i] = point[1u + i];
    }
    if (status == PSA_SUCCESS && parts != NULL) {
        status = hf_device_key_sign(key, parts, HF_PROVISION_PARTS, signature);
    }
    (void)psa_destroy_key(key);
    return status;
}

/* INVARIANT: no healthy entropy, no keys: the proof needs a random nonce, so nothing is given out
 * by a device whose source is stuck or silent. */
static hf_err_t give_keys(hf_span_t challenge)
{
    struct hf_provision_keys keys;
    hf_span_t parts[HF_PROVISION_PARTS];
    psa_status_t status;

    if (challenge.size != 32u) {
        return HF_ERR_PROVISION_MESSAGE;
    }
    hf_provision_keys_parts(challenge.bytes, &keys, parts);
    status = use_key(HF_ROOT_ATTEST, keys.attestation, NULL, NULL);
    if (status == PSA_SUCCESS) {
        status = use_key(HF_ROOT_IDENTITY, keys.identity, NULL, NULL);
    }
    if (status == PSA_SUCCESS) {
        status = use_key(HF_ROOT_IDENTITY, keys.identity, parts, keys.signature);
    }
    if (status == PSA_SUCCESS) {
        send(HF_PROVISION_KEYS, &keys, sizeof(keys));
    }
    return word_of(status);
}

static hf_err_t keep_certificate(hf_span_t der)
{
    uint8_t own[64];
    const uint8_t *point = own;
    hf_err_t result = hf_certificate_point(der, &point);

    if (result == HF_OK) {
        result = word_of(use_key(HF_ROOT_IDENTITY, own, NULL, NULL));
    }
    if (result == HF_OK && differ(point, own, sizeof(own)) != 0) {
        result = HF_ERR_PROVISION_CERTIFICATE;
    }
    if (result == HF_OK && hf_storage_set(hf_mount(), &certificate_name, der, 0) != 0) {
        result = HF_ERR_NVM_VERIFY;
    }
    return result;
}

/* The certificate is read back from the vault: what is not there does not become the end of
 * provisioning. */
static hf_err_t secure(hf_span_t expected, uint8_t *room)
{
    struct hf_storage_out out = {room, HF_PROVISION_CERTIFICATE_MAX, 0};
    uint8_t wanted[32];
    uint8_t digest[32];

    if (expected.size != sizeof(wanted)) {
        return HF_ERR_PROVISION_MESSAGE;
    }
    for (uint32_t i = 0; i < sizeof(wanted); i++) {
        wanted[i] = expected.bytes[i];
    }
    if (hf_storage_get(hf_mount(), &certificate_name, 0, &out) != HF_STORAGE_SUCCESS) {
        return HF_ERR_PROVISION_CERTIFICATE;
    }
    hf_hash_parts(&(hf_span_t){room, out.length}, 1, digest);
    return differ(wanted, digest, sizeof(wanted)) == 0 ? hf_lifecycle_advance()
                                                       : HF_ERR_PROVISION_CERTIFICATE;
}

static hf_err_t carry_out(uint8_t order)
{
    switch (order) {
    case HF_PROVISION_RECOVER:
        return hf_life_end(HF_LIFECYCLE_RECOVERABLE);
    case HF_PROVISION_DECOMMISSION:
        return hf_life_end(HF_LIFECYCLE_DECOMMISSION);
    default:
        return hf_fuse_revoke(order - HF_PROVISION_REVOKE);
    }
}

/* INVARIANT: a request is done only with a signature over this die, this session and this order. A
 * hello without entropy has no session: its nonce would be old. */
static hf_err_t obey(const struct hf_provision_hello *hello, hf_span_t payload)
{
    struct hf_provision_request request;
    struct hf_p256_sides sides;
    hf_span_t parts[HF_PROVISION_PARTS];
    uint8_t digest[32];
    uint8_t order;
    hf_err_t const result = hf_provision_request_read(payload, &request);

    if (result != HF_OK || hf_random_refusal() != HF_OK) {
        return result != HF_OK ? result : hf_random_refusal();
    }
    order = (uint8_t)request.order;
    hf_provision_request_parts(&order, hello, parts);
    hf_hash_parts(parts, HF_PROVISION_PARTS, digest);
    hf_p256_verify(hf_service_authority, digest, request.signature, &sides);
    if (differ((const uint8_t *)sides.left, (const uint8_t *)sides.right, sizeof(sides.left)) !=
        0) {
        return HF_ERR_LIFE_REQUEST;
    }
    return carry_out(order);
}

static hf_err_t do_message(const struct hf_provision_hello *hello, uint8_t *room,
                           const struct hf_provision_message *message)
{
    hf_err_t result;

    switch (message->type) {
    case HF_PROVISION_START:
        result = check_state(hello, HF_LIFECYCLE_ASSEMBLY);
        return result == HF_OK ? hf_lifecycle_advance() : result;
    case HF_PROVISION_ASK_KEYS:
        result = check_state(hello, HF_LIFECYCLE_PROVISIONING);
        return result == HF_OK ? give_keys(message->payload) : result;
    case HF_PROVISION_CERTIFICATE:
        result = check_state(hello, HF_LIFECYCLE_PROVISIONING);
        return result == HF_OK ? keep_certificate(message->payload) : result;
    case HF_PROVISION_SECURE:
        result = check_state(hello, HF_LIFECYCLE_PROVISIONING);
        return result == HF_OK ? secure(message->payload, room) : result;
    case HF_PROVISION_REQUEST:
        return obey(hello, message->payload);
    default:
        return HF_ERR_PROVISION_MESSAGE;
    }
}

/* A new state of the life cycle is that of the next boot. An end that the flash did not let happen
 * has wiped the keys all the same. */
static int needs_reset(uint8_t type, hf_err_t result)
{
    if (type == HF_PROVISION_REQUEST) {
        return hf_life_check(HF_SERVICE_CERTIFICATE) == HF_ERR_LIFE_ENDED;
    }
    return result == HF_OK && (type == HF_PROVISION_START || type == HF_PROVISION_SECURE);
}

static void answer(const struct hf_provision_hello *hello, uint8_t *room,
                   const struct hf_provision_message *message)
{
    hf_err_t const result = do_message(hello, room, message);

    if (result != HF_OK) {
        reply(HF_PROVISION_REFUSED, (uint32_t)result);
    } else if (message->type != HF_PROVISION_ASK_KEYS) {
        reply(HF_PROVISION_DONE, message->type);
    }
    if (needs_reset(message->type, result)) {
        hf_cpu_reset();
    }
}

static int wait_for_byte(uint32_t polls)
{
    int byte = -1;

    for (uint32_t i = 0; i < polls && byte < 0; i++) {
        if (i % FEED_EVERY == 0) {
            hf_watchdog_feed();
        }
        byte = hf_console_get();
    }
    return byte;
}

void hf_provision_wake(void)
{
    woken = hf_console_get() == HF_PROVISION_WAKE;
}

void hf_provision_listen(void)
{
    struct hf_provision_hello hello;
    struct hf_provision_message message;
    struct hf_provision_reader reader;
    uint8_t *room = hf_request_arena();
    uint32_t messages = 0;
    int byte;

    if (!woken && wait_for_byte(WAKE_POLLS) != HF_PROVISION_WAKE) {
        return;
    }
    say_hello(&hello);
    hf_provision_reader_start(&reader, room);
    while (messages < MESSAGES && (byte = wait_for_byte(IDLE_POLLS)) >= 0) {
        enum hf_provision_progress const progress =
            hf_provision_take(&reader, (uint8_t)byte, &message);

        messages += progress != HF_PROVISION_MORE;
        if (progress == HF_PROVISION_BAD) {
            reply(HF_PROVISION_REFUSED, (uint32_t)HF_ERR_PROVISION_FRAME);
        } else if (progress == HF_PROVISION_WHOLE) {
            answer(&hello, room, &message);
        }
    }
    hf_wipe(room, HF_PROVISION_FRAME_MAX);
}
