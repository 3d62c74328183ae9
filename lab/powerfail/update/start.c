/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/powerfail/update/start.h"

#include "core/error.h"
#include "host/cli/number.h"
#include "host/device/recover.h"
#include "host/device/update.h"
#include "lab/powerfail/update/watch.h"

#include <signal.h>
#include <string.h>
#include <sys/time.h>

/* The app says this when all has been tried, and then accepts itself, if it is on trial. */
#define LAST_WORDS "sign_with_identity: another message: refused (-149)"

/* The start that is under way; lines and the alarm find it here. */
static struct {
    const struct hf_start_plan *plan;
    struct hf_start *start;
    double first;   /* when the first line came */
    double verdict; /* and the last one before the app accepts */
    bool armed;
} now;

static volatile sig_atomic_t killed;

/* QEMU alone is killed, by its own process id; what it said before is still read. */
static void kill_qemu(int number)
{
    pid_t const child = hf_qemu_child();

    (void)number;
    if (child > 0 && kill(child, SIGKILL) == 0) {
        killed = 1;
    }
}

static void arm(double seconds)
{
    struct itimerval timer = {{0, 0}, {0, 0}};
    long const micro = seconds > 0 ? (long)(seconds * 1e6) + 1 : 0;

    timer.it_value.tv_sec = micro / 1000000;
    timer.it_value.tv_usec = micro % 1000000;
    (void)setitimer(ITIMER_REAL, &timer, NULL);
}

static void arm_once(void)
{
    if (!now.armed) {
        now.armed = true;
        arm(now.plan->delay);
    }
}

static void look(int number)
{
    if (now.armed) {
        kill_qemu(number);
        return;
    }
    hf_watch_look(hf_qemu_now());
    if (now.plan->aim == HF_AIM_AT_WALK && hf_watch_seen(HF_WATCH_BEGIN)) {
        arm_once();
    }
}

static void watch_walk(void)
{
    struct itimerval const timer = {{0, 500}, {0, 500}};
    struct sigaction action = {.sa_handler = look, .sa_flags = SA_RESTART};

    sigemptyset(&action.sa_mask);
    sigaction(SIGALRM, &action, NULL);
    (void)setitimer(ITIMER_REAL, &timer, NULL);
}

static void end_watch(void)
{
    double seen[HF_WATCH_COUNT];

    hf_watch_close(seen);
    for (int i = 0; i < HF_WATCH_COUNT; i++) {
        now.start->walk[i] = seen[i] != 0 ? seen[i] - now.first - now.start->urot : 0;
    }
}

static void hear_record(const struct hf_report *report, const char *line)
{
    struct hf_start *start = now.start;
    double const time = hf_qemu_now() - now.first;

    memcpy(start->stage, report->stage, sizeof(start->stage));
    if (strcmp(report->event, "halted") == 0 || strcmp(report->event, "fault") == 0) {
        snprintf(start->stopped, sizeof(start->stopped), "%.90s", line);
    } else if (strcmp(report->event, "refused") == 0 &&
               report->word != (uint32_t)HF_ERR_UPDATE_TRIAL) {
        snprintf(start->refused, sizeof(start->refused), "%.90s", line);
    } else if (strcmp(report->stage, "irot") == 0) {
        start->entered = false;
    } else if (strcmp(line, "@urot start - - 00000000 00000000") == 0) {
        start->urot = start->urot == 0 ? time : start->urot;
        if (now.plan->aim == HF_AIM_AT_UROT) {
            arm_once();
        }
    } else if (strcmp(report->event, "boots") == 0 && strcmp(report->role, "secure") == 0) {
        start->to_boot = time - start->urot;
    } else if (strcmp(report->event, "boots") == 0 && strcmp(report->role, "app") == 0) {
        start->entered = true;
    }
}

static void hear_app(const struct hf_report *report, bool is_record, const char *line)
{
    struct hf_start *start = now.start;

    if (strcmp(line, LAST_WORDS) == 0) {
        now.verdict = hf_qemu_now();
        if (now.plan->aim == HF_AIM_AT_VERDICT) {
            arm_once();
        }
    }
    if (strcmp(line, "update: accepted") == 0) {
        start->accepted = true;
        start->to_accept = hf_qemu_now() - now.verdict;
        if (now.plan->aim == HF_AIM_ACCEPTED) {
            kill_qemu(0);
        }
    }
    if (!is_record || strcmp(report->event, "update") != 0) {
        return;
    }
    start->session = true;
    if (strcmp(report->slot, "3") == 0) {
        start->asked = true;
        if (now.plan->aim == HF_AIM_ASKED) {
            kill_qemu(0);
        }
    }
}

