/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/secure/client/pieces.h - text of any length through calls of HF_GATE_PIECE bytes. */
#ifndef HF_SECURE_CLIENT_PIECES_H
#define HF_SECURE_CLIENT_PIECES_H

#include "firmware/secure/client/call.h"

struct hf_client_pieces {
    uint32_t family;
    uint32_t function;
    uint32_t number;
};

struct hf_client_text {
    const uint8_t *in;
    size_t in_size;
    uint8_t *out;
    size_t out_size;
    size_t written; /* 0 on failure */
};

/* One call at least, so that an empty text meets the checks of secure, too. What is written never
 * overtakes what is read, so both may be the same buffer. */
psa_status_t hf_client_update(const struct hf_client_pieces *pieces, struct hf_client_text *text);

#endif
