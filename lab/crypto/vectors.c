/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Writes COUNT records of 161 bytes: key (64), hash (32), signature (64), and 1 for a good one or 0
 * for one with a flipped bit. usage: vectors COUNT good|mixed FILE */
#include "lab/crypto/oracle.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv)
{
    struct oracle *oracle = NULL;
    FILE *file;
    long count;
    int mixed;

    if (argc != 4) {
        fprintf(stderr, "usage: vectors COUNT good|mixed FILE\n");
        return 2;
    }
    count = strtol(argv[1], NULL, 10);
    mixed = strcmp(argv[2], "mixed") == 0;
    file = fopen(argv[3], "wb");
    if (file == NULL) {
        perror(argv[3]);
        return 3;
    }
    for (long i = 0; i < count; i++) {
        struct oracle_case sample;

        if (i % 64 == 0) {
            oracle_free(oracle);
            oracle = oracle_new();
        }
        oracle_sign(oracle, &sample);
        sample.good = !(mixed && i % 2 == 1);
        if (!sample.good) {
            oracle_corrupt(oracle, &sample);
        }
        fwrite(&sample, sizeof sample, 1, file);
    }
    oracle_free(oracle);
    return fclose(file) == 0 ? 0 : 3;
}
