/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * First-order leakage assessment of the binary of secure that ships: its functions run in an
 * emulator with a fixed and with a random secret, in random order, and Welch's t says at which
 * instruction the two can be told apart. Two models of what a probe sees: the Hamming weight of
 * what registers and memory take, and the Hamming distance to what was there before.
 *
 * NOT SHOWN: buses, pipelines, glitches, noise, engines of the part, second order. Emulated, first
 * order, software only.
 * usage: leakage_trace SECURE_ELF OPERATION TRACES */
#include "lab/leakage/operation.h"
#include "lab/leakage/welch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SEED      20261122u
#define THRESHOLD 4.5

/* xorshift64*: the same runs every time. */
static uint64_t random_state = SEED;

uint8_t leakage_random(void)
{
    random_state ^= random_state >> 12;
    random_state ^= random_state << 25;
    random_state ^= random_state >> 27;
    return (uint8_t)(random_state * 2685821657736338717u >> 56);
}

static void fill(uint8_t *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        bytes[i] = leakage_random();
    }
}

static void report(const struct operation *operation, const char *model, const struct welch *welch,
                   const struct machine *machine)
{
    struct welch_result const result = welch_evaluate(welch, machine->length, THRESHOLD);
    uint32_t offset = 0;
    const char *function =
        result.above == 0 ? "-"
                          : elf_function_at(&machine->elf, machine->path[result.first], &offset);

    printf("{\"operation\":\"%s\",\"model\":\"%s\",\"traces\":%zu,\"samples\":%zu,\"above\":%zu,"
           "\"max\":%.1f,\"first\":\"%s\",\"diverged\":%s}\n",
           operation->name, model, welch->count[0] + welch->count[1], machine->length, result.above,
           result.max, function, machine->diverged ? "true" : "false");
}

static int assess(struct machine *machine, const struct operation *operation, size_t traces)
{
    struct welch *weight = welch_new();
    struct welch *distance = welch_new();
    uint8_t fixed[32];

    fill(fixed, sizeof(fixed));
    for (size_t i = 0; i < traces; i++) {
        unsigned const class = leakage_random() & 1u;
        uint8_t secret[32];

        fill(secret, sizeof(secret));
        if (class == 0 && !operation->both_random) {
            memcpy(secret, fixed, sizeof(secret));
        }
        if (!machine_run(machine, operation, secret)) {
            fprintf(stderr, "leakage_trace: %s: the emulator stopped at 0x%08x\n", operation->name,
                    machine->stopped_at);
            return 3;
        }
        welch_take(weight, class, machine->weight, machine->length);
        welch_take(distance, class, machine->distance, machine->length);
    }
    report(operation, "weight", weight, machine);
    report(operation, "distance", distance, machine);
    free(weight);
    free(distance);
    return 0;
}

int main(int count, char **words)
{
    static struct machine machine;
    const struct operation *operation = count == 4 ? operation_find(words[2]) : NULL;
    long const traces = count == 4 ? strtol(words[3], NULL, 10) : 0;

    if (operation == NULL || traces < 10 || traces > 100000) {
        fputs("usage: leakage_trace SECURE_ELF OPERATION TRACES (10 to 100000)\n", stderr);
        return 2;
    }
    machine_start(&machine, words[1]);
    return assess(&machine, operation, (size_t)traces);
}
