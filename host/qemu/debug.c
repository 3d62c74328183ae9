/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The little of GDB's remote serial protocol that a probe needs. */
#include "host/qemu/debug.h"
#include "host/qemu/internal.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#define REPLY_SECONDS 5.0
#define PIECE         512u /* bytes of memory in one question */
#define WRITE_PIECE   32u
#define INTERRUPT     "\x03"

static bool send_all(struct hf_qemu *qemu, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t sent = send(qemu->lines[LINE_DEBUG], bytes, size, MSG_NOSIGNAL);

        if (sent < 0 && errno != EINTR) {
            return false;
        }
        bytes += sent > 0 ? sent : 0;
        size -= sent > 0 ? (size_t)sent : 0;
    }
    return true;
}

static bool send_packet(struct hf_qemu *qemu, const char *text)
{
    char packet[128];
    unsigned sum = 0;

    for (const char *at = text; *at != '\0'; at++) {
        sum += (unsigned char)*at;
    }
    int size = snprintf(packet, sizeof(packet), "$%s#%02x", text, sum & 0xffu);

    return size > 0 && (size_t)size < sizeof(packet) && send_all(qemu, packet, (size_t)size);
}

/* Takes a whole packet off the buffer: its text ends up in `reply`. Acknowledgements are dropped.
 */
static bool take_packet(struct hf_qemu *qemu, char *reply, size_t size)
{
    char *start = memchr(qemu->debug, '$', qemu->debug_size);
    char *end =
        start != NULL ? memchr(start, '#', qemu->debug_size - (size_t)(start - qemu->debug)) : NULL;

    if (end == NULL || (size_t)(end + 3 - qemu->debug) > qemu->debug_size) {
        return false;
    }
    snprintf(reply, size, "%.*s", (int)(end - start - 1), start + 1);
    size_t used = (size_t)(end + 3 - qemu->debug);

    memmove(qemu->debug, qemu->debug + used, qemu->debug_size - used);
    qemu->debug_size -= used;
    (void)send_all(qemu, "+", 1);
    return true;
}

/* Serves all lines until a packet has come. */
static bool wait_packet(struct hf_qemu *qemu, double seconds, char *reply, size_t size)
{
    double end = hf_qemu_now() + seconds;

    while (!take_packet(qemu, reply, size)) {
        if (hf_qemu_now() >= end || qemu->lines[LINE_DEBUG] < 0 || !hf_qemu_pump(qemu, 20)) {
            return false;
        }
    }
    return true;
}

static bool ask(struct hf_qemu *qemu, const char *question, char *reply, size_t size,
                struct hf_trouble *trouble)
{
    if (!send_packet(qemu, question) || !wait_packet(qemu, REPLY_SECONDS, reply, size)) {
        return hf_trouble_set(trouble, "QEMU's debug port does not answer '%s'", question);
    }
    if (reply[0] == 'E' && strlen(reply) == 3) {
        return hf_trouble_set(trouble, "QEMU's debug port refuses '%s': %s", question, reply);
    }
    return true;
}

static bool unhex(const char *text, uint8_t *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        unsigned value;

        if (sscanf(text + 2u * i, "%2x", &value) != 1) {
            return false;
        }
        bytes[i] = (uint8_t)value;
    }
    return strlen(text) == 2u * size;
}

bool hf_debug_read(struct hf_qemu *qemu, uint32_t address, uint8_t *bytes, size_t size,
                   struct hf_trouble *trouble)
{
    char question[32];
    char reply[2u * PIECE + 16u];

    for (size_t done = 0; done < size;) {
        size_t piece = size - done < PIECE ? size - done : PIECE;

        snprintf(question, sizeof(question), "m%x,%zx", address + (uint32_t)done, piece);
        if (!ask(qemu, question, reply, sizeof(reply), trouble)) {
            return false;
        }
        if (!unhex(reply, bytes + done, piece)) {
            return hf_trouble_set(trouble, "QEMU's debug port: no bytes for '%s'", question);
        }
        done += piece;
    }
    return true;
}

