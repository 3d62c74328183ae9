/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * core/certificate.h - as much of X.509 as a device needs to tell whose key a certificate is for.
 * It walks to the key and checks that the lengths add up; who signed it, and whether to believe
 * that, is for those who are shown the certificate. */
#ifndef HF_CORE_CERTIFICATE_H
#define HF_CORE_CERTIFICATE_H

#include "core/error.h"
#include "core/span.h"

/* The P-256 key, X || Y, of a certificate in DER; points into it. HF_ERR_PROVISION_CERTIFICATE when
 * the bytes are not one version 3 certificate to their end, when a length is not in its shortest
 * form, or when the key is of another kind. */
HF_MUST_CHECK hf_err_t hf_certificate_point(hf_span_t der, const uint8_t **point);

#endif
