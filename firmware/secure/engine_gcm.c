/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * GCM (NIST SP 800-38D) for the profile `standard`, in the place of the engine's gcm.c: the same
 * functions over the same context, without a table. GHASH goes bit by bit and takes no branch and
 * no address from the data; it is smaller by 2 KB and several times slower. The order of calls and
 * the lengths are checked above, by the engine's PSA core. */
#include "core/span.h"

#include "block_cipher_internal.h"
#include "mbedtls/error.h"
#include "mbedtls/gcm.h"

#define BLOCK      16u
#define BLOCK_MASK (BLOCK - 1u)

/* The polynomial's bits, reflected: 1 + x + x^2 + x^7. */
#define REDUCTION 0xe100000000000000u

/* H as two words, in the first row of the context's table. */
#define HIGH(context) ((context)->H[0][0])
#define LOW(context)  ((context)->H[0][1])

static uint64_t read_u64_be(const uint8_t *bytes)
{
    uint64_t value = 0;

    for (uint32_t i = 0; i < 8; i++) {
        value = value << 8 | bytes[i];
    }
    return value;
}

static void write_u64_be(uint8_t *bytes, uint64_t value)
{
    for (uint32_t i = 8; i > 0; i--) {
        bytes[i - 1u] = (uint8_t)value;
        value >>= 8;
    }
}

/* y = y * H. */
static void multiply(const mbedtls_gcm_context *context, uint8_t y[BLOCK])
{
    uint64_t high = HIGH(context);
    uint64_t low = LOW(context);
    uint64_t sum[2] = {0, 0};

    for (uint32_t bit = 0; bit < 128u; bit++) {
        uint64_t const take = 0u - (uint64_t)(((uint32_t)y[bit / 8u] >> (7u - bit % 8u)) & 1u);
        uint64_t const carry = 0u - (low & 1u);

        sum[0] ^= high & take;
        sum[1] ^= low & take;
        low = low >> 1 | high << 63;
        high = high >> 1 ^ (REDUCTION & carry);
    }
    write_u64_be(y, sum[0]);
    write_u64_be(y + 8, sum[1]);
}

/* Bytes into y from `offset` on; a full block is multiplied. Gives the offset afterwards. */
static uint32_t absorb(mbedtls_gcm_context *context, uint32_t offset, const uint8_t *bytes,
                       size_t size)
{
    for (size_t i = 0; i < size; i++) {
        context->y[offset++] ^= bytes[i];
        if (offset == BLOCK) {
            multiply(context, context->y);
            offset = 0;
        }
    }
    return offset;
}

/* What is left of a block counts as zeros. */
static void pad(mbedtls_gcm_context *context, uint32_t offset)
{
    if (offset != 0) {
        multiply(context, context->y);
    }
}

/* The lengths' block: both in bits. */
static void absorb_lengths(mbedtls_gcm_context *context, uint64_t first, uint64_t second)
{
    uint8_t lengths[BLOCK];

    write_u64_be(lengths, first * 8u);
    write_u64_be(lengths + 8, second * 8u);
    (void)absorb(context, 0, lengths, BLOCK);
}

static int encrypt(mbedtls_gcm_context *context, const uint8_t in[BLOCK], uint8_t out[BLOCK])
{
    return mbedtls_block_cipher_encrypt(&context->block_cipher_ctx, in, out);
}

void mbedtls_gcm_init(mbedtls_gcm_context *context)
{
    *context = (mbedtls_gcm_context){.len = 0};
}

void mbedtls_gcm_free(mbedtls_gcm_context *context)
{
    if (context != NULL) {
        mbedtls_block_cipher_free(&context->block_cipher_ctx);
        hf_wipe(context, sizeof(*context));
    }
}

int mbedtls_gcm_setkey(mbedtls_gcm_context *context, mbedtls_cipher_id_t cipher,
                       const unsigned char *key, unsigned int bits)
{
    uint8_t block[BLOCK] = {0};
    int status = mbedtls_block_cipher_setup(&context->block_cipher_ctx, cipher);

    if (status == 0) {
        status = mbedtls_block_cipher_setkey(&context->block_cipher_ctx, key, bits);
    }
    if (status == 0) {
        status = encrypt(context, block, block);
    }
    HIGH(context) = read_u64_be(block);
    LOW(context) = read_u64_be(block + 8);
    hf_wipe(block, sizeof(block));
    return status;
}

