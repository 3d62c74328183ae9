/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/provision/talk.h"

#include <string.h>

#define WAKE_BYTES "!!!!!!!!!!!!!!!!" /* each stage that starts its console drops one */
#define TRIES      3                  /* on a busy machine a wake may come too late */

struct text {
    char bytes[HF_PROVISION_TEXT_MAX];
    size_t size;
};

static void put(void *context, uint8_t byte)
{
    struct text *text = context;

    text->bytes[text->size++] = (char)byte;
}

void hf_talk_send(struct hf_talk *talk, uint8_t type, hf_span_t payload)
{
    struct text text = {.size = 0};

    hf_provision_send(type, payload, put, &text);
    (void)hf_qemu_send(talk->run->qemu, HF_CONSOLE_SECURE, text.bytes, text.size);
}

static bool take_message(struct hf_talk *talk, const struct hf_provision_message *message)
{
    if (message->type == HF_PROVISION_REFUSED) {
        talk->refused = message->payload.size == 4u ? (hf_err_t)hf_read_u32(message->payload.bytes)
                                                    : HF_ERR_PROVISION_MESSAGE;
        return true;
    }
    return talk->on_message(talk, message);
}

static bool hear(void *context, struct hf_run *run, enum hf_console console, const char *line)
{
    struct hf_talk *talk = context;
    struct hf_provision_message message;
    bool over = false;

    if (console != HF_CONSOLE_SECURE) {
        return false;
    }
    talk->run = run;
    if (strncmp(line, "@irot start ", 12) == 0) {
        (void)hf_qemu_send(run->qemu, console, WAKE_BYTES, sizeof(WAKE_BYTES) - 1u);
    }
    if (strncmp(line, "@secure boots app ", 18) == 0) {
        talk->deaf = true;
        return true;
    }
    for (size_t i = 0; line[i] != '\0' && !over; i++) {
        (void)hf_provision_take(&talk->reader, (uint8_t)line[i], &message);
    }
    if (hf_provision_take(&talk->reader, '\n', &message) == HF_PROVISION_WHOLE) {
        over = take_message(talk, &message);
    }
    return over;
}

const char *hf_talk_words(hf_err_t word, struct hf_arena *arena)
{
    const struct hf_err_text *text = hf_err_find((uint32_t)word);

    return text != NULL ? hf_arena_print(arena, "%s: %s", text->name, text->meaning)
                        : hf_arena_print(arena, "unknown word %08x", (uint32_t)word);
}

bool hf_talk_run(struct hf_device *device, const struct hf_talk_options *options,
                 struct hf_talk *talk, struct hf_trouble *trouble)
{
    struct hf_run_options const run_options = {.program = options->program,
                                               .seconds = options->seconds,
                                               .entropy = options->entropy,
                                               .echo = options->echo,
                                               .hear = hear,
                                               .context = talk};
    static struct hf_run run;

    enum hf_outcome outcome = HF_OUTCOME_DONE;

    for (int i = 0; i < TRIES && (i == 0 || talk->deaf); i++) {
        hf_provision_reader_start(&talk->reader, talk->frame);
        talk->refused = HF_OK;
        talk->deaf = false;
        if (!hf_run_begin(device, &run_options, &run, trouble)) {
            return false;
        }
        outcome = run.outcome;
        if (!hf_run_end(device, &run, trouble)) {
            return false;
        }
    }
    if (talk->deaf) {
        return hf_trouble_set(trouble, "%s: the device went on to its app without listening",
                              device->folder);
    }
    return outcome == HF_OUTCOME_DONE ||
           hf_trouble_set(trouble,
                          "%s: %s before the device had answered; `holdfast device why "
                          "%s` tells more",
                          device->folder, hf_outcome_name(outcome), device->folder);
}
