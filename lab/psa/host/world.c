/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/psa/host/world.h"

#include "firmware/secure/engine.h"
#include "firmware/secure/keys.h"
#include "firmware/secure/mount.h"
#include "firmware/secure/random.h"
#include "firmware/secure/root.h"
#include "firmware/secure/services.h"
#include "hw/api/cpu.h"
#include "hw/api/crypto.h"
#include "hw/api/note.h"
#include "hw/fake/counter.h"
#include "hw/fake/nvm.h"

#include "mbedtls/platform.h"
#include "psa/crypto.h"
#include "psa_crypto_core.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define ENTRIES    32u
#define WORK_BYTES 1120u
#define BASE       0x08010000u
#define HALF       0x1000u
#define STACK_SIZE (4u << 20)

static struct hf_vault vault;
static struct hf_vault_entry entries[ENTRIES];
static uint8_t work[WORK_BYTES];
static uint8_t const root[32] = {7};
static uint8_t secure_page[64];
static uint64_t bottom = 0x10000;
static uint64_t top;
static int silent;

/* A public point of P-256: RFC 5903's responder. */
const uint8_t hf_app_signer[64] = {
    0xd1, 0x2d, 0xfb, 0x52, 0x89, 0xc8, 0xd4, 0xf8, 0x12, 0x08, 0xb7, 0x02, 0x70, 0x39, 0x8c, 0x34,
    0x22, 0x96, 0x97, 0x0a, 0x0b, 0xcc, 0xb7, 0x4c, 0x73, 0x6f, 0xc7, 0x55, 0x44, 0x94, 0xbf, 0x63,
    0x56, 0xfb, 0xf3, 0xca, 0x36, 0x6c, 0xc2, 0x3e, 0x81, 0x57, 0x85, 0x4c, 0x13, 0xc5, 0x8d, 0x6a,
    0xac, 0x23, 0xf0, 0x46, 0xad, 0xa3, 0x0f, 0x83, 0x53, 0xe7, 0x4f, 0x33, 0x03, 0x98, 0x72, 0xab,
};

static struct hf_vault_setup const setup = {
    .half = {{BASE, HALF}, {BASE + HALF, HALF}},
    .work = work,
    .work_size = sizeof(work),
    .entries = entries,
    .entries_max = ENTRIES,
};

static void need(int true_now, const char *what)
{
    if (!true_now) {
        fprintf(stderr, "the test's world: %s\n", what);
        abort();
    }
}

void psa_world_start(int fresh)
{
    static int started;
    hf_err_t result;

    if (started) {
        mbedtls_psa_crypto_free();
    }
    started = 1;
    if (fresh) {
        hf_fake_nvm_setup(&hf_fake_l5);
        hf_fake_counter_setup(100, HF_RETENTION_LIFE);
    }
    need(hf_engine_start() == 0, "no engine");
    memset(&vault, 0, sizeof(vault));
    result = fresh ? hf_vault_format(&vault, &setup, root) : hf_vault_open(&vault, &setup, root);
    need(result == HF_OK, "no vault");
    need(hf_keys_start() == 0, "no built-in keys");
}

void psa_world_silence(int is_silent)
{
    silent = is_silent;
}

struct hf_vault *hf_mount(void)
{
    return &vault;
}

int hf_mount_lasts(void)
{
    return 1;
}

/* Not random at all, but never the same. */
int32_t hf_random_fill(uint8_t *out, size_t size)
{
    static uint64_t state = 0x9e3779b97f4a7c15u;

    for (size_t i = 0; i < size; i++) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        out[i] = silent ? 0 : (uint8_t)(state >> 56);
    }
    return silent ? PSA_ERROR_INSUFFICIENT_ENTROPY : PSA_SUCCESS;
}

void hf_root_derive(enum hf_root which, const char *label, uint32_t context, uint8_t child[32])
{
    (void)which;
    hf_kdf(root, label, context, child);
}

void hf_note(enum hf_event event, uint8_t role, uint8_t slot, uint32_t word, uint32_t detail)
{
    (void)event;
    (void)role;
    (void)slot;
    (void)word;
    (void)detail;
}

void hf_cpu_halt(void)
{
    abort();
}

/* The services that the crypto families stand beside. */
int32_t hf_serve_version(struct hf_request *request)
{
    struct hf_version_answer *answer = (void *)request->bytes[0];

    *answer = (struct hf_version_answer){HF_GATE_VERSION, HF_GATE_NONE, {1}};
    return PSA_SUCCESS;
}

int32_t hf_serve_alive(struct hf_request *request)
{
    (void)request;
    return PSA_SUCCESS;
}

#define NOT_HERE(service)                                                                          \
    int32_t hf_serve_##service(struct hf_request *request)                                         \
    {                                                                                              \
        (void)request;                                                                             \
        return PSA_ERROR_NOT_SUPPORTED;                                                            \
    }

NOT_HERE(token)
NOT_HERE(token_size)

static void *thread(void *function)
{
    (*(void (**)(void))function)();
    return NULL;
}

void psa_world_run(void (*function)(void))
{
    pthread_attr_t attributes;
    pthread_t id;
    void *stack = mmap(NULL, STACK_SIZE, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);

    need(stack != MAP_FAILED, "no stack below 4 GiB");
    top = (uint64_t)(uintptr_t)stack + STACK_SIZE;
    need(pthread_attr_init(&attributes) == 0 &&
             pthread_attr_setstack(&attributes, stack, STACK_SIZE) == 0 &&
             pthread_create(&id, &attributes, thread, (void *)&function) == 0 &&
             pthread_join(id, NULL) == 0,
         "no thread");
}

void psa_world_own(uint32_t base, uint32_t size)
{
    bottom = base;
    top = (uint64_t)base + size;
}

int psa_world_owns(uint32_t base, uint32_t size)
{
    return base >= bottom && (uint64_t)base + size <= top && !psa_world_is_secure(base, size);
}

uint8_t *psa_world_secure(void)
{
    return secure_page;
}

int psa_world_is_secure(uint32_t base, uint32_t size)
{
    uint64_t const first = (uint64_t)(uintptr_t)secure_page;

    return (uint64_t)base < first + sizeof(secure_page) && (uint64_t)base + size > first;
}
