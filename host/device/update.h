/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/device/update.h - starts a virtual device and updates it through its app. */
#ifndef HF_HOST_DEVICE_UPDATE_H
#define HF_HOST_DEVICE_UPDATE_H

#include "host/device/session.h"

#define HF_UPDATE_LINES_MAX 64u

struct hf_update_plan {
    struct hf_run_options run; /* `seconds`: for each boot */
    struct hf_session_image images[HF_ROLE_COUNT];
    size_t count;
    size_t limit; /* bytes to send in this session; 0: all */
    bool (*progress)(enum hf_role role, size_t done, size_t total); /* or NULL */
    bool no_install;                                                /* leave them as candidates */
};

/* How it ended. */
struct hf_update_end {
    enum hf_session_end session;
    bool installed; /* the device has been reset and has said how it stands */
    struct hf_session_state states[HF_ROLE_COUNT]; /* after that reset, of the images brought */
    size_t sent;
};

/* Reads which component an image is for out of its class id. False, with the line, when it is for
 * none of this device, or there is no whole image. */
bool hf_update_role_of(const struct hf_layout *layout, hf_span_t bytes, enum hf_role *role,
                       struct hf_trouble *trouble);

/* Runs the device and updates it. False, with the line, when it cannot be run or did not come to
 * its app; a refusal is an `end` with a line too. */
bool hf_update_run(struct hf_device *device, const struct hf_update_plan *plan,
                   struct hf_update_end *end, struct hf_trouble *trouble);

#endif
