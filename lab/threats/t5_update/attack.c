/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/threats/attack_app/attack.h"
#include "lab/threats/attack_app/calls.h"
#include "psa/update.h"

#include HF_LAYOUT

#define BLOCK  PSA_FWU_MAX_WRITE_SIZE
#define PIECE  32u /* what an offset must be a multiple of */
#define HEADER 32u
#define LONGER (2u * BLOCK)
#define MIDDLE ((uint32_t)HF_SECURE_RAM + HF_SECURE_RAM_SIZE / 2u)

extern const uint8_t hf_image_start[]; /* of this very app, signed */

static uint8_t block[LONGER];

static uint32_t image_size(void)
{
    const uint8_t *header = hf_image_start;
    uint32_t const plain = (uint32_t)(header[8] | header[9] << 8) +
                           lab_read32((uint32_t)header + 12u) +
                           (uint32_t)(header[10] | header[11] << 8);

    return plain + (uint32_t)(header[plain + 2u] | header[plain + 3u] << 8);
}

/* Past the client's checks: these would not let such blocks out. */
static int32_t write_raw(uint32_t component, uint32_t offset, uint32_t base, uint32_t size)
{
    struct hf_fwu_arguments arguments = {component, offset};
    struct hf_vector vectors[] = {{(uint32_t)&arguments, sizeof(arguments)}, {base, size}};

    return hf_gate_call(HF_CALL(HF_SERVICE_FWU_WRITE, 2, 0), vectors);
}

static int32_t call_one(uint32_t service, uint32_t component, uint32_t value)
{
    struct hf_fwu_arguments arguments = {component, value};
    struct hf_vector vector = {(uint32_t)&arguments, sizeof(arguments)};

    return hf_gate_call(HF_CALL(service, 1, 0), &vector);
}

static int32_t query_into(uint32_t component, uint32_t base)
{
    struct hf_fwu_arguments arguments = {component, 0};
    struct hf_vector vectors[] = {{(uint32_t)&arguments, sizeof(arguments)},
                                  {base, sizeof(struct hf_fwu_answer)}};

    return hf_gate_call(HF_CALL(HF_SERVICE_FWU_QUERY, 1, 1), vectors);
}

/* How much of the new image has come, by secure's own count; UINT32_MAX when it does not say. */
static uint32_t written(void)
{
    struct hf_fwu_answer answer = {.written = 0};

    return query_into(HF_FWU_APP, (uint32_t)&answer) == PSA_SUCCESS ? answer.written : UINT32_MAX;
}

static psa_status_t begin_anew(void)
{
    (void)psa_fwu_cancel(HF_FWU_APP);
    (void)psa_fwu_clean(HF_FWU_APP);
    return psa_fwu_start(HF_FWU_APP, NULL, 0);
}

static struct lab_answer refused(int32_t status)
{
    return lab_say(status < 0 && written() == BLOCK ? LAB_HELD : LAB_BROKE, (uint32_t)status);
}

/* Block sizes around the largest, and those whose low bits alone are a good size. None may be
 * taken, not even in part. */
static struct lab_answer try_sizes(void)
{
    static const uint32_t far[] = {4096u, 0x10000u + BLOCK, 0x80000000u + BLOCK, UINT32_MAX - 31u,
                                   UINT32_MAX};

    for (uint32_t size = BLOCK + 1u; size <= LONGER; size++) {
        if (write_raw(HF_FWU_APP, BLOCK, (uint32_t)block, size) != PSA_ERROR_PROGRAMMER_ERROR) {
            return lab_say(LAB_BROKE, size);
        }
    }
    for (uint32_t i = 0; i < sizeof(far) / sizeof(far[0]); i++) {
        if (write_raw(HF_FWU_APP, BLOCK, (uint32_t)block, far[i]) != PSA_ERROR_PROGRAMMER_ERROR) {
            return lab_say(LAB_BROKE, far[i]);
        }
    }
    return lab_say(written() == BLOCK ? LAB_HELD : LAB_BROKE, written());
}

/* Blocks that would go on, but whose last byte lies behind the staging area: at its end, and where
 * the sum of offset and size comes round to what is expected. */
static struct lab_answer try_ends(uint32_t most)
{
    uint32_t const offsets[] = {most - PIECE, most, most + PIECE, 0x80000000u, 0u - PIECE};

    for (uint32_t i = 0; i < sizeof(offsets) / sizeof(offsets[0]); i++) {
        if (write_raw(HF_FWU_APP, offsets[i], (uint32_t)block, 2u * PIECE) !=
            PSA_ERROR_INVALID_ARGUMENT) {
            return lab_say(LAB_BROKE, offsets[i]);
        }
    }
    return lab_say(written() == BLOCK ? LAB_HELD : LAB_BROKE, written());
}

/* A component is a whole number: whatever is cut off it on the way, it must not become another. */
static struct lab_answer try_components(void)
{
    static const uint32_t numbers[] = {3,   31,  32,       34,          255,
                                       256, 258, 0x10002u, 0x80000002u, UINT32_MAX};
    static const uint32_t services[] = {HF_SERVICE_FWU_START, HF_SERVICE_FWU_FINISH,
                                        HF_SERVICE_FWU_CANCEL, HF_SERVICE_FWU_CLEAN};
    struct hf_fwu_answer answer;

    for (uint32_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
        int same = query_into(numbers[i], (uint32_t)&answer) == PSA_ERROR_DOES_NOT_EXIST &&
                   write_raw(numbers[i], BLOCK, (uint32_t)block, PIECE) == PSA_ERROR_DOES_NOT_EXIST;

        for (uint32_t k = 0; k < sizeof(services) / sizeof(services[0]); k++) {
            same = same && call_one(services[k], numbers[i], 0) == PSA_ERROR_DOES_NOT_EXIST;
        }
        if (!same) {
            return lab_say(LAB_BROKE, numbers[i]);
        }
    }
    return lab_say(written() == BLOCK ? LAB_HELD : LAB_BROKE, written());
}

