/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * psa/fwu_config.h - what PSA Firmware Update leaves to the implementation. */
#ifndef PSA_FWU_CONFIG_H
#define PSA_FWU_CONFIG_H

#include <stdint.h>

/* The components. urot is the updatable root of trust; it is updated alone, and waits in the same
 * staging area as secure. */
#define HF_FWU_UROT   0u
#define HF_FWU_SECURE 1u
#define HF_FWU_APP    2u

/* Blocks: the largest, and the alignment of their offsets. They come in ascending order; a block
 * that has come already may come again, byte for byte. A gap, or other bytes, is
 * PSA_ERROR_INVALID_ARGUMENT, and nothing is lost: `impl.written` of psa_fwu_query() says where to
 * go on, also after a reset. */
#define PSA_FWU_MAX_WRITE_SIZE   1024u
#define PSA_FWU_LOG2_WRITE_ALIGN 5u

typedef struct {
    uint32_t written; /* bytes of the new image that have come */
} psa_fwu_impl_info_t;

#endif
