/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/app/self.h - the app's own image, as it lies in its slot. */
#ifndef HF_APP_SELF_H
#define HF_APP_SELF_H

#include "core/error.h"
#include "core/span.h"

struct hf_self {
    hf_span_t signed_part; /* header, payload, protected area */
    uint8_t signature[64]; /* r || s */
    uint8_t version[8];
};

/* Any HF_ERR_IMAGE_* when the slot does not hold a signed image: the app was not booted by urot. */
HF_MUST_CHECK hf_err_t hf_self_read(struct hf_self *self);

#endif
