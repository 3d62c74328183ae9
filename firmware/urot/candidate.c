/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Is a set of images worth being put into the slots? Every image of it is verified as it will be in
 * its slot, and the versions that they need of each other are compared over the set as it would be
 * installed. The floor is the same as at boot, in the same function (hf_image_admit). */
#include "firmware/proof/prove.h"
#include "firmware/urot/install.h"
#include "hw/api/counter.h"
#include "hw/api/nvm.h"

static uint32_t size_of(const struct hf_subject *subject)
{
    return hf_image_areas_offset(&subject->image) + subject->areas_size;
}

/* An image of the set, in its staging area. */
static hf_err_t judge(struct hf_install *install, uint32_t role, enum hf_side side)
{
    uint32_t const hole = side == HF_SIDE_NEW ? hf_update_step(role) : 0u;
    hf_err_t const result = hf_install_check(install, role, hf_map.staging[role].base + hole);

    return result == HF_OK && install->subject[role].claims.counter > hf_counter_steps(role)
               ? HF_ERR_COUNTER_WORN
               : result;
}

/* An image that stays: only its version and its needs count. */
static void glance(struct hf_install *install, uint32_t role)
{
    struct hf_subject *subject = &install->subject[role];

    if (role == HF_ROLE_UROT) {
        *subject = (struct hf_subject){0};
        hf_copy(subject->image.version, hf_map.handoff->measured[role].version,
                sizeof(subject->image.version));
    } else if (hf_urot_open(subject, (uint8_t)role, hf_map_slot(role)->base,
                            &install->buffer[role]) != HF_OK ||
               hf_subject_parse(subject) != HF_OK) {
        *subject = (struct hf_subject){0};
    }
}

/* Versions as MCUboot orders them: major, minor, revision (u16), build (u32). */
static int is_older(const uint8_t version[8], const uint8_t needed[8])
{
    static const uint8_t bytes[] = {0, 1, 3, 2, 7, 6, 5, 4}; /* from the highest to the lowest */

    for (uint32_t i = 0; i < sizeof(bytes); i++) {
        int const more = version[bytes[i]] - needed[bytes[i]];

        if (more != 0) {
            return more < 0;
        }
    }
    return 0;
}

static hf_err_t check_needs(const struct hf_install *install, const struct hf_subject *subject)
{
    hf_span_t const bytes = {subject->areas, subject->areas_size};
    struct hf_image_areas areas;
    struct hf_tlv tlv;

    if (bytes.size == 0 || hf_image_read_areas(&subject->image, bytes, &areas) != HF_OK) {
        return HF_OK;
    }
    while (!hf_tlv_done(&areas.protected_area) &&
           hf_tlv_next(&areas.protected_area, &tlv) == HF_OK) {
        const uint8_t *need = tlv.value.bytes;

        if (tlv.type == HF_TLV_DEPENDENCY &&
            (need[0] >= HF_ROLE_COUNT ||
             is_older(install->subject[need[0]].image.version, need + 4))) {
            return HF_ERR_UPDATE_DEPENDENCY;
        }
    }
    return HF_OK;
}

hf_err_t hf_candidate_check(struct hf_install *install, enum hf_side side)
{
    hf_err_t result = HF_OK;

    for (uint32_t role = 0; role < HF_ROLE_COUNT && result == HF_OK; role++) {
        if ((install->update.flags & 1u << role) != 0) {
            result = judge(install, role, side);
        } else {
            glance(install, role);
        }
    }
    for (uint32_t role = 0; role < HF_ROLE_COUNT && result == HF_OK; role++) {
        result = check_needs(install, &install->subject[role]);
    }
    return result;
}

uint32_t hf_candidate_steps(struct hf_install *install, uint32_t role)
{
    struct hf_subject *subject = &install->subject[role];
    uint32_t const step = hf_update_step(role);
    uint32_t size = size_of(subject);

    if (hf_urot_open(subject, (uint8_t)role, hf_map_slot(role)->base, &install->buffer[role]) ==
            HF_OK &&
        size_of(subject) > size) {
        size = size_of(subject);
    }
    return (size + step - 1u) / step;
}
