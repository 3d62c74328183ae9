/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/device/session.h - one update, from the host's side of the line (docs/formats/parcel.md): a
 * frame, an answer, a frame. Every answer says how the component stands, so the host keeps no state
 * that a lost frame could make wrong, and a second session goes on where a first one broke off. */
#ifndef HF_HOST_DEVICE_SESSION_H
#define HF_HOST_DEVICE_SESSION_H

#include "core/handoff.h"
#include "core/span.h"
#include "host/base/trouble.h"
#include "host/device/run.h"

/* The other end of the line. */
struct hf_session_line {
    void *context;
    bool (*send)(void *context, const uint8_t *bytes, size_t size);
    /* The app's next record. False when none came in `seconds`, or the device is gone. */
    bool (*receive)(void *context, double seconds, struct hf_report *report);
};

/* An image to bring. */
struct hf_session_image {
    enum hf_role role;
    hf_span_t bytes;
};

struct hf_session {
    struct hf_session_line line;
    /* Called after each block; may be NULL. False stops the session between two blocks. */
    bool (*progress)(void *context, enum hf_role role, size_t done, size_t total);
    void *context;
    double patience; /* seconds for one answer */
};

/* How a component stands. */
struct hf_session_state {
    uint8_t state;    /* PSA_FWU_* */
    int32_t status;   /* of the command */
    uint32_t written; /* bytes of the new image that have come */
    bool known;       /* `version` and `error` came too: a query */
    uint32_t version; /* of the active image: major, minor, revision (u16) */
    int32_t error;
};

enum hf_session_end {
    HF_SESSION_DONE,    /* all images are candidates, or staged */
    HF_SESSION_REFUSED, /* the device said no: the line says what and why */
    HF_SESSION_STOPPED, /* progress() said so */
    HF_SESSION_SILENT,  /* no answer: the line says so */
};

/* Ends what an earlier session may have left in the middle, and asks. */
enum hf_session_end hf_session_query(struct hf_session *session, enum hf_role role,
                                     struct hf_session_state *state, struct hf_trouble *trouble);

/* Brings one image to CANDIDATE; goes on with a download of the same image. */
enum hf_session_end hf_session_bring(struct hf_session *session,
                                     const struct hf_session_image *image,
                                     struct hf_trouble *trouble);

/* Asks for the install of all candidates. `first` is one of them. */
enum hf_session_end hf_session_install(struct hf_session *session, enum hf_role first,
                                       struct hf_trouble *trouble);

/* Asks for the reset; there is no answer to that. */
void hf_session_reboot(struct hf_session *session);

/* "WRITING"; "?" for what is none. */
const char *hf_session_state_name(uint8_t state);

/* What a status says, in a few words without a full stop. */
const char *hf_session_status_text(int32_t status);

#endif
