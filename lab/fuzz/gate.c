/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Any calls through the door: the real dispatcher, service table and crypto services, over a vault
 * on fake flash. The input is a list of calls; vectors may point anywhere, lie about their sizes
 * and overlap. Nothing may crash, secure's memory may not change by the app's hand, and after each
 * call the door must be open again. */
#include "firmware/secure/abi/crypto.h"
#include "firmware/secure/dispatch.h"
#include "hw/fake/power.h"
#include "lab/psa/host/world.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define AREA       8192u
#define CALLS_MOST 48u
#define SERVICES   48u

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What is left of the input. */
struct source {
    const uint8_t *bytes;
    size_t size;
};

static uint8_t *area; /* the app's memory, below 4 GiB */

static uint8_t take(struct source *source)
{
    if (source->size == 0) {
        return 0;
    }
    source->size--;
    return *source->bytes++;
}

static uint32_t take_u32(struct source *source)
{
    uint32_t value = take(source);

    value |= (uint32_t)take(source) << 8;
    value |= (uint32_t)take(source) << 16;
    return value | (uint32_t)take(source) << 24;
}

/* Mostly sizes and places that can be right: else no call would come past the door. */
static struct hf_vector take_vector(struct source *source)
{
    uint8_t const kind = take(source);
    struct hf_vector vector;

    vector.base = (uint32_t)(uintptr_t)area + 512u + 16u * take(source);
    vector.size = take(source);
    if (kind == 1) {
        vector.size = take_u32(source);
    } else if (kind == 2) {
        vector.base = take_u32(source);
    } else if (kind == 3) {
        vector.base = (uint32_t)(uintptr_t)psa_world_secure() - 8u + (take(source) & 31u);
    } else if (kind == 4) {
        vector.size = sizeof(struct hf_gate_attributes);
    }
    return vector;
}

/* Arguments of a crypto family at the start of the area. Small numbers name what exists. */
static void take_arguments(struct source *source, const struct hf_crypto_answer *last,
                           struct hf_crypto_arguments *arguments)
{
    uint8_t const kind = take(source);

    arguments->function = take(source) & 15u;
    arguments->operation = (kind & 1u) != 0 ? take_u32(source) : take(source);
    if ((kind & 8u) != 0) {
        arguments->operation = last->word[0]; /* what was set up goes on */
    }
    arguments->key = (kind & 2u) != 0 ? take_u32(source) : 0x7fffffecu + (take(source) & 31u);
    arguments->algorithm = take_u32(source);
    arguments->number[0] = (kind & 4u) != 0 ? take_u32(source) : 0x100u + take(source);
    arguments->number[1] = take(source);
    arguments->number[2] = take(source);
}

static void one_call(struct source *source)
{
    struct hf_crypto_arguments *arguments = (void *)area;
    struct hf_vector *vectors = (void *)(area + 64);
    struct hf_crypto_answer *answer = (void *)(area + 256);
    uint32_t const service = take(source) % SERVICES;
    const struct hf_service *row = hf_service_find(service);
    uint32_t const inputs = row != NULL ? row->inputs : take(source);
    uint32_t const outputs = row != NULL ? row->outputs : take(source);
    uint32_t const amount = take(source);

    take_arguments(source, answer, arguments);
    for (uint32_t i = 0; i < HF_VECTORS_MAX; i++) {
        vectors[i] = take_vector(source);
    }
    if (service >= HF_SERVICE_KEY) {
        vectors[0] = (struct hf_vector){(uint32_t)(uintptr_t)arguments, sizeof(*arguments)};
        vectors[inputs % HF_VECTORS_MAX] =
            (struct hf_vector){(uint32_t)(uintptr_t)answer, sizeof(*answer)};
    }
    for (uint32_t i = 0; i < amount; i++) {
        area[512 + i] = take(source);
    }
    (void)hf_gate_call(HF_CALL(service, inputs, outputs), vectors);
}

/* INVARIANT of every call, whatever it was. */
static void door_is_open(void)
{
    if (hf_gate_call(HF_CALL(HF_SERVICE_ALIVE, 0, 0), NULL) != 0) {
        abort();
    }
    for (uint32_t i = 0; i < 64; i++) {
        if (psa_world_secure()[i] != 0) {
            abort();
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static int started;
    struct source source = {data, size};

    if (!started) {
        started = 1;
        area = mmap(NULL, AREA, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1,
                    0);
        if (area == MAP_FAILED) {
            abort();
        }
        psa_world_own((uint32_t)(uintptr_t)area, AREA);
        psa_world_start(1);
    }
    hf_fake_power_on(); /* counts flash operations from here */
    memset(area, 0, AREA);
    for (uint32_t i = 0; i < CALLS_MOST && source.size != 0; i++) {
        one_call(&source);
        door_is_open();
    }
    return 0;
}
