/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/key/pin.h - where a token's PIN comes from: a file or the environment, never the command
 * line. */
#ifndef HF_HOST_KEY_PIN_H
#define HF_HOST_KEY_PIN_H

#include "host/base/trouble.h"

struct hf_pin {
    char text[256];
    size_t size;
};

/* Reads the PIN: from `source`, a path or "file:" and a path, when it is not NULL; else from the
 * file that HOLDFAST_PIN_FILE names; else from HOLDFAST_PIN. One line end behind it is left out.
 * The caller wipes it. */
bool hf_pin_read(const char *source, struct hf_pin *pin, struct hf_trouble *trouble);

#endif
