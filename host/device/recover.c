/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/device/recover.h"

#include "core/recovery.h"
#include "host/cli/number.h"

#include <string.h>
#include <sys/random.h>

#define AGAIN_SECONDS 0.5 /* a frame that is under way is not sent twice */
#define NOISE_CHUNK   256u

static enum hf_answer end(struct hf_recover *recover, enum hf_recover_end how, enum hf_role role,
                          uint32_t word)
{
    recover->end = how;
    recover->role = role;
    recover->word = word;
    return HF_ANSWER_STOP;
}

/* False when the line is still busy with what was sent before: the device will ask again. */
static bool send_frame(struct hf_recover *recover, struct hf_qemu *qemu,
                       const struct hf_recovery_frame *frame)
{
    uint8_t bytes[NOISE_CHUNK];

    for (uint32_t left = recover->noise; left > 0;) {
        size_t const size = left < sizeof(bytes) ? left : sizeof(bytes);

        if (getrandom(bytes, size, 0) != (ssize_t)size ||
            !hf_qemu_send(qemu, HF_CONSOLE_SECURE, bytes, size)) {
            return false;
        }
        left -= (uint32_t)size;
    }
    return hf_qemu_send(qemu, HF_CONSOLE_SECURE, frame, sizeof(*frame));
}

static enum hf_answer send_block(struct hf_recover *recover, struct hf_run *run, enum hf_role role,
                                 uint32_t offset)
{
    const struct hf_recover_image *image = &recover->images[role];
    struct hf_recovery_frame frame;

    if (recover->cut != 0 && recover->frames == recover->cut) {
        return end(recover, HF_RECOVER_CUT, role, 0);
    }
    if (hf_recovery_fill(&frame, image->bytes, offset) != HF_OK ||
        !send_frame(recover, run->qemu, &frame)) {
        return HF_ANSWER_TAKEN;
    }
    recover->frames++;
    recover->sent_at = hf_qemu_now();
    if (recover->progress != NULL) {
        recover->progress(hf_role_names[role], offset + frame.length, image->bytes.size);
    }
    return HF_ANSWER_TAKEN;
}

/* An image starts at its first block, whatever the device has kept of another transfer. */
static enum hf_answer answer_wants(struct hf_recover *recover, struct hf_run *run,
                                   const struct hf_report *report)
{
    enum hf_role const role = hf_role_find(report->role);
    bool const late = hf_qemu_now() - recover->sent_at > AGAIN_SECONDS;
    struct hf_recover_image *image;
    uint32_t offset = report->word;

    if (role == HF_ROLE_COUNT) {
        return HF_ANSWER_NONE;
    }
    image = &recover->images[role];
    if (image->bytes.bytes == NULL) {
        return end(recover, HF_RECOVER_MISSING, role, 0);
    }
    if (report->detail == (uint32_t)HF_ERR_RECOVERY_SIZE) {
        return end(recover, HF_RECOVER_REFUSED, role, report->detail);
    }
    if (report->detail == (uint32_t)HF_ERR_RECOVERY_ORDER ||
        (report->detail == (uint32_t)HF_ERR_RECOVERY_SILENT && !late)) {
        return HF_ANSWER_TAKEN; /* the device asks again, if it has to */
    }
    if (image->starts == 0 || offset > image->bytes.size) {
        offset = 0;
    }
    if (offset == 0 && report->detail == (uint32_t)HF_OK && image->starts++ == HF_RECOVER_STARTS) {
        return end(recover, HF_RECOVER_REFUSED, role, 0);
    }
    image->starts += image->starts == 0;
    return send_block(recover, run, role, offset);
}

enum hf_answer hf_recover_answer(void *context, struct hf_run *run, const struct hf_report *report)
{
    struct hf_recover *recover = context;

    if (strcmp(report->event, "wants") == 0) {
        return answer_wants(recover, run, report);
    }
    if (strcmp(report->event, "refused") == 0 && strcmp(report->slot, "R") == 0) {
        return end(recover, HF_RECOVER_REFUSED, hf_role_find(report->role), report->word);
    }
    if (strcmp(report->event, "halted") == 0) {
        return report->word == (uint32_t)HF_ERR_RECOVERY_LIMIT
                   ? end(recover, HF_RECOVER_LIMIT, HF_ROLE_COUNT, report->word)
               : report->word == (uint32_t)HF_ERR_CHAIN_EMPTY ? HF_ANSWER_TAKEN
                                                              : HF_ANSWER_NONE;
    }
    if (strcmp(report->event, "boots") == 0 && strcmp(report->role, "app") == 0) {
        run->outcome = HF_OUTCOME_DONE;
        return end(recover, HF_RECOVER_BOOTED, HF_ROLE_APP, report->word);
    }
    return HF_ANSWER_NONE;
}