static void hear(enum hf_console console, const char *line)
{
    struct hf_report report;
    bool const is_record = hf_report_parse(line, &report);

    if (now.first == 0) {
        now.first = hf_qemu_now();
        if (now.plan->aim == HF_AIM_ANYWHERE) {
            arm_once();
        }
    }
    if (console == HF_CONSOLE_APP) {
        hear_app(&report, is_record, line);
    } else if (is_record) {
        hear_record(&report, line);
    }
}

/* Who asks for images over the line has nothing left to boot. */
static enum hf_answer stop_at_wants(void *context, struct hf_run *run,
                                    const struct hf_report *report)
{
    (void)context;
    if (strcmp(report->event, "wants") != 0) {
        return HF_ANSWER_NONE;
    }
    snprintf(now.start->stopped, sizeof(now.start->stopped), "@%s wants %s", report->stage,
             report->role);
    run->outcome = HF_OUTCOME_HALTED;
    return HF_ANSWER_STOP;
}

static bool run(struct hf_device *device, struct hf_run_options *options,
                struct hf_trouble *trouble)
{
    static struct hf_run run;

    if (!hf_run_begin(device, options, &run, trouble)) {
        return false;
    }
    now.start->done = run.outcome == HF_OUTCOME_DONE;
    if (run.outcome == HF_OUTCOME_TIMEOUT) {
        snprintf(now.start->trouble, sizeof(now.start->trouble), "nothing more in %.0f s",
                 options->seconds);
    } else if (run.outcome == HF_OUTCOME_EXITED) {
        snprintf(now.start->trouble, sizeof(now.start->trouble), "QEMU ended: %.500s",
                 hf_qemu_errors(run.qemu));
    }
    hf_run_stop(&run);
    return true;
}

static bool recover(struct hf_device *device, struct hf_run_options *options,
                    struct hf_trouble *trouble)
{
    struct hf_recover recovery = {.frames = 0};

    for (int role = 0; role < HF_ROLE_COUNT; role++) {
        recovery.images[role].path = hf_role_names[role];
        recovery.images[role].bytes = now.plan->images->old[role];
    }
    options->answer = hf_recover_answer;
    options->answerer = &recovery;
    return run(device, options, trouble);
}

/* How it ended is judged by what was heard, and by what stands in the flash. */
static void update(struct hf_device *device, struct hf_run_options *options)
{
    static struct hf_update_plan plan;
    struct hf_update_end end;
    struct hf_trouble why = {""};

    memset(&plan, 0, sizeof(plan));
    plan.run = *options;
    for (int role = 0; role < HF_ROLE_COUNT; role++) {
        if (now.plan->images->fresh[role].bytes != NULL) {
            plan.images[plan.count++] =
                (struct hf_session_image){(enum hf_role)role, now.plan->images->fresh[role]};
        }
    }
    now.start->done = hf_update_run(device, &plan, &end, &why) && end.installed;
    if (!now.start->done) {
        snprintf(now.start->trouble, sizeof(now.start->trouble), "%s", why.line);
    }
}

static bool serve(struct hf_device *device, struct hf_trouble *trouble)
{
    struct hf_run_options options = {.seconds = now.plan->seconds, .echo = hear};

    switch (now.plan->way) {
    case HF_WAY_RECOVER:
        return recover(device, &options, trouble);
    case HF_WAY_UPDATE:
        update(device, &options);
        return true;
    default:
        options.answer = stop_at_wants;
        return run(device, &options, trouble);
    }
}

bool hf_start_victim(const struct hf_start_plan *plan, struct hf_start *start,
                     struct hf_trouble *trouble)
{
    struct sigaction action = {.sa_handler = kill_qemu, .sa_flags = SA_RESTART};
    struct hf_device device;

    sigemptyset(&action.sa_mask);
    sigaction(SIGALRM, &action, NULL);
    memset(start, 0, sizeof(*start));
    memset(&now, 0, sizeof(now));
    now.plan = plan;
    now.start = start;
    killed = 0;
    if (!hf_device_open(plan->folder, &device, trouble)) {
        return false;
    }
    bool const watched = plan->watch && hf_watch_open(&device, plan->images);

    if (watched) {
        watch_walk();
    }
    bool const done = serve(&device, trouble);

    arm(0);
    if (watched) {
        end_watch();
    }
    start->killed = killed != 0 && !start->done;
    start->whole = now.first != 0 ? hf_qemu_now() - now.first : 0;
    hf_device_close(&device);
    return done && hf_qemu_caught_signal() == 0;
}
