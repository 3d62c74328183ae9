/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The gate: who may name which memory, and what is copied of it. The doors' three functions are
 * modelled here by what firmware/secure/gate.h promises of them; everything else is the source. */
#include "firmware/secure/dispatch.c"
#include "firmware/secure/regions.c"
#include "lab/proofs/proof.h"

/* Any map of a device: regions may be anything that does not run over the end of the address space. */
static struct hf_secure_map map;

static void any_map(void)
{
    struct hf_region *const regions[] = {&map.app_ram, &map.app_code};

    for (unsigned i = 0; i < 2; i++) {
        regions[i]->base = any_u32();
        regions[i]->size = any_u32();
        ASSUME((uint64_t)regions[i]->base + regions[i]->size <= (uint64_t)UINT32_MAX + 1u);
    }
}

/* Said with 64 bits, so that nothing wraps. */
static int is_inside(const struct hf_region *region, uint32_t base, uint32_t size)
{
    return base >= region->base && (uint64_t)base + size <= (uint64_t)region->base + region->size;
}

/* @proof gate_region
 * Any region, any pointer, any length: a span is admitted exactly when every byte of it is inside.
 * @plant firmware/secure/regions.c exactly_when s/return size <= region->size - offset;/return offset + size <= region->size;/
 * @plant firmware/secure/regions.c exactly_when s/ \|\| offset >= region->size//
 */
void proof_gate_region(void)
{
    uint32_t const base = any_u32();
    uint32_t const size = any_u32();

    any_map();
    PROVE((hf_region_holds(&map.app_ram, base, size) != 0) ==
              (size != 0 && is_inside(&map.app_ram, base, size)),
          "exactly when every byte is inside");
}

/* @proof gate_regions
 * Any map, pointer, length and access: what is admitted lies in one region that allows it, and what
 * lies in one is admitted.
 * @quick
 * @plant firmware/secure/regions.c admitted_is_the_app's s/access == HF_ACCESS_READ \&\& //
 * @plant firmware/secure/regions.c is_admitted s/hf_region_holds\(\&map->app_code/hf_region_holds(\&map->gate/
 */
void proof_gate_regions(void)
{
    uint32_t const base = any_u32();
    uint32_t const size = any_u32();
    enum hf_access const access = any_int() ? HF_ACCESS_READ : HF_ACCESS_WRITE;

    any_map();
    int const ram = hf_region_holds(&map.app_ram, base, size);
    int const code = hf_region_holds(&map.app_code, base, size);
    hf_err_t const result = hf_regions_check(&map, base, size, access);

    PROVE(result != HF_OK || ram || (code && access == HF_ACCESS_READ),
          "what is admitted is the app's");
    PROVE(result == HF_OK || !(ram || (code && access == HF_ACCESS_READ)),
          "what is the app's is admitted");
}

/* The doors' part. ---------------------------------------------------------------------------- */

static struct hf_service service;
static unsigned served; /* how often a service ran */

/* The spans that were admitted in this call. What a span must be for that, gate_region and
 * gate_regions prove: here any may be admitted that does not run over the end of the addresses. */
static struct admitted {
    uint32_t base;
    uint32_t size;
    enum hf_access access;
} spans[4];

static unsigned span_count;

static void admit_span(uint32_t base, uint32_t size, enum hf_access access)
{
    ASSUME(size != 0 && size - 1u <= UINT32_MAX - base);
    spans[span_count++] = (struct admitted){base, size, access};
}

hf_err_t hf_app_memory_check(uint32_t base, uint32_t size, enum hf_access access)
{
    if (size == 0 || any_int()) {
        return HF_ERR_GATE_POINTER;
    }
    admit_span(base, size, access);
    return HF_OK;
}

/* True when a span was admitted that holds this one; one for writing may be read too. */
static int app_may(uint32_t base, uint32_t size, enum hf_access access)
{
    for (unsigned i = 0; i < span_count; i++) {
        uint32_t const offset = base - spans[i].base;

        if (offset <= spans[i].size && size <= spans[i].size - offset &&
            (access == HF_ACCESS_READ || spans[i].access == HF_ACCESS_WRITE)) {
            return 1;
        }
    }
    return 0;
}

