/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * secure, from its first instruction to the app's. */
#include "core/image.h"
#include "firmware/secure/engine.h"
#include "firmware/secure/gate.h"
#include "firmware/secure/keys.h"
#include "firmware/secure/life.h"
#include "firmware/secure/provision.h"
#include "firmware/secure/root.h"
#include "firmware/secure/world.h"
#include "hw/api/console.h"
#include "hw/api/counter.h"
#include "hw/api/cpu.h"
#include "hw/api/note.h"
#include "hw/api/nvm.h"

#define STACK_LEAST 32u /* bytes below the app's first stack pointer: room for one frame */

int main(void);

static _Noreturn void stop(hf_err_t why, uint32_t detail)
{
    hf_root_wipe();
    hf_note(HF_EVENT_HALTED, HF_ROLE_APP, HF_SLOT_NONE, (uint32_t)why, detail);
    hf_cpu_halt();
}

/* Where the app starts, as its verified image says. */
struct start {
    uint32_t vectors;
    uint32_t stack;
    uint32_t entry;
};

static hf_err_t read_start(struct start *start)
{
    uint8_t header[HF_IMAGE_HEADER_SIZE];
    uint8_t words[8];
    struct hf_image image;
    hf_err_t result = hf_nvm_read(hf_map.app_slot.base, header, sizeof(header));

    if (result == HF_OK) {
        result = hf_image_read_header(header, hf_map.app_slot.size, &image);
    }
    if (result == HF_OK) {
        start->vectors = hf_map.app_slot.base + image.header_size;
        result = hf_nvm_read(start->vectors, words, sizeof(words));
    }
    if (result == HF_OK) {
        start->stack = hf_read_u32(words);
        start->entry = hf_read_u32(words + 4);
    }
    return result;
}

/* The image is authentic, so these hold unless it was linked for another board. */
static int start_fits(const struct start *start)
{
    return (start->entry & 1u) != 0 && (start->stack & 7u) == 0 &&
           hf_region_holds(&hf_secure_map.app_code, start->entry & ~1u, 2) &&
           hf_region_holds(&hf_secure_map.app_ram, start->stack - STACK_LEAST, STACK_LEAST);
}

/* INVARIANT: the app's entry comes out only if both readings found every isolation register right;
 * anything else gives 0, which no app has for an entry.
 * DEFEATS: t6 one skipped write or check in the set-up of the wall. */
static uint32_t entry_from(uint32_t entry, uint32_t first, uint32_t second)
{
    uint32_t wrong;

    __asm volatile("" : "+r"(first), "+r"(second)::"memory");
    wrong = ((first | (0u - first)) | (second | (0u - second))) >> 31;
    return entry & (wrong - 1u);
}

static _Noreturn void start_app(void)
{
    struct start start = {0, 0, 0};
    hf_err_t const result = read_start(&start);
    uint32_t first;
    uint32_t second;

    if (result != HF_OK) {
        stop(result, 0);
    }
    hf_world_setup();
    first = hf_world_difference();
    hf_cpu_delay_random();
    second = hf_world_difference();
    start.entry = entry_from(start.entry, first, second);
    if (start.entry == 0) {
        stop(HF_ERR_WORLD_SETUP, first | second);
    }
    if (!start_fits(&start)) {
        stop(HF_ERR_CHAIN_ENTRY, start.entry);
    }
    hf_note(HF_EVENT_BOOTS, HF_ROLE_APP, 0, (uint32_t)HF_OK,
            hf_map.handoff->measured[HF_ROLE_APP].counter);
    hf_gate_enter_app(start.vectors, start.stack, start.entry);
}

int main(void)
{
    hf_err_t const result = hf_root_take();
    int32_t status;

    hf_provision_wake();
    hf_console_start();
    hf_note(HF_EVENT_START, HF_ROLE_COUNT, HF_SLOT_NONE, 0, (uint32_t)hf_gate_kind);
    if (result != HF_OK) {
        stop(result, 0);
    }
    status = hf_engine_start();
    if (status == 0) {
        status = hf_keys_start();
    }
    if (status != 0) {
        stop(HF_ERR_CRYPTO_ENGINE, (uint32_t)status);
    }
    hf_life_start();
    hf_provision_listen();
    hf_fuse_lock(); /* the life cycle does not move while an app runs */
    start_app();
}
