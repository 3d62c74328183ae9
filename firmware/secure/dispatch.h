/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/secure/dispatch.h - one call of the app, from its two words to its result.
 *
 * INVARIANT: a service sees copies alone. Every pointer and length of the app is read once, checked
 * as a whole range and capped before any arithmetic; results leave at the end, and only when the
 * service succeeded.
 * A streamed input is the exception that large data need: it is copied in piece by piece, forwards,
 * each byte once (hf_request_read). A service may therefore never decide on one piece and use it
 * later: what it has not kept in its own memory may have changed. */
#ifndef HF_SECURE_DISPATCH_H
#define HF_SECURE_DISPATCH_H

#include "core/error.h"
#include "firmware/secure/abi/gate.h"

#include "psa/crypto_config.h"

#include <stdint.h>

#define HF_REQUEST_ARENA HF_GATE_ARENA /* bytes: all copied vectors of one call together */
#define HF_REQUEST_PIECE 256u          /* bytes: the most that one hf_request_read() gives */
#define HF_NO_STREAM     0xffu

/* One call that has passed all checks. */
struct hf_request {
    struct hf_vector vectors[HF_VECTORS_MAX]; /* secure's copy; outputs are capped */
    uint8_t *bytes[HF_VECTORS_MAX];           /* the copied vector; NULL when empty or streamed */
    uint32_t used;                            /* bytes of the arena that the copies take */
    uint32_t stream;                          /* index of the streamed input, or HF_NO_STREAM */
    uint32_t streamed;                        /* bytes already taken from it */
};

/* A row of the service table. Vector i takes up to most[i] bytes, and no fewer when bit i of
 * `fixed` is set: an input outside is refused; an output may be larger, is checked whole and then
 * capped to most[i]. */
struct hf_service {
    int32_t (*run)(struct hf_request *request);
    uint16_t most[HF_VECTORS_MAX];
    uint8_t id;
    uint8_t inputs : 4;
    uint8_t outputs : 4;
    uint8_t stream; /* index of the input that is streamed and has no upper bound */
    uint8_t fixed;
};

/* The table, services.c. NULL when there is no such service. */
const struct hf_service *hf_service_find(uint32_t id);

/* Runs one call and gives a psa_status_t. Called by the door, on secure's stack, never twice at a
 * time: hf_dispatch() itself refuses a second entry. */
int32_t hf_dispatch(uint32_t call, uint32_t vectors_at);

/* For a call that the door itself refuses: leaves a record and gives the status. */
int32_t hf_dispatch_deny(hf_err_t why, uint32_t detail);

/* The next piece of the streamed input, at most HF_REQUEST_PIECE bytes, valid until the next call.
 * Gives its size; 0 at the end. */
uint32_t hf_request_read(struct hf_request *request, const uint8_t **piece);

/* The memory of calls, HF_REQUEST_ARENA bytes: for secure itself, before the app starts. */
uint8_t *hf_request_arena(void);

/* The psa_status_t for an error word: the one place where the two meet. */
int32_t hf_status_from_err(hf_err_t err);

#endif
