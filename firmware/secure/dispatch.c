/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/secure/dispatch.h"

#include "core/span.h"
#include "firmware/secure/gate.h"
#include "firmware/secure/life.h"
#include "hw/api/note.h"

/* psa_status_t values that the dispatcher itself gives (PSA: psa/error.h). */
#define STATUS_SUCCESS          0
#define STATUS_PROGRAMMER_ERROR (-129)
#define STATUS_CONNECTION_BUSY  (-131)
#define STATUS_GENERIC_ERROR    (-132)
#define STATUS_NOT_PERMITTED    (-133)
#define STATUS_NOT_SUPPORTED    (-134)
#define STATUS_BAD_STATE        (-137)

/* All vectors of the call that runs, then the piece of its stream. Wiped after each call. */
static struct {
    _Alignas(8) uint8_t vectors[HF_REQUEST_ARENA];
    _Alignas(8) uint8_t piece[HF_REQUEST_PIECE];
} arena;

static uint8_t running;

/* An app that is refused for ever must not fill the console and push older records out of the ring.
 */
#define DENIALS_RECORDED 16u

static uint32_t denials;

int32_t hf_status_from_err(hf_err_t err)
{
    switch (err) {
    case HF_OK:
        return STATUS_SUCCESS;
    case HF_ERR_GATE_SERVICE:
        return STATUS_NOT_SUPPORTED;
    case HF_ERR_GATE_CALLER:
        return STATUS_NOT_PERMITTED;
    case HF_ERR_LIFE_UNPROVISIONED:
    case HF_ERR_LIFE_ENDED:
    case HF_ERR_TAMPER_EVENT:
        return STATUS_BAD_STATE;
    case HF_ERR_GATE_POINTER:
    case HF_ERR_GATE_LENGTH:
        return STATUS_PROGRAMMER_ERROR;
    default:
        return STATUS_GENERIC_ERROR;
    }
}

int32_t hf_dispatch_deny(hf_err_t why, uint32_t detail)
{
    if (denials < DENIALS_RECORDED) {
        denials++;
        hf_note(HF_EVENT_DENIED, HF_ROLE_APP, HF_SLOT_NONE, (uint32_t)why, detail);
    }
    return hf_status_from_err(why);
}

/* Reads the app's vectors once. They are written back at the end, so the app must own them. */
static hf_err_t read_vectors(uint32_t at, uint32_t count, struct hf_request *request)
{
    uint32_t size = count * (uint32_t)sizeof(struct hf_vector);
    hf_err_t result;

    if (count == 0) {
        return HF_OK;
    }
    if ((at & 3u) != 0) {
        return HF_ERR_GATE_POINTER;
    }
    result = hf_app_memory_check(at, size, HF_ACCESS_WRITE);
    if (result == HF_OK) {
        hf_app_memory_read(at, (uint8_t *)request->vectors, size);
    }
    return result;
}

/* One vector: its length against the service's bounds, its whole span against what the app owns,
 * its place in the arena. request->used never exceeds
 * HF_REQUEST_ARENA: both are multiples of eight. */
static hf_err_t place_vector(const struct hf_service *service, uint32_t index,
                             struct hf_request *request)
{
    struct hf_vector *vector = &request->vectors[index];
    int output = index >= service->inputs;
    hf_err_t result;

    if ((service->fixed >> index & 1u) != 0 && vector->size < service->most[index]) {
        return HF_ERR_GATE_LENGTH;
    }
    if (!output && index != service->stream && vector->size > service->most[index]) {
        return HF_ERR_GATE_LENGTH;
    }
    if (vector->size == 0) {
        return HF_OK;
    }
    result =
        hf_app_memory_check(vector->base, vector->size, output ? HF_ACCESS_WRITE : HF_ACCESS_READ);
    if (result != HF_OK || index == service->stream) {
        return result;
    }
    if (vector->size > service->most[index]) {
        vector->size = service->most[index];
    }
    if (vector->size > HF_REQUEST_ARENA - request->used) {
        return HF_ERR_GATE_LENGTH;
    }
    request->bytes[index] = arena.vectors + request->used;
    request->used += (vector->size + 7u) & ~7u;
    return HF_OK;
}

