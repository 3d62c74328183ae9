/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/device/session.h"

#include "core/parcel.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TRIES 5

/* PSA Firmware Update: states, and the statuses that are looked at. */
enum { READY, WRITING, CANDIDATE, STAGED, FAILED, TRIAL, REJECTED, UPDATED, STATES };
#define BAD_STATE        (-137)
#define INVALID_ARGUMENT (-135)

static const char *const roles[] = {"urot", "secure", "app"};

const char *hf_session_state_name(uint8_t state)
{
    static const char *const names[STATES] = {"READY",  "WRITING", "CANDIDATE", "STAGED",
                                              "FAILED", "TRIAL",   "REJECTED",  "UPDATED"};

    return state < STATES ? names[state] : "?";
}

const char *hf_session_status_text(int32_t status)
{
    static const struct {
        int32_t status;
        const char *text;
    } texts[] = {
        {0, "done"},
        {1, "done; a reset completes it"},
        {-1, "the new app failed its self-test"},
        {-129, "the door refused the call"},
        {-132, "it was taken back"},
        {-133, "not permitted: its security counter is below the floor, its key is not trusted, or "
               "the images are no set (urot goes alone)"},
        {INVALID_ARGUMENT, "not a whole image for this component, or bytes that do not belong"},
        {BAD_STATE, "another update is under way; reset the device once"},
        {-140, "this device has no such component"},
        {-142, "no room: another component's image is in the staging area, or the boot log is full "
               "(a reset helps)"},
        {-146, "the flash did not take it"},
        {-149, "its hash or its signature is wrong"},
        {-156, "it needs a newer version of another image; bring both at once"},
        {-160, "too many erases since the last reset"},
    };

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        if (texts[i].status == status) {
            return texts[i].text;
        }
    }
    return "refused";
}

/* The answer to one frame: true when it is there. "again" and silence are not. */
static bool wait_for_answer(struct hf_session *session, enum hf_role role,
                            struct hf_session_state *state)
{
    struct hf_report report;

    while (session->line.receive(session->line.context, session->patience, &report)) {
        if (strcmp(report.event, "again") == 0) {
            return false;
        }
        if (strcmp(report.role, roles[role]) != 0) {
            continue;
        }
        if (strcmp(report.event, "active") == 0) {
            state->known = true;
            state->version = report.word;
            state->error = (int32_t)report.detail;
        } else if (strcmp(report.event, "update") == 0) {
            state->state = (uint8_t)atoi(report.slot);
            state->status = (int32_t)report.word;
            state->written = report.detail;
            return true;
        }
    }
    return false;
}

static void drop_old_answers(struct hf_session *session)
{
    struct hf_report report;

    while (session->line.receive(session->line.context, 0, &report)) {
    }
}

/* Zeros end a frame that an earlier host has left in the middle. */
static void clear_line(struct hf_session *session)
{
    static const uint8_t zeros[HF_PARCEL_MOST];

    session->line.send(session->line.context, zeros, sizeof(zeros));
}

/* A command and its answer. A frame that got lost is sent again; a command that has been obeyed
 * although its answer got lost is known by the state that it leads to. */
static enum hf_session_end call(struct hf_session *session, const struct hf_parcel *parcel,
                                struct hf_session_state *state, struct hf_trouble *trouble)
{
    static const uint8_t leads_to[HF_PARCEL_COMMANDS] = {
        [HF_PARCEL_QUERY] = STATES,     [HF_PARCEL_START] = WRITING, [HF_PARCEL_WRITE] = STATES,
        [HF_PARCEL_FINISH] = CANDIDATE, [HF_PARCEL_CANCEL] = FAILED, [HF_PARCEL_CLEAN] = READY,
        [HF_PARCEL_INSTALL] = STAGED,   [HF_PARCEL_REBOOT] = STATES, [HF_PARCEL_REJECT] = STATES,
        [HF_PARCEL_ACCEPT] = UPDATED,
    };
    uint8_t frame[HF_PARCEL_MOST];
    size_t const size = hf_parcel_write(parcel, frame);

    memset(state, 0, sizeof(*state));
    drop_old_answers(session);
    for (int i = 0; i < TRIES; i++) {
        if (i > 0) {
            clear_line(session);
            drop_old_answers(session);
        }
        if (!session->line.send(session->line.context, frame, size)) {
            break;
        }
        if (wait_for_answer(session, (enum hf_role)parcel->component, state)) {
            if (i > 0 && state->status == BAD_STATE && state->state == leads_to[parcel->command]) {
                state->status = 0;
            }
            return HF_SESSION_DONE;
        }
    }
    hf_trouble_set(trouble, "the device does not answer; is its app one that listens for updates?");
    return HF_SESSION_SILENT;
}

/* A command that must succeed. */
static enum hf_session_end demand(struct hf_session *session, uint8_t command, enum hf_role role,
                                  struct hf_session_state *state, struct hf_trouble *trouble)
{
    struct hf_parcel const parcel = {command, (uint8_t)role, 0, {NULL, 0}};
    enum hf_session_end end = call(session, &parcel, state, trouble);

    if (end == HF_SESSION_DONE && state->status < 0) {
        hf_trouble_set(trouble, "%s: %s (%d)", roles[role], hf_session_status_text(state->status),
                       state->status);
        end = HF_SESSION_REFUSED;
    }
    return end;
}

