/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/app/say.h"

#include "hw/api/console.h"

void hf_say_status(psa_status_t status)
{
    if (status < 0) {
        hf_print("-");
        status = -status;
    }
    hf_print_number((uint32_t)status);
}

int hf_say_outcome(const struct hf_expectation *expected, psa_status_t answer)
{
    hf_print(expected->example);
    hf_print(": ");
    hf_print(expected->what);
    hf_print(": ");
    hf_print(answer == PSA_SUCCESS ? expected->good : "refused");
    hf_print(" (");
    hf_say_status(answer);
    hf_print(answer == expected->status ? ")\n" : "), which is WRONG\n");
    return answer == expected->status;
}

void hf_say_bytes(const char *what, const uint8_t *bytes, size_t size)
{
    static const char digits[] = "0123456789abcdef";
    char pair[3] = "";

    hf_print("@app ");
    hf_print(what);
    hf_print(" ");
    for (size_t i = 0; i < size; i++) {
        pair[0] = digits[bytes[i] >> 4];
        pair[1] = digits[bytes[i] & 15u];
        hf_print(pair);
    }
    hf_print("\n");
}
