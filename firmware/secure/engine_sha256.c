/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * SHA-256 for the profile `standard`: the one that verifies images. 1 KB less than a second one. */
#include "core/span.h"

#include "mbedtls/error.h"
#include "mbedtls/sha256.h"

void mbedtls_sha256_init(mbedtls_sha256_context *context)
{
    *context = (mbedtls_sha256_context){.length = 0};
}

void mbedtls_sha256_free(mbedtls_sha256_context *context)
{
    if (context != NULL) {
        hf_wipe(context, sizeof(*context));
    }
}

void mbedtls_sha256_clone(mbedtls_sha256_context *target, const mbedtls_sha256_context *source)
{
    *target = *source;
}

int mbedtls_sha256_starts(mbedtls_sha256_context *context, int is224)
{
    if (is224 != 0) {
        return MBEDTLS_ERR_SHA256_BAD_INPUT_DATA;
    }
    hf_sha256_start(context);
    return 0;
}

int mbedtls_sha256_update(mbedtls_sha256_context *context, const unsigned char *bytes, size_t size)
{
    hf_sha256_update(context, bytes, size);
    return 0;
}

int mbedtls_sha256_finish(mbedtls_sha256_context *context, unsigned char *digest)
{
    hf_sha256_finish(context, digest);
    return 0;
}
