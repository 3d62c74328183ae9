/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/image/options.h - the options that `image sign` and `image verify` share: who is the image
 * for. Each reader says what is wrong and gives an exit code; HF_EXIT_YES goes on. */
#ifndef HF_HOST_IMAGE_OPTIONS_H
#define HF_HOST_IMAGE_OPTIONS_H

#include "host/cli/number.h"
#include "host/layout/layout.h"

/* --layout with --role, or --vendor-id with --class-id, and what goes with them. */
struct hf_image_target {
    bool given;
    uint8_t vendor_id[HF_UUID_SIZE];
    uint8_t class_id[HF_UUID_SIZE];
    uint32_t load_address;
    uint32_t header_size;
    uint32_t slot_size;
    enum hf_key_form form;
};

int hf_image_target_read(const struct hf_arguments *arguments, struct hf_arena *arena,
                         struct hf_image_target *target);

#endif
