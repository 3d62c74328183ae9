/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * A line that brings anything, to the receiver of recovery as irot and urot use it: noise, frames
 * with any fields and a right check sum, true frames, silence. Blocks are copied as irot copies
 * them, into an area of exactly the limit, which the sanitizer watches. Whatever came before, a
 * sender that starts over brings its image across. */
#include "core/recovery.h"

#include <stdlib.h>
#include <string.h>

#define LIMIT_MAX 2048u

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct input {
    const uint8_t *data;
    size_t size;
};

static struct hf_recovery line;
static uint8_t *area;
static uint32_t limit;
static uint8_t image[LIMIT_MAX + 32u];

static void need(int holds)
{
    if (!holds) {
        abort();
    }
}

static uint32_t take_number(struct input *input, uint32_t bytes)
{
    uint32_t value = 0;

    while (bytes-- > 0 && input->size > 0) {
        value = value << 8 | *input->data++;
        input->size--;
    }
    return value;
}

/* One byte comes in. True when it made a complete image. */
static int receive(uint8_t byte)
{
    uint32_t const before = line.wanted;
    hf_err_t const result = hf_recovery_take(&line, byte, limit);

    need(line.wanted <= limit && line.filled < sizeof(line.frame));
    if (result != HF_OK) {
        need(line.wanted == before);
        need(result == HF_ERR_UNSET || (line.filled == 0 && (result == HF_ERR_RECOVERY_FRAME ||
                                                             result == HF_ERR_RECOVERY_ORDER ||
                                                             result == HF_ERR_RECOVERY_SIZE)));
        return 0;
    }
    need(line.frame.offset == before || line.frame.offset == 0);
    need(line.frame.length <= HF_RECOVERY_BLOCK);
    need(line.wanted == line.frame.offset + line.frame.length);
    memcpy(area + line.frame.offset, line.frame.block, line.frame.length);
    return line.frame.length == 0;
}

static int receive_all(const void *bytes, size_t size)
{
    int complete = 0;

    for (size_t i = 0; i < size; i++) {
        complete = receive(((const uint8_t *)bytes)[i]);
    }
    return complete;
}

/* A frame whose check sum is right and whose fields are not. */
static void receive_lie(struct input *input)
{
    struct hf_recovery_frame frame;
    uint32_t sum = UINT32_MAX;

    need(hf_recovery_fill(&frame, (hf_span_t){image, limit}, 0) == HF_OK);
    frame.offset = take_number(input, 4);
    frame.length = take_number(input, 4);
    for (size_t i = 0; i < offsetof(struct hf_recovery_frame, check); i++) {
        sum ^= ((const uint8_t *)&frame)[i];
        for (int bit = 0; bit < 8; bit++) {
            sum = (sum >> 1) ^ (0xedb88320u & (0u - (sum & 1u)));
        }
    }
    frame.check = ~sum;
    (void)receive_all(&frame, sizeof(frame));
}

static int receive_true(uint32_t offset, uint32_t length)
{
    struct hf_recovery_frame frame;

    return hf_recovery_fill(&frame, (hf_span_t){image, length}, offset) == HF_OK &&
           receive_all(&frame, sizeof(frame));
}

static void step(struct input *input)
{
    uint32_t const what = take_number(input, 1);
    uint32_t count = what >> 3;

    switch (what & 7u) {
    case 0:
    case 1:
    case 2:
        while (count-- > 0 && input->size > 0) {
            (void)receive((uint8_t)take_number(input, 1));
        }
        break;
    case 3:
        receive_lie(input);
        break;
    case 4:
        (void)receive_true(take_number(input, 2), limit);
        break;
    case 5:
        line.filled = 0; /* silence */
        break;
    case 6:
        (void)receive_true(line.wanted, limit);
        break;
    default: /* a little too long */
        (void)receive_true(line.wanted, limit + count);
        break;
    }
}

/* At most a frame of what came before is lost with the first one that is sent. */
static void start_over(uint32_t length)
{
    int complete = 0;

    line.filled = 0;
    for (uint32_t at = 0; !complete; at = line.wanted) {
        need(at <= length);
        complete = receive_true(at, length);
    }
    need(line.wanted == length && memcmp(area, image, length) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct input input = {data, size};
    uint32_t const length = take_number(&input, 2);

    memset(&line, 0, sizeof(line));
    limit = 1u + take_number(&input, 2) % LIMIT_MAX;
    area = malloc(limit);
    need(area != NULL);
    for (uint32_t i = 0; i < sizeof(image); i++) {
        image[i] = (uint8_t)(i * 5u + i / 256u);
    }
    while (input.size > 0) {
        step(&input);
    }
    start_over(length % (limit + 1u));
    free(area);
    return 0;
}