/* The app may have written anything since the last look, so each copy brings new bytes: here the
 * vectors, and one byte anywhere of another copy. */
void hf_app_memory_read(uint32_t from, uint8_t *to, uint32_t size)
{
    PROVE(size != 0 && app_may(from, size, HF_ACCESS_READ),
          "nothing outside the app's regions is ever copied in");
    PROVE(__CPROVER_w_ok(to, size), "the copy fits where it goes");
    if (__CPROVER_same_object(to, arena.vectors)) {
        to[any_u32() % size] = any_u8();
    } else {
        struct hf_vector any[HF_VECTORS_MAX];

        for (unsigned i = 0; i < size / sizeof(*any); i++) {
            ((struct hf_vector *)(void *)to)[i] = any[i];
        }
    }
}

void hf_app_memory_write(uint32_t to, const uint8_t *from, uint32_t size)
{
    PROVE(size != 0 && app_may(to, size, HF_ACCESS_WRITE),
          "nothing outside the app's RAM is ever written");
    PROVE(__CPROVER_r_ok(from, size), "the result is read from secure's own copy");
}

void hf_note(enum hf_event event, uint8_t role, uint8_t slot, uint32_t word, uint32_t detail)
{
    PROVE(event == HF_EVENT_DENIED && role == HF_ROLE_APP && slot == HF_SLOT_NONE && word != 0,
          "a denial is recorded as one");
    (void)detail;
}

/* The life cycle says no, or yes for one service. */
static uint32_t alive_for;

hf_err_t hf_life_check(uint32_t id)
{
    hf_err_t const refusals[] = {HF_ERR_LIFE_UNPROVISIONED, HF_ERR_LIFE_ENDED, HF_ERR_TAMPER_EVENT};

    if (any_int()) {
        return refusals[any_u8() % 3u];
    }
    alive_for = id + 1u;
    return HF_OK;
}

const struct hf_service *hf_service_find(uint32_t id)
{
    return id == service.id ? &service : NULL;
}

/* Any row that the table may hold (services_test.c holds the real ones to the same rules). */
static void any_service(unsigned vectors)
{
    struct hf_service row; /* any bytes */

    service = row;
    ASSUME(service.inputs <= vectors && service.outputs <= vectors - service.inputs);
    ASSUME(service.stream == HF_NO_STREAM || service.stream < service.inputs);
}

/* @proof gate_place
 * Any vector of any service, from every fill of the arena: what is admitted is the app's
 * in whole, has the row's bounds, and lies in the arena behind everything that was placed before.
 * @options --unwind 7
 * @plant firmware/secure/dispatch.c fill_is_bounded s/vector->size > HF_REQUEST_ARENA - request->used/vector->size > HF_REQUEST_ARENA/
 * @plant firmware/secure/dispatch.c the_app's_in_whole s/output \? HF_ACCESS_WRITE : HF_ACCESS_READ/HF_ACCESS_READ/
 * @plant firmware/secure/dispatch.c row's_bounds s/vector->size < service->most\[index\]/0/
 * @plant firmware/secure/dispatch.c stays_a_multiple s/\(vector->size \+ 7u\) \& ~7u/vector->size/
 * @plant firmware/secure/dispatch.c the_app's_in_whole s/hf_app_memory_check\(vector->base, vector->size, output/hf_app_memory_check(vector->base, 1u, output/
 */