/* The port serves single registers only to those who have asked what registers there are. */
static bool ask_registers(struct hf_qemu *qemu, struct hf_trouble *trouble)
{
    char reply[64];

    return ask(qemu, "qXfer:features:read:target.xml:0,20", reply, sizeof(reply), trouble);
}

bool hf_debug_register_read(struct hf_qemu *qemu, unsigned number, uint32_t *value,
                            struct hf_trouble *trouble)
{
    char question[16];
    char reply[32];
    uint8_t bytes[4];

    snprintf(question, sizeof(question), "p%x", number);
    if (!ask_registers(qemu, trouble) || !ask(qemu, question, reply, sizeof(reply), trouble)) {
        return false;
    }
    if (!unhex(reply, bytes, sizeof(bytes))) {
        return hf_trouble_set(trouble, "QEMU's debug port: no register %u", number);
    }
    *value = (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 |
             (uint32_t)bytes[3] << 24;
    return true;
}

static bool ask_ok(struct hf_qemu *qemu, const char *question, struct hf_trouble *trouble)
{
    char reply[32];

    if (!ask(qemu, question, reply, sizeof(reply), trouble)) {
        return false;
    }
    return strcmp(reply, "OK") == 0 ||
           hf_trouble_set(trouble, "QEMU's debug port says '%s' to '%s'", reply, question);
}

bool hf_debug_write(struct hf_qemu *qemu, uint32_t address, const uint8_t *bytes, size_t size,
                    struct hf_trouble *trouble)
{
    char question[2u * WRITE_PIECE + 32u];

    for (size_t done = 0; done < size;) {
        size_t piece = size - done < WRITE_PIECE ? size - done : WRITE_PIECE;
        int used =
            snprintf(question, sizeof(question), "M%x,%zx:", address + (uint32_t)done, piece);

        for (size_t i = 0; i < piece; i++) {
            used += snprintf(question + used, 3, "%02x", bytes[done + i]);
        }
        if (!ask_ok(qemu, question, trouble)) {
            return false;
        }
        done += piece;
    }
    return true;
}

bool hf_debug_register_write(struct hf_qemu *qemu, unsigned number, uint32_t value,
                             struct hf_trouble *trouble)
{
    char question[32];

    snprintf(question, sizeof(question), "P%x=%02x%02x%02x%02x", number, value & 0xffu,
             (value >> 8) & 0xffu, (value >> 16) & 0xffu, value >> 24);
    return ask_registers(qemu, trouble) && ask_ok(qemu, question, trouble);
}

bool hf_debug_break(struct hf_qemu *qemu, uint32_t address, struct hf_trouble *trouble)
{
    char question[32];

    snprintf(question, sizeof(question), "Z1,%x,2", address & ~1u);
    return ask_ok(qemu, question, trouble);
}

bool hf_debug_run(struct hf_qemu *qemu, double seconds, bool *hit, struct hf_trouble *trouble)
{
    double end = hf_qemu_now() + seconds;
    char reply[256];

    *hit = false;
    qemu->stop_asked = false;
    if (!send_packet(qemu, "c")) {
        return hf_trouble_set(trouble, "QEMU's debug port is gone");
    }
    while (!qemu->stop_asked && hf_qemu_now() < end && hf_qemu_caught_signal() == 0) {
        if (take_packet(qemu, reply, sizeof(reply))) {
            *hit = true;
            return true;
        }
        if (qemu->lines[LINE_DEBUG] < 0 || !hf_qemu_pump(qemu, 20)) {
            return hf_trouble_set(trouble, "QEMU ended under the debugger");
        }
    }
    qemu->stop_asked = false;
    return (send_all(qemu, INTERRUPT, 1) &&
            wait_packet(qemu, REPLY_SECONDS, reply, sizeof(reply))) ||
           hf_trouble_set(trouble, "QEMU does not stop for its debug port");
}
