/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The scratch device on which an attack is tried, and the log that is its evidence. */
#include "host/attack/base.h"
#include "host/base/write.h"
#include "host/cli/number.h"
#include "host/device/recover.h"
#include "host/image/image.h"
#include "host/key/digest.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static bool load_images(struct hf_attempt *attempt)
{
    for (int role = 0; role < HF_ROLE_COUNT; role++) {
        const char *path = hf_arena_print(&attempt->arena, "%s/%s.img", attempt->place->build,
                                          hf_role_names[role]);
        struct hf_bytes bytes;
        uint8_t digest[32];
        char hex[65];

        if (!hf_file_read(path, HF_IMAGE_FILE_MAX, &attempt->arena, &bytes, attempt->trouble)) {
            return false;
        }
        attempt->images[role] = (hf_span_t){(const uint8_t *)bytes.data, bytes.size};
        hf_digest(&attempt->images[role], 1, digest);
        hf_hex(digest, sizeof(digest), hex);
        fprintf(attempt->evidence->file, "image %s %s\n", hf_role_names[role], hex);
    }
    return true;
}

static const char *scratch_folder(struct hf_attempt *attempt, struct hf_arena *arena)
{
    return hf_arena_print(arena, "%s/device-%s-%ld", attempt->place->reports,
                          attempt->layout->board, (long)getpid());
}

bool hf_attempt_make_device(struct hf_attempt *attempt, enum hf_base which, const char *folder,
                            struct hf_device *device)
{
    return hf_base_copy(attempt, which, folder) && hf_device_open(folder, device, attempt->trouble);
}

void hf_attempt_remove_device(struct hf_device *device)
{
    if (device->folder != NULL) {
        hf_base_remove(device->folder);
    }
    hf_device_close(device);
}

bool hf_attempt_renew(struct hf_attempt *attempt)
{
    struct hf_arena arena = {NULL};

    hf_attempt_remove_device(&attempt->device);
    bool done = hf_attempt_make_device(attempt, HF_BASE_FIRST, scratch_folder(attempt, &arena),
                                       &attempt->device);

    hf_arena_free(&arena);
    attempt->fused = false;
    return done && hf_device_read_page(&attempt->device, &attempt->page, attempt->trouble) &&
           hf_device_read_die(&attempt->device, &attempt->die, attempt->trouble);
}

bool hf_attempt_open(struct hf_attempt *attempt)
{
    fprintf(attempt->evidence->file, "attack %s\nboard %s\n", attempt->attack->id,
            attempt->layout->board);
    return hf_folder_make(attempt->place->reports, attempt->trouble) && hf_attempt_renew(attempt) &&
           load_images(attempt);
}

void hf_attempt_close(struct hf_attempt *attempt)
{
    hf_attempt_remove_device(&attempt->device);
    hf_wipe(&attempt->die, sizeof(attempt->die));
    hf_arena_free(&attempt->arena);
}

bool hf_attempt_write_page(struct hf_attempt *attempt, const struct hf_die_page *page)
{
    struct hf_die_page now;
    struct hf_die_page next = *page;

    if (!hf_device_read_page(&attempt->device, &now, attempt->trouble)) {
        return false;
    }
    memcpy(next.epoch, now.epoch, sizeof(next.epoch));
    return hf_device_write_page(&attempt->device, &next, attempt->trouble);
}

bool hf_attempt_write_die(struct hf_attempt *attempt, const struct hf_die *die)
{
    attempt->fused = true;
    return hf_file_replace(hf_device_path(&attempt->device, "die.bin"), die, sizeof(*die), 0600,
                           attempt->trouble);
}

static void log_console(struct hf_attempt *attempt, const char *name, const struct hf_qemu_log *log)
{
    fprintf(attempt->evidence->file, "--- %s console\n", name);
    if (log->bytes != NULL) {
        fwrite(log->bytes, 1, log->size, attempt->evidence->file);
    }
}

static bool start(struct hf_attempt *attempt, struct hf_device *device, const char *name,
                  const struct hf_run_options *options, struct hf_run *run)
{
    fprintf(attempt->evidence->file, "=== %s\n", name);
    if (!hf_run_begin(device, options, run, attempt->trouble)) {
        return false;
    }
    if (run->outcome == HF_OUTCOME_INTERRUPTED) {
        hf_qemu_stop(run->qemu);
        return hf_trouble_set(attempt->trouble, "interrupted");
    }
    log_console(attempt, "secure", hf_qemu_log(run->qemu, HF_CONSOLE_SECURE));
    log_console(attempt, "app", hf_qemu_log(run->qemu, HF_CONSOLE_APP));
    fprintf(attempt->evidence->file, "--- %s\n", hf_outcome_name(run->outcome));
    return true;
}

