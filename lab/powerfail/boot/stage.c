/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/powerfail/boot/stage.h"

#include <dlfcn.h>
#include <link.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "hw/api/console.h"
#include "hw/api/cpu.h"
#include "hw/api/die.h"
#include "hw/api/lock.h"
#include "hw/api/watchdog.h"
#include "hw/fake/nvm.h"

#define SEGMENTS 4u

struct stage {
    int (*main)(void);
    void (*counters)(void); /* or NULL */
    struct {
        uint8_t *at;
        uint8_t *fresh;
        size_t size;
    } segments[SEGMENTS];
    uint32_t segment_count;
};

uint32_t stage_vectors;
uint32_t stage_entry;
uint32_t stage_hunger;
bool (*stage_line)(void);
char stage_last[96];

static jmp_buf leave;
static bool speaks;
static uint32_t fed_at;
static const uint8_t *fed;
static uint32_t fed_size;
static char line[96];
static uint32_t line_size;

/* The part of a writable segment that stays writable after relocation. */
static void keep_segment(struct stage *stage, uint8_t *from, uint8_t *to)
{
    size_t const size = (size_t)(to - from);
    uint8_t *fresh = malloc(size);

    if (fresh == NULL || stage->segment_count == SEGMENTS) {
        abort();
    }
    memcpy(fresh, from, size);
    stage->segments[stage->segment_count].at = from;
    stage->segments[stage->segment_count].fresh = fresh;
    stage->segments[stage->segment_count++].size = size;
}

struct search {
    struct stage *stage;
    ElfW(Addr) base;
};

static uint8_t *end_of_relro(const struct dl_phdr_info *info, uint8_t *start)
{
    uint8_t *end = start;

    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *header = &info->dlpi_phdr[i];
        uint8_t *const at = (uint8_t *)(info->dlpi_addr + header->p_vaddr);

        if (header->p_type == PT_GNU_RELRO && at <= start + 4096 && at + header->p_memsz > end) {
            end = at + header->p_memsz;
        }
    }
    return end;
}

static int look_at(struct dl_phdr_info *info, size_t size, void *data)
{
    struct search *search = data;

    (void)size;
    if (info->dlpi_addr != search->base) {
        return 0;
    }
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *header = &info->dlpi_phdr[i];

        if (header->p_type == PT_LOAD && (header->p_flags & PF_W) != 0) {
            uint8_t *const at = (uint8_t *)(info->dlpi_addr + header->p_vaddr);

            keep_segment(search->stage, end_of_relro(info, at), at + header->p_memsz);
        }
    }
    return 1;
}

struct stage *stage_load(const char *name)
{
    struct stage *stage = calloc(1, sizeof(*stage));
    struct search search = {.stage = stage};
    char path[4096];
    ssize_t const length = readlink("/proc/self/exe", path, sizeof(path) - 128u);
    struct link_map *map;
    void *handle;

    if (stage == NULL || length <= 0) {
        abort();
    }
    path[length] = '\0';
    (void)snprintf(strrchr(path, '/') + 1, 120, "powerfail_%s.so", name);
    handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL || dlinfo(handle, RTLD_DI_LINKMAP, &map) != 0) {
        fprintf(stderr, "powerfail_boot: cannot load the stage: %s\n", dlerror());
        exit(3);
    }
    *(void **)&stage->main = dlsym(handle, "main");
    *(void **)&stage->counters = dlsym(handle, "stage_counters");
    search.base = map->l_addr;
    (void)dl_iterate_phdr(look_at, &search);
    return stage;
}

enum stage_end stage_run(struct stage *stage)
{
    int end;

    if (stage->counters != NULL) {
        stage->counters();
    }
    for (uint32_t i = 0; i < stage->segment_count; i++) {
        memcpy(stage->segments[i].at, stage->segments[i].fresh, stage->segments[i].size);
    }
    hf_watchdog_feed();
    stage_hunger = 0;
    fed_size = 0;
    line_size = 0;
    stage_last[0] = '\0';
    end = setjmp(leave);
    if (end == 0) {
        (void)stage->main();
        abort(); /* a stage never returns */
    }
    hf_watchdog_feed();
    return (enum stage_end)(end - 1);
}

static _Noreturn void leave_stage(enum stage_end end)
{
    longjmp(leave, (int)end + 1);
}

void hf_cpu_jump(uint32_t vectors, uint32_t entry)
{
    stage_vectors = vectors;
    stage_entry = entry;
    leave_stage(STAGE_JUMPED);
}

void hf_lock_and_jump(uint32_t vectors, uint32_t entry)
{
    if (hf_die_left() != 0) {
        hf_cpu_halt();
    }
    hf_cpu_jump(vectors, entry);
}

void hf_cpu_halt(void)
{
    leave_stage(STAGE_HALTED);
}

void hf_cpu_reset(void)
{
    leave_stage(STAGE_RESET);
}

void hf_cpu_delay_random(void)
{
}

enum hf_lock_kind hf_lock_kind(void)
{
    return HF_LOCK_NONE;
}

int hf_watchdog_present(void)
{
    return 1;
}

void hf_watchdog_start(uint32_t milliseconds)
{
    (void)milliseconds;
    hf_watchdog_feed();
}

void hf_watchdog_feed(void)
{
    uint32_t const now = hf_fake_nvm_erases();

    stage_hunger = now - fed_at > stage_hunger ? now - fed_at : stage_hunger;
    fed_at = now;
}

void stage_speak(bool aloud)
{
    speaks = aloud;
}

void stage_feed(const uint8_t *bytes, uint32_t size)
{
    fed = bytes;
    fed_size = size;
}

void hf_console_start(void)
{
}

void hf_console_put(uint8_t byte)
{
    if (speaks) {
        fputc(byte, stderr);
    }
    if (byte == '\n') {
        line[line_size] = '\0';
        memcpy(stage_last, line, sizeof(line));
        line_size = 0;
    } else if (line_size + 1u < sizeof(line)) {
        line[line_size++] = (char)byte;
    }
}

int hf_console_get(void)
{
    if (fed_size == 0 && (stage_line == NULL || !stage_line())) {
        leave_stage(STAGE_HALTED); /* a line that stays silent: the stage would wait for ever */
    }
    fed_size--;
    return *fed++;
}

void hf_print(const char *text)
{
    while (*text != '\0') {
        hf_console_put((uint8_t)*text++);
    }
}

void hf_print_hex(uint32_t value)
{
    for (uint32_t i = 8; i > 0; i--) {
        hf_console_put((uint8_t) "0123456789abcdef"[value >> 4u * (i - 1u) & 15u]);
    }
}

void hf_print_number(uint32_t value)
{
    char text[11];

    (void)snprintf(text, sizeof(text), "%u", value);
    hf_print(text);
}
