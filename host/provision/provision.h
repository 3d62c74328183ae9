/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/provision/provision.h - the factory: gives a device its certificate, adds it to the
 * registry, and secures it; and the ends of a secured life. docs/provisioning.md has the protocol.
 *
 * INVARIANT: stopped at any point, the same call can be made again: the device makes the same keys,
 * and nothing is registered that could not be found again. The registry is written before the
 * device is secured: a device that is registered but not secured says so in its tokens. */
#ifndef HF_HOST_PROVISION_PROVISION_H
#define HF_HOST_PROVISION_PROVISION_H

#include "host/provision/ca.h"
#include "host/provision/talk.h"

enum hf_provision_outcome {
    HF_PROVISIONED,        /* the device is secured now */
    HF_PROVISIONED_BEFORE, /* it was secured by an earlier call, with the certificate in its folder
                            */
    HF_PROVISION_REFUSED_BY, /* the device refused; `why` */
    HF_PROVISION_SECURED_BY, /* it is secured, and not by us: it cannot be provisioned again */
    HF_PROVISION_BROKEN,     /* trouble has the line */
};

struct hf_provision_job {
    const struct hf_ca *ca;
    const char *registry;         /* file, made when it is not there; NULL: none */
    const char *policy;           /* in the registry; NULL: the board's name */
    const struct hf_key *product; /* opens images for the product; NULL: none */
    struct hf_talk_options talk;
};

struct hf_provision_result {
    enum hf_provision_outcome outcome;
    hf_err_t why;
    uint8_t instance_id[HF_TOKEN_UEID_SIZE];
};

/* Boards whose fuses are volatile are provisioned in their files, without being run. */
void hf_provision_device(struct hf_device *device, const struct hf_provision_job *job,
                         struct hf_provision_result *result, struct hf_trouble *trouble);

/* Sends an order (enum hf_provision_order) signed with `key`. HF_PROVISIONED: it is done. */
void hf_provision_order(struct hf_device *device, uint8_t order, const struct hf_key *key,
                        const struct hf_talk_options *options, struct hf_provision_result *result,
                        struct hf_trouble *trouble);

#endif
