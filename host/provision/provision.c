/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/provision/provision.h"

#include "host/base/write.h"
#include "host/key/digest.h"
#include "host/provision/internal.h"
#include "host/provision/registry.h"

#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

struct work {
    struct hf_device *device;
    const struct hf_provision_job *job;
    struct hf_provision_result *result;
    struct hf_trouble *trouble;
    uint8_t challenge[32];
    struct hf_provision_keys keys;
    hf_span_t certificate;
    uint8_t digest[32]; /* of the certificate */
};

static bool broken(struct work *work)
{
    work->result->outcome = HF_PROVISION_BROKEN;
    return true;
}

/* The device must prove that it has the identity key, and both keys must be points of the curve. */
static bool check_keys(struct work *work)
{
    hf_span_t parts[HF_PROVISION_PARTS];
    struct hf_key *attestation = NULL;
    struct hf_key *identity = NULL;
    uint8_t digest[32];
    bool good;

    hf_provision_keys_parts(work->challenge, &work->keys, parts);
    hf_digest(parts, HF_PROVISION_PARTS, digest);
    good = hf_key_from_point(work->keys.attestation, &attestation) &&
           hf_key_from_point(work->keys.identity, &identity) &&
           hf_key_verify_raw(identity, digest, work->keys.signature) &&
           memcmp(work->keys.attestation, work->keys.identity, 64) != 0;
    hf_key_free(attestation);
    hf_key_free(identity);
    hf_instance_id(work->keys.attestation, work->result->instance_id);
    return good || hf_trouble_set(work->trouble,
                                  "%s: the device does not prove that it has the keys it names",
                                  work->device->folder);
}

static bool certify(struct work *work)
{
    struct hf_ca_subject subject;

    memcpy(subject.identity, work->keys.identity, sizeof(subject.identity));
    memcpy(subject.instance_id, work->result->instance_id, sizeof(subject.instance_id));
    if (!hf_ca_certify(work->job->ca, &subject, &work->device->arena, &work->certificate,
                       work->trouble)) {
        return false;
    }
    hf_digest(&work->certificate, 1, work->digest);
    return true;
}

/* The certificate beside the device first, then the registry. */
static bool write_down(struct work *work)
{
    struct hf_arena *arena = &work->device->arena;
    const char *pem = hf_certificate_pem(work->certificate, arena);
    struct hf_registry_entry entry = {.certificate = pem, .policy = work->job->policy};
    struct hf_key *key = NULL;

    if (pem == NULL || !hf_file_replace(hf_device_path(work->device, "device.crt"), pem,
                                        strlen(pem), 0666, work->trouble)) {
        return false;
    }
    if (work->job->registry == NULL) {
        return true;
    }
    if (!hf_key_from_point(work->keys.attestation, &key)) {
        return hf_trouble_set(work->trouble, "%s: no attestation key", work->device->folder);
    }
    entry.key = hf_key_pem(key, false, arena).data;
    hf_key_free(key);
    memcpy(entry.instance_id, work->result->instance_id, sizeof(entry.instance_id));
    return hf_registry_add(work->job->registry, work->device, &entry, work->trouble);
}

static bool on_hello(struct hf_talk *talk, struct work *work, hf_span_t payload)
{
    struct hf_provision_hello hello;

    if (hf_provision_hello_read(payload, &hello) != HF_OK) {
        hf_trouble_set(work->trouble, "%s: the device speaks another version of the protocol",
                       work->device->folder);
        return broken(work);
    }
    switch (hello.lifecycle) {
    case HF_LIFECYCLE_ASSEMBLY:
        hf_talk_send(talk, HF_PROVISION_START, (hf_span_t){NULL, 0});
        return false;
    case HF_LIFECYCLE_PROVISIONING:
        hf_talk_send(talk, HF_PROVISION_ASK_KEYS,
                     (hf_span_t){work->challenge, sizeof(work->challenge)});
        return false;
    default:
        work->result->outcome = HF_PROVISION_SECURED_BY;
        return true;
    }
}

static bool on_keys(struct hf_talk *talk, struct work *work, hf_span_t payload)
{
    if (hf_provision_keys_read(payload, &work->keys) != HF_OK) {
        hf_trouble_set(work->trouble, "%s: not two keys", work->device->folder);
        return broken(work);
    }
    if (!check_keys(work) || !certify(work)) {
        return broken(work);
    }
    hf_talk_send(talk, HF_PROVISION_CERTIFICATE, work->certificate);
    return false;
}

