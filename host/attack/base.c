/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/attack/base.h"

#include "host/base/write.h"
#include "host/provision/provision.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define FOLDER_MAX   4096u
#define PLACE_MAX    (FOLDER_MAX + 32u)
#define ROOTS        2u
#define PIECE        65536u
#define SECONDS_MOST 300.0 /* for being provisioned, which no attack measures */

static const char *const files[] = {"layout.json", "irot.elf",   "die.bin",    "nvm.bin",
                                    "diepage.bin", "device.crt", "device.json"};
static const char *const leavings[] = {"secure.log", "app.log",   "qemu.log",
                                       "run.json",   "param.bin", "memory.bin"};

static void remove_file(const char *folder, const char *name)
{
    char path[PLACE_MAX];

    snprintf(path, sizeof(path), "%s/%s", folder, name);
    unlink(path);
}

void hf_base_remove(const char *folder)
{
    for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
        remove_file(folder, files[i]);
    }
    for (size_t i = 0; i < sizeof(leavings) / sizeof(leavings[0]); i++) {
        remove_file(folder, leavings[i]);
    }
    rmdir(folder);
}

static void name_of(char folder[FOLDER_MAX], const char *reports, const char *board,
                    enum hf_base which)
{
    snprintf(folder, FOLDER_MAX, "%s/base-%s-%ld-%d", reports, board, (long)getpid(), (int)which);
}

void hf_base_forget(const char *reports, const char *board)
{
    char folder[FOLDER_MAX];

    for (int which = 0; which < HF_BASE_COUNT; which++) {
        name_of(folder, reports, board, (enum hf_base)which);
        hf_base_remove(folder);
    }
}

/* ---- made once ---- */

static bool load_roots(struct hf_attempt *attempt, struct hf_public roots[ROOTS])
{
    static const char *const names[ROOTS] = {"root-1", "root-2"};
    char path[PLACE_MAX];

    for (size_t i = 0; i < ROOTS; i++) {
        struct hf_key *key = NULL;

        snprintf(path, sizeof(path), "%s/%s.pem", attempt->place->keys, names[i]);
        if (!hf_key_load(path, &key, attempt->trouble)) {
            return false;
        }
        hf_key_public(key, &roots[i]);
        hf_key_free(key);
    }
    return true;
}

static bool make(struct hf_attempt *attempt, const char *folder, uint32_t lifecycle_steps)
{
    struct hf_public roots[ROOTS];
    struct hf_device_recipe const recipe = {.folder = folder,
                                            .build = attempt->place->build,
                                            .roots = roots,
                                            .root_count = ROOTS,
                                            .lifecycle_steps = lifecycle_steps};

    hf_base_remove(folder);
    return load_roots(attempt, roots) && hf_device_make(&recipe, attempt->trouble);
}

bool hf_base_make_unused(struct hf_attempt *attempt, const char *folder)
{
    return make(attempt, folder, 2);
}

static bool provision(struct hf_attempt *attempt, const char *folder, const struct hf_ca *ca)
{
    struct hf_provision_job const job = {
        .ca = ca, .talk = {.program = attempt->place->program, .seconds = SECONDS_MOST}};
    struct hf_provision_result result;
    struct hf_device device;

    if (!hf_device_open(folder, &device, attempt->trouble)) {
        return false;
    }
    hf_provision_device(&device, &job, &result, attempt->trouble);
    hf_device_close(&device);
    if (result.outcome != HF_PROVISIONED && result.outcome != HF_PROVISION_BROKEN) {
        hf_trouble_set(attempt->trouble, "%s: the device refuses to be provisioned: 0x%08x", folder,
                       (uint32_t)result.why);
    }
    return result.outcome == HF_PROVISIONED;
}

static bool make_provisioned(struct hf_attempt *attempt, const char *folder)
{
    char certificate[4096];
    char key[4096];
    struct hf_ca_source const source = {certificate, key};
    struct hf_ca *ca = NULL;

    snprintf(certificate, sizeof(certificate), "%s/factory-1.crt", attempt->place->keys);
    snprintf(key, sizeof(key), "%s/factory-1.pem", attempt->place->keys);
    if (!hf_ca_open(&source, &ca, attempt->trouble)) {
        return false;
    }
    bool done = make(attempt, folder, 1) && provision(attempt, folder, ca);

    hf_ca_free(ca);
    if (!done) {
        hf_base_remove(folder); /* half a device must not be copied later */
    }
    return done;
}

/* ---- copied for each attempt ---- */

/* The flash of a board is 16 MB of which little is used: what is zero stays a hole. */
static bool copy_pieces(int from, int to)
{
    static const uint8_t zeros[PIECE];
    static uint8_t piece[PIECE];
    off_t at = 0;
    ssize_t got;

    while ((got = read(from, piece, sizeof(piece))) > 0) {
        if (memcmp(piece, zeros, (size_t)got) != 0 && pwrite(to, piece, (size_t)got, at) != got) {
            return false;
        }
        at += got;
    }
    return got == 0 && ftruncate(to, at) == 0;
}

static bool copy_file(struct hf_attempt *attempt, const char *base, const char *folder,
                      const char *name)
{
    char paths[2][PLACE_MAX];

    snprintf(paths[0], sizeof(paths[0]), "%s/%s", base, name);
    snprintf(paths[1], sizeof(paths[1]), "%s/%s", folder, name);
    int from = open(paths[0], O_RDONLY | O_CLOEXEC);

    if (from < 0 && errno == ENOENT) {
        return true; /* not every board has every file */
    }
    int to = open(paths[1], O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    bool done = from >= 0 && to >= 0 && copy_pieces(from, to);
    int const why = errno;

    if (from >= 0) {
        close(from);
    }
    if (to >= 0) {
        done = close(to) == 0 && done;
    }
    return done || hf_trouble_set(attempt->trouble, "%s: cannot be copied to %s: %s", paths[0],
                                  paths[1], strerror(why));
}

bool hf_base_copy(struct hf_attempt *attempt, enum hf_base which, const char *folder)
{
    char base[FOLDER_MAX];
    char whole[PLACE_MAX];

    name_of(base, attempt->place->reports, attempt->layout->board, which);
    snprintf(whole, sizeof(whole), "%s/device.crt", base);
    if (access(whole, R_OK) != 0 && !make_provisioned(attempt, base)) {
        return false;
    }
    hf_base_remove(folder);
    if (!hf_folder_make(folder, attempt->trouble)) {
        return false;
    }
    for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
        if (!copy_file(attempt, base, folder, files[i])) {
            return false;
        }
    }
    return true;
}