/* The header byte by byte, twice: the first time from the start, the second time over what came. */
static struct lab_answer write_bytes(void)
{
    for (uint32_t turn = 0; turn < 2u; turn++) {
        psa_status_t const status = turn == 0 ? begin_anew() : PSA_SUCCESS;

        if (status != PSA_SUCCESS ||
            write_raw(HF_FWU_APP, 0, (uint32_t)hf_image_start, 1) != PSA_SUCCESS) {
            return lab_say(LAB_VOID, turn);
        }
        for (uint32_t at = 1; at < HEADER; at++) {
            if (write_raw(HF_FWU_APP, at, (uint32_t)hf_image_start + at, 1) !=
                PSA_ERROR_INVALID_ARGUMENT) {
                return lab_say(LAB_BROKE, at);
            }
        }
    }
    if (write_raw(HF_FWU_APP, 0, (uint32_t)hf_image_start, HEADER) != PSA_ERROR_INVALID_ARGUMENT ||
        psa_fwu_finish(HF_FWU_APP) == PSA_SUCCESS) {
        return lab_say(LAB_BROKE, HEADER);
    }
    return lab_say(LAB_HELD, 0);
}

/* Sends the image in the smallest pieces. */
static psa_status_t send_pieces(void)
{
    psa_status_t status = begin_anew();
    uint32_t const size = image_size();

    for (uint32_t at = 0; at < size && status == PSA_SUCCESS; at += PIECE) {
        uint32_t const part = size - at < PIECE ? size - at : PIECE;

        status = psa_fwu_write(HF_FWU_APP, at, hf_image_start + at, part);
    }
    return status;
}

/* The image in pieces, then each of its first pieces again with one bit turned. All are refused,
 * and the candidate is what came first: its hash says so. */
static struct lab_answer write_twice(void)
{
    psa_status_t status = send_pieces();

    if (status != PSA_SUCCESS) {
        return lab_say(LAB_VOID, (uint32_t)status);
    }
    for (uint32_t bit = 0; bit < 8u * HEADER; bit++) {
        for (uint32_t i = 0; i < HEADER; i++) {
            block[i] = hf_image_start[i];
        }
        block[bit / 8u] ^= (uint8_t)(1u << bit % 8u);
        if (write_raw(HF_FWU_APP, 0, (uint32_t)block, HEADER) != PSA_ERROR_INVALID_ARGUMENT) {
            return lab_say(LAB_BROKE, bit);
        }
    }
    status = psa_fwu_finish(HF_FWU_APP);
    return lab_say(status == PSA_SUCCESS ? LAB_HELD : LAB_BROKE, 8u * HEADER);
}

/* What has been checked is not written to any more. */
static struct lab_answer write_after(void)
{
    psa_status_t status = send_pieces();

    if (status == PSA_SUCCESS) {
        status = psa_fwu_finish(HF_FWU_APP);
    }
    if (status != PSA_SUCCESS) {
        return lab_say(LAB_VOID, (uint32_t)status);
    }
    status = write_raw(HF_FWU_APP, 0, (uint32_t)hf_image_start, PIECE);
    return lab_say(status < 0 ? LAB_HELD : LAB_BROKE, (uint32_t)status);
}

static struct lab_answer attempt(uint32_t instance, uint32_t most)
{
    switch (instance) {
    case 1:
        return refused(write_raw(HF_FWU_APP, BLOCK, MIDDLE, PIECE));
    case 2: /* half of the block behind the app's RAM */
        return refused(
            write_raw(HF_FWU_APP, BLOCK, HF_APP_RAM + HF_APP_RAM_WHOLE - PIECE, 2u * PIECE));
    case 3:
        return refused(query_into(HF_FWU_APP, MIDDLE));
    case 4:
        return refused(write_raw(HF_FWU_APP, BLOCK, (uint32_t)block, 0));
    case 5:
        return try_sizes();
    case 6:
        return try_ends(most);
    case 7:
        return try_components();
    case 8:
        return write_bytes();
    case 9:
        return write_twice();
    case 10:
        return write_after();
    case 11: /* a second start while the first download runs */
        return refused(call_one(HF_SERVICE_FWU_START, HF_FWU_APP, 0));
    case 12: /* a manifest apart, of 4 GiB */
        (void)psa_fwu_cancel(HF_FWU_APP);
        (void)psa_fwu_clean(HF_FWU_APP);
        most = (uint32_t)call_one(HF_SERVICE_FWU_START, HF_FWU_APP, UINT32_MAX);
        return lab_say((int32_t)most < 0 ? LAB_HELD : LAB_BROKE, most);
    default:
        return lab_say(LAB_NOT_APPLICABLE, instance);
    }
}

/* A download has begun, its first block has come, and secure says so: what is refused afterwards
 * is the next call alone. */
struct lab_answer lab_update(const struct lab_param *param)
{
    struct hf_fwu_answer answer = {.max_size = 0};
    psa_status_t status = begin_anew();

    if (status == PSA_SUCCESS) {
        status = write_raw(HF_FWU_APP, 0, (uint32_t)hf_image_start, BLOCK);
    }
    if (status == PSA_SUCCESS) {
        status = query_into(HF_FWU_APP, (uint32_t)&answer);
    }
    if (!lab_control(status == PSA_SUCCESS && answer.state == PSA_FWU_WRITING &&
                         answer.written == BLOCK,
                     (uint32_t)status)) {
        return lab_say(LAB_VOID, (uint32_t)status);
    }
    return attempt(param->instance, answer.max_size);
}
