/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/app/self.h"

#include "core/policy.h"
#include "core/signature.h"

extern const uint8_t hf_image_start[];

/* urot has verified this image, so its sizes are true; they are parsed with the same care all the
 * same, since this code is what people copy. */
static hf_err_t read_claims(struct hf_image *image, struct hf_image_claims *claims)
{
    struct hf_image_areas areas;
    hf_span_t bytes;
    uint32_t where;
    hf_err_t result = hf_image_read_header(hf_image_start, UINT32_MAX, image);

    if (result != HF_OK) {
        return result;
    }
    bytes = (hf_span_t){hf_image_start + hf_image_areas_offset(image), HF_IMAGE_AREAS_MAX};
    result = hf_image_read_areas(image, bytes, &areas);
    if (result == HF_OK) {
        result = hf_image_collect(image, &areas, HF_KEY_HASHED, claims, &where);
    }
    return result;
}

hf_err_t hf_self_read(struct hf_self *self)
{
    struct hf_image image;
    struct hf_image_claims claims;
    hf_err_t result = read_claims(&image, &claims);

    if (result == HF_OK) {
        result = hf_signature_from_der(claims.signature, self->signature);
    }
    if (result != HF_OK) {
        return result;
    }
    self->signed_part.bytes = hf_image_start;
    self->signed_part.size = hf_image_areas_offset(&image) + image.protected_size;
    for (uint32_t i = 0; i < sizeof(self->version); i++) {
        self->version[i] = image.version[i];
    }
    return HF_OK;
}