enum hf_session_end hf_session_query(struct hf_session *session, enum hf_role role,
                                     struct hf_session_state *state, struct hf_trouble *trouble)
{
    clear_line(session);
    return demand(session, HF_PARCEL_QUERY, role, state, trouble);
}

static enum hf_session_end write_block(struct hf_session *session,
                                       const struct hf_session_image *image, size_t offset,
                                       struct hf_session_state *state, struct hf_trouble *trouble)
{
    size_t const left = image->bytes.size - offset;
    struct hf_parcel const parcel = {
        HF_PARCEL_WRITE,
        (uint8_t)image->role,
        (uint32_t)offset,
        {image->bytes.bytes + offset, left < HF_PARCEL_BLOCK ? left : HF_PARCEL_BLOCK}};

    return call(session, &parcel, state, trouble);
}

/* Is the download that the device has begun one of this image? Its first block and its last whole
 * one are sent again: the device compares. */
static enum hf_session_end compare(struct hf_session *session, const struct hf_session_image *image,
                                   uint32_t written, bool *same, struct hf_trouble *trouble)
{
    size_t const offsets[] = {0, written / HF_PARCEL_BLOCK * HF_PARCEL_BLOCK - HF_PARCEL_BLOCK};
    struct hf_session_state state;

    *same = written <= image->bytes.size;
    for (int i = 0; i < 2 && *same && written >= HF_PARCEL_BLOCK; i++) {
        enum hf_session_end const end = write_block(session, image, offsets[i], &state, trouble);

        if (end != HF_SESSION_DONE) {
            return end;
        }
        *same = state.status >= 0;
    }
    return HF_SESSION_DONE;
}

static enum hf_session_end cancel(struct hf_session *session, enum hf_role role,
                                  struct hf_session_state *state, struct hf_trouble *trouble)
{
    enum hf_session_end const end = demand(session, HF_PARCEL_CANCEL, role, state, trouble);

    return end != HF_SESSION_DONE ? end : demand(session, HF_PARCEL_CLEAN, role, state, trouble);
}

/* Brings the component to WRITING, with `state->written` as the place to go on. */
static enum hf_session_end prepare(struct hf_session *session, const struct hf_session_image *image,
                                   struct hf_session_state *state, struct hf_trouble *trouble)
{
    enum hf_session_end end = hf_session_query(session, image->role, state, trouble);
    uint32_t const written = state->written;
    bool same = false;

    if (end == HF_SESSION_DONE && state->state == WRITING) {
        end = compare(session, image, written, &same, trouble);
        if (end != HF_SESSION_DONE || same) {
            state->written = written;
            return end;
        }
        end = cancel(session, image->role, state, trouble);
    } else if (end == HF_SESSION_DONE && state->state == CANDIDATE) {
        end = cancel(session, image->role, state, trouble);
    } else if (end == HF_SESSION_DONE && (state->state == FAILED || state->state == UPDATED)) {
        end = demand(session, HF_PARCEL_CLEAN, image->role, state, trouble);
    }
    if (end == HF_SESSION_DONE) {
        end = demand(session, HF_PARCEL_START, image->role, state, trouble);
        state->written = 0;
    }
    return end;
}

/* Sends block after block from `offset` on. A block that the device does not take is not the end:
 * it says where to go on, and that may be further back, once per block. */
static enum hf_session_end send_blocks(struct hf_session *session,
                                       const struct hf_session_image *image, size_t offset,
                                       struct hf_trouble *trouble)
{
    struct hf_session_state state;
    size_t failed_at = SIZE_MAX;

    while (offset < image->bytes.size) {
        enum hf_session_end const end = write_block(session, image, offset, &state, trouble);

        if (end != HF_SESSION_DONE) {
            return end;
        }
        if (state.state != WRITING || (state.status < 0 && failed_at == offset) ||
            state.written > image->bytes.size || state.written % 32u * (state.status < 0) != 0) {
            hf_trouble_set(trouble, "%s: at byte %zu of %zu: %s (%d)", roles[image->role], offset,
                           image->bytes.size, hf_session_status_text(state.status), state.status);
            return HF_SESSION_REFUSED;
        }
        failed_at = state.status < 0 ? offset : failed_at;
        offset = state.written;
        if (session->progress != NULL &&
            !session->progress(session->context, image->role, offset, image->bytes.size)) {
            return HF_SESSION_STOPPED;
        }
    }
    return HF_SESSION_DONE;
}

enum hf_session_end hf_session_bring(struct hf_session *session,
                                     const struct hf_session_image *image,
                                     struct hf_trouble *trouble)
{
    struct hf_session_state state;
    enum hf_session_end end = prepare(session, image, &state, trouble);

    if (end == HF_SESSION_DONE) {
        end = send_blocks(session, image, state.written, trouble);
    }
    return end == HF_SESSION_DONE ? demand(session, HF_PARCEL_FINISH, image->role, &state, trouble)
                                  : end;
}

enum hf_session_end hf_session_install(struct hf_session *session, enum hf_role first,
                                       struct hf_trouble *trouble)
{
    struct hf_session_state state;

    return demand(session, HF_PARCEL_INSTALL, first, &state, trouble);
}

void hf_session_reboot(struct hf_session *session)
{
    struct hf_parcel const parcel = {HF_PARCEL_REBOOT, HF_ROLE_APP, 0, {NULL, 0}};
    uint8_t frame[HF_PARCEL_MOST];

    session->line.send(session->line.context, frame, hf_parcel_write(&parcel, frame));
}
