/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/secure/abi/crypto.h - PSA Crypto through the door: one service per family of functions,
 * and in each call the function's code (docs/psa.md, docs/decisions/0020-*). All families take the
 * same struct first and give the same struct first. A code is never used twice, as no service is.
 *
 * `operation` names a multi-part operation of secure's: 0 where there must be none yet. A setup
 * gives the new number in word[0]; a call that fails ends the operation, with the exceptions that
 * PSA names. Keys travel by PSA's own ids. */
#ifndef HF_SECURE_ABI_CRYPTO_H
#define HF_SECURE_ABI_CRYPTO_H

#include "firmware/secure/abi/gate.h"

#include "psa/crypto_config.h"

/* in: arguments, attributes, value; out: answer, value */
enum hf_key_function {
    HF_KEYS_IMPORT = 1,   /* attributes, value -> word[0]: key */
    HF_KEYS_GENERATE = 2, /* attributes -> word[0]: key */
    HF_KEYS_COPY = 3,     /* key, attributes -> word[0]: key */
    HF_KEYS_DESTROY = 4,
    HF_KEYS_PURGE = 5,
    HF_KEYS_EXPORT = 6,        /* -> value */
    HF_KEYS_EXPORT_PUBLIC = 7, /* -> value */
    HF_KEYS_ATTRIBUTES = 8,    /* -> struct hf_gate_attributes as the value */
};

/* in: arguments, stream; out: answer, bytes */
enum hf_hash_function {
    HF_HASH_SETUP = 1,
    HF_HASH_UPDATE = 2,
    HF_HASH_FINISH = 3,
    HF_HASH_VERIFY = 4, /* the stream is the hash that is expected */
    HF_HASH_CLONE = 5,
    HF_HASH_ABORT = 6,
    HF_HASH_SUSPEND = 7,
    HF_HASH_RESUME = 8, /* the stream is the state */
};

/* in: arguments, stream; out: answer, bytes */
enum hf_mac_function {
    HF_MAC_SIGN_SETUP = 1,
    HF_MAC_VERIFY_SETUP = 2,
    HF_MAC_UPDATE = 3,
    HF_MAC_SIGN_FINISH = 4,
    HF_MAC_VERIFY_FINISH = 5, /* the stream is the MAC that is expected */
    HF_MAC_ABORT = 6,
};

/* in: arguments, bytes; out: answer, bytes */
enum hf_cipher_function {
    HF_CIPHER_ENCRYPT_SETUP = 1,
    HF_CIPHER_DECRYPT_SETUP = 2,
    HF_CIPHER_GENERATE_IV = 3,
    HF_CIPHER_SET_IV = 4,
    HF_CIPHER_UPDATE = 5,
    HF_CIPHER_FINISH = 6,
    HF_CIPHER_ABORT = 7,
};

/* in: arguments, bytes; out: answer, bytes, tag */
enum hf_aead_function {
    HF_AEAD_ENCRYPT_SETUP = 1,
    HF_AEAD_DECRYPT_SETUP = 2,
    HF_AEAD_GENERATE_NONCE = 3,
    HF_AEAD_SET_NONCE = 4,
    HF_AEAD_SET_LENGTHS = 5, /* number: of additional data, of text */
    HF_AEAD_UPDATE_AD = 6,
    HF_AEAD_UPDATE = 7,
    HF_AEAD_FINISH = 8,
    HF_AEAD_VERIFY = 9, /* the bytes are the tag */
    HF_AEAD_ABORT = 10,
};

/* in: arguments, attributes, bytes; out: answer, bytes. number[0] is the step. */
enum hf_derive_function {
    HF_DERIVE_SETUP = 1,
    HF_DERIVE_GET_CAPACITY = 2, /* -> word[0] */
    HF_DERIVE_SET_CAPACITY = 3, /* number[1] */
    HF_DERIVE_INPUT_BYTES = 4,
    HF_DERIVE_INPUT_INTEGER = 5, /* number[1], number[2]: low and high word */
    HF_DERIVE_INPUT_KEY = 6,
    HF_DERIVE_AGREEMENT = 7, /* the bytes are the peer's public key */
    HF_DERIVE_OUTPUT_BYTES = 8,
    HF_DERIVE_OUTPUT_KEY = 9, /* attributes -> word[0]: key */
    HF_DERIVE_VERIFY_BYTES = 10,
    HF_DERIVE_VERIFY_KEY = 11,
    HF_DERIVE_ABORT = 12,
};

/* in: arguments, attributes, a, b; out: answer, bytes */
enum hf_asymmetric_function {
    HF_ASYMMETRIC_SIGN_HASH = 1,     /* a: hash */
    HF_ASYMMETRIC_VERIFY_HASH = 2,   /* a: hash, b: signature */
    HF_ASYMMETRIC_ENCRYPT = 3,       /* a: text, b: label */
    HF_ASYMMETRIC_DECRYPT = 4,       /* a: text, b: label */
    HF_ASYMMETRIC_RAW_AGREEMENT = 5, /* a: the peer's public key */
    HF_ASYMMETRIC_AGREEMENT = 6,     /* a: the same; attributes -> word[0]: key */
};

/* in: arguments, message as a stream, signature; out: answer, signature */
enum hf_message_function { HF_MESSAGE_SIGN = 1, HF_MESSAGE_VERIFY = 2 };

struct hf_crypto_arguments {
    uint32_t function;
    uint32_t operation;
    uint32_t key;
    uint32_t algorithm;
    uint32_t number[3];
};

struct hf_crypto_answer {
    uint32_t word[2];
};

struct hf_gate_attributes {
    uint32_t type;
    uint32_t bits;
    uint32_t lifetime;
    uint32_t id;
    uint32_t usage;
    uint32_t algorithm;
};

/* Bytes in one call; longer data take several calls. */
#define HF_GATE_PIECE     512u /* of text */
#define HF_GATE_PIECE_OUT 528u /* what a piece of text can become */
#define HF_GATE_IV_MOST   16u
#define HF_GATE_TAG_MOST  16u
#define HF_GATE_MAC_MOST  64u
#define HF_GATE_HASH_MOST 211u /* a hash, or a suspended one: PSA_HASH_SUSPEND_OUTPUT_MAX_SIZE */

_Static_assert(sizeof(struct hf_crypto_arguments) == 28, "gate layout");
_Static_assert(sizeof(struct hf_crypto_answer) == 8, "gate layout");
_Static_assert(sizeof(struct hf_gate_attributes) == 24, "gate layout");

#endif
