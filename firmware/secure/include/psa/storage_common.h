/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * psa/storage_common.h - what the two storage APIs of PSA Secure Storage 1.0 share. */
#ifndef PSA_STORAGE_COMMON_H
#define PSA_STORAGE_COMMON_H

#include "psa/error.h"

#include <stddef.h>
#include <stdint.h>

typedef uint64_t psa_storage_uid_t; /* 0 is no name */
typedef uint32_t psa_storage_create_flags_t;

#define PSA_STORAGE_FLAG_NONE                 ((psa_storage_create_flags_t)0)
#define PSA_STORAGE_FLAG_WRITE_ONCE           ((psa_storage_create_flags_t)1)
#define PSA_STORAGE_FLAG_NO_CONFIDENTIALITY   ((psa_storage_create_flags_t)2)
#define PSA_STORAGE_FLAG_NO_REPLAY_PROTECTION ((psa_storage_create_flags_t)4)

#define PSA_STORAGE_SUPPORT_SET_EXTENDED 1u

struct psa_storage_info_t {
    size_t capacity;
    size_t size;
    psa_storage_create_flags_t flags;
};

#endif
