/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The gate: who may name which memory, and what is copied of it. The doors' three functions are
 * modelled here by what firmware/secure/gate.h promises of them; everything else is the source. */
#include "firmware/secure/dispatch.c"
#include "firmware/secure/regions.c"
#include "lab/proofs/proof.h"

/* Any map of a device: regions may be anything that does not run over the end of the address space. */
static struct hf_map map;

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

static int app_may(uint32_t base, uint32_t size, enum hf_access access)
{
    return is_inside(&map.app_ram, base, size) ||
           (access == HF_ACCESS_READ && is_inside(&map.app_code, base, size));
}

/* @proof gate_region
 * Any region, any pointer, any length: a span is admitted exactly when every byte of it is inside.
 * @quick
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
 * @plant firmware/secure/regions.c is_admitted s/hf_region_holds\(\&map->app_code/hf_region_holds(\&map->secure_slot/
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

static struct hf_request *current; /* what hf_dispatch() works on, for the checks below */
static uint32_t vectors_place;
static uint32_t pieces;

hf_err_t hf_app_memory_check(uint32_t base, uint32_t size, enum hf_access access)
{
    return hf_regions_check(&map, base, size, access);
}

/* The app may have written anything since the last look, so each copy brings new bytes. */
void hf_app_memory_read(uint32_t from, uint8_t *to, uint32_t size)
{
    PROVE(size != 0 && app_may(from, size, HF_ACCESS_READ),
          "nothing outside the app's regions is ever copied in");
    PROVE(__CPROVER_w_ok(to, size), "the copy fits where it goes");
    __CPROVER_havoc_slice(to, size);
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

/* Services. ----------------------------------------------------------------------------------- */

static struct hf_service service;

/* Any row that the table may hold (services_test.c checks the real ones against the same rules). */
static void any_service(unsigned vectors)
{
    struct hf_service row; /* any bytes */

    service = row;
    ASSUME(service.inputs <= vectors && service.outputs <= vectors - service.inputs);
    ASSUME(service.stream == HF_NO_STREAM || service.stream < service.inputs);
    for (unsigned i = 0; i < vectors; i++) {
        ASSUME(service.least[i] <= service.most[i]);
    }
}

/* What a service may take for granted, and what it may do: use its copies, set its outputs' sizes to
 * no more than the cap, take the stream piece by piece. */
static int32_t serve(struct hf_request *request)
{
    unsigned const count = (unsigned)service.inputs + service.outputs;
    unsigned const i = any_u8() % HF_VECTORS_MAX;
    unsigned const j = any_u8() % HF_VECTORS_MAX;

    current = request;
    PROVE(request->used <= HF_REQUEST_ARENA, "the arena is not exceeded");
    if (i < count && i != service.stream) {
        uint32_t const size = request->vectors[i].size;

        PROVE(size >= service.least[i] && size <= service.most[i], "a copy has the row's bounds");
        PROVE(size == 0 || __CPROVER_rw_ok(request->bytes[i], size), "a copy can be used whole");
        PROVE(size == 0 || ((uint32_t)request->bytes[i] & 3u) == ((uint32_t)arena.vectors & 3u),
              "a copy is aligned");
        if (j < i && j != service.stream && size != 0 && request->vectors[j].size != 0) {
            PROVE(request->bytes[j] + request->vectors[j].size <= request->bytes[i],
                  "copies do not overlap");
        }
        if (i >= service.inputs) {
            uint32_t const written = any_u32();

            ASSUME(written <= size && written != 0);
            request->vectors[i].size = size == 0 ? 0 : written;
        }
    }
    for (unsigned n = 0; n < pieces; n++) {
        uint32_t const taken = request->streamed;
        const uint8_t *piece = NULL;
        uint32_t const size = hf_request_read(request, &piece);

        PROVE(size <= HF_REQUEST_PIECE && (size == 0 || __CPROVER_r_ok(piece, size)),
              "a piece fits its buffer");
        PROVE(size == 0 || request->streamed == taken + size, "each byte once");
        PROVE(service.stream == HF_NO_STREAM ||
                  request->streamed <= request->vectors[service.stream].size,
              "no byte behind the stream");
    }
    return any_int();
}

const struct hf_service *hf_service_find(uint32_t id)
{
    return id == service.id ? &service : NULL;
}

static void dispatch_once(unsigned vectors)
{
    any_map();
    any_service(vectors);
    service.run = serve;
    vectors_place = any_u32();
    uint32_t const call = any_u32();
    unsigned const i = any_u16() % HF_REQUEST_ARENA;

    arena.vectors[i] = 0; /* as every call leaves it */
    int32_t const status = hf_dispatch(call, vectors_place);

    PROVE(running == 0, "the gate is open again");
    if (HF_CALL_INPUTS(call) != service.inputs || HF_CALL_OUTPUTS(call) != service.outputs ||
        HF_CALL_SERVICE(call) != service.id) {
        PROVE(current == NULL && status != STATUS_SUCCESS, "another form of call runs nothing");
    }
    PROVE(arena.vectors[i] == 0, "nothing of the call is left in the arena");
}

/* @proof gate_dispatch
 * Any call word, any pointer, any map, any service with up to three vectors, memory that changes
 * between two looks: only the app's own memory is copied or written, every copy keeps to the row's
 * bounds and to its place, and the arena is wiped behind the call.
 * @options --unwind 7 --unwindset wipe_arena.0:289
 * @plant firmware/secure/dispatch.c fits_where s/vector->size > HF_REQUEST_ARENA - request->used/vector->size > HF_REQUEST_ARENA/
 * @plant firmware/secure/dispatch.c (ever_copied|ever_written) s/output \? HF_ACCESS_WRITE : HF_ACCESS_READ/HF_ACCESS_READ/
 * @plant firmware/secure/dispatch.c row's_bounds s/vector->size < service->least\[index\]/0/
 * @plant firmware/secure/dispatch.c nothing_of_the_call s/i < request->used \/ sizeof/i + 1u < request->used \/ sizeof/
 */
void proof_gate_dispatch(void)
{
    pieces = 0;
    dispatch_once(3);
}

/* @proof gate_stream
 * The same for a streamed input of any length, of which any service takes up to three pieces: no
 * byte behind it is read, and each is read once.
 * @options --unwind 7 --unwindset wipe_arena.0:289,hf_wipe.0:257
 * @plant firmware/secure/dispatch.c ever_copied s/if \(size > HF_REQUEST_PIECE\)/if (size > HF_REQUEST_PIECE || size != 0)/
 * @plant firmware/secure/dispatch.c (each_byte_once|no_byte_behind|ever_copied) s/request->streamed \+= size;/request->streamed += HF_REQUEST_PIECE;/
 */
void proof_gate_stream(void)
{
    pieces = 3;
    dispatch_once(2);
}