static hf_err_t copy_in(const struct hf_service *service, struct hf_request *request)
{
    uint32_t count = (uint32_t)service->inputs + service->outputs;

    for (uint32_t i = 0; i < count; i++) {
        hf_err_t result = place_vector(service, i, request);

        if (result != HF_OK) {
            return result;
        }
    }
    for (uint32_t i = 0; i < service->inputs; i++) {
        if (request->bytes[i] != NULL) {
            hf_app_memory_read(request->vectors[i].base, request->bytes[i],
                               request->vectors[i].size);
        }
    }
    return HF_OK;
}

/* The service has set the size of each output to what it wrote, which is never more than the cap.
 */
static void copy_out(const struct hf_service *service, const struct hf_request *request,
                     uint32_t vectors_at)
{
    uint32_t count = (uint32_t)service->inputs + service->outputs;

    for (uint32_t i = service->inputs; i < count; i++) {
        const struct hf_vector *vector = &request->vectors[i];
        uint32_t at = vectors_at + i * (uint32_t)sizeof(*vector);

        if (request->bytes[i] != NULL) {
            hf_app_memory_write(vector->base, request->bytes[i], vector->size);
        }
        hf_app_memory_write(at + (uint32_t)offsetof(struct hf_vector, size),
                            (const uint8_t *)&vector->size, sizeof(vector->size));
    }
}

uint8_t *hf_request_arena(void)
{
    return arena.vectors;
}

uint32_t hf_request_read(struct hf_request *request, const uint8_t **piece)
{
    const struct hf_vector *vector;
    uint32_t size;

    if (request->stream >= HF_VECTORS_MAX) {
        return 0;
    }
    vector = &request->vectors[request->stream];
    size = vector->size - request->streamed;
    if (size > HF_REQUEST_PIECE) {
        size = HF_REQUEST_PIECE;
    }
    if (size != 0) {
        hf_app_memory_read(vector->base + request->streamed, arena.piece, size);
    }
    request->streamed += size;
    *piece = arena.piece;
    return size;
}

/* Word by word: `used` is a multiple of eight. */
static void wipe_arena(const struct hf_request *request)
{
    volatile uint32_t *word = (volatile uint32_t *)(void *)arena.vectors;

    for (uint32_t i = 0; i < request->used / sizeof(*word); i++) {
        word[i] = 0;
    }
    if (request->streamed != 0) {
        hf_wipe(arena.piece, sizeof(arena.piece));
    }
}

/* The vectors are left: what is read of them has been copied there first. */
static void begin(struct hf_request *request)
{
    for (uint32_t i = 0; i < HF_VECTORS_MAX; i++) {
        request->bytes[i] = NULL;
    }
    request->used = 0;
    request->stream = HF_NO_STREAM;
    request->streamed = 0;
}

static hf_err_t admit(uint32_t call, uint32_t vectors_at, struct hf_request *request,
                      const struct hf_service **service)
{
    const struct hf_service *found = hf_service_find(HF_CALL_SERVICE(call));
    hf_err_t result;

    if (found == NULL) {
        return HF_ERR_GATE_SERVICE;
    }
    if (HF_CALL_INPUTS(call) != found->inputs || HF_CALL_OUTPUTS(call) != found->outputs) {
        return HF_ERR_GATE_LENGTH;
    }
    request->stream = found->stream;
    result = hf_life_check(found->id);
    if (result != HF_OK) {
        return result;
    }
    result = read_vectors(vectors_at, (uint32_t)found->inputs + found->outputs, request);
    if (result == HF_OK) {
        result = copy_in(found, request);
    }
    *service = found;
    return result;
}

/* The life cycle is asked twice: after a tamper event that came while the service ran, nothing of
 * its results leaves. */
int32_t hf_dispatch(uint32_t call, uint32_t vectors_at)
{
    struct hf_request request;
    const struct hf_service *service = NULL;
    hf_err_t result;
    int32_t status = STATUS_SUCCESS;

    if (__atomic_exchange_n(&running, 1, __ATOMIC_SEQ_CST) != 0) {
        (void)hf_dispatch_deny(HF_ERR_GATE_CALLER, call);
        return STATUS_CONNECTION_BUSY;
    }
    begin(&request);
    result = admit(call, vectors_at, &request, &service);
    if (result == HF_OK) {
        status = service->run(&request);
        result = hf_life_check(service->id);
    }
    if (result != HF_OK) {
        status = hf_dispatch_deny(result, call);
    } else if (status == STATUS_SUCCESS) {
        copy_out(service, &request, vectors_at);
    }
    wipe_arena(&request);
    __atomic_store_n(&running, 0, __ATOMIC_SEQ_CST);
    return status;
}
