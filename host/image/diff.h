/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/image/diff.h - what differs between two images: header fields, TLVs, ranges of the payload.
 */
#ifndef HF_HOST_IMAGE_DIFF_H
#define HF_HOST_IMAGE_DIFF_H

#include "host/image/image.h"

#include <stdio.h>

/* One line per difference, or JSON (holdfast.image-diff/1). Gives how many there are. */
size_t hf_image_diff(FILE *out, const struct hf_image_view *a, const struct hf_image_view *b,
                     bool json);

#endif
