/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * From a slot to RAM. All that irot looks at after this lies in RAM, and that is what runs. */
#include "firmware/irot/irot.h"

#include "core/proof.h"
#include "hw/api/nvm.h"

static uint8_t *load_area(void)
{
    return (uint8_t *)(uintptr_t)hf_map.urot_load.base;
}

hf_err_t hf_irot_load(struct hf_subject *subject, uint8_t slot)
{
    hf_err_t result;

    *subject = (struct hf_subject){
        .role = HF_ROLE_UROT,
        .slot = slot,
        .place = hf_map.urot_slot[slot],
        .load_address = hf_map.urot_load.base,
        .form = HF_KEY_EMBEDDED,
        .header = load_area(),
    };
    result = hf_nvm_read(subject->place.base, load_area(), HF_IMAGE_HEADER_SIZE);
    if (result == HF_OK) {
        result = hf_image_read_header(subject->header, subject->place.size, &subject->image);
    }
    if (result != HF_OK) {
        return result;
    }
    subject->code = hf_map.urot_load.base + subject->image.header_size;
    subject->areas = load_area() + hf_image_areas_offset(&subject->image);
    result =
        hf_nvm_read(subject->place.base + HF_IMAGE_HEADER_SIZE, load_area() + HF_IMAGE_HEADER_SIZE,
                    hf_image_areas_offset(&subject->image) - HF_IMAGE_HEADER_SIZE);
    if (result != HF_OK) {
        return result;
    }
    subject->reset = hf_read_u32((const uint8_t *)(uintptr_t)subject->code + 4) + HF_BLIND_RESET;
    return hf_subject_read_areas(subject);
}
