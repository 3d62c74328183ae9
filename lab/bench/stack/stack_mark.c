/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The high-water mark of secure's stack: the stack is painted before the first instruction, the
 * attack firmware goes through one service, and what is left of the paint is counted. Nothing of
 * the firmware is changed for it. The mark has secure's own start in it, which is the row "start".
 * usage: stack_mark DEVICE */
#include "host/base/write.h"
#include "host/device/run.h"
#include "host/qemu/debug.h"

#include <stdio.h>
#include <string.h>

#define STACK      4096u /* hf_stage(secure STACK ..) */
#define PAINT      0xa7u
#define PARAM_SIZE 40u
#define SECONDS    120.0

/* Cases of the attack firmware that go through one service and say HELD. */
static const struct {
    const char *name;
    uint32_t attack;
    uint32_t instance;
} rows[] = {
    {"start", 0, 0}, /* no such attack: the firmware calls nothing */
    {"hash", 14, 1},  {"its", 14, 2},         {"ps", 14, 3},
    {"token", 14, 5}, {"verify_hash", 15, 6}, {"storage_turn", 15, 8},
};

static struct hf_trouble trouble;

static bool write_param(struct hf_device *device, uint32_t attack, uint32_t instance)
{
    uint8_t block[PARAM_SIZE] = {'H', 'F', 'L', 'B', 1};

    block[8] = (uint8_t)attack;
    block[12] = (uint8_t)instance;
    return hf_file_replace(hf_device_path(device, "param.bin"), block, sizeof(block), 0666,
                           &trouble);
}

/* The lowest address of the stack, as the board's layout has secure's RAM. */
static uint64_t stack_limit(const struct hf_layout *layout)
{
    for (size_t i = 0; i < layout->area_count; i++) {
        if (strcmp(layout->areas[i].name, "secure") == 0) {
            return layout->areas[i].address + layout->areas[i].size - STACK;
        }
    }
    return 0;
}

/* Bytes from the top down to the last one that is no longer paint; all of them when the paint is
 * gone, which is an overflow or a stage that clears the stack. */
static size_t count_used(const uint8_t *stack)
{
    size_t left = 0;

    while (left < STACK && stack[left] == PAINT) {
        left++;
    }
    return STACK - left;
}

static bool hear(void *context, enum hf_console console, const char *line)
{
    struct hf_report report;

    if (!hf_report_parse(line, &report) || console != HF_CONSOLE_APP ||
        strcmp(report.event, "done") != 0) {
        return false;
    }
    *(bool *)context = true;
    return true;
}

/* Paints at reset, lets the device run to the app's last line, and takes the stack out of it. */
static bool run_painted(struct hf_device *device, struct hf_qemu *qemu, const bool *finished,
                        struct hf_bytes *stack)
{
    uint32_t const limit = (uint32_t)stack_limit(&device->layout);
    const char *copy = hf_device_path(device, "memory.bin");
    uint8_t paint[STACK];
    bool hit = false;

    memset(paint, PAINT, sizeof(paint));
    if (!hf_debug_write(qemu, limit, paint, sizeof(paint), &trouble) ||
        !hf_debug_run(qemu, SECONDS, &hit, &trouble)) {
        return false;
    }
    if (!*finished) {
        return hf_trouble_set(&trouble, "the app did not come to its end");
    }
    return hf_qemu_save_memory(qemu, limit, STACK, copy, &trouble) &&
           hf_file_read(copy, STACK, &device->arena, stack, &trouble) && stack->size == STACK;
}

static bool measure(struct hf_device *device, size_t row)
{
    struct hf_run_options const options = {
        .icount = true, .debug_port = true, .param = hf_device_path(device, "param.bin")};
    struct hf_qemu *qemu = NULL;
    struct hf_bytes stack;
    bool finished = false;
    bool done = write_param(device, rows[row].attack, rows[row].instance) &&
                hf_run_launch(device, &options, hear, &finished, &qemu, &trouble) &&
                run_painted(device, qemu, &finished, &stack);

    if (done) {
        printf("{\"metric\":\"stack.%s\",\"board\":\"%s\",\"value\":%zu,\"unit\":\"bytes\"}\n",
               rows[row].name, device->layout.board, count_used((const uint8_t *)stack.data));
    }
    hf_qemu_stop(qemu);
    return done;
}

int main(int count, char **arguments)
{
    struct hf_device device;

    if (count != 2) {
        fputs("usage: stack_mark DEVICE\n", stderr);
        return 2;
    }
    if (!hf_device_open(arguments[1], &device, &trouble)) {
        fprintf(stderr, "stack_mark: %s\n", trouble.line);
        return 3;
    }
    for (size_t row = 0; row < sizeof(rows) / sizeof(rows[0]); row++) {
        if (!measure(&device, row)) {
            fprintf(stderr, "stack_mark: %s: %s\n", rows[row].name, trouble.line);
            hf_device_close(&device);
            return 3;
        }
    }
    hf_device_close(&device);
    return 0;
}
