/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/key/hsm.h - P-256 keys that stay in a PKCS#11 token, named by a URI (RFC 7512). The private
 * half never comes here: the token signs.
 *
 * Which module: `?module-path=FILE` in the URI, else the environment's HOLDFAST_PKCS11_MODULE, else
 * every module that p11-kit knows. The PIN: `?pin-source=FILE` in the URI, else the file that
 * HOLDFAST_PIN_FILE names, else HOLDFAST_PIN. A PIN in the URI itself (`pin-value`) is refused:
 * other users of the machine can read a command line. A PIN is tried once, because tokens lock. */
#ifndef HF_HOST_KEY_HSM_H
#define HF_HOST_KEY_HSM_H

#include "host/base/trouble.h"

#include <stdint.h>

struct hf_hsm; /* a key in a token, and the session that uses it */

/* True for what hf_hsm_find() is there for: "pkcs11:...". */
bool hf_hsm_is_uri(const char *text);

/* The one private P-256 key that `uri` names (with `type=public` the one public key, which needs no
 * PIN), and its point 04 || X || Y. False, with the line, when there is none or more than one. */
bool hf_hsm_find(const char *uri, struct hf_hsm **hsm, uint8_t point[65],
                 struct hf_trouble *trouble);

/* False when only the public half was asked for. */
bool hf_hsm_can_sign(const struct hf_hsm *hsm);

/* r || s over a SHA-256 digest, with a nonce of the token's own. */
bool hf_hsm_sign(struct hf_hsm *hsm, const uint8_t digest[32], uint8_t raw[64]);

/* Ends the session. */
void hf_hsm_free(struct hf_hsm *hsm);

#endif
