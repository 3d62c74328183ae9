/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What an attacker does to an image. Changes to fields and TLVs are made on the draft, and need a
 * `sign` behind them; changes to bytes are made on what was written. */
#include "host/attack/change.h"

#include "host/image/image.h"
#include "host/layout/layout.h"

#include <string.h>

bool hf_change_refuse(const struct hf_workshop *shop, const char *what)
{
    return hf_yaml_refuse(&shop->attempt->attack->document, shop->node, shop->attempt->trouble,
                          "%s", what);
}

long hf_change_number(const struct hf_workshop *shop, const char *key)
{
    return hf_yaml_number(shop->node, key, 0);
}

void hf_change_take(struct hf_workshop *shop, hf_span_t image)
{
    shop->bytes = hf_arena_take(&shop->attempt->device.arena, image.size);
    memcpy(shop->bytes, image.bytes, image.size);
    shop->size = image.size;
}

/* Another role's genuine image, signed as it should be, in this slot. */
static bool swap(struct hf_workshop *shop)
{
    hf_change_take(shop, shop->attempt->images[hf_change_number(shop, "role")]);
    return true;
}

static bool write_draft(struct hf_workshop *shop, const struct hf_key *key)
{
    hf_span_t image;

    if (!hf_draft_write(&shop->draft, key, shop->form, &shop->attempt->device.arena, &image,
                        shop->attempt->trouble)) {
        return false;
    }
    hf_change_take(shop, image);
    shop->drafted = false;
    return true;
}

/* With the named key of lab/keys; without a name, with the role's right one. */
static bool sign(struct hf_workshop *shop)
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

/* Another root in the place of one of this die: what a product has that fused its own. */
static bool fuse(struct hf_workshop *shop)
{
    struct hf_device *device = &shop->attempt->device;
    const char *path = hf_arena_print(&device->arena, "%s/%s.pem", shop->attempt->place->keys,
                                      hf_yaml_text(shop->node, "key", ""));
    size_t const root = (size_t)hf_change_number(shop, "root");
    struct hf_public public_half;
    struct hf_key *key = NULL;
    struct hf_die die;

    if (root >= HF_DIE_ROOTS) {
        return hf_change_refuse(shop, "a die has no such root");
    }
    if (!hf_key_load(path, &key, shop->attempt->trouble)) {
        return false;
    }
    hf_key_public(key, &public_half);
    hf_key_free(key);
    if (!hf_device_read_die(device, &die, shop->attempt->trouble)) {
        return false;
    }
    memcpy(die.root_hash[root], public_half.hash, sizeof(die.root_hash[root]));
    bool done = hf_attempt_write_die(shop->attempt, &die);

    hf_wipe(&die, sizeof(die));
    return done;
}

static bool change_die(struct hf_workshop *shop, enum hf_change change)
{
    if (change == HF_CHANGE_REVOKE) {
        shop->page->revoked[0] &= (uint8_t) ~(1u << hf_change_number(shop, "root"));
        return true;
    }
    return hf_page_raise(shop->page->floors[shop->role], HF_DIE_COUNTER_BYTES,
                         (uint32_t)hf_change_number(shop, "value")) ||
           hf_change_refuse(shop, "the floor cannot be set to this value");
}

static bool apply_one(struct hf_workshop *shop, enum hf_change change)
{
    switch (change) {
    case HF_CHANGE_SWAP:
        return swap(shop);
    case HF_CHANGE_FUSE:
        return fuse(shop);
    case HF_CHANGE_REVOKE:
    case HF_CHANGE_FLOOR:
        return change_die(shop, change);
    case HF_CHANGE_SIGN:
        return sign(shop);
    case HF_CHANGE_UNSIGN:
        return write_draft(shop, NULL);
    default:
        return hf_change_is_of_bytes(change) ? hf_change_bytes(shop, change)
                                             : hf_change_draft(shop, change);
    }
}

bool hf_change_apply(struct hf_attempt *attempt, const struct hf_yaml_node *changes,
                     enum hf_role role, hf_span_t *image, struct hf_die_page *page)
{
    struct hf_workshop shop = {.attempt = attempt, .role = role, .page = page};

    shop.node = changes;
    if (!hf_draft_read(attempt->images[role], &shop.draft, &shop.form)) {
        return hf_change_refuse(&shop, "the build's image cannot be taken apart");
    }
    hf_change_take(&shop, attempt->images[role]);
    for (shop.node = changes->first; shop.node != NULL; shop.node = shop.node->next) {
        enum hf_change change = (enum hf_change)hf_yaml_number(shop.node, "do", 0);

        if (shop.drafted && hf_change_is_of_bytes(change)) {
            return hf_change_refuse(&shop, "put a 'sign' before a change of bytes");
        }
        if (!apply_one(&shop, change)) {
            return false;
        }
    }
    shop.node = changes;
    if (shop.drafted) {
        return hf_change_refuse(&shop, "put a 'sign' behind a change of TLVs");
    }
    *image = (hf_span_t){shop.bytes, shop.size};
    return true;
}
