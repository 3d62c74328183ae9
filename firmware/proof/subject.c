/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/proof/subject.h"

#include "hw/api/counter.h"
#include "hw/api/nvm.h"

#define AREAS_AT(subject) ((subject)->place.base + hf_image_areas_offset(&(subject)->image))

/* hf_image_read_header() has bounded header, payload, protected area and the next four bytes. */
hf_err_t hf_subject_read_areas(struct hf_subject *subject)
{
    uint32_t const head = subject->image.protected_size + HF_AREA_HEADER_SIZE;
    uint32_t const left = subject->place.size - hf_image_areas_offset(&subject->image);
    uint32_t size;
    hf_err_t result;

    if (head > HF_IMAGE_AREAS_MAX) {
        return HF_ERR_IMAGE_AREA;
    }
    result = hf_nvm_read(AREAS_AT(subject), subject->areas, head);
    if (result != HF_OK) {
        return result;
    }
    size = hf_read_u16(subject->areas + head - 2u);
    if (size < HF_AREA_HEADER_SIZE || size > HF_IMAGE_AREAS_MAX - subject->image.protected_size ||
        size > left - subject->image.protected_size) {
        return HF_ERR_IMAGE_AREA;
    }
    subject->areas_size = subject->image.protected_size + size;
    return hf_nvm_read(AREAS_AT(subject) + head, subject->areas + head, size - HF_AREA_HEADER_SIZE);
}

hf_err_t hf_subject_parse(struct hf_subject *subject)
{
    hf_span_t const bytes = {subject->areas, subject->areas_size};
    struct hf_image_areas areas;
    hf_err_t result = hf_image_read_header(subject->header, subject->place.size, &subject->image);

    if (result == HF_OK) {
        result = hf_image_read_areas(&subject->image, bytes, &areas);
    }
    if (result == HF_OK) {
        subject->areas_size = areas.size;
        result = hf_image_collect(&subject->image, &areas, subject->form, &subject->claims,
                                  &subject->offset);
    }
    if (result == HF_OK) {
        subject->offset = 0;
    }
    return result;
}

void hf_subject_demand(const struct hf_subject *subject, struct hf_image_demand *demand)
{
    demand->vendor_id = hf_vendor_id;
    demand->class_id = hf_class_id[subject->role];
    demand->floor = hf_counter_read(subject->role);
    demand->load_address = subject->load_address;
    demand->encryption = subject->ciphers != 0;
}
