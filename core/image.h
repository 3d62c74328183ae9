/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * core/image.h - MCUboot's image format, read without trust. docs/formats/image.md has the byte
 * tables.
 *
 *   header (hdr_size bytes) | payload | protected TLV area | TLV area
 *
 * An image is read in two bites, so that it may lie in flash that reports ECC errors: first the 32
 * header bytes, then the two TLV areas, copied to RAM. Nothing here follows a pointer of the image;
 * every size is bounded before use. Iterator style: a state with the invariant `offset <= size`,
 * one step without a loop. */
#ifndef HF_CORE_IMAGE_H
#define HF_CORE_IMAGE_H

#include "core/error.h"
#include "core/span.h"

#define HF_IMAGE_MAGIC       0x96f3b83du
#define HF_IMAGE_HEADER_SIZE 32u
#define HF_IMAGE_HEADER_MAX  1024u /* policy: the signed filler is bounded too */
#define HF_IMAGE_AREAS_MAX                                                                         \
    1024u /* policy: both TLV areas together, so that a stage can hold them in RAM */

#define HF_IMAGE_FLAG_AES128   0x00000004u
#define HF_IMAGE_FLAG_AES256   0x00000008u
#define HF_IMAGE_FLAG_RAM_LOAD 0x00000020u

#define HF_AREA_MAGIC_PLAIN     0x6907u
#define HF_AREA_MAGIC_PROTECTED 0x6908u
#define HF_AREA_HEADER_SIZE     4u

enum hf_tlv_type {
    HF_TLV_KEYHASH = 0x01,
    HF_TLV_PUBKEY = 0x02,
    HF_TLV_SHA256 = 0x10,
    HF_TLV_ECDSA_SIG = 0x22,
    HF_TLV_ENC_EC256 = 0x32,
    HF_TLV_DEPENDENCY = 0x40,
    HF_TLV_SEC_CNT = 0x50,
    HF_TLV_BOOT_RECORD = 0x60,
    HF_TLV_UUID_VID = 0x74,
    HF_TLV_UUID_CID = 0x75,
};

/* What the header says, after its sizes have been bounded. */
struct hf_image {
    uint32_t load_address;
    uint32_t header_size;    /* 32..HF_IMAGE_HEADER_MAX */
    uint32_t payload_size;   /* > 0 */
    uint32_t protected_size; /* of the protected area with its own header; 0 = none */
    uint32_t flags;
    uint8_t version[8]; /* major, minor, revision (u16), build (u32) */
};

/* One TLV; `bytes` points into the areas given to hf_tlv_begin(). */
struct hf_tlv {
    uint16_t type;
    hf_span_t value;
    uint32_t offset; /* of the TLV's header, from the start of the areas */
};

/* INVARIANT: offset <= size after every call. */
struct hf_tlv_walk {
    const uint8_t *bytes;
    uint32_t base; /* offset of `bytes` in the areas */
    uint32_t offset;
    uint32_t size;
};

/* The two TLV areas of an image, without their headers. */
struct hf_image_areas {
    struct hf_tlv_walk protected_area;
    struct hf_tlv_walk plain_area;
    uint32_t
        size; /* of both areas with their headers: what the image occupies behind its payload */
};

/* Reads the first 32 bytes of a slot. `slot_size` bounds header, payload, protected area and the
 * plain area's header. HF_ERR_IMAGE_MAGIC   no image here HF_ERR_IMAGE_HEADER  header size or pad
 * field HF_ERR_IMAGE_SIZE    the sizes do not fit the slot */
HF_MUST_CHECK hf_err_t hf_image_read_header(const uint8_t header[HF_IMAGE_HEADER_SIZE],
                                            uint32_t slot_size, struct hf_image *image);

/* Where the TLV areas start, from the start of the image. */
static inline uint32_t hf_image_areas_offset(const struct hf_image *image)
{
    return image->header_size + image->payload_size;
}

/* Splits `bytes`, which starts at hf_image_areas_offset() and may be longer than the areas, into
 * the two areas. HF_ERR_IMAGE_AREA    a magic or a total is wrong, or an area is longer than
 * `bytes` */
HF_MUST_CHECK hf_err_t hf_image_read_areas(const struct hf_image *image, hf_span_t bytes,
                                           struct hf_image_areas *areas);

/* True when nothing is left: the walk has used every byte of the area. */
static inline int hf_tlv_done(const struct hf_tlv_walk *walk)
{
    return walk->offset == walk->size;
}

/* One step. HF_ERR_IMAGE_SPILL when less than a whole TLV is left, and then `walk` and `tlv` are
 * unchanged. */
HF_MUST_CHECK hf_err_t hf_tlv_next(struct hf_tlv_walk *walk, struct hf_tlv *tlv);

#endif