static bool on_done(struct hf_talk *talk, struct work *work, hf_span_t payload)
{
    uint32_t const what = payload.size == 4u ? hf_read_u32(payload.bytes) : 0;

    if (what == HF_PROVISION_SECURE) {
        work->result->outcome = HF_PROVISIONED;
        return true;
    }
    if (what == HF_PROVISION_CERTIFICATE) {
        if (!write_down(work)) {
            return broken(work);
        }
        hf_talk_send(talk, HF_PROVISION_SECURE, (hf_span_t){work->digest, sizeof(work->digest)});
    }
    return false; /* START: the device resets, and says hello again */
}

static bool on_message(struct hf_talk *talk, const struct hf_provision_message *message)
{
    struct work *work = talk->context;

    switch (message->type) {
    case HF_PROVISION_HELLO:
        return on_hello(talk, work, message->payload);
    case HF_PROVISION_KEYS:
        return on_keys(talk, work, message->payload);
    case HF_PROVISION_DONE:
        return on_done(talk, work, message->payload);
    default:
        return false;
    }
}

static void talk_to_device(struct work *work)
{
    struct hf_talk talk = {.on_message = on_message, .context = work};

    work->result->outcome = HF_PROVISION_BROKEN;
    if (!hf_talk_run(work->device, &work->job->talk, &talk, work->trouble)) {
        work->result->outcome = HF_PROVISION_BROKEN;
        return;
    }
    if (talk.refused != HF_OK) {
        work->result->outcome = HF_PROVISION_REFUSED_BY;
        work->result->why = talk.refused;
    }
    if (work->result->outcome == HF_PROVISION_SECURED_BY &&
        access(hf_device_path(work->device, "device.crt"), R_OK) == 0) {
        work->result->outcome = HF_PROVISIONED_BEFORE;
    }
}

/* Fuses and vault of such a board do not last, so there is nothing that the device could keep: its
 * keys are derived from its files here, the certificate stays in the folder, and the life cycle is
 * set in the file of the die page. */
static void write_files(struct work *work)
{
    struct hf_device *device = work->device;
    struct hf_key *attestation = NULL;
    struct hf_key *identity = NULL;
    struct hf_public public_half;
    struct hf_die_page page;
    bool done = hf_device_read_page(device, &page, work->trouble) &&
                hf_device_attest_key(device, &attestation, work->trouble) &&
                hf_device_identity_key(device, &identity, work->trouble);

    if (done) {
        hf_key_public(attestation, &public_half);
        memcpy(work->keys.attestation, public_half.point, 64);
        hf_key_public(identity, &public_half);
        memcpy(work->keys.identity, public_half.point, 64);
        hf_instance_id(work->keys.attestation, work->result->instance_id);
    }
    hf_key_free(attestation);
    hf_key_free(identity);
    work->result->outcome = HF_PROVISION_BROKEN;
    if (done && hf_lifecycle_from_steps(hf_thermometer_read(
                    page.lifecycle, sizeof(page.lifecycle))) >= HF_LIFECYCLE_SECURED) {
        work->result->outcome = access(hf_device_path(device, "device.crt"), R_OK) == 0
                                    ? HF_PROVISIONED_BEFORE
                                    : HF_PROVISION_SECURED_BY;
        return;
    }
    if (done && certify(work) && write_down(work) &&
        hf_page_raise(page.lifecycle, sizeof(page.lifecycle), 2) &&
        hf_device_write_page(device, &page, work->trouble)) {
        work->result->outcome = HF_PROVISIONED;
    }
}

/* Before the device is secured, so that none is that lacks it. One that is secured is not changed.
 */
static bool give_product_key(struct work *work)
{
    struct hf_die_page page;

    if (work->job->product == NULL) {
        return true;
    }
    if (!hf_device_read_page(work->device, &page, work->trouble)) {
        return false;
    }
    return hf_lifecycle_from_steps(hf_thermometer_read(page.lifecycle, sizeof(page.lifecycle))) >=
               HF_LIFECYCLE_SECURED ||
           hf_provision_product(work->device, work->job->product, work->trouble);
}

void hf_provision_device(struct hf_device *device, const struct hf_provision_job *job,
                         struct hf_provision_result *result, struct hf_trouble *trouble)
{
    struct work work = {.device = device, .job = job, .result = result, .trouble = trouble};

    result->why = HF_OK;
    if (getrandom(work.challenge, sizeof(work.challenge), 0) != (ssize_t)sizeof(work.challenge)) {
        hf_trouble_set(trouble, "the system gives no random bytes");
        result->outcome = HF_PROVISION_BROKEN;
    } else if (!give_product_key(&work)) {
        result->outcome = HF_PROVISION_BROKEN;
    } else if (device->layout.nvm_backed) {
        talk_to_device(&work);
    } else {
        write_files(&work);
    }
}
