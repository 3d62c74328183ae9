/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#define OPENSSL_API_COMPAT 0x10100000L
#include "lab/faults/stub.h"

#include "hw/api/crypto.h"
#include "lab/crypto/oracle.h"

#include <openssl/sha.h>
#include <stddef.h>
#include <string.h>

#define BLOCK 64u

_Static_assert(offsetof(struct hf_sha256, length) == 32 && offsetof(struct hf_sha256, block) == 40,
               "the firmware's struct is laid out as the host's");

static void load_context(SHA256_CTX *context, const struct hf_sha256 *hash)
{
    SHA256_Init(context);
    memcpy(context->h, hash->state, sizeof(hash->state));
    context->Nl = (unsigned int)(hash->length << 3);
    context->Nh = (unsigned int)(hash->length >> 29);
    context->num = (unsigned int)(hash->length % BLOCK);
    memcpy(context->data, hash->block, BLOCK);
}

static bool sha256_start(struct core *core, const uint32_t r[4])
{
    uint8_t *at = core_at_writable(core, r[0], sizeof(struct hf_sha256));
    struct hf_sha256 hash;
    SHA256_CTX context;

    if (at == NULL) {
        return false;
    }
    SHA256_Init(&context);
    memcpy(&hash, at, sizeof(hash));
    memcpy(hash.state, context.h, sizeof(hash.state));
    hash.length = 0;
    memcpy(at, &hash, sizeof(hash));
    return true;
}

static bool sha256_update(struct core *core, const uint32_t r[4])
{
    uint8_t *at = core_at_writable(core, r[0], sizeof(struct hf_sha256));
    const uint8_t *bytes = core_at(core, r[1], r[2]);
    struct hf_sha256 hash;
    SHA256_CTX context;

    if (r[2] == 0) {
        return true;
    }
    if (at == NULL || bytes == NULL) {
        return false;
    }
    memcpy(&hash, at, sizeof(hash));
    load_context(&context, &hash);
    SHA256_Update(&context, bytes, r[2]);
    memcpy(hash.state, context.h, sizeof(hash.state));
    memcpy(hash.block, context.data, BLOCK);
    hash.length += r[2];
    memcpy(at, &hash, sizeof(hash));
    return true;
}

static bool sha256_finish(struct core *core, const uint32_t r[4])
{
    uint8_t *at = core_at_writable(core, r[0], sizeof(struct hf_sha256));
    uint8_t *digest = core_at_writable(core, r[1], 32);
    struct hf_sha256 hash;
    SHA256_CTX context;
    uint8_t result[32];

    if (at == NULL || digest == NULL) {
        return false;
    }
    memcpy(&hash, at, sizeof(hash));
    load_context(&context, &hash);
    SHA256_Final(result, &context);
    memset(at, 0, sizeof(hash));
    memcpy(digest, result, sizeof(result));
    return true;
}

static bool sha256_whole(struct core *core, const uint32_t r[4])
{
    const uint8_t *bytes = core_at(core, r[0], r[1]);
    uint8_t *digest = core_at_writable(core, r[2], 32);

    if (bytes == NULL || digest == NULL) {
        return false;
    }
    SHA256(bytes, r[1], digest);
    return true;
}

/* The last answers: nearly all runs ask the same few questions. */
struct answer {
    struct oracle_case question;
    int good;
    bool known;
};

static int verify(const struct oracle_case *question)
{
    static struct answer answers[16];
    static size_t next;
    static struct oracle *oracle;

    for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
        if (answers[i].known && memcmp(&answers[i].question, question, sizeof(*question)) == 0) {
            return answers[i].good;
        }
    }
    if (oracle == NULL) {
        oracle = oracle_new();
    }
    struct answer *answer = &answers[next++ % (sizeof(answers) / sizeof(answers[0]))];

    *answer = (struct answer){*question, oracle_verify(oracle, question), true};
    return answer->good;
}

static bool read_question(struct core *core, const uint32_t r[4], struct oracle_case *question)
{
    const uint8_t *key = core_at(core, r[0], 64);
    const uint8_t *hash = core_at(core, r[1], 32);
    const uint8_t *signature = core_at(core, r[2], 64);

    memset(question, 0, sizeof(*question));
    if (key == NULL || hash == NULL || signature == NULL) {
        return false;
    }
    memcpy(question->key, key, 64);
    memcpy(question->hash, hash, 32);
    memcpy(question->signature, signature, 64);
    return true;
}

/* Both sides look random, and are the same exactly when the signature is good: as in the real
 * computation. */
static bool p256_verify(struct core *core, const uint32_t r[4])
{
    uint8_t *sides = core_at_writable(core, r[3], sizeof(struct hf_p256_sides));
    struct oracle_case question;

    if (sides == NULL || !read_question(core, r, &question)) {
        return false;
    }
    question.good = 1;
    SHA256((const unsigned char *)&question, sizeof(question), sides);
    question.good = 0;
    if (verify(&question) == 1) {
        memcpy(sides + 32, sides, 32);
    } else {
        SHA256((const unsigned char *)&question, sizeof(question), sides + 32);
    }
    return true;
}

static bool p256_status(struct core *core, uint32_t r[4])
{
    struct oracle_case question;

    if (!read_question(core, r, &question)) {
        return false;
    }
    r[0] = verify(&question) == 1 ? 0 : UINT32_MAX;
    return true;
}

static bool serve(struct core *core, enum stub_kind kind, const uint32_t r[4], uint32_t *answer)
{
    uint32_t status[4] = {r[0], r[1], r[2], r[3]};

    switch (kind) {
    case STUB_SHA256_START:
        return sha256_start(core, r);
    case STUB_SHA256_UPDATE:
        return sha256_update(core, r);
    case STUB_SHA256_FINISH:
        return sha256_finish(core, r);
    case STUB_P256_VERIFY:
        return p256_verify(core, r);
    case STUB_SHA256_WHOLE:
        return sha256_whole(core, r);
    case STUB_P256_STATUS:
        if (!p256_status(core, status)) {
            return false;
        }
        *answer = status[0];
        return true;
    }
    return false;
}

/* What a call may destroy it destroys: with zeros, which help an attacker most. */
static void return_from(struct core *core, uint32_t answer)
{
    static const int scratch[] = {UC_ARM_REG_R1, UC_ARM_REG_R2, UC_ARM_REG_R3, UC_ARM_REG_R12};
    uint32_t const zero = 0;

    uc_reg_write(core->uc, UC_ARM_REG_R0, &answer);
    for (size_t i = 0; i < sizeof(scratch) / sizeof(scratch[0]); i++) {
        uc_reg_write(core->uc, scratch[i], &zero);
    }
}

bool stub_call(struct core *core, uint32_t pc)
{
    static const int ids[] = {UC_ARM_REG_R0, UC_ARM_REG_R1, UC_ARM_REG_R2, UC_ARM_REG_R3};
    uint32_t answer = 0;
    uint32_t r[4];

    for (size_t i = 0; i < 4; i++) {
        uc_reg_read(core->uc, ids[i], &r[i]);
    }
    for (size_t i = 0; i < core->plan->stub_count; i++) {
        if (core->plan->stubs[i].at == pc) {
            core->stub_calls++;
            if (!serve(core, core->plan->stubs[i].kind, r, &answer)) {
                return false;
            }
            return_from(core, answer);
            return true;
        }
    }
    return false;
}
