/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/secure/client/pieces.h"

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

psa_status_t hf_client_update(const struct hf_client_pieces *pieces, struct hf_client_text *text)
{
    psa_status_t status = PSA_SUCCESS;
    size_t read = 0;

    text->written = 0;
    do {
        size_t const left = text->out_size - text->written;
        struct hf_client_call call = {
            .arguments = {.function = pieces->function, .operation = pieces->number},
            .in = {{text->in + read, least(text->in_size - read, HF_GATE_PIECE)}},
            .out = {{text->out + text->written, least(left, HF_GATE_PIECE_OUT)}}};

        status = hf_client_run(pieces->family, &call);
        read += call.in[0].size;
        text->written += call.out[0].length;
    } while (status == PSA_SUCCESS && read < text->in_size);
    if (status != PSA_SUCCESS) {
        text->written = 0;
    }
    return status;
}
