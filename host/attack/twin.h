/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/attack/twin.h - attacks with a second device, or with an older state of the same one: what
 * a cloner has. */
#ifndef HF_HOST_ATTACK_TWIN_H
#define HF_HOST_ATTACK_TWIN_H

#include "host/attack/internal.h"

#define HF_TWIN_TOKEN_MAX 1024u

/* What one run of the genuine app told. Empty texts where it did not. */
struct hf_told {
    char sealed[65];   /* hash of the secret that this run made and stored */
    char unsealed[65]; /* hash of the secret that this run found */
    uint8_t nonce[64];
    size_t nonce_size;
    uint8_t token[HF_TWIN_TOKEN_MAX];
    size_t token_size;
    uint32_t refused; /* by secure, beside images: the word of its last record `refused - -` */
    enum hf_outcome outcome;
};

/* Runs a device with its own app and reads both consoles. */
bool hf_twin_run(struct hf_attempt *attempt, struct hf_device *device, const char *name,
                 struct hf_told *told);

/* Makes a second device of the same board and the same images, with another die: provisioned like
 * the first, or, unless `used`, one that was never run. */
bool hf_twin_make(struct hf_attempt *attempt, bool used, struct hf_device *twin);
void hf_twin_remove(struct hf_attempt *attempt, struct hf_device *twin);

/* The flash part: everything in nvm.bin but the die page, which is silicon. */
bool hf_twin_read_flash(struct hf_attempt *attempt, struct hf_device *device, hf_span_t *flash);
bool hf_twin_write_flash(struct hf_attempt *attempt, struct hf_device *device, hf_span_t flash);

/* Die and die page: what only silicon has, and what a cloner who copies everything copies. */
bool hf_twin_copy_die(struct hf_attempt *attempt, struct hf_device *from, struct hf_device *to);

/* What a verifier that knows `device` alone says of a token: "accepted" or the refusal's name. NULL
 * when it cannot be asked; the line is set. */
const char *hf_twin_verify(struct hf_attempt *attempt, struct hf_device *device,
                           const struct hf_told *told, hf_span_t nonce);

#endif
