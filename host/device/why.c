/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/device/why.h"

#include <jansson.h>
#include <string.h>

static const struct {
    hf_err_t word;
    const char *advice;
} advices[] = {
    {HF_ERR_IMAGE_MAGIC, "the slot is empty or was overwritten: `holdfast device install`"},
    {HF_ERR_IMAGE_HEADER, "the image is damaged: install it again from the build"},
    {HF_ERR_IMAGE_FLAGS, "made by other tools or options: sign it with `holdfast image sign`"},
    {HF_ERR_IMAGE_SIZE, "the image is cut off, or too large for the slot: build and sign it again"},
    {HF_ERR_IMAGE_AREA, "the image is damaged or cut off: install it again from the build"},
    {HF_ERR_IMAGE_SPILL, "a TLV is damaged: install the image again from the build"},
    {HF_ERR_IMAGE_TLV_UNKNOWN, "sign it with `holdfast image sign`; what is not signed is refused"},
    {HF_ERR_IMAGE_TLV_LENGTH, "a TLV is damaged: sign the image again"},
    {HF_ERR_IMAGE_TLV_TWICE, "a TLV was added behind the signer's back: sign the image again"},
    {HF_ERR_IMAGE_TLV_MISSING, "the image is unsigned or lacks counter or target: sign it with "
                               "`holdfast image sign`"},
    {HF_ERR_IMAGE_TLV_ORDER, "sign it with `holdfast image sign`"},
    {HF_ERR_IMAGE_TARGET_VENDOR, "the image is another vendor's"},
    {HF_ERR_IMAGE_TARGET_CLASS, "the image is for another board or another place in the chain: "
                                "sign it with this board's --layout and the right --role"},
    {HF_ERR_IMAGE_ROLLBACK, "an older image than the device has confirmed: sign a new one with a "
                            "higher --security-counter"},
    {HF_ERR_IMAGE_ADDRESS, "linked for another address: build it for this board"},
    {HF_ERR_IMAGE_KEY_UNKNOWN, "sign it with a key that this stage trusts: a fused root for urot, "
                               "a key of urot's list for secure and app"},
    {HF_ERR_IMAGE_KEY_REVOKED, "sign it with a root that is not revoked"},
    {HF_ERR_IMAGE_KEY_FORM, "the key in the image is damaged: sign it again"},
    {HF_ERR_IMAGE_SIGNATURE_FORM, "the signature is damaged: sign it again"},
    {HF_ERR_IMAGE_HASH, "the image was changed after it was signed: install it again"},
    {HF_ERR_IMAGE_SIGNATURE, "the signature is not the signer's over these bytes: sign it again"},
    {HF_ERR_IMAGE_ENCRYPTED, "this urot reads none, or it was encrypted for another device: "
                             "`holdfast image encrypt --for` with `device key --use image`"},
    {HF_ERR_NVM_ECC, "the flash lost a word there: install the image again"},
    {HF_ERR_DIE_MISSING, "die.bin is missing or of another version: make a new device"},
    {HF_ERR_CHAIN_EMPTY, "no slot held an image that may run: install good ones, or send them with "
                         "`holdfast device recover`"},
    {HF_ERR_CHAIN_STEP, "a boot step was skipped: a glitch, or a fault in the stage"},
    {HF_ERR_CHAIN_FAULT, "a stage crashed: `detail` is the fault status"},
    {HF_ERR_CHAIN_WATCHDOG, "a stage took too long"},
    {HF_ERR_WORLD_FAULT, "the app reached for what is not its own"},
    {HF_ERR_LIFE_UNPROVISIONED, "give it its certificate: `holdfast device provision`"},
    {HF_ERR_LIFE_ENDED, "nothing brings it back; make or take another device"},
    {HF_ERR_TAMPER_EVENT, "its keys are gone: return it to its maker (`holdfast device rma`)"},
    {HF_ERR_ENTROPY_SILENT, "run with --entropy good"},
    {HF_ERR_ENTROPY_STUCK, "run with --entropy good"},
};

const char *hf_why_advice(uint32_t word)
{
    for (size_t i = 0; i < sizeof(advices) / sizeof(advices[0]); i++) {
        if ((uint32_t)advices[i].word == word) {
            return advices[i].advice;
        }
    }
    return NULL;
}

