/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * N signatures of OpenSSL, each also corrupted: ours must accept the first, and say of the second
 * what OpenSSL says. Two threads; a new key every 16 signatures. usage: campaign N     prints
 * "<good> good <bad> corrupted <failures> failures <seconds> s" */
#include "hw/api/crypto.h"
#include "lab/crypto/oracle.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define THREADS 2

struct worker {
    pthread_t thread;
    long todo;
    long done;
    long corrupted;
    long failures;
};

static int accepts(const struct oracle_case *sample)
{
    struct hf_p256_sides sides;

    hf_p256_verify(sample->key, sample->hash, sample->signature, &sides);
    return memcmp(sides.left, sides.right, sizeof sides.left) == 0;
}

static void report(const struct oracle_case *sample, int expected)
{
    const uint8_t *bytes = (const uint8_t *)sample;

    fprintf(stderr, "expected %s: ", expected ? "good" : "bad");
    for (size_t i = 0; i < 160; i++) {
        fprintf(stderr, "%02x", bytes[i]);
    }
    fputc('\n', stderr);
}

static void *work(void *argument)
{
    struct worker *worker = argument;
    struct oracle *oracle = NULL;

    for (; worker->done < worker->todo; worker->done++) {
        struct oracle_case sample;
        int expected;

        if (worker->done % 16 == 0) {
            oracle_free(oracle);
            oracle = oracle_new();
        }
        oracle_sign(oracle, &sample);
        if (!accepts(&sample)) {
            report(&sample, 1);
            worker->failures++;
        }
        oracle_corrupt(oracle, &sample);
        expected = oracle_verify(oracle, &sample);
        worker->corrupted += !expected;
        if (accepts(&sample) != expected) {
            report(&sample, expected);
            worker->failures++;
        }
    }
    oracle_free(oracle);
    return NULL;
}

int main(int argc, char **argv)
{
    struct worker workers[THREADS] = {{0}};
    struct worker sum = {0};
    time_t started = time(NULL);

    sum.todo = argc == 2 ? strtol(argv[1], NULL, 10) : 0;
    if (sum.todo <= 0) {
        fprintf(stderr, "usage: campaign N\n");
        return 2;
    }
    for (int i = 0; i < THREADS; i++) {
        workers[i].todo = sum.todo / THREADS + (i < sum.todo % THREADS);
        if (pthread_create(&workers[i].thread, NULL, work, &workers[i]) != 0) {
            fprintf(stderr, "campaign: no thread to be had\n");
            return 3;
        }
    }
    for (int i = 0; i < THREADS; i++) {
        (void)pthread_join(workers[i].thread, NULL);
        sum.done += workers[i].done;
        sum.corrupted += workers[i].corrupted;
        sum.failures += workers[i].failures;
    }
    printf("%ld good %ld corrupted %ld failures %ld s\n", sum.done, sum.corrupted, sum.failures,
           (long)(time(NULL) - started));
    return sum.failures == 0 ? 0 : 1;
}
