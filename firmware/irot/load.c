/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * From a slot to RAM. All that irot looks at after this lies in RAM, and that is what runs. */
#include "firmware/irot/irot.h"

#include "core/proof.h"
#include "hw/api/nvm.h"

#define PIECE 8u /* the least that flash loses at once */

/* How much of a place an image may take that has this header. */
static uint32_t end_of(const struct hf_subject *subject)
{
    uint32_t const end = hf_image_areas_offset(&subject->image) + HF_IMAGE_AREAS_MAX;

    return end < subject->place.size ? end : subject->place.size;
}

/* Piece by piece, the header first: a word that cannot be read spoils its own piece, and matters
 * only when it lies in the image. What recovery has received lies in RAM already. */
hf_err_t hf_irot_load(struct hf_subject *subject, uint8_t slot)
{
    uint8_t *const load = (uint8_t *)(uintptr_t)hf_urot_places[HF_SLOT_RAM].base;
    uint32_t end = HF_IMAGE_HEADER_SIZE;
    uint32_t damaged = UINT32_MAX;
    hf_err_t result = HF_OK;

    *subject = (struct hf_subject){
        .role = HF_ROLE_UROT,
        .slot = slot,
        .place = hf_urot_places[slot],
        .load_address = hf_urot_places[HF_SLOT_RAM].base,
        .form = HF_KEY_EMBEDDED,
        .header = load,
    };
    for (uint32_t at = 0; at < end; at += PIECE) {
        if (slot != HF_SLOT_RAM &&
            hf_nvm_read(subject->place.base + at, load + at, PIECE) != HF_OK && damaged > at) {
            damaged = at;
        }
        if (at + PIECE == HF_IMAGE_HEADER_SIZE) {
            result = hf_image_read_header(load, subject->place.size, &subject->image);
            if (result != HF_OK) {
                return damaged < end ? HF_ERR_NVM_ECC : result;
            }
            end = end_of(subject);
        }
    }
    subject->code = subject->load_address + subject->image.header_size;
    subject->areas = load + hf_image_areas_offset(&subject->image);
    subject->areas_size = end - hf_image_areas_offset(&subject->image);
    subject->reset = hf_read_u32(load + subject->image.header_size + 4u) + HF_BLIND_RESET;
    result = hf_subject_parse(subject);
    if (damaged < end && (result != HF_OK || damaged < hf_subject_size(subject))) {
        return HF_ERR_NVM_ECC;
    }
    return result;
}