void proof_gate_place(void)
{
    struct hf_request request;
    unsigned const index = any_u8();
    uint32_t const used = request.used;

    any_service(HF_VECTORS_MAX);
    ASSUME(index < (unsigned)service.inputs + service.outputs);
    ASSUME(used <= HF_REQUEST_ARENA && used % 8u == 0);
    request.bytes[index] = NULL;
    struct hf_vector const asked = request.vectors[index];
    const struct hf_vector *const placed = &request.vectors[index];
    hf_err_t const result = place_vector(&service, index, &request);

    PROVE(request.used <= HF_REQUEST_ARENA && request.used % 8u == 0,
          "the fill is bounded and stays a multiple of eight");
    if (result != HF_OK) {
        PROVE(request.used == used, "a refused vector takes no room");
        return;
    }
    PROVE(placed->base == asked.base && placed->size <= asked.size, "a vector is capped at most");
    PROVE(asked.size == 0 || app_may(asked.base, asked.size,
                                     index < service.inputs ? HF_ACCESS_READ : HF_ACCESS_WRITE),
          "what is admitted is the app's in whole");
    PROVE((service.fixed >> index & 1u) == 0 || placed->size >= service.most[index],
          "a copy has the row's bounds");
    PROVE(index == service.stream || placed->size <= service.most[index],
          "a copy has the row's bounds");
    if (request.bytes[index] != NULL) {
        size_t const at = (size_t)(request.bytes[index] - arena.vectors);

        PROVE(__CPROVER_same_object(request.bytes[index], arena.vectors) && at == used &&
                  at + placed->size <= request.used,
              "it lies inside the arena, behind all others");
    } else {
        PROVE(placed->size == 0 || index == service.stream,
              "only the empty and the stream have none");
    }
}

/* @proof gate_admit
 * Any call word, any pointer, any service with up to three vectors, memory that changes
 * between two looks: nothing but the app's own memory is copied in, and what the service gets to
 * write to was the app's RAM.
 * @options --unwind 7
 * @plant firmware/secure/dispatch.c ever_copied s/size, HF_ACCESS_WRITE\);/4u, HF_ACCESS_READ);/
 * @plant firmware/secure/dispatch.c whole_words s/if \(\(at \& 3u\) != 0\)/if (0)/
 * @plant firmware/secure/dispatch.c its_own_form s/HF_CALL_INPUTS\(call\) != found->inputs \|\| //
 */
void proof_gate_admit(void)
{
    struct hf_request request;
    const struct hf_service *found = NULL;
    uint32_t const call = any_u32();
    uint32_t const place = any_u32();

    any_service(3);
    begin(&request);
    if (admit(call, place, &request, &found) != HF_OK) {
        return;
    }
    unsigned const count = (unsigned)service.inputs + service.outputs;
    unsigned const i = any_u8();

    PROVE(found == &service && HF_CALL_INPUTS(call) == service.inputs &&
              HF_CALL_OUTPUTS(call) == service.outputs,
          "a call in its own form");
    PROVE(count == 0 || (place % 4u == 0 && app_may(place, 8u * count, HF_ACCESS_WRITE)),
          "the vectors are whole words of the app's RAM");
    if (i >= service.inputs && i < count && request.vectors[i].size != 0) {
        PROVE(app_may(request.vectors[i].base, request.vectors[i].size, HF_ACCESS_WRITE),
              "an output is the app's RAM");
    }
}

/* @proof gate_copy_out
 * After any admitted call with up to two vectors whose service wrote no more than the cap: only the
 * outputs and the sizes of their vectors are written, where the app may write.
 * @options --unwind 7
 * @plant firmware/secure/dispatch.c ever_written s/vectors_at \+ i \* /vectors_at + 2u * i * /
 * @plant firmware/secure/dispatch.c ever_written s/uint32_t i = service->inputs; i < count; i\+\+/uint32_t i = 0; i < count; i++/
 */
void proof_gate_copy_out(void)
{
    struct hf_request request;
    uint32_t const place = any_u32();

    any_service(2);
    unsigned const count = (unsigned)service.inputs + service.outputs;

    if (count != 0) { /* gate_admit */
        admit_span(place, 8u * count, HF_ACCESS_WRITE);
    }
    for (unsigned i = 0; i < count; i++) {
        uint32_t const size = request.vectors[i].size;

        request.bytes[i] = any_int() ? arena.vectors : NULL;
        if (request.bytes[i] != NULL) { /* gate_place; the service's promise */
            ASSUME(size != 0 && size <= HF_REQUEST_ARENA);
            admit_span(request.vectors[i].base, size,
                       i < service.inputs ? HF_ACCESS_READ : HF_ACCESS_WRITE);
        }
    }
    copy_out(&service, &request, place);
}

