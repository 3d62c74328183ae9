/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/device/update.h"

#include "host/device/why.h"
#include "host/image/image.h"

#include <string.h>

#define PATIENCE 5.0 /* seconds for one answer of the app */

/* The device that runs, and what its consoles have said and nobody has taken yet. */
struct running {
    struct hf_run run;
    const struct hf_update_plan *plan;
    struct hf_report queue[HF_UPDATE_LINES_MAX];
    size_t first;
    size_t count;
    size_t sent;
    bool up;      /* @app done came since the last look */
    bool stopped; /* halted, fault, or QEMU is gone */
    struct hf_report refusal;
};

static void keep(struct running *running, const struct hf_report *report)
{
    if (running->count == HF_UPDATE_LINES_MAX) { /* the oldest is of no interest any more */
        running->first = (running->first + 1) % HF_UPDATE_LINES_MAX;
        running->count--;
    }
    running->queue[(running->first + running->count++) % HF_UPDATE_LINES_MAX] = *report;
}

static bool hear(void *context, enum hf_console console, const char *line)
{
    struct running *running = context;
    struct hf_report report;

    if (running->plan->run.echo != NULL) {
        running->plan->run.echo(console, line);
    }
    if (!hf_report_parse(line, &report)) {
        return false;
    }
    if (console == HF_CONSOLE_APP) {
        running->up = running->up || strcmp(report.event, "done") == 0;
        keep(running, &report);
        return true;
    }
    if (strcmp(report.event, "refused") == 0) {
        running->refusal = report;
    }
    running->stopped = running->stopped || strcmp(report.event, "halted") == 0 ||
                       strcmp(report.event, "fault") == 0;
    return running->stopped;
}

/* Serves the lines until one came, for at most `seconds`. False when the device is gone. */
static bool serve(struct running *running, double seconds)
{
    bool expired = false;

    if (!running->stopped &&
        hf_qemu_wait(running->run.qemu, seconds, &expired) != HF_QEMU_RUNNING) {
        running->stopped = true;
    }
    return !running->stopped;
}

static bool receive(void *context, double seconds, struct hf_report *report)
{
    struct running *running = context;
    double const until = hf_qemu_now() + seconds;

    while (running->count == 0) {
        double const left = until - hf_qemu_now();

        if (!serve(running, left > 0 ? left : 0) || (running->count == 0 && left <= 0)) {
            break;
        }
    }
    if (running->count == 0) {
        return false;
    }
    *report = running->queue[running->first];
    running->first = (running->first + 1) % HF_UPDATE_LINES_MAX;
    running->count--;
    return true;
}

static bool send_bytes(void *context, const uint8_t *bytes, size_t size)
{
    struct running *running = context;

    return !running->stopped && hf_qemu_deliver(running->run.qemu, HF_CONSOLE_APP, bytes, size);
}

static bool progress(void *context, enum hf_role role, size_t done, size_t total)
{
    struct running *running = context;
    bool wanted = true;

    if (running->plan->progress != NULL) {
        wanted = running->plan->progress(role, done, total);
    }
    running->sent += 512u;
    return wanted && (running->plan->limit == 0 || running->sent < running->plan->limit);
}

static bool wait_for_app(struct running *running, struct hf_trouble *trouble)
{
    double const until = hf_qemu_now() + running->plan->run.seconds;
    char why[512];

    running->up = false;
    while (!running->up && hf_qemu_now() < until && serve(running, until - hf_qemu_now())) {
    }
    running->count = 0;
    if (running->up) {
        return true;
    }
    if (running->refusal.stage[0] != '\0') {
        hf_why_line(&running->refusal, why, sizeof(why));
        return hf_trouble_set(trouble, "the device did not come to its app: %s", why);
    }
    return hf_trouble_set(trouble, "the device did not come to its app in %.0f s",
                          running->plan->run.seconds);
}

static enum hf_session_end bring_all(struct hf_session *session, struct running *running,
                                     struct hf_trouble *trouble)
{
    const struct hf_update_plan *plan = running->plan;
    enum hf_session_end end = HF_SESSION_DONE;

    for (size_t i = 0; i < plan->count && end == HF_SESSION_DONE; i++) {
        end = hf_session_bring(session, &plan->images[i], trouble);
    }
    if (end == HF_SESSION_DONE && !plan->no_install) {
        end = hf_session_install(session, plan->images[0].role, trouble);
    }
    return end;
}

/* After the reset: how each image that was brought stands. */
static bool look_again(struct hf_session *session, struct running *running,
                       struct hf_update_end *end, struct hf_trouble *trouble)
{
    hf_session_reboot(session);
    if (!wait_for_app(running, trouble)) {
        return false;
    }
    for (size_t i = 0; i < running->plan->count && end->session == HF_SESSION_DONE; i++) {
        enum hf_role const role = running->plan->images[i].role;

        end->session = hf_session_query(session, role, &end->states[role], trouble);
    }
    end->installed = end->session == HF_SESSION_DONE;
    return true;
}

bool hf_update_run(struct hf_device *device, const struct hf_update_plan *plan,
                   struct hf_update_end *end, struct hf_trouble *trouble)
{
    static struct running running;
    struct hf_session session = {.line = {&running, send_bytes, receive},
                                 .progress = progress,
                                 .context = &running,
                                 .patience = PATIENCE};
    struct hf_trouble later = {""};

    memset(&running, 0, sizeof(running));
    memset(end, 0, sizeof(*end));
    running.plan = plan;
    if (!hf_run_launch(device, &plan->run, hear, &running, &running.run.qemu, trouble)) {
        return false;
    }
    bool done = wait_for_app(&running, trouble);

    if (done) {
        end->session = bring_all(&session, &running, trouble);
        if (end->session == HF_SESSION_DONE && !plan->no_install) {
            done = look_again(&session, &running, end, trouble);
        }
    }
    end->sent = running.sent;
    running.run.outcome = done ? HF_OUTCOME_DONE : HF_OUTCOME_HALTED;
    return hf_run_end(device, &running.run, done ? trouble : &later) && done;
}

bool hf_update_role_of(const struct hf_layout *layout, hf_span_t bytes, enum hf_role *role,
                       struct hf_trouble *trouble)
{
    struct hf_image_view view;
    struct hf_tlv tlv;

    if (hf_image_open(bytes, UINT32_MAX, &view) != HF_OK) {
        return hf_trouble_set(trouble, "not a whole image");
    }
    for (struct hf_tlv_walk walk = view.areas.protected_area; !hf_tlv_done(&walk);) {
        if (hf_tlv_next(&walk, &tlv) != HF_OK) {
            break;
        }
        for (int i = 0;
             tlv.type == HF_TLV_UUID_CID && tlv.value.size == HF_UUID_SIZE && i < HF_ROLE_COUNT;
             i++) {
            if (memcmp(layout->roles[i].class_id, tlv.value.bytes, HF_UUID_SIZE) == 0) {
                *role = (enum hf_role)i;
                return true;
            }
        }
    }
    return hf_trouble_set(trouble, "an image for another device: its class id is none of %s's",
                          layout->board);
}
