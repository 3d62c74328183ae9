/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The one poll loop: consoles in, entropy out, the monitor's replies, QEMU's own complaints. */
#include "host/qemu/internal.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <unistd.h>

#define STUCK_BYTE   0x55
#define TAMPER_BYTES 4u

#define DELIVER_SECONDS           5.0
#define DELIVER_POLL_MILLISECONDS 20

static void close_line(struct hf_qemu *qemu, enum line line)
{
    if (qemu->lines[line] >= 0) {
        close(qemu->lines[line]);
        qemu->lines[line] = -1;
    }
}

static void keep(struct hf_qemu_log *log, const char *bytes, size_t size)
{
    size_t room = HF_QEMU_LOG_MAX - log->size;

    if (size > room) {
        log->cut = true;
        size = room;
    }
    if (log->bytes == NULL) {
        log->bytes = calloc(1, HF_QEMU_LOG_MAX + 1u);
    }
    if (log->bytes != NULL) {
        memcpy(log->bytes + log->size, bytes, size);
        log->size += size;
    }
}

static void end_line(struct hf_qemu *qemu, enum hf_console console)
{
    char *line = qemu->partial[console];

    line[qemu->partial_size[console]] = '\0';
    qemu->partial_size[console] = 0;
    if (qemu->on_line != NULL && qemu->on_line(qemu->context, console, line)) {
        qemu->stop_asked = true;
    }
}

/* Splits into lines; one that is too long is cut, its rest dropped. */
static void split(struct hf_qemu *qemu, enum hf_console console, const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (bytes[i] == '\n') {
            end_line(qemu, console);
        } else if (bytes[i] != '\r' && qemu->partial_size[console] < HF_QEMU_LINE_MAX - 1u) {
            qemu->partial[console][qemu->partial_size[console]++] = bytes[i];
        }
    }
}

static void add_to(char *text, size_t limit, size_t *used, const char *bytes, size_t size)
{
    size_t room = limit - 1u - *used;

    size = size < room ? size : room;
    memcpy(text + *used, bytes, size);
    *used += size;
    text[*used] = '\0';
}

static void read_line(struct hf_qemu *qemu, enum line line)
{
    char bytes[4096];
    ssize_t size = read(qemu->lines[line], bytes, sizeof(bytes));

    if (size <= 0) {
        if (size == 0 || (errno != EINTR && errno != EAGAIN)) {
            close_line(qemu, line);
        }
        return;
    }
    switch (line) {
    case LINE_SECURE:
    case LINE_APP:
        keep(&qemu->logs[line], bytes, (size_t)size);
        split(qemu, (enum hf_console)line, bytes, (size_t)size);
        break;
    case LINE_MONITOR:
        add_to(qemu->reply, sizeof(qemu->reply), &qemu->reply_size, bytes, (size_t)size);
        break;
    case LINE_DEBUG:
        add_to(qemu->debug, sizeof(qemu->debug), &qemu->debug_size, bytes, (size_t)size);
        break;
    case LINE_ERRORS:
        add_to(qemu->errors, sizeof(qemu->errors), &qemu->errors_size, bytes, (size_t)size);
        break;
    default:
        break; /* nothing is said on the entropy line */
    }
}

/* The socket's buffer is the stock of bytes: the guest takes them at its own pace. */
static void feed_entropy(struct hf_qemu *qemu)
{
    uint8_t bytes[256];

    memset(bytes, STUCK_BYTE, sizeof(bytes));
    if (qemu->entropy == HF_ENTROPY_GOOD &&
        getrandom(bytes, sizeof(bytes), 0) != (ssize_t)sizeof(bytes)) {
        return;
    }
    if (send(qemu->lines[LINE_ENTROPY], bytes, sizeof(bytes), MSG_NOSIGNAL | MSG_DONTWAIT) < 0 &&
        errno != EAGAIN && errno != EINTR) {
        close_line(qemu, LINE_ENTROPY);
    }
}

bool hf_qemu_send(struct hf_qemu *qemu, enum hf_console console, const void *bytes, size_t size)
{
    struct hf_qemu_queue *queue = &qemu->queues[console];

    if (size > sizeof(queue->bytes) - queue->size) {
        return false;
    }
    memcpy(queue->bytes + queue->size, bytes, size);
    queue->size += size;
    return true;
}

/* More than one byte: the guest drops what came before it listened. */
void hf_qemu_tamper(struct hf_qemu *qemu)
{
    struct hf_qemu_queue *queue = &qemu->queues[LINE_TAMPER];

    memset(queue->bytes, 1, TAMPER_BYTES);
    queue->size = TAMPER_BYTES;
}

static void send_queue(struct hf_qemu *qemu, enum line line)
{
    struct hf_qemu_queue *queue = &qemu->queues[line];
    ssize_t sent = send(qemu->lines[line], queue->bytes, queue->size, MSG_NOSIGNAL | MSG_DONTWAIT);

    if (sent > 0) {
        queue->size -= (size_t)sent;
        memmove(queue->bytes, queue->bytes + sent, queue->size);
    } else if (sent < 0 && errno != EAGAIN && errno != EINTR) {
        queue->size = 0;
    }
}

bool hf_qemu_pump(struct hf_qemu *qemu, int milliseconds)
{
    struct pollfd polls[LINE_COUNT];

    for (int i = 0; i < LINE_COUNT; i++) {
        short const wanted = qemu->queues[i].size != 0 ? POLLIN | POLLOUT : POLLIN;

        polls[i] = (struct pollfd){qemu->lines[i], wanted, 0};
    }
    if (qemu->entropy != HF_ENTROPY_SILENT) {
        polls[LINE_ENTROPY].events |= POLLOUT;
    }
    if (poll(polls, LINE_COUNT, milliseconds) < 0) {
        return errno == EINTR;
    }
    for (int i = 0; i < LINE_COUNT; i++) {
        if (qemu->lines[i] >= 0 && (polls[i].revents & (POLLIN | POLLHUP | POLLERR)) != 0) {
            read_line(qemu, (enum line)i);
        }
    }
    for (int i = 0; i < LINE_COUNT; i++) {
        if (qemu->lines[i] >= 0 && qemu->queues[i].size != 0 && (polls[i].revents & POLLOUT) != 0) {
            send_queue(qemu, (enum line)i);
        }
    }
    if (qemu->lines[LINE_ENTROPY] >= 0 && (polls[LINE_ENTROPY].revents & POLLOUT) != 0) {
        feed_entropy(qemu);
    }
    return true;
}

bool hf_qemu_deliver(struct hf_qemu *qemu, enum hf_console console, const uint8_t *bytes,
                     size_t size)
{
    const struct hf_qemu_queue *queue = &qemu->queues[console];
    double until = hf_qemu_now() + DELIVER_SECONDS;
    size_t done = 0;

    while (done < size || queue->size != 0) {
        size_t const waiting = queue->size;
        size_t const room = sizeof(queue->bytes) - waiting;
        size_t const part = size - done < room ? size - done : room;

        if (qemu->lines[console] < 0 || hf_qemu_now() >= until ||
            !hf_qemu_send(qemu, console, bytes + done, part) ||
            !hf_qemu_pump(qemu, DELIVER_POLL_MILLISECONDS)) {
            return false;
        }
        done += part;
        if (queue->size < waiting + part) {
            until = hf_qemu_now() + DELIVER_SECONDS;
        }
    }
    return true;
}
