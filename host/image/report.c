/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/image/report.h"

#include "host/image/draft.h"
#include "host/key/digest.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define VALUE_SHOWN 20u

void hf_image_reach_verdict(hf_span_t file, uint32_t slot_size, const struct hf_image_rules *rules,
                            struct hf_image_verdict *verdict)
{
    memset(verdict, 0, sizeof(*verdict));
    verdict->floor = rules->demand.floor;
    verdict->format = hf_image_open(file, slot_size, &verdict->view);
    if (verdict->format != HF_OK) {
        verdict->answer.word = verdict->format;
        return;
    }
    if (verdict->view.hash == NULL) {
        verdict->format = HF_ERR_IMAGE_TLV_MISSING;
    } else if (memcmp(verdict->view.hash, verdict->view.digest, HF_HASH_SIZE) != 0) {
        verdict->format = HF_ERR_IMAGE_HASH;
    }
    verdict->valid = verdict->format == HF_OK;
    hf_image_judge(&verdict->view, rules, &verdict->answer);
}

static void print_why(FILE *out, const char *what, hf_err_t word)
{
    const struct hf_err_text *text = hf_err_find((uint32_t)word);

    fprintf(out, "%s (%s: %s)", what, text->name, text->meaning);
}

void hf_image_verdict_text(FILE *out, const struct hf_image_verdict *verdict)
{
    const struct hf_image_answer *answer = &verdict->answer;

    if (verdict->valid) {
        fputs("format: valid\n", out);
    } else {
        print_why(out, "format: invalid", verdict->format);
        fputc('\n', out);
    }
    if (answer->word == HF_OK) {
        fputs("policy: admitted\n", out);
        return;
    }
    print_why(out, "policy: refused", answer->word);
    if (answer->placed) {
        fprintf(out, " at offset 0x%x", answer->offset);
    }
    if (answer->word == HF_ERR_IMAGE_ROLLBACK) {
        fprintf(out, ": %u is below %u", answer->claims.counter, verdict->floor);
    }
    fputc('\n', out);
}

static void put_word(json_t *object, const char *key, hf_err_t word)
{
    const struct hf_err_text *text = hf_err_find((uint32_t)word);

    json_object_set_new(object, key, json_string(text->name));
    json_object_set_new(object, "meaning", json_string(text->meaning));
}

static void dump(FILE *out, json_t *object)
{
    json_dumpf(object, out, JSON_COMPACT);
    fputc('\n', out);
    json_decref(object);
}

void hf_image_verdict_json(FILE *out, const struct hf_image_verdict *verdict)
{
    const struct hf_image_answer *answer = &verdict->answer;
    json_t *format = json_pack("{s:b}", "valid", verdict->valid);
    json_t *policy = json_pack("{s:b}", "admitted", answer->word == HF_OK);

    put_word(format, "word", verdict->format);
    put_word(policy, "word", answer->word);
    if (answer->placed) {
        json_object_set_new(policy, "offset", json_integer(answer->offset));
    }
    dump(out, json_pack("{s:s,s:o,s:o}", "schema", "holdfast.image-verdict/1", "format", format,
                        "policy", policy));
}

static void print_version(const struct hf_version *version, char text[32])
{
    int used = snprintf(text, 32, "%u.%u.%u", version->major, version->minor, version->revision);

    if (version->build != 0) {
        snprintf(text + used, (size_t)(32 - used), "+%u", version->build);
    }
}

static void print_tlvs(FILE *out, const char *area, struct hf_tlv_walk walk, uint32_t base)
{
    struct hf_tlv tlv;

    while (!hf_tlv_done(&walk) && hf_tlv_next(&walk, &tlv) == HF_OK) {
        char hex[2 * VALUE_SHOWN + 1];
        size_t shown = tlv.value.size < VALUE_SHOWN ? tlv.value.size : VALUE_SHOWN;

        hf_hex(tlv.value.bytes, shown, hex);
        fprintf(out, "  0x%06x  %-9s  0x%04x %-11s %4zu  %s%s\n", base + tlv.offset, area, tlv.type,
                hf_tlv_name(tlv.type), tlv.value.size, hex, shown < tlv.value.size ? "..." : "");
    }
}

