/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/image/sign.h"

#include <stdio.h>
#include <string.h>

#define SW_TYPE_MAX 12u

/* CBOR heads with the lengths that a boot record has. */
#define CBOR_MAP_5    0xa5u
#define CBOR_TEXT     0x60u
#define CBOR_BYTES_32 0x58u, 0x20u

struct writer {
    uint8_t *at;
};

static void put(struct writer *writer, const void *bytes, size_t size)
{
    memcpy(writer->at, bytes, size);
    writer->at += size;
}

static void put_text(struct writer *writer, uint8_t label, const char *text)
{
    uint8_t head[2] = {label, (uint8_t)(CBOR_TEXT | strlen(text))};

    put(writer, head, sizeof(head));
    put(writer, text, strlen(text));
}

static void put_digest(struct writer *writer, uint8_t label, const uint8_t digest[32])
{
    uint8_t head[3] = {label, CBOR_BYTES_32};

    put(writer, head, sizeof(head));
    put(writer, digest, 32);
}

/* A map of five: type, version, signer, hash algorithm, and last the measurement, which stays zero:
 * a boot loader fills it when it hands the record on. */
static bool add_boot_record(const struct hf_sign_plan *plan, const struct hf_key *key,
                            struct hf_arena *arena, struct hf_draft_area *area)
{
    static const uint8_t zero[32];
    static const uint8_t map = CBOR_MAP_5;
    uint8_t *bytes = hf_arena_take(arena, 160);
    struct writer writer = {bytes};
    struct hf_public public_half;
    char version[24];

    snprintf(version, sizeof(version), "%u.%u.%u", plan->draft.version.major,
             plan->draft.version.minor, plan->draft.version.revision);
    hf_key_public(key, &public_half);
    put(&writer, &map, 1);
    put_text(&writer, 1, plan->boot_record);
    put_text(&writer, 4, version);
    put_digest(&writer, 5, public_half.hash);
    put_text(&writer, 6, "SHA256");
    put_digest(&writer, 2, zero);
    return hf_draft_add(area, HF_TLV_BOOT_RECORD, (hf_span_t){bytes, (size_t)(writer.at - bytes)});
}

static bool add_dependencies(const struct hf_sign_plan *plan, struct hf_arena *arena,
                             struct hf_draft_area *area)
{
    for (size_t i = 0; i < plan->dependency_count; i++) {
        uint8_t *bytes = hf_arena_take(arena, HF_DEPENDENCY_SIZE);

        bytes[0] = plan->dependencies[i].image;
        hf_version_write(&plan->dependencies[i].version, bytes + 4);
        if (!hf_draft_add(area, HF_TLV_DEPENDENCY, (hf_span_t){bytes, HF_DEPENDENCY_SIZE})) {
            return false;
        }
    }
    return true;
}

static bool add_target(const struct hf_sign_plan *plan, struct hf_draft_area *area)
{
    return !plan->targeted ||
           (hf_draft_add(area, HF_TLV_UUID_VID, (hf_span_t){plan->vendor_id, HF_UUID_SIZE}) &&
            hf_draft_add(area, HF_TLV_UUID_CID, (hf_span_t){plan->class_id, HF_UUID_SIZE}));
}

bool hf_image_sign(const struct hf_sign_plan *plan, const struct hf_key *key,
                   struct hf_arena *arena, hf_span_t *image, struct hf_trouble *trouble)
{
    struct hf_draft draft = plan->draft;
    struct hf_draft_area *area = &draft.protected_area;
    uint8_t counter[4];

    if (plan->boot_record != NULL && strlen(plan->boot_record) > SW_TYPE_MAX) {
        return hf_trouble_set(trouble, "boot record type '%s' is longer than %u characters",
                              hf_quote(plan->boot_record).text, SW_TYPE_MAX);
    }
    hf_write_u32(counter, plan->counter);
    bool added = hf_draft_add(area, HF_TLV_SEC_CNT, (hf_span_t){counter, sizeof(counter)}) &&
                 (plan->boot_record == NULL || add_boot_record(plan, key, arena, area)) &&
                 add_dependencies(plan, arena, area) && add_target(plan, area);

    for (size_t i = 0; i < plan->vendor_tlvs.count && added; i++) {
        added = hf_draft_add(area, plan->vendor_tlvs.tlvs[i].type, plan->vendor_tlvs.tlvs[i].value);
    }
    if (!added) {
        return hf_trouble_set(trouble, "more TLVs than an image may carry");
    }
    return hf_draft_write(&draft, key, plan->form, arena, image, trouble);
}
