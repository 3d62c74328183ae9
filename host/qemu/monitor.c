/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The little of QMP that is needed: one command at a time, and the version of the program. */
#include "host/qemu/internal.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define REPLY_SECONDS 5.0

/* Takes one line of the monitor off the buffer; NULL when none is whole yet. */
static json_t *next_message(struct hf_qemu *qemu)
{
    char *end = memchr(qemu->reply, '\n', qemu->reply_size);
    json_t *message;

    if (end == NULL) {
        return NULL;
    }
    size_t size = (size_t)(end - qemu->reply) + 1u;

    message = json_loadb(qemu->reply, size, 0, NULL);
    memmove(qemu->reply, qemu->reply + size, qemu->reply_size - size);
    qemu->reply_size -= size;
    const char *event = json_string_value(json_object_get(message, "event"));

    if (event != NULL && strcmp(event, "RESET") == 0) {
        qemu->reset_seen = true;
    }
    return message != NULL ? message : json_object();
}

/* Waits for a reply with `key` or "error"; greetings and events pass by. */
static json_t *wait_reply(struct hf_qemu *qemu, const char *key)
{
    double end = hf_qemu_now() + REPLY_SECONDS;

    while (hf_qemu_now() < end && qemu->lines[LINE_MONITOR] >= 0) {
        json_t *message = next_message(qemu);

        if (message == NULL) {
            if (!hf_qemu_pump(qemu, 20)) {
                break;
            }
        } else if (json_object_get(message, key) != NULL ||
                   json_object_get(message, "error") != NULL) {
            return message;
        } else {
            json_decref(message);
        }
    }
    return NULL;
}

static bool exchange(struct hf_qemu *qemu, const char *json, struct hf_trouble *trouble)
{
    size_t size = strlen(json);

    if (qemu->lines[LINE_MONITOR] < 0 ||
        send(qemu->lines[LINE_MONITOR], json, size, MSG_NOSIGNAL) != (ssize_t)size ||
        send(qemu->lines[LINE_MONITOR], "\n", 1, MSG_NOSIGNAL) != 1) {
        return hf_trouble_set(trouble, "QEMU's monitor is gone");
    }
    json_t *reply = wait_reply(qemu, "return");
    const char *error = json_string_value(json_object_get(json_object_get(reply, "error"), "desc"));
    bool done = reply != NULL && error == NULL;

    if (!done) {
        hf_trouble_set(trouble, "QEMU's monitor: %s", error != NULL ? error : "no reply");
    }
    json_decref(reply);
    return done;
}

bool hf_qemu_command(struct hf_qemu *qemu, const char *json, struct hf_trouble *trouble)
{
    if (!qemu->monitor_open) {
        json_t *greeting = wait_reply(qemu, "QMP");

        json_decref(greeting);
        if (greeting == NULL) {
            return hf_trouble_set(trouble, "QEMU's monitor does not answer");
        }
        if (!exchange(qemu, "{\"execute\":\"qmp_capabilities\"}", trouble)) {
            return false;
        }
        qemu->monitor_open = true;
    }
    return exchange(qemu, json, trouble);
}

bool hf_qemu_freeze(struct hf_qemu *qemu, struct hf_trouble *trouble)
{
    double end = hf_qemu_now() + REPLY_SECONDS;

    qemu->reset_seen = false;
    if (!hf_qemu_command(qemu, "{\"execute\":\"stop\"}", trouble) ||
        !hf_qemu_command(qemu, "{\"execute\":\"system_reset\"}", trouble)) {
        return false;
    }
    while (!qemu->reset_seen && hf_qemu_now() < end) {
        json_t *message = next_message(qemu);

        json_decref(message);
        if (message == NULL && !hf_qemu_pump(qemu, 20)) {
            break;
        }
    }
    qemu->frozen = qemu->reset_seen;
    return qemu->frozen || hf_trouble_set(trouble, "QEMU did not reset the processor");
}

bool hf_qemu_save_memory(struct hf_qemu *qemu, uint64_t address, uint32_t size, const char *path,
                         struct hf_trouble *trouble)
{
    if (!qemu->frozen && !hf_qemu_freeze(qemu, trouble)) {
        return false;
    }
    json_t *command = json_pack("{s:s,s:{s:I,s:I,s:s}}", "execute", "memsave", "arguments", "val",
                                (json_int_t)address, "size", (json_int_t)size, "filename", path);
    char *text = json_dumps(command, JSON_COMPACT);
    bool done = text != NULL && hf_qemu_command(qemu, text, trouble);

    free(text);
    json_decref(command);
    return done;
}

bool hf_qemu_version(const char *program, char *text, size_t size)
{
    static const char before[] = "version ";
    char line[256] = "";
    int out[2];

    if (pipe(out) != 0) {
        return false;
    }
    pid_t child = fork();

    if (child == 0) {
        dup2(out[1], 1);
        close(out[0]);
        close(out[1]);
        execlp(program != NULL ? program : HF_QEMU_PROGRAM, HF_QEMU_PROGRAM, "--version",
               (char *)NULL);
        _exit(127);
    }
    close(out[1]);
    ssize_t got = read(out[0], line, sizeof(line) - 1u);

    close(out[0]);
    if (child > 0) {
        waitpid(child, NULL, 0);
    }
    const char *at = got > 0 ? strstr(line, before) : NULL;

    if (at == NULL) {
        return false;
    }
    at += sizeof(before) - 1u;
    snprintf(text, size, "%.*s", (int)strcspn(at, " \n("), at);
    return true;
}
