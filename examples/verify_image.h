/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * examples/verify_image.h - is this image signed by the app's signer? */
#ifndef EXAMPLES_VERIFY_IMAGE_H
#define EXAMPLES_VERIFY_IMAGE_H

#include "psa/crypto.h"

/* `sig` is r || s, 64 bytes. PSA_SUCCESS: authentic. */
psa_status_t verify_image(const uint8_t *img, size_t img_len, const uint8_t *sig, size_t sig_len);

#endif
