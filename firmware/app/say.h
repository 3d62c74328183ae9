/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/app/say.h - how the demonstration app says what came of a call. */
#ifndef HF_APP_SAY_H
#define HF_APP_SAY_H

#include "psa/error.h"

#include <stddef.h>

/* "-138", "0". */
void hf_say_status(psa_status_t status);

/* "<example>: <what>: <good or 'refused'> (<status>)", and ", which is WRONG" when it is not the
 * expected answer. Gives 1 when it is. */
struct hf_expectation {
    const char *example;
    const char *what;
    const char *good; /* how success is called */
    psa_status_t status;
};
int hf_say_outcome(const struct hf_expectation *expected, psa_status_t answer);

/* "@app <what> <hexadecimal>": for programs on the other end of the console. */
void hf_say_bytes(const char *what, const uint8_t *bytes, size_t size);

#endif
