/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What an attacker does to an image. Changes to fields and TLVs are made on the draft, and need a
 * `sign` behind them; changes to bytes are made on what was written. */
#include "host/attack/internal.h"

#include "host/image/image.h"
#include "host/layout/layout.h"

#include <string.h>

struct workshop {
    struct hf_attempt *attempt;
    const struct hf_yaml_node *node; /* the change at hand */
    enum hf_role role;
    struct hf_draft draft;
    enum hf_key_form form;
    bool drafted; /* the draft was changed and not yet written */
    uint8_t *bytes;
    size_t size;
    struct hf_die_page *page;
};

static bool refuse(const struct workshop *shop, const char *what)
{
    return hf_yaml_refuse(&shop->attempt->attack->document, shop->node, shop->attempt->trouble,
                          "%s", what);
}

static long number(const struct workshop *shop, const char *key)
{
    return hf_yaml_number(shop->node, key, 0);
}

static void take_bytes(struct workshop *shop, hf_span_t image)
{
    shop->bytes = hf_arena_take(&shop->attempt->device.arena, image.size);
    memcpy(shop->bytes, image.bytes, image.size);
    shop->size = image.size;
}

/* Where a part starts in the written image; SIZE_MAX when it has none. */
static size_t find_part(const struct workshop *shop, enum hf_part part, size_t *size)
{
    static const uint16_t types[] = {[HF_PART_HASH] = HF_TLV_SHA256,
                                     [HF_PART_KEYHASH] = HF_TLV_KEYHASH,
                                     [HF_PART_SIGNATURE] = HF_TLV_ECDSA_SIG};
    struct hf_image_view view;
    struct hf_tlv tlv;

    if (hf_image_open((hf_span_t){shop->bytes, shop->size}, UINT32_MAX, &view) != HF_OK) {
        return SIZE_MAX;
    }
    size_t areas = hf_image_areas_offset(&view.header);

    switch (part) {
    case HF_PART_HEADER:
        *size = view.header.header_size;
        return 0;
    case HF_PART_PAYLOAD:
        *size = view.header.payload_size;
        return view.header.header_size;
    case HF_PART_PROTECTED:
        *size = view.header.protected_size;
        return areas;
    default:
        break;
    }
    while (!hf_tlv_done(&view.areas.plain_area) &&
           hf_tlv_next(&view.areas.plain_area, &tlv) == HF_OK) {
        if (tlv.type == types[part] || (part == HF_PART_KEYHASH && tlv.type == HF_TLV_PUBKEY)) {
            *size = tlv.value.size;
            return (size_t)(tlv.value.bytes - shop->bytes);
        }
    }
    return SIZE_MAX;
}

static bool flip(struct workshop *shop)
{
    size_t size = 0;
    size_t start = find_part(shop, (enum hf_part)number(shop, "where"), &size);
    size_t at = (size_t)number(shop, "at");

    if (start == SIZE_MAX || at >= size) {
        return refuse(shop, "there is no such byte in this image");
    }
    shop->bytes[start + at] ^= (uint8_t)(1u << number(shop, "bit"));
    return true;
}

static bool truncate_image(struct workshop *shop)
{
    size_t drop = (size_t)number(shop, "drop");

    if (drop == 0 || drop >= shop->size) {
        return refuse(shop, "'drop' is not between 1 and the size of the image");
    }
    shop->size -= drop;
    return true;
}

static bool set_field(struct workshop *shop)
{
    static const struct {
        uint8_t offset;
        uint8_t size;
    } header[] = {[HF_FIELD_MAGIC] = {0, 4},         [HF_FIELD_LOAD_ADDRESS] = {4, 4},
                  [HF_FIELD_HEADER_SIZE] = {8, 2},   [HF_FIELD_PROTECTED_SIZE] = {10, 2},
                  [HF_FIELD_PAYLOAD_SIZE] = {12, 4}, [HF_FIELD_FLAGS] = {16, 4},
                  [HF_FIELD_PAD] = {28, 4}};
    enum hf_field field = (enum hf_field)number(shop, "field");
    uint32_t value = (uint32_t)number(shop, "value");
    size_t size = 0;
    size_t at;

    if (field <= HF_FIELD_PAD) {
        at = header[field].offset;
        size = header[field].size;
    } else if (field == HF_FIELD_TLV_LENGTH) {
        at = find_part(shop, HF_PART_SIGNATURE, &size) - 2u;
        size = 2;
    } else {
        at = find_part(shop, HF_PART_PROTECTED, &size);
        at += field == HF_FIELD_PLAIN_TOTAL ? size + 2u : 2u;
        size = 2;
    }
    if (at >= shop->size) {
        return refuse(shop, "there is no such field in this image");
    }
    if (size == 4) {
        hf_write_u32(shop->bytes + at, value);
    } else {
        hf_write_u16(shop->bytes + at, (uint16_t)value);
    }
    return true;
}

/* Another role's genuine image, signed as it should be, in this slot. */
static bool swap(struct workshop *shop)
{
    take_bytes(shop, shop->attempt->images[number(shop, "role")]);
    return true;
}

