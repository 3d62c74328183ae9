/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * core/error.h - the words by which every part of Holdfast says what happened.
 *
 * A result is one 32-bit word. Zero is not in the list, so memory that was never written is never a
 * success, and every two words differ in at least 12 bits (error_test.c), so a few flipped bits do
 * not turn one into another. The words are part of the boot record: they keep their value for ever,
 * and new ones are added at the end. No such word decides a boot (see firmware/proof/prove.c); it
 * says *why* one was refused. */
#ifndef HF_CORE_ERROR_H
#define HF_CORE_ERROR_H

#include <stddef.h>
#include <stdint.h>

#define HF_MUST_CHECK __attribute__((warn_unused_result))

typedef enum hf_err {
    HF_OK = (int)0xf9b439fcu,
    HF_ERR_UNSET = (int)0x8142c8eau,
    HF_ERR_IMAGE_MAGIC = (int)0x3ceaaf30u,
    HF_ERR_IMAGE_HEADER = (int)0xa05f1119u,
    HF_ERR_IMAGE_FLAGS = (int)0x627655dau,
    HF_ERR_IMAGE_SIZE = (int)0xab13dfaeu,
    HF_ERR_IMAGE_AREA = (int)0x0944fe0cu,
    HF_ERR_IMAGE_SPILL = (int)0x0ff9bb51u,
    HF_ERR_IMAGE_TLV_UNKNOWN = (int)0x2bd8a1e6u,
    HF_ERR_IMAGE_TLV_LENGTH = (int)0x6fced11du,
    HF_ERR_IMAGE_TLV_TWICE = (int)0x7e02ff05u,
    HF_ERR_IMAGE_TLV_MISSING = (int)0x5cbd0ba3u,
    HF_ERR_IMAGE_TLV_ORDER = (int)0x48668d77u,
    HF_ERR_IMAGE_TARGET_VENDOR = (int)0x562ae4b8u,
    HF_ERR_IMAGE_TARGET_CLASS = (int)0x2330fcf1u,
    HF_ERR_IMAGE_ROLLBACK = (int)0xddcb369du,
    HF_ERR_IMAGE_ADDRESS = (int)0xc1acc990u,
    HF_ERR_IMAGE_KEY_UNKNOWN = (int)0xf065a1c2u,
    HF_ERR_IMAGE_KEY_REVOKED = (int)0x5e78454du,
    HF_ERR_IMAGE_KEY_FORM = (int)0xb12e9eedu,
    HF_ERR_IMAGE_SIGNATURE_FORM = (int)0x99356597u,
    HF_ERR_IMAGE_HASH = (int)0x3977a654u,
    HF_ERR_IMAGE_SIGNATURE = (int)0x473a1797u,
    HF_ERR_IMAGE_ENCRYPTED = (int)0x381e53e7u,
    HF_ERR_NVM_RANGE = (int)0xf3194a3bu,
    HF_ERR_NVM_ALIGN = (int)0xc498b6e7u,
    HF_ERR_NVM_LOCKED = (int)0xc2917709u,
    HF_ERR_NVM_ECC = (int)0x9280ba2eu,
    HF_ERR_NVM_VERIFY = (int)0xdbe7df00u,
    HF_ERR_NVM_BUSY = (int)0x1f1eabfau,
    HF_ERR_COUNTER_WORN = (int)0x614d292eu,
    HF_ERR_COUNTER_LOCKED = (int)0xa40f8266u,
    HF_ERR_COUNTER_VOLATILE = (int)0xdc19c734u,
    HF_ERR_FUSE_LOCKED = (int)0xed84f22bu,
    HF_ERR_DIE_MISSING = (int)0x0f4571a3u,
    HF_ERR_HUK_LOCKED = (int)0xc7a3e3f5u,
    HF_ERR_LOCK_FAILED = (int)0x014893bdu,
    HF_ERR_ENTROPY_SILENT = (int)0xa24cac4bu,
    HF_ERR_ENTROPY_STUCK = (int)0x75f02487u,
    HF_ERR_ENTROPY_BIASED = (int)0xe9f94ec3u,
    HF_ERR_CRYPTO_INPUT = (int)0x1bbe009cu,
    HF_ERR_CRYPTO_ENGINE = (int)0x0ab9cd3au,
    HF_ERR_HANDOFF_MAGIC = (int)0xbf79107eu,
    HF_ERR_HANDOFF_VERSION = (int)0x480321dbu,
    HF_ERR_CHAIN_STEP = (int)0xa93e0522u,
    HF_ERR_CHAIN_FAULT = (int)0x3594c05fu,
    HF_ERR_CHAIN_WATCHDOG = (int)0x88ba78d5u,
    HF_ERR_CHAIN_EMPTY = (int)0xd8811c73u,
    HF_ERR_CHAIN_ENTRY = (int)0xff521821u,
    HF_ERR_WORLD_SETUP = (int)0x724558b4u,
    HF_ERR_GATE_SERVICE = (int)0x25c04ed4u,
    HF_ERR_GATE_POINTER = (int)0x82f4d0bfu,
    HF_ERR_GATE_LENGTH = (int)0x04add761u,
    HF_ERR_GATE_CALLER = (int)0xc75666ecu,
    HF_ERR_WORLD_FAULT = (int)0x3ef3caceu,
    HF_ERR_CBOR_END = (int)0x50dfec19u,
    HF_ERR_CBOR_FORM = (int)0xdc2f15c8u,
    HF_ERR_CBOR_INDEFINITE = (int)0xb2c407a7u,
    HF_ERR_CBOR_SHORTEST = (int)0xe674a271u,
    HF_ERR_CBOR_DEPTH = (int)0x55463742u,
    HF_ERR_CBOR_UTF8 = (int)0x8d62534fu,
    HF_ERR_CBOR_ROOM = (int)0xe6beaa8cu,
    HF_ERR_TOKEN_SIZE = (int)0xd39aa340u,
    HF_ERR_TOKEN_TAG = (int)0x9530f52au,
    HF_ERR_TOKEN_ENVELOPE = (int)0xbc2d5a1du,
    HF_ERR_TOKEN_TRAILING = (int)0x02ab19e6u,
    HF_ERR_TOKEN_HEADER = (int)0x8f212cacu,
    HF_ERR_TOKEN_HEADER_TWICE = (int)0x04ce623fu,
    HF_ERR_TOKEN_CRITICAL = (int)0xb7a5b713u,
    HF_ERR_TOKEN_UNPROTECTED = (int)0x751bddd2u,
    HF_ERR_TOKEN_ALGORITHM = (int)0x25ba91c9u,
    HF_ERR_TOKEN_DETACHED = (int)0x2ca59c86u,
    HF_ERR_TOKEN_SIGNATURE_LENGTH = (int)0xd74cfbc9u,
    HF_ERR_TOKEN_CLAIMS = (int)0x367f8cb3u,
    HF_ERR_TOKEN_CLAIM_KEY = (int)0x4a7b320eu,
    HF_ERR_TOKEN_CLAIM_TWICE = (int)0x0af62fa9u,
    HF_ERR_TOKEN_CLAIM_MISSING = (int)0x3e23162bu,
    HF_ERR_TOKEN_CLAIM_TYPE = (int)0x76c37debu,
    HF_ERR_TOKEN_CLAIM_LENGTH = (int)0x26173852u,
    HF_ERR_TOKEN_CLAIM_VALUE = (int)0xcaceb0d2u,
    HF_ERR_TOKEN_PROFILE = (int)0x5985eb47u,
    HF_ERR_TOKEN_COMPONENTS = (int)0x94775bf1u,
    HF_ERR_TOKEN_COMPONENT_KEY = (int)0x3e9041b0u,
    HF_ERR_JOURNAL_FORM = (int)0x875d4f92u,
    HF_ERR_JOURNAL_SEAL = (int)0x88a582f8u,
    HF_ERR_JOURNAL_END = (int)0x5a100ac8u,
    HF_ERR_JOURNAL_EMPTY = (int)0x4eac1cfdu,
    HF_ERR_JOURNAL_FOREIGN = (int)0x9ee87e5au,
    HF_ERR_JOURNAL_FULL = (int)0xf0a36ea4u,
    HF_ERR_JOURNAL_WORN = (int)0xa0d28d04u,
    HF_ERR_JOURNAL_AREA = (int)0x5f17b0c5u,
    HF_ERR_BOOTLOG_FORM = (int)0x010b7407u,
    HF_ERR_VAULT_FORM = (int)0x6761884du,
    HF_ERR_VAULT_STALE = (int)0xa38d16deu,
    HF_ERR_VAULT_AHEAD = (int)0x6d99a8b8u,
    HF_ERR_VAULT_FULL = (int)0x7b3cb729u,
    HF_ERR_VAULT_ENTRY = (int)0xa9f3f832u,
    HF_ERR_VAULT_SUSPECT = (int)0x43c40060u,
    HF_ERR_CRYPTO_TAG = (int)0xd8c6618cu,
    HF_ERR_UPDATE_BUSY = (int)0x11140e36u,
    HF_ERR_UPDATE_SET = (int)0xd0df526au,
    HF_ERR_UPDATE_STATE = (int)0xd223fd5eu,
    HF_ERR_UPDATE_DEPENDENCY = (int)0xe7e61b36u,
    HF_ERR_UPDATE_TRIAL = (int)0x1e082897u,
    HF_ERR_UPDATE_LOST = (int)0xece93364u,
    HF_ERR_FWU_ORDER = (int)0xad0e7d9bu,
    HF_ERR_FWU_WEAR = (int)0x2b6977c8u,
    HF_ERR_PROVISION_FRAME = (int)0x35fd4c68u,
    HF_ERR_PROVISION_MESSAGE = (int)0x686a6a69u,
    HF_ERR_PROVISION_CERTIFICATE = (int)0x9edd8800u,
    HF_ERR_LIFE_UNPROVISIONED = (int)0x4707de33u,
    HF_ERR_LIFE_ENDED = (int)0xba39a9cdu,
    HF_ERR_LIFE_STATE = (int)0x31febb97u,
    HF_ERR_LIFE_REQUEST = (int)0xff0d6401u,
    HF_ERR_TAMPER_EVENT = (int)0x34953225u,
    HF_ERR_PARCEL_FRAME = (int)0x60985c4eu,
    HF_ERR_RECOVERY_FRAME = (int)0x2211e37cu,
    HF_ERR_RECOVERY_ORDER = (int)0x525b9e65u,
    HF_ERR_RECOVERY_SIZE = (int)0x6850961bu,
    HF_ERR_RECOVERY_SILENT = (int)0x6c174cadu,
    HF_ERR_RECOVERY_LIMIT = (int)0x64f47900u,
} hf_err_t;

/* A word's name ("image.hash": module and reason) and what it means, in one sentence without a full
 * stop. */
struct hf_err_text {
    hf_err_t word;
    const char *name;
    const char *meaning;
};

/* The text of `word`, or NULL when it is no word of this list. */
const struct hf_err_text *hf_err_find(uint32_t word);

/* The text at `index`, or NULL past the end: for tests and for the documentation's table. */
const struct hf_err_text *hf_err_at(size_t index);

#endif
