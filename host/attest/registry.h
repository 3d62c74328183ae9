/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/attest/registry.h - which devices there are, and what each must run: a JSON file,
 * docs/formats/token.md and docs/schema/registry.schema.json. */
#ifndef HF_HOST_ATTEST_REGISTRY_H
#define HF_HOST_ATTEST_REGISTRY_H

#include "host/attest/verify.h"

struct hf_attest_registry;

/* Reads the whole file: every policy, every key. False, with the line, when anything in it is
 * wrong, unknown or doubled: a registry that is half understood must not admit a device. */
bool hf_attest_registry_load(const char *path, struct hf_attest_registry **registry,
                             struct hf_trouble *trouble);

void hf_attest_registry_free(struct hf_attest_registry *registry);

/* For hf_attest_verify(); lives as long as the registry. */
struct hf_attest_lookup hf_attest_registry_lookup(struct hf_attest_registry *registry);

/* The device's certificate (PEM) for its identity key; NULL: no such device, or it has none here.
 */
const char *hf_attest_registry_certificate(const struct hf_attest_registry *registry,
                                           const uint8_t *instance_id);

#endif