static struct hf_draft_tlv *find_tlv(struct workshop *shop, size_t *index)
{
    static const uint16_t types[] = {HF_TLV_SEC_CNT, HF_TLV_UUID_VID, HF_TLV_UUID_CID};
    struct hf_draft_area *area = &shop->draft.protected_area;

    for (*index = 0; *index < area->count; (*index)++) {
        if (area->tlvs[*index].type == types[number(shop, "tlv")]) {
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

static bool change_tlv(struct workshop *shop, enum hf_change change)
{
    size_t index = 0;
    struct hf_draft_tlv *found = find_tlv(shop, &index);

    if (found == NULL) {
        return refuse(shop, "the image has no such TLV");
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

static bool replace_value(struct workshop *shop, uint16_t type, const void *bytes, size_t size)
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
    return refuse(shop, "the image has no such TLV");
}

static bool set_target(struct workshop *shop)
{
    uint8_t uuid[HF_UUID_SIZE];
    const char *class = hf_yaml_text(shop->node, "class", NULL);

    if (class == NULL) {
        return refuse(shop, "'target' needs 'class', like an385/app");
    }
    hf_uuid_of_name(shop->attempt->layout->vendor_id, class, uuid);
    return replace_value(shop, HF_TLV_UUID_CID, uuid, sizeof(uuid));
}

static bool set_counter(struct workshop *shop)
{
    uint8_t counter[4];

    hf_write_u32(counter, (uint32_t)number(shop, "value"));
    return replace_value(shop, HF_TLV_SEC_CNT, counter, sizeof(counter));
}

static bool write_draft(struct workshop *shop, const struct hf_key *key)
{
    hf_span_t image;

    if (!hf_draft_write(&shop->draft, key, shop->form, &shop->attempt->device.arena, &image,
                        shop->attempt->trouble)) {
        return false;
    }
    take_bytes(shop, image);
    shop->drafted = false;
    return true;
}

/* With the named key of lab/keys; without a name, with the role's right one. */
static bool sign(struct workshop *shop)
{
    static const char *const right[] = {"root-1", "secure-1", "app-1"};
    const char *name = hf_yaml_text(shop->node, "key", right[shop->role]);
    const char *path =
        hf_arena_print(&shop->attempt->device.arena, "%s/%s.pem", shop->attempt->place->keys, name);
    struct hf_key *key = NULL;

    if (!hf_key_load(path, &key, shop->attempt->trouble)) {
        return false;
    }
    bool done = write_draft(shop, key);

    hf_key_free(key);
    return done;
}

static bool change_die(struct workshop *shop, enum hf_change change)
{
    if (change == HF_CHANGE_REVOKE) {
        shop->page->revoked[0] &= (uint8_t) ~(1u << number(shop, "root"));
        return true;
    }
    return hf_page_raise(shop->page->floors[shop->role], HF_DIE_COUNTER_BYTES,
                         (uint32_t)number(shop, "value")) ||
           refuse(shop, "the floor cannot be set to this value");
}

static bool apply_one(struct workshop *shop, enum hf_change change)
{
    switch (change) {
    case HF_CHANGE_FLIP:
        return flip(shop);
    case HF_CHANGE_TRUNCATE:
        return truncate_image(shop);
    case HF_CHANGE_SET:
        return set_field(shop);
    case HF_CHANGE_SWAP:
        return swap(shop);
    case HF_CHANGE_REVOKE:
    case HF_CHANGE_FLOOR:
        return change_die(shop, change);
    case HF_CHANGE_SIGN:
        return sign(shop);
    case HF_CHANGE_UNSIGN:
        return write_draft(shop, NULL);
    case HF_CHANGE_TARGET:
        shop->drafted = true;
        return set_target(shop);
    case HF_CHANGE_COUNTER:
        shop->drafted = true;
        return set_counter(shop);
    default:
        shop->drafted = true;
        return change_tlv(shop, change);
    }
}

bool hf_change_apply(struct hf_attempt *attempt, const struct hf_yaml_node *changes,
                     enum hf_role role, hf_span_t *image, struct hf_die_page *page)
{
    struct workshop shop = {.attempt = attempt, .role = role, .page = page};

    shop.node = changes;
    if (!hf_draft_read(attempt->images[role], &shop.draft, &shop.form)) {
        return refuse(&shop, "the build's image cannot be taken apart");
    }
    take_bytes(&shop, attempt->images[role]);
    for (shop.node = changes->first; shop.node != NULL; shop.node = shop.node->next) {
        enum hf_change change = (enum hf_change)hf_yaml_number(shop.node, "do", 0);
        bool of_bytes =
            change == HF_CHANGE_FLIP || change == HF_CHANGE_TRUNCATE || change == HF_CHANGE_SET;

        if (shop.drafted && of_bytes) {
            return refuse(&shop, "put a 'sign' before a change of bytes");
        }
        if (!apply_one(&shop, change)) {
            return false;
        }
    }
    shop.node = changes;
    if (shop.drafted) {
        return refuse(&shop, "put a 'sign' behind a change of TLVs");
    }
    *image = (hf_span_t){shop.bytes, shop.size};
    return true;
}
