/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What an attacker without a key can do to an image: change the payload and put its hash right. */
#include "lab/faults/stage.h"

#include "core/image.h"
#include "lab/faults/stop.h"

#include <openssl/sha.h>
#include <string.h>

#define TLV_HEAD 4u

void stage_forge(uint8_t *bytes, size_t size)
{
    struct hf_image image;

    if (size < HF_IMAGE_HEADER_SIZE ||
        hf_image_read_header(bytes, (uint32_t)size, &image) != HF_OK) {
        stop("the image to forge is no image");
    }
    uint32_t const areas = hf_image_areas_offset(&image);
    uint32_t const signed_size = areas + image.protected_size;
    uint32_t at = signed_size + HF_AREA_HEADER_SIZE;

    bytes[areas - 1u] ^= 0x40u;
    while (at + TLV_HEAD + SHA256_DIGEST_LENGTH <= size &&
           hf_read_u16(bytes + at) != HF_TLV_SHA256) {
        at += TLV_HEAD + hf_read_u16(bytes + at + 2);
    }
    if (at + TLV_HEAD + SHA256_DIGEST_LENGTH > size) {
        stop("the image to forge has no hash");
    }
    SHA256(bytes, signed_size, bytes + at + TLV_HEAD);
}
