/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The cases as unit tests, each in a secure world that has just started: a process of its own. */
#include "lab/psa/cases.h"
#include "lab/psa/host/world.h"

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
/* clang-format on */

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#define CASES_MOST 100u

extern const struct psa_case psa_host_cases[];

static const struct psa_case *running;

static void start_and_run(void)
{
    psa_world_start(1);
    running->run();
}

static void run_case(void **state)
{
    int status = -1;
    pid_t const child = fork();

    running = *state;
    if (child == 0) {
        psa_world_run(start_and_run);
        if (psa_wrong_line != 0) {
            fprintf(stderr, "%s: line %u gave %d\n", running->name, psa_wrong_line,
                    psa_wrong_value);
        }
        _exit(psa_wrong_line != 0);
    }
    assert_true(child > 0);
    assert_int_equal(child, waitpid(child, &status, 0));
    assert_int_equal(0, status);
}

int main(void)
{
    static const struct psa_case *const lists[] = {
        psa_hash_cases,   psa_mac_cases,    psa_cipher_cases, psa_aead_cases,
        psa_key_cases,    psa_sign_cases,   psa_agree_cases,  psa_derive_cases,
        psa_verify_cases, psa_attack_cases, psa_host_cases,   psa_profile_cases,
    };
    struct CMUnitTest tests[CASES_MOST];
    size_t count = 0;

    for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
        for (const struct psa_case *one = lists[i]; one->name != NULL && count < CASES_MOST;
             one++) {
            tests[count++] =
                (struct CMUnitTest){one->name, run_case, NULL, NULL, (void *)(uintptr_t)one};
        }
    }
    return _cmocka_run_group_tests("psa", tests, count, NULL, NULL);
}
