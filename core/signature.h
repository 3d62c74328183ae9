/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * core/signature.h - the two DER forms that an image carries: an ECDSA-Sig-Value and a P-256
 * SubjectPublicKeyInfo. */
#ifndef HF_CORE_SIGNATURE_H
#define HF_CORE_SIGNATURE_H

#include "core/error.h"
#include "core/span.h"

/* Strict DER: SEQUENCE of two positive, minimally encoded INTEGERs of at most 32 bytes, nothing
 * behind them. Gives r || s, 64 bytes big-endian. HF_ERR_IMAGE_SIGNATURE_FORM otherwise; `raw` is
 * then unchanged. */
HF_MUST_CHECK hf_err_t hf_signature_from_der(hf_span_t der, uint8_t raw[64]);

/* The 64 bytes X || Y of the one SubjectPublicKeyInfo form that MCUboot's tools write:
 * uncompressed, named curve. HF_ERR_IMAGE_KEY_FORM when the 91 bytes are anything else. `point`
 * points into `spki`. */
HF_MUST_CHECK hf_err_t hf_pubkey_from_spki(const uint8_t spki[91], const uint8_t **point);

#endif
