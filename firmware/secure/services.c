/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The table of services: all that an app can reach, in one place. Row i is service i + 1. */
#include "firmware/secure/services.h"

#define SIZE(type) ((uint16_t)sizeof(type))

static const struct hf_service services[] = {
    {.id = HF_SERVICE_VERSION,
     .run = hf_serve_version,
     .outputs = 1,
     .stream = HF_NO_STREAM,
     .least = {SIZE(struct hf_version_answer)},
     .most = {SIZE(struct hf_version_answer)}},
    {.id = HF_SERVICE_ALIVE, .run = hf_serve_alive, .stream = HF_NO_STREAM},
    {.id = HF_SERVICE_HASH_COMPUTE,
     .run = hf_serve_hash_compute,
     .inputs = 2,
     .outputs = 1,
     .stream = 1,
     .least = {SIZE(struct hf_hash_arguments), 0, 0},
     .most = {SIZE(struct hf_hash_arguments), 0, HF_HASH_MOST}},
    {.id = HF_SERVICE_VERIFY_HASH,
     .run = hf_serve_verify_hash,
     .inputs = 3,
     .stream = HF_NO_STREAM,
     .least = {SIZE(struct hf_verify_arguments), 0, 0},
     .most = {SIZE(struct hf_verify_arguments), HF_HASH_MOST, HF_SIGNATURE_MOST}},
    {.id = HF_SERVICE_RANDOM,
     .run = hf_serve_random,
     .outputs = 1,
     .stream = HF_NO_STREAM,
     .most = {HF_GATE_RANDOM_MOST}},
    {.id = HF_SERVICE_TOKEN,
     .run = hf_serve_token,
     .inputs = 1,
     .outputs = 1,
     .stream = HF_NO_STREAM,
     .most = {HF_GATE_CHALLENGE_MOST, HF_GATE_TOKEN_MOST}},
    {.id = HF_SERVICE_TOKEN_SIZE,
     .run = hf_serve_token_size,
     .inputs = 1,
     .outputs = 1,
     .stream = HF_NO_STREAM,
     .least = {SIZE(struct hf_token_size_arguments), SIZE(struct hf_token_size_answer)},
     .most = {SIZE(struct hf_token_size_arguments), SIZE(struct hf_token_size_answer)}},
};

const struct hf_service *hf_service_find(uint32_t id)
{
    if (id == 0 || id > sizeof(services) / sizeof(services[0])) {
        return NULL;
    }
    return &services[id - 1];
}
