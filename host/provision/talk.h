/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/provision/talk.h - a conversation with a device that runs: wakes it after each reset, reads
 * its messages out of the secure console, sends ours. */
#ifndef HF_HOST_PROVISION_TALK_H
#define HF_HOST_PROVISION_TALK_H

#include "core/provision.h"
#include "host/device/run.h"

struct hf_talk {
    struct hf_provision_reader reader;
    uint8_t frame[HF_PROVISION_FRAME_MAX];
    struct hf_run *run; /* while a line is heard */
    bool deaf;          /* the device went on to its app before the conversation was over */
    hf_err_t refused;   /* what it refused us with; HF_OK while it did not */
    /* Gives true when the conversation is over. */
    bool (*on_message)(struct hf_talk *talk, const struct hf_provision_message *message);
    void *context;
};

struct hf_talk_options {
    const char *program;
    double seconds;
    enum hf_entropy entropy;
    void (*echo)(enum hf_console console, const char *line);
};

void hf_talk_send(struct hf_talk *talk, uint8_t type, hf_span_t payload);

/* Runs the device until the conversation is over. Gives true when it came to its end, false with
 * the line otherwise: the device did not listen, did not answer, or halted. The caller has set
 * on_message and context. */
bool hf_talk_run(struct hf_device *device, const struct hf_talk_options *options,
                 struct hf_talk *talk, struct hf_trouble *trouble);

/* "provision.certificate: not a certificate for ..." */
const char *hf_talk_words(hf_err_t word, struct hf_arena *arena);

#endif