static const char *cipher_text(uint32_t flags)
{
    switch (flags & (HF_IMAGE_FLAG_AES128 | HF_IMAGE_FLAG_AES256)) {
    case HF_IMAGE_FLAG_AES128:
        return " ENCRYPTED with AES-128";
    case HF_IMAGE_FLAG_AES256:
        return " ENCRYPTED with AES-256";
    case 0:
        return "";
    default:
        return " ENCRYPTED twice, which nothing reads";
    }
}

static const char *hash_remark(const struct hf_image_view *view)
{
    if (view->hash != NULL && memcmp(view->hash, view->digest, HF_HASH_SIZE) == 0) {
        return "";
    }
    return (view->header.flags & (HF_IMAGE_FLAG_AES128 | HF_IMAGE_FLAG_AES256)) != 0
               ? "  (of what is encrypted; the one in the image is of the clear bytes)"
               : "  (not the one in the image)";
}

void hf_image_print_text(FILE *out, const struct hf_image_view *view)
{
    const struct hf_image *header = &view->header;
    uint32_t base = hf_image_areas_offset(header);
    struct hf_version version = hf_version_read(header->version);
    char text[32];
    char hex[65];

    print_version(&version, text);
    hf_hex(view->digest, sizeof(view->digest), hex);
    fprintf(
        out,
        "version       %s\nflags         0x%x%s%s\nload address  0x%08x\nheader        %u bytes\n"
        "payload       %u bytes\nimage         %zu bytes\nSHA-256       %s%s\n\n"
        "  offset    area       type                size  value\n",
        text, header->flags, (header->flags & HF_IMAGE_FLAG_RAM_LOAD) != 0 ? " RAM_LOAD" : "",
        cipher_text(header->flags), header->load_address, header->header_size, header->payload_size,
        view->size, hex, hash_remark(view));
    print_tlvs(out, "protected", view->areas.protected_area, base);
    print_tlvs(out, "plain", view->areas.plain_area, base);
    if (view->size < view->file.size) {
        fprintf(out, "\n%zu bytes behind the image\n", view->file.size - view->size);
    }
}

static void add_tlvs(json_t *list, const char *area, struct hf_tlv_walk walk, uint32_t base)
{
    struct hf_tlv tlv;

    while (!hf_tlv_done(&walk) && hf_tlv_next(&walk, &tlv) == HF_OK) {
        char *hex = malloc(2 * tlv.value.size + 1);

        if (hex != NULL) {
            hf_hex(tlv.value.bytes, tlv.value.size, hex);
            json_array_append_new(list, json_pack("{s:I,s:s,s:i,s:s,s:s}", "offset",
                                                  (json_int_t)(base + tlv.offset), "area", area,
                                                  "type", (int)tlv.type, "name",
                                                  hf_tlv_name(tlv.type), "value", hex));
        }
        free(hex);
    }
}

void hf_image_print_json(FILE *out, const struct hf_image_view *view)
{
    const struct hf_image *header = &view->header;
    uint32_t base = hf_image_areas_offset(header);
    struct hf_version version = hf_version_read(header->version);
    json_t *tlvs = json_array();
    char text[32];
    char hex[65];

    print_version(&version, text);
    hf_hex(view->digest, sizeof(view->digest), hex);
    add_tlvs(tlvs, "protected", view->areas.protected_area, base);
    add_tlvs(tlvs, "plain", view->areas.plain_area, base);
    dump(out,
         json_pack("{s:s,s:s,s:I,s:I,s:I,s:I,s:I,s:s,s:b,s:o}", "schema", "holdfast.image/1",
                   "version", text, "flags", (json_int_t)header->flags, "load_address",
                   (json_int_t)header->load_address, "header_size", (json_int_t)header->header_size,
                   "payload_size", (json_int_t)header->payload_size, "image_size",
                   (json_int_t)view->size, "sha256", hex, "hash_matches",
                   view->hash != NULL && memcmp(view->hash, view->digest, HF_HASH_SIZE) == 0,
                   "tlvs", tlvs));
}