static struct hf_run_options options_of(const struct hf_attempt *attempt, const char *param)
{
    return (struct hf_run_options){
        .program = attempt->place->program,
        .seconds = attempt->place->seconds,
        .icount = true, /* the same run every time, however busy the machine is */
        .param = param};
}

bool hf_attempt_start(struct hf_attempt *attempt, const char *name, const char *param,
                      struct hf_run *run)
{
    struct hf_run_options const options = options_of(attempt, param);

    return start(attempt, &attempt->device, name, &options, run);
}

bool hf_attempt_start_on(struct hf_attempt *attempt, struct hf_device *device, const char *name,
                         struct hf_run *run)
{
    struct hf_run_options const options = options_of(attempt, NULL);

    return start(attempt, device, name, &options, run);
}

bool hf_attempt_recover(struct hf_attempt *attempt, const char *name, double seconds,
                        struct hf_recover *session, struct hf_run *run)
{
    struct hf_run_options options = options_of(attempt, NULL);

    options.icount = false; /* the line needs its time */
    options.seconds = options.seconds > seconds ? options.seconds : seconds;
    options.answer = hf_recover_answer;
    options.answerer = session;
    return start(attempt, &attempt->device, name, &options, run);
}

static void note(struct hf_attempt *attempt, const char *format, va_list values)
{
    char line[sizeof(attempt->result->note)];

    vsnprintf(line, sizeof(line), format, values);
    fprintf(attempt->evidence->file, "*** %s\n", line);
    if (attempt->result->note[0] == '\0') {
        memcpy(attempt->result->note, line, sizeof(line));
    }
}

void hf_attempt_note(struct hf_attempt *attempt, const char *format, ...)
{
    va_list values;

    va_start(values, format);
    note(attempt, format, values);
    va_end(values);
}

void hf_attempt_fail(struct hf_attempt *attempt, const char *format, ...)
{
    va_list values;

    if (attempt->result->control) {
        attempt->result->control = false;
        attempt->result->note[0] = '\0';
    }
    va_start(values, format);
    note(attempt, format, values);
    va_end(values);
}

bool hf_case_applies(const struct hf_attempt *attempt, const struct hf_yaml_node *node)
{
    return hf_case_expected(attempt->attack, node, attempt->layout->board) != HF_EXPECTED_NOTHING;
}

void hf_case_count(struct hf_attempt *attempt, const struct hf_yaml_node *node, bool broke,
                   const char *how)
{
    enum hf_expected expected = hf_case_expected(attempt->attack, node, attempt->layout->board);
    bool surprise = (expected == HF_EXPECTED_BROKE) != broke;
    const char *name = hf_yaml_text(node, "name", "");

    attempt->result->cases++;
    attempt->result->broken += broke ? 1 : 0;
    if (surprise) {
        if (attempt->result->surprises++ == 0 && attempt->result->control) {
            attempt->result->note[0] = '\0'; /* this is what a reader must see first */
        }
        hf_attempt_note(attempt, "%s: %s, expected was that it %s", name, broke ? how : "held",
                        broke ? "holds" : "breaks");
    } else if (broke) {
        hf_attempt_note(attempt, "%s: %s", name, how);
    }
}

bool hf_attack_run(const struct hf_lab_attack *attack, const struct hf_attack_place *place,
                   const struct hf_layout *layout, struct hf_attack_log *evidence,
                   struct hf_result *result, struct hf_trouble *trouble)
{
    static bool (*const engines[])(struct hf_attempt * attempt) = {
        [HF_ENGINE_IMAGES] = hf_run_images, [HF_ENGINE_APP] = hf_run_app,
        [HF_ENGINE_MEMORY] = hf_run_memory, [HF_ENGINE_CLONE] = hf_run_clone,
        [HF_ENGINE_PROBE] = hf_run_probe,   [HF_ENGINE_FAULTS] = hf_run_faults,
    };
    struct hf_attempt attempt = {.attack = attack,
                                 .place = place,
                                 .layout = layout,
                                 .evidence = evidence,
                                 .result = result,
                                 .trouble = trouble};

    memset(result, 0, sizeof(*result));
    result->control = true; /* until one fails */
    attempt.device.lock = -1;
    evidence->file = open_memstream(&evidence->text, &evidence->size);
    if (evidence->file == NULL) {
        return hf_trouble_set(trouble, "out of memory");
    }
    bool done = hf_attempt_open(&attempt) && engines[attack->engine](&attempt);

    result->measured = result->broken > 0 ? HF_MEASURED_BROKE : HF_MEASURED_HELD;
    fclose(evidence->file);
    evidence->file = NULL;
    hf_attempt_close(&attempt);
    return done;
}