static void describe_event(const struct hf_report *report, char *text, size_t size)
{
    bool has_slot = strcmp(report->slot, "A") == 0 || strcmp(report->slot, "B") == 0;
    bool const received = strcmp(report->slot, "R") == 0;
    bool has_role = strcmp(report->role, "-") != 0;

    if (strcmp(report->event, "refused") == 0) {
        snprintf(text, size, "%s refused%s%s%s%s", report->stage, has_role ? " " : "",
                 has_role ? report->role : "",
                 has_slot   ? " in slot "
                 : received ? " that came by recovery"
                            : "",
                 has_slot ? report->slot : "");
    } else if (strcmp(report->event, "boots") == 0) {
        snprintf(text, size, "%s boots %s%s%s", report->stage, report->role,
                 has_slot   ? " from slot "
                 : received ? " from RAM, after recovery"
                            : "",
                 has_slot ? report->slot : "");
    } else if (strcmp(report->event, "denied") == 0) {
        snprintf(text, size, "%s denied a call of the app", report->stage);
    } else if (strcmp(report->event, "fault") == 0) {
        snprintf(text, size, "%s caught a fault%s%s", report->stage, has_role ? " of " : "",
                 has_role ? report->role : "");
    } else if (strcmp(report->event, "start") == 0) {
        snprintf(text, size, "%s started", report->stage);
    } else {
        snprintf(text, size, "%s %s", report->stage, report->event);
    }
}

void hf_why_line(const struct hf_report *report, char *text, size_t size)
{
    const struct hf_err_text *why = hf_err_find(report->word);
    char event[80];

    describe_event(report, event, sizeof(event));
    if (why == NULL || why->word == HF_OK) {
        snprintf(text, size, "%s", event);
        return;
    }
    if (report->detail == 0) {
        snprintf(text, size, "%s: %s (%s)", event, why->meaning, why->name);
        return;
    }
    snprintf(text, size, "%s: %s (%s, detail 0x%x)", event, why->meaning, why->name,
             report->detail);
}

static bool matters(const struct hf_report *report)
{
    return strcmp(report->event, "refused") == 0 || strcmp(report->event, "fault") == 0 ||
           strcmp(report->event, "halted") == 0 || strcmp(report->event, "denied") == 0;
}

size_t hf_why_print(FILE *out, const struct hf_report *reports, size_t count)
{
    size_t found = 0;
    char text[512];

    for (size_t i = 0; i < count; i++) {
        const char *advice = hf_why_advice(reports[i].word);

        if (!matters(&reports[i]) && strcmp(reports[i].event, "boots") != 0) {
            continue;
        }
        hf_why_line(&reports[i], text, sizeof(text));
        fprintf(out, "%s\n", text);
        if (matters(&reports[i])) {
            found++;
            if (advice != NULL) {
                fprintf(out, "    %s\n", advice);
            }
        }
    }
    return found;
}

size_t hf_why_json(FILE *out, const char *outcome, const struct hf_report *reports, size_t count)
{
    json_t *list = json_array();
    size_t found = 0;

    for (size_t i = 0; i < count; i++) {
        const struct hf_err_text *why = hf_err_find(reports[i].word);
        const char *advice = hf_why_advice(reports[i].word);
        json_t *entry =
            json_pack("{s:s,s:s,s:s,s:s,s:s,s:I}", "stage", reports[i].stage, "event",
                      reports[i].event, "role", reports[i].role, "slot", reports[i].slot, "word",
                      why != NULL            ? why->name
                      : reports[i].word == 0 ? "-"
                                             : "unknown",
                      "detail", (json_int_t)reports[i].detail);

        if (why != NULL) {
            json_object_set_new(entry, "meaning", json_string(why->meaning));
        }
        if (matters(&reports[i])) {
            found++;
            if (advice != NULL) {
                json_object_set_new(entry, "advice", json_string(advice));
            }
        }
        json_array_append_new(list, entry);
    }
    json_t *root =
        json_pack("{s:s,s:s,s:o}", "schema", "holdfast.why/1", "outcome", outcome, "records", list);

    json_dumpf(root, out, JSON_COMPACT);
    fputc('\n', out);
    json_decref(root);
    return found;
}
