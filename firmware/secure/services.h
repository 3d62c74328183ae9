/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/secure/services.h - what each row of the service table runs. A service gets copies whose
 * lengths its row bounds, and gives a psa_status_t; for each output it sets `size` to what it
 * wrote, never more than it found there. */
#ifndef HF_SECURE_SERVICES_H
#define HF_SECURE_SERVICES_H

#include "firmware/secure/dispatch.h"

#include "psa/crypto_config.h"

#include <stddef.h>

#define HF_HASH_MOST      64u /* bytes */
#define HF_SIGNATURE_MOST HF_GATE_ASYMMETRIC_MOST

/* service_device.c */
int32_t hf_serve_version(struct hf_request *request);
int32_t hf_serve_alive(struct hf_request *request);

/* service_crypto.c */
int32_t hf_serve_hash_compute(struct hf_request *request);
int32_t hf_serve_verify_hash(struct hf_request *request);
int32_t hf_serve_random(struct hf_request *request);

/* service_key.c, service_hash.c, service_cipher.c, service_aead.c, service_derive.c,
 * service_asymmetric.c, service_message.c: the families of PSA Crypto */
int32_t hf_serve_key(struct hf_request *request);
int32_t hf_serve_hash(struct hf_request *request);
int32_t hf_serve_mac(struct hf_request *request);
int32_t hf_serve_cipher(struct hf_request *request);
int32_t hf_serve_aead(struct hf_request *request);
int32_t hf_serve_derive(struct hf_request *request);
int32_t hf_serve_asymmetric(struct hf_request *request);
int32_t hf_serve_message(struct hf_request *request);

/* service_attest.c */
int32_t hf_serve_token(struct hf_request *request);
int32_t hf_serve_token_size(struct hf_request *request);

/* interrupt_events.c or interrupt_own.c */
int32_t hf_serve_interrupt_watch(struct hf_request *request);
int32_t hf_serve_interrupt_wait(struct hf_request *request);

/* fault_event.c or fault_own.c */
int32_t hf_serve_fault_watch(struct hf_request *request);

/* service_storage.c */
int32_t hf_serve_storage_set(struct hf_request *request);
int32_t hf_serve_storage_get(struct hf_request *request);
int32_t hf_serve_storage_info(struct hf_request *request);
int32_t hf_serve_storage_remove(struct hf_request *request);
int32_t hf_serve_storage_create(struct hf_request *request);
int32_t hf_serve_storage_extend(struct hf_request *request);
int32_t hf_serve_storage_support(struct hf_request *request);

/* service_life.c */
int32_t hf_serve_life(struct hf_request *request);
int32_t hf_serve_certificate(struct hf_request *request);
/* service_update.c */
int32_t hf_serve_fwu_query(struct hf_request *request);
int32_t hf_serve_fwu_start(struct hf_request *request);
int32_t hf_serve_fwu_write(struct hf_request *request);
int32_t hf_serve_fwu_finish(struct hf_request *request);
int32_t hf_serve_fwu_cancel(struct hf_request *request);
int32_t hf_serve_fwu_clean(struct hf_request *request);
int32_t hf_serve_fwu_install(struct hf_request *request);
int32_t hf_serve_fwu_reboot(struct hf_request *request);
int32_t hf_serve_fwu_reject(struct hf_request *request);
int32_t hf_serve_fwu_accept(struct hf_request *request);

#endif
