/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/secure/client/vector.h - a pointer and a length, as the door wants them. */
#ifndef HF_SECURE_CLIENT_VECTOR_H
#define HF_SECURE_CLIENT_VECTOR_H

#include "firmware/secure/abi/gate.h"

#define VECTOR(pointer, length)                                                                    \
    (struct hf_vector)                                                                             \
    {                                                                                              \
        (uint32_t)(uintptr_t)(pointer), (uint32_t)(length)                                         \
    }

#endif
