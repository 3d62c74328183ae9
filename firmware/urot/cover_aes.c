/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "core/span.h"
#include "firmware/urot/cover_key.h"
#include "firmware/urot/install.h"
#include "hw/api/console.h"
#include "hw/api/crypto.h"
#include "hw/api/nvm.h"

#define AES_FLAGS (HF_IMAGE_FLAG_AES128 | HF_IMAGE_FLAG_AES256)

/* How the payload of one image is covered; end 0: not at all. */
struct cover {
    uint32_t first; /* of its payload, from the start of the image */
    uint32_t end;
    uint32_t lost; /* its key is not to be had: its bytes are carried nowhere */
    struct hf_cover_key key;
};

static uint8_t root[32]; /* kdf(K_urot, "image", life cycle) */
static struct cover covers[HF_ROLE_COUNT][2];

/* The factory must know for whom to wrap, and nobody else needs to: said while it provisions. */
static void say_public(void)
{
    uint8_t point[64];

    hf_cover_public(root, point);
    hf_print("image key ");
    for (uint32_t i = 0; i < sizeof(point); i += 4u) {
        hf_print_hex(__builtin_bswap32(hf_read_u32(point + i)));
    }
    hf_print("\n");
}

void hf_cover_start(const uint8_t urot_key[32], uint32_t lifecycle)
{
    hf_kdf(urot_key, "image", lifecycle, root);
    if (hf_map.handoff->lifecycle == HF_LIFECYCLE_PROVISIONING) {
        say_public();
    }
}

void hf_cover_end(void)
{
    hf_wipe(root, sizeof(root));
    hf_wipe(covers, sizeof(covers));
}

static void turn(const struct cover *cover, uint32_t offset, uint8_t *bytes, uint32_t size)
{
    uint32_t const from = offset > cover->first ? offset : cover->first;
    uint32_t const to = offset + size < cover->end ? offset + size : cover->end;

    if (from < to) {
        hf_cover_stream(&cover->key, from - cover->first, bytes + (from - offset), to - from);
    }
}

/* The product's key as the factory left it, wrapped for this device; empty where there is no place
 * for one. A page that was never written opens nothing. */
static hf_span_t read_product(uint8_t bytes[HF_ENC_EC256_AES256])
{
    hf_span_t const none = {NULL, 0};

    return hf_key_page.size >= HF_ENC_EC256_AES256 &&
                   hf_nvm_read(hf_key_page.base, bytes, HF_ENC_EC256_AES256) == HF_OK
               ? (hf_span_t){bytes, HF_ENC_EC256_AES256}
               : none;
}

/* The key out of the image's one ENC_EC256 TLV. */
static hf_err_t set_cover(struct cover *cover, const struct hf_image *image, hf_span_t areas_bytes)
{
    struct hf_image_areas areas;
    uint8_t page[HF_ENC_EC256_AES256];
    uint32_t const wrapped =
        (image->flags & HF_IMAGE_FLAG_AES256) != 0 ? HF_ENC_EC256_AES256 : HF_ENC_EC256_AES128;
    struct hf_tlv tlv;
    hf_err_t result;

    cover->end = 0;
    if ((image->flags & AES_FLAGS) == 0) {
        return HF_OK;
    }
    result = hf_image_read_areas(image, areas_bytes, &areas);
    if (result != HF_OK) {
        return result;
    }
    while (!hf_tlv_done(&areas.plain_area) && hf_tlv_next(&areas.plain_area, &tlv) == HF_OK) {
        if (tlv.type == HF_TLV_ENC_EC256 && tlv.value.size == wrapped) {
            result = hf_cover_unwrap(root, read_product(page), tlv.value, &cover->key);
            cover->first = image->header_size;
            cover->end = result == HF_OK ? image->header_size + image->payload_size : 0;
            return result;
        }
    }
    return HF_ERR_IMAGE_ENCRYPTED;
}

/* Which side of a staging area the subject lies on. */
static struct cover *cover_of(const struct hf_subject *subject)
{
    uint32_t const base = hf_map.staging[subject->role].base;

    return &covers[subject->role][subject->place.base == base ? HF_SIDE_OLD : HF_SIDE_NEW];
}

static int is_in_slot(const struct hf_subject *subject)
{
    return subject->role == HF_ROLE_UROT || subject->place.base == hf_map_slot(subject->role)->base;
}

