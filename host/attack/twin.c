/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/attack/twin.h"

#include "host/attack/base.h"
#include "host/attack/believe.h"
#include "host/base/write.h"
#include "host/key/digest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NVM_MAX  (64u * 1024u * 1024u)
#define PAGE_MAX 4096u /* the die page's place in nvm.bin */

/* ---- what a run told ---- */

/* The text behind "@app <what> ", up to the end of the line. */
static size_t find_line(const char *log, const char *what, const char **text)
{
    char head[32];
    const char *at;

    snprintf(head, sizeof(head), "@app %s ", what);
    at = log != NULL ? strstr(log, head) : NULL;
    if (at == NULL) {
        return 0;
    }
    *text = at + strlen(head);
    return strcspn(*text, "\r\n ");
}

static void take_text(const char *log, const char *what, char text[65])
{
    const char *at = NULL;
    size_t size = find_line(log, what, &at);

    snprintf(text, 65, "%.*s", size <= 64 ? (int)size : 0, at != NULL ? at : "");
}

static size_t take_bytes(const char *log, const char *what, uint8_t *bytes, size_t max)
{
    const char *at = NULL;
    size_t size = find_line(log, what, &at) / 2u;
    char hex[2u * HF_TWIN_TOKEN_MAX + 1u];

    if (size == 0 || size > max) {
        return 0;
    }
    snprintf(hex, sizeof(hex), "%.*s", (int)(2u * size), at);
    return hf_unhex(hex, bytes, size) ? size : 0;
}

static void read_told(const struct hf_run *run, struct hf_told *told)
{
    const struct hf_qemu_log *log = hf_qemu_log(run->qemu, HF_CONSOLE_APP);
    char *text = log->bytes != NULL ? strndup(log->bytes, log->size) : NULL;

    memset(told, 0, sizeof(*told));
    told->outcome = run->outcome;
    take_text(text, "sealed", told->sealed);
    take_text(text, "unsealed", told->unsealed);
    told->nonce_size = take_bytes(text, "challenge", told->nonce, sizeof(told->nonce));
    told->token_size = take_bytes(text, "token", told->token, sizeof(told->token));
    for (size_t i = 0; i < run->secure_count; i++) {
        const struct hf_report *report = &run->secure[i];

        if (strcmp(report->stage, "secure") == 0 && strcmp(report->event, "refused") == 0 &&
            strcmp(report->role, "-") == 0) {
            told->refused = report->word;
        }
    }
    free(text);
}

bool hf_twin_run(struct hf_attempt *attempt, struct hf_device *device, const char *name,
                 struct hf_told *told)
{
    static struct hf_run run;

    if (!hf_attempt_start_on(attempt, device, name, &run)) {
        return false;
    }
    read_told(&run, told);
    hf_run_stop(&run);
    return true;
}

/* ---- a second device ---- */

bool hf_twin_make(struct hf_attempt *attempt, bool used, struct hf_device *twin)
{
    struct hf_arena arena = {NULL};
    const char *folder = hf_arena_print(&arena, "%s-twin", attempt->device.folder);

    memset(twin, 0, sizeof(*twin));
    twin->lock = -1;
    bool done = used ? hf_attempt_make_device(attempt, HF_BASE_OTHER, folder, twin)
                     : hf_base_make_unused(attempt, folder) &&
                           hf_device_open(folder, twin, attempt->trouble);

    hf_arena_free(&arena);
    return done;
}

void hf_twin_remove(struct hf_attempt *attempt, struct hf_device *twin)
{
    (void)attempt;
    hf_attempt_remove_device(twin);
}

/* ---- the flash part ---- */

static bool read_whole(struct hf_attempt *attempt, struct hf_device *device, const char *name,
                       struct hf_bytes *bytes)
{
    return hf_file_read(hf_device_path(device, name), NVM_MAX, &device->arena, bytes,
                        attempt->trouble);
}

bool hf_twin_read_flash(struct hf_attempt *attempt, struct hf_device *device, hf_span_t *flash)
{
    struct hf_bytes bytes;

    if (!read_whole(attempt, device, "nvm.bin", &bytes)) {
        return false;
    }
    *flash = (hf_span_t){(const uint8_t *)bytes.data, bytes.size};
    return true;
}

bool hf_twin_write_flash(struct hf_attempt *attempt, struct hf_device *device, hf_span_t flash)
{
    struct hf_bytes now;

    if (!read_whole(attempt, device, "nvm.bin", &now)) {
        return false;
    }
    if (now.size != flash.size) {
        return hf_trouble_set(attempt->trouble, "%s: another size of flash", device->folder);
    }
    uint8_t *next = hf_arena_take(&device->arena, flash.size);

    memcpy(next, flash.bytes, flash.size);
    if (!device->layout.die_page_apart) {
        memcpy(next + device->layout.die_page_offset, now.data + device->layout.die_page_offset,
               PAGE_MAX);
    }
    return hf_file_replace(hf_device_path(device, "nvm.bin"), next, flash.size, 0666,
                           attempt->trouble);
}

bool hf_twin_copy_die(struct hf_attempt *attempt, struct hf_device *from, struct hf_device *to)
{
    struct hf_die_page page;
    struct hf_bytes die;

    return hf_device_read_page(from, &page, attempt->trouble) &&
           read_whole(attempt, from, "die.bin", &die) &&
           hf_file_replace(hf_device_path(to, "die.bin"), die.data, die.size, 0666,
                           attempt->trouble) &&
           hf_device_write_page(to, &page, attempt->trouble);
}

const char *hf_twin_verify(struct hf_attempt *attempt, struct hf_device *device,
                           const struct hf_told *told, hf_span_t nonce)
{
    struct hf_key *pair = NULL;

    if (!hf_device_attest_key(device, &pair, attempt->trouble)) {
        return NULL;
    }
    const char *verdict =
        hf_believe(hf_key_pem(pair, false, &device->arena),
                   (hf_span_t){told->token, told->token_size}, nonce, attempt->trouble);

    hf_key_free(pair);
    if (verdict != NULL) {
        fprintf(attempt->evidence->file, "--- the verifier says %s\n", verdict);
    }
    return verdict;
}
