/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The child is a shell script here: it speaks on the lines whose numbers it is given, as QEMU
 * does. */
#include "host/qemu/qemu.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Finds fd=N of line $1 among QEMU's arguments. */
static const char prelude[] = "#!/bin/bash\n"
                              "line() { for a in \"${args[@]}\"; do case $a in *id=line$1,*fd=*) "
                              "echo ${a##*fd=};; esac; done; }\nargs=(\"$@\")\n";

static char script[] = "/tmp/holdfast-qemu-XXXXXX";
static char last_line[HF_QEMU_LINE_MAX];

static void write_script(const char *body)
{
    FILE *file = fopen(script, "w");

    assert_non_null(file);
    fprintf(file, "%s%s", prelude, body);
    fclose(file);
    chmod(script, 0700);
}

static bool stop_at_done(void *context, enum hf_console console, const char *line)
{
    (void)context;
    if (console == HF_CONSOLE_APP) {
        snprintf(last_line, sizeof(last_line), "%s", line);
        return strcmp(line, "done") == 0;
    }
    return false;
}

static struct hf_qemu *start(const char *body, enum hf_entropy entropy)
{
    static const char *const none[] = {NULL};
    struct hf_qemu_setup setup = {
        .program = script, .arguments = none, .entropy = entropy, .line = stop_at_done};
    struct hf_trouble trouble = {""};
    struct hf_qemu *qemu = NULL;

    write_script(body);
    assert_true(hf_qemu_start(&setup, &qemu, &trouble));
    return qemu;
}

static void a_missing_program_is_one_clear_line(void **state)
{
    static const char *const none[] = {NULL};
    struct hf_qemu_setup setup = {.program = "/nowhere/qemu", .arguments = none};
    struct hf_trouble trouble = {""};
    struct hf_qemu *qemu = NULL;

    (void)state;
    assert_false(hf_qemu_start(&setup, &qemu, &trouble));
    assert_non_null(strstr(trouble.line, "/nowhere/qemu: No such file"));
    assert_int_equal(-1, waitpid(-1, NULL, WNOHANG));
    assert_int_equal(ECHILD, errno);
}

static void a_wait_ends_at_the_line_that_was_waited_for(void **state)
{
    bool expired = false;
    struct hf_qemu *qemu =
        start("printf 'one\\r\\ndone\\n' >&$(line 1)\nexec sleep 60\n", HF_ENTROPY_SILENT);

    (void)state;
    assert_int_equal(HF_QEMU_RUNNING, hf_qemu_wait(qemu, 20, &expired));
    assert_false(expired);
    assert_string_equal("done", last_line);
    assert_int_equal(10, hf_qemu_log(qemu, HF_CONSOLE_APP)->size);
    hf_qemu_stop(qemu);
    assert_int_equal(-1, waitpid(-1, NULL, WNOHANG));
}

static void a_wait_ends_when_its_time_is_over(void **state)
{
    bool expired = false;
    struct hf_qemu *qemu = start("exec sleep 60\n", HF_ENTROPY_SILENT);

    (void)state;
    assert_int_equal(HF_QEMU_RUNNING, hf_qemu_wait(qemu, 0.2, &expired));
    assert_true(expired);
    hf_qemu_stop(qemu);
}

static void what_a_child_said_before_it_ended_is_kept(void **state)
{
    bool expired = false;
    struct hf_qemu *qemu =
        start("echo last words >&$(line 0)\necho complaint >&2\nexit 1\n", HF_ENTROPY_SILENT);

    (void)state;
    assert_int_equal(HF_QEMU_EXITED, hf_qemu_wait(qemu, 20, &expired));
    assert_memory_equal("last words\n", hf_qemu_log(qemu, HF_CONSOLE_SECURE)->bytes, 11);
    assert_string_equal("complaint\n", hf_qemu_errors(qemu));
    hf_qemu_stop(qemu);
}

/* The script answers "done" when what it read is, or is not, one byte repeated. */
static const char judge_entropy[] = "n=$(head -c 4096 <&$(line 2) | od -An -v -tx1 | tr ' ' '\\n' |"
                                    " grep . | sort -u | wc -l)\n"
                                    "echo kinds $n >&$(line 1)\necho done >&$(line 1)\n"
                                    "exec sleep 60\n";

static unsigned count_kinds(enum hf_entropy entropy)
{
    bool expired = false;
    unsigned kinds = 0;
    struct hf_qemu *qemu = start(judge_entropy, entropy);

    assert_int_equal(HF_QEMU_RUNNING, hf_qemu_wait(qemu, 20, &expired));
    assert_false(expired);
    assert_int_equal(1, sscanf(hf_qemu_log(qemu, HF_CONSOLE_APP)->bytes, "kinds %u", &kinds));
    hf_qemu_stop(qemu);
    return kinds;
}

static void good_entropy_has_every_byte(void **state)
{
    (void)state;
    assert_true(count_kinds(HF_ENTROPY_GOOD) > 200);
}

static void stuck_entropy_has_one_byte(void **state)
{
    (void)state;
    assert_int_equal(1, count_kinds(HF_ENTROPY_STUCK));
}

static void the_monitor_answers_a_command(void **state)
{
    struct hf_trouble trouble = {""};
    struct hf_qemu *qemu =
        start("m=$(line 3)\necho '{\"QMP\":{}}' >&$m\n"
              "while read -r l <&$m; do case $l in *bad*) echo '{\"error\":{\"desc\":\"no\"}}';;"
              " *) echo '{\"event\":\"x\"}'; echo '{\"return\":{}}';; esac >&$m; done\n",
              HF_ENTROPY_SILENT);

    (void)state;
    assert_true(hf_qemu_command(qemu, "{\"execute\":\"stop\"}", &trouble));
    assert_false(hf_qemu_command(qemu, "{\"execute\":\"bad\"}", &trouble));
    assert_non_null(strstr(trouble.line, "no"));
    hf_qemu_stop(qemu);
}

static void a_signal_ends_the_wait_and_leaves_no_child(void **state)
{
    bool expired = false;
    struct hf_qemu *qemu = start("exec sleep 60\n", HF_ENTROPY_SILENT);

    (void)state;
    hf_qemu_catch_signals();
    raise(SIGTERM);
    assert_int_equal(HF_QEMU_INTERRUPTED, hf_qemu_wait(qemu, 20, &expired));
    assert_int_equal(SIGTERM, hf_qemu_caught_signal());
    hf_qemu_stop(qemu);
    assert_int_equal(-1, waitpid(-1, NULL, WNOHANG));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_missing_program_is_one_clear_line),
        cmocka_unit_test(a_wait_ends_at_the_line_that_was_waited_for),
        cmocka_unit_test(a_wait_ends_when_its_time_is_over),
        cmocka_unit_test(what_a_child_said_before_it_ended_is_kept),
        cmocka_unit_test(good_entropy_has_every_byte),
        cmocka_unit_test(stuck_entropy_has_one_byte),
        cmocka_unit_test(the_monitor_answers_a_command),
        cmocka_unit_test(a_signal_ends_the_wait_and_leaves_no_child),
    };
    int file = mkstemp(script);
    int failed;

    close(file);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    unlink(script);
    return failed;
}