/* @proof gate_stream
 * A streamed input of any length at any point of it: the next piece fits its buffer, lies wholly in
 * the span that was admitted, and moves forward by what it gave.
 * @quick
 * @options --unwind 7
 * @plant firmware/secure/dispatch.c fits_where s/if \(size > HF_REQUEST_PIECE\)/if (size > 2u * HF_REQUEST_PIECE)/
 * @plant firmware/secure/dispatch.c no_byte_behind s/request->streamed \+= size;/request->streamed += HF_REQUEST_PIECE;/
 * @plant firmware/secure/dispatch.c (array_bounds|bound|dereference) s/request->stream >= HF_VECTORS_MAX/request->stream > HF_NO_STREAM/
 */
void proof_gate_stream(void)
{
    struct hf_request request;
    const uint8_t *piece = NULL;
    uint32_t const before = request.streamed;

    ASSUME(request.stream < HF_VECTORS_MAX || request.stream == HF_NO_STREAM);
    if (request.stream < HF_VECTORS_MAX) {
        const struct hf_vector *vector = &request.vectors[request.stream];

        if (vector->size != 0) {
            admit_span(vector->base, vector->size, HF_ACCESS_READ);
        }
        ASSUME(before <= vector->size);
    }
    uint32_t const size = hf_request_read(&request, &piece);

    PROVE(size <= HF_REQUEST_PIECE && (size == 0 || __CPROVER_r_ok(piece, size)),
          "a piece fits its buffer");
    PROVE(request.streamed == before + size, "each byte once");
    PROVE(request.stream == HF_NO_STREAM ||
              (request.streamed <= request.vectors[request.stream].size &&
               (size != 0 || before == request.vectors[request.stream].size)),
          "no byte behind the stream, and none left out");
}

/* @proof gate_wipe
 * From every fill of the arena: no byte of the call is left in it.
 * @options --unwind 289
 * @plant firmware/secure/dispatch.c nothing_is_left s/i < request->used \/ sizeof/i + 1u < request->used \/ sizeof/
 */
void proof_gate_wipe(void)
{
    struct hf_request request;
    unsigned const i = any_u16();

    ASSUME(request.used <= HF_REQUEST_ARENA && request.used % 8u == 0 && i < request.used);
    request.streamed = any_int() ? 1u : 0u;
    arena.vectors[i] = 1;
    wipe_arena(&request);
    PROVE(arena.vectors[i] == 0, "nothing is left");
}

static int32_t serve(struct hf_request *request)
{
    PROVE(running == 1, "the gate is closed while a service runs");
    PROVE(hf_dispatch(any_u32(), any_u32()) == STATUS_CONNECTION_BUSY, "a second entry is refused");
    PROVE(running == 1 && request->used == 0, "and changes nothing");
    served++;
    return any_int();
}

/* @proof gate_entry
 * Any call to a service without vectors, from any state of the gate: it runs at most once, a second
 * entry while it runs is refused without a change, and the gate opens again only for its own caller.
 * @quick
 * @options --unwind 2 --unwindset begin.0:7
 * @plant firmware/secure/dispatch.c (second_entry|recursion|unwinding) s/__ATOMIC_SEQ_CST\) != 0\)/__ATOMIC_SEQ_CST) > 1)/
 * @plant firmware/secure/dispatch.c life_cycle_allows s/result = hf_life_check\(found->id\);/result = HF_OK;/
 * @plant firmware/secure/dispatch.c opens_again s/__atomic_store_n\(\&running, 0/__atomic_store_n(\&running, 1/
 */
void proof_gate_entry(void)
{
    uint8_t const busy = any_int() != 0;
    uint32_t const call = any_u32();

    running = busy;
    denials = any_u32();
    any_service(0);
    service.run = serve;
    int32_t const status = hf_dispatch(call, any_u32());

    PROVE(served <= 1 && (!busy || served == 0), "at most once, and never beside another call");
    PROVE(!busy || status == STATUS_CONNECTION_BUSY, "busy is said");
    PROVE(running == busy, "the gate opens again for its own caller alone");
    PROVE(served == 1 || status != STATUS_SUCCESS, "no success without a service");
    PROVE(served == 0 || HF_CALL_SERVICE(call) == service.id, "the service that was called");
    PROVE(served == 0 || alive_for == service.id + 1u, "only what the life cycle allows");
}
