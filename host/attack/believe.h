/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/attack/believe.h - the verifier, for attacks on attestation. */
#ifndef HF_HOST_ATTACK_BELIEVE_H
#define HF_HOST_ATTACK_BELIEVE_H

#include "core/span.h"
#include "host/base/file.h"

/* What a verifier that knows one device, by its public key, says of a token over `nonce`:
 * "accepted" or the refusal's name, a constant. NULL, with the line, when it cannot be asked. */
const char *hf_believe(struct hf_bytes pem, hf_span_t token, hf_span_t nonce,
                       struct hf_trouble *trouble);

/* True when a verifier may refuse with this word. */
bool hf_believe_knows(const char *word);

#endif
