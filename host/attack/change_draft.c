/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/attack/change.h"

#include "host/image/image.h"
#include "host/layout/layout.h"

#include <string.h>

static struct hf_draft_tlv *find_tlv(struct hf_workshop *shop, size_t *index)
{
    static const uint16_t types[] = {HF_TLV_SEC_CNT, HF_TLV_UUID_VID, HF_TLV_UUID_CID,
                                     HF_TLV_DEPENDENCY};
    struct hf_draft_area *area = &shop->draft.protected_area;

    for (*index = 0; *index < area->count; (*index)++) {
        if (area->tlvs[*index].type == types[hf_change_number(shop, "tlv")]) {
            return &area->tlvs[*index];
        }
    }
    return NULL;
}

static void remove_tlv(struct hf_draft_area *area, size_t index)
{
    memmove(&area->tlvs[index], &area->tlvs[index + 1],
            (area->count - index - 1u) * sizeof(area->tlvs[0]));
    area->count--;
}

static bool change_tlv(struct hf_workshop *shop, enum hf_change change)
{
    size_t index = 0;
    struct hf_draft_tlv *found = find_tlv(shop, &index);

    if (found == NULL) {
        return hf_change_refuse(shop, "the image has no such TLV");
    }
    struct hf_draft_tlv tlv = *found;

    if (change != HF_CHANGE_DOUBLE) {
        remove_tlv(&shop->draft.protected_area, index);
    }
    if (change == HF_CHANGE_MOVE) {
        hf_draft_add(&shop->draft.plain_area, tlv.type, tlv.value);
    } else if (change == HF_CHANGE_DOUBLE) {
        hf_draft_add(&shop->draft.protected_area, tlv.type, tlv.value);
    }
    return true;
}

static bool replace_value(struct hf_workshop *shop, uint16_t type, const void *bytes, size_t size)
{
    struct hf_draft_area *area = &shop->draft.protected_area;

    for (size_t i = 0; i < area->count; i++) {
        if (area->tlvs[i].type == type) {
            uint8_t *copy = hf_arena_take(&shop->attempt->device.arena, size);

            memcpy(copy, bytes, size);
            area->tlvs[i].value = (hf_span_t){copy, size};
            return true;
        }
    }
    return hf_change_refuse(shop, "the image has no such TLV");
}

static bool set_target(struct hf_workshop *shop)
{
    uint8_t uuid[HF_UUID_SIZE];
    const char *class = hf_yaml_text(shop->node, "class", NULL);

    if (class == NULL) {
        return hf_change_refuse(shop, "'target' needs 'class', like an385/app");
    }
    hf_uuid_of_name(shop->attempt->layout->vendor_id, class, uuid);
    return replace_value(shop, HF_TLV_UUID_CID, uuid, sizeof(uuid));
}

static bool set_counter(struct hf_workshop *shop)
{
    uint8_t counter[4];

    hf_write_u32(counter, (uint32_t)hf_change_number(shop, "value"));
    return replace_value(shop, HF_TLV_SEC_CNT, counter, sizeof(counter));
}

/* Enough of it to be an image, and not so much that a serial line takes its time. */
static bool shrink(struct hf_workshop *shop)
{
    size_t const size = (size_t)hf_change_number(shop, "value");

    if (size < 8 || size > shop->draft.payload.size) {
        return hf_change_refuse(shop, "'value' is not between 8 and the size of the payload");
    }
    shop->draft.payload.size = size;
    return true;
}

/* It needs this major version of another role. */
static bool depend(struct hf_workshop *shop)
{
    uint8_t *need = hf_arena_take(&shop->attempt->device.arena, 12);

    memset(need, 0, 12);
    need[0] = (uint8_t)hf_change_number(shop, "role");
    need[4] = (uint8_t)hf_change_number(shop, "value");
    return hf_draft_add(&shop->draft.protected_area, HF_TLV_DEPENDENCY, (hf_span_t){need, 12}) ||
           hf_change_refuse(shop, "there is no room for a dependency");
}

/* The attack firmware of the build: an app that is signed like any other, and never accepts itself.
 */
static bool take_firmware(struct hf_workshop *shop)
{
    const char *path = hf_arena_print(&shop->attempt->device.arena, "%s/attack_app.img",
                                      shop->attempt->place->build);
    struct hf_bytes bytes;

    if (!hf_file_read(path, HF_IMAGE_FILE_MAX, &shop->attempt->device.arena, &bytes,
                      shop->attempt->trouble)) {
        return false;
    }
    return hf_draft_read((hf_span_t){(const uint8_t *)bytes.data, bytes.size}, &shop->draft,
                         &shop->form) ||
           hf_change_refuse(shop, "the attack firmware cannot be taken apart");
}

bool hf_change_draft(struct hf_workshop *shop, enum hf_change change)
{
    shop->drafted = true;
    switch (change) {
    case HF_CHANGE_TARGET:
        return set_target(shop);
    case HF_CHANGE_COUNTER:
        return set_counter(shop);
    case HF_CHANGE_VERSION:
        shop->draft.version =
            (struct hf_version){(uint8_t)hf_change_number(shop, "value"), 0, 0, 0};
        return true;
    case HF_CHANGE_SHRINK:
        return shrink(shop);
    case HF_CHANGE_DEPEND:
        return depend(shop);
    case HF_CHANGE_FIRMWARE:
        return take_firmware(shop);
    default:
        return change_tlv(shop, change);
    }
}
