/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/image/report.h - what the host says of an image, for people and for programs. */
#ifndef HF_HOST_IMAGE_REPORT_H
#define HF_HOST_IMAGE_REPORT_H

#include "host/image/image.h"

#include <stdio.h>

/* Two answers: is it MCUboot's format, and does our policy admit it? */
struct hf_image_verdict {
    bool valid;      /* format: header, areas, TLVs, and the hash is right */
    hf_err_t format; /* why not */
    struct hf_image_view view;
    struct hf_image_answer answer; /* of the policy; meaningful when the header could be read */
    uint32_t floor;
};

void hf_image_reach_verdict(hf_span_t file, uint32_t slot_size, const struct hf_image_rules *rules,
                            struct hf_image_verdict *verdict);
void hf_image_verdict_text(FILE *out, const struct hf_image_verdict *verdict);
void hf_image_verdict_json(FILE *out, const struct hf_image_verdict *verdict);

void hf_image_print_text(FILE *out, const struct hf_image_view *view);
void hf_image_print_json(FILE *out, const struct hf_image_view *view);

#endif