int mbedtls_gcm_starts(mbedtls_gcm_context *context, int mode, const unsigned char *iv,
                       size_t iv_size)
{
    if (iv_size == 0) {
        return MBEDTLS_ERR_GCM_BAD_INPUT;
    }
    for (uint32_t i = 0; i < BLOCK; i++) {
        context->y[i] = 0;
        context->buf[i] = 0;
    }
    context->mode = (unsigned char)mode;
    context->len = 0;
    context->add_len = 0;
    if (iv_size == 12u) {
        for (uint32_t i = 0; i < 12u; i++) {
            context->buf[i] = iv[i];
        }
        context->buf[BLOCK - 1u] = 1;
    } else {
        pad(context, absorb(context, 0, iv, iv_size));
        absorb_lengths(context, 0, iv_size);
        for (uint32_t i = 0; i < BLOCK; i++) {
            context->buf[i] = context->y[i];
            context->y[i] = 0;
        }
    }
    return encrypt(context, context->buf, context->base_ectr);
}

int mbedtls_gcm_update_ad(mbedtls_gcm_context *context, const unsigned char *data, size_t size)
{
    (void)absorb(context, (uint32_t)context->add_len & BLOCK_MASK, data, size);
    context->add_len += size;
    return 0;
}

/* The next block of the key stream: the counter is the last 32 bits. */
static int next_stream(mbedtls_gcm_context *context, uint8_t stream[BLOCK])
{
    for (uint32_t i = BLOCK; i > BLOCK - 4u; i--) {
        if (++context->buf[i - 1u] != 0) {
            break;
        }
    }
    return encrypt(context, context->buf, stream);
}

/* From where a call begins in the middle of a block, its stream is made again: the counter stands
 * at it. */
static int resume_stream(mbedtls_gcm_context *context, uint8_t stream[BLOCK])
{
    return encrypt(context, context->buf, stream);
}

int mbedtls_gcm_update(mbedtls_gcm_context *context, const unsigned char *input, size_t input_size,
                       unsigned char *output, size_t output_size, size_t *output_length)
{
    uint32_t offset = (uint32_t)context->len & BLOCK_MASK;
    uint8_t stream[BLOCK];
    int status = 0;

    if (output_size < input_size) {
        return MBEDTLS_ERR_GCM_BUFFER_TOO_SMALL;
    }
    *output_length = input_size;
    if (context->len == 0 && input_size != 0) {
        pad(context, (uint32_t)context->add_len & BLOCK_MASK);
    }
    if (offset != 0) {
        status = resume_stream(context, stream);
    }
    context->len += input_size;
    for (size_t i = 0; i < input_size && status == 0; i++) {
        uint8_t const in = input[i];

        if (offset == 0) {
            status = next_stream(context, stream);
        }
        output[i] = in ^ stream[offset];
        offset =
            absorb(context, offset, context->mode == MBEDTLS_GCM_DECRYPT ? &in : output + i, 1);
    }
    hf_wipe(stream, sizeof(stream));
    return status;
}

int mbedtls_gcm_finish(mbedtls_gcm_context *context, unsigned char *output, size_t output_size,
                       size_t *output_length, unsigned char *tag, size_t tag_size)
{
    uint64_t const partial = context->len != 0 ? context->len : context->add_len;

    (void)output;
    (void)output_size;
    *output_length = 0;
    if (tag_size > BLOCK || tag_size < 4u) {
        return MBEDTLS_ERR_GCM_BAD_INPUT;
    }
    pad(context, (uint32_t)partial & BLOCK_MASK);
    absorb_lengths(context, context->add_len, context->len);
    for (size_t i = 0; i < tag_size; i++) {
        tag[i] = context->y[i] ^ context->base_ectr[i];
    }
    return 0;
}
