/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/provision/ca.h - the factory's certification authority: its certificate, and its key in a
 * PEM file or in a PKCS#11 token. docs/provisioning.md says what a device certificate says. */
#ifndef HF_HOST_PROVISION_CA_H
#define HF_HOST_PROVISION_CA_H

#include "core/provision.h"
#include "core/token.h"
#include "host/base/file.h"

struct hf_ca;

struct hf_ca_source {
    const char *certificate; /* PEM */
    const char *key;         /* what hf_key_load() takes: a PEM file, or "pkcs11:..." */
};

/* False, with the line, when the certificate is none of a CA, the key cannot be used, or the two do
 * not belong together. */
bool hf_ca_open(const struct hf_ca_source *source, struct hf_ca **ca, struct hf_trouble *trouble);
void hf_ca_free(struct hf_ca *ca);

/* Which public test key the authority has, or NULL: then its certificates say something. */
const char *hf_ca_test_name(const struct hf_ca *ca);

struct hf_ca_subject {
    uint8_t identity[64]; /* X || Y */
    uint8_t instance_id[HF_TOKEN_UEID_SIZE];
};

/* A certificate for the identity key of a device; DER, in the arena. */
bool hf_ca_certify(const struct hf_ca *ca, const struct hf_ca_subject *subject,
                   struct hf_arena *arena, hf_span_t *der, struct hf_trouble *trouble);

/* The other side: does the certificate (PEM) chain to the CA's, is it one for a device, and for the
 * one with this instance id? False, with the reason, when it does not; a CA file that cannot be
 * read sets *broken. */
bool hf_ca_check(const char *ca_path, const char *pem,
                 const uint8_t instance_id[HF_TOKEN_UEID_SIZE], bool *broken,
                 struct hf_trouble *trouble);

/* 01, then SHA-256 of 04 || X || Y. */
void hf_instance_id(const uint8_t attestation[64], uint8_t instance_id[HF_TOKEN_UEID_SIZE]);

/* DER as PEM text, in the arena; NULL when it is no certificate. */
const char *hf_certificate_pem(hf_span_t der, struct hf_arena *arena);

#endif