hf_err_t hf_cover_open(struct hf_subject *subject)
{
    subject->ciphers = subject->role != HF_ROLE_UROT ? AES_FLAGS : 0u;
    if (is_in_slot(subject)) {
        return HF_OK;
    }
    return set_cover(cover_of(subject), &subject->image,
                     (hf_span_t){subject->areas, subject->areas_size});
}

hf_err_t hf_cover_read(const struct hf_subject *subject, uint32_t at, uint8_t *out, uint32_t size)
{
    hf_err_t const result = hf_nvm_read(at, out, size);

    if (result == HF_OK && !is_in_slot(subject)) {
        turn(cover_of(subject), at - subject->place.base, out, size);
    }
    return result;
}

/* An image that the walk has torn in two. */
struct torn {
    const struct hf_install *install;
    uint32_t role;
    enum hf_side side;
};

/* Only header and areas are read so, and they are never covered. */
static hf_err_t read_torn(const struct torn *torn, uint32_t offset, uint8_t *out, uint32_t size)
{
    uint32_t const step = hf_update_step(torn->role);
    hf_err_t result = HF_OK;

    while (size > 0 && result == HF_OK) {
        uint32_t const left = step - offset % step;
        uint32_t const part = size < left ? size : left;

        result =
            hf_nvm_read(hf_walk_place(torn->install, torn->role, torn->side, offset), out, part);
        offset += part;
        out += part;
        size -= part;
    }
    return result;
}

static hf_err_t read_cover(const struct torn *torn, struct cover *cover)
{
    static uint8_t areas[HF_IMAGE_AREAS_MAX];
    uint8_t header[HF_IMAGE_HEADER_SIZE];
    struct hf_image image;
    uint32_t head;
    hf_err_t result = read_torn(torn, 0, header, sizeof(header));

    if (result == HF_OK) {
        result = hf_image_read_header(header, hf_map_slot(torn->role)->size, &image);
    }
    if (result != HF_OK) {
        return result;
    }
    head = image.protected_size + HF_AREA_HEADER_SIZE;
    if (head > sizeof(areas)) {
        return HF_ERR_IMAGE_AREA;
    }
    result = read_torn(torn, hf_image_areas_offset(&image), areas, head);
    if (result == HF_OK) {
        uint32_t const size = image.protected_size + hf_read_u16(areas + head - 2u);

        result =
            size >= head && size <= sizeof(areas)
                ? read_torn(torn, hf_image_areas_offset(&image) + head, areas + head, size - head)
                : HF_ERR_IMAGE_AREA;
        return result == HF_OK ? set_cover(cover, &image, (hf_span_t){areas, size}) : result;
    }
    return result;
}

/* A slot without an image has nothing to hide. */
static int is_no_image(hf_err_t result)
{
    return result == HF_ERR_IMAGE_MAGIC || result == HF_ERR_IMAGE_HEADER;
}

/* On the way back a new image that is damaged so far that its key is lost is not carried at all:
 * the old one must come back, and the new one must not leave its slot in clear. */
hf_err_t hf_cover_begin(const struct hf_install *install)
{
    int const back = install->update.phase == HF_UPDATE_REVERTING;
    hf_err_t result = HF_OK;

    for (uint32_t role = HF_ROLE_SECURE; role < HF_ROLE_COUNT && result == HF_OK; role++) {
        for (uint32_t side = HF_SIDE_NEW; side <= HF_SIDE_OLD && result == HF_OK; side++) {
            struct torn const torn = {install, role, (enum hf_side)side};
            struct cover *cover = &covers[role][side];

            if ((install->update.flags & 1u << role) == 0) {
                continue;
            }
            cover->lost = 0;
            cover->end = 0;
            result = read_cover(&torn, cover);
            if (side == HF_SIDE_OLD && is_no_image(result)) {
                result = HF_OK;
            } else if (side == HF_SIDE_NEW && back && result != HF_OK) {
                cover->lost = 1;
                result = HF_OK;
            }
        }
    }
    return result;
}

void hf_cover_apply(const struct hf_copy *copy, uint32_t done, uint8_t *bytes, uint32_t size)
{
    const struct cover *cover = &covers[copy->role][copy->side];

    if (copy->role == HF_ROLE_UROT) {
        return;
    }
    if (cover->lost) {
        for (uint32_t i = 0; i < size; i++) {
            bytes[i] = hf_nvm_erased_value();
        }
    }
    turn(cover, copy->offset + done, bytes, size);
}
