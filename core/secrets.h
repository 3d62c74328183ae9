/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * core/secrets.h - the keys that a stage passes on. They lie at HF_SECRETS_BASE of the board's
 * layout.h. INVARIANT: the receiver copies the keys and wipes the struct before it does anything
 * else. irot passes K_urot = kdf(HUK, "urot", life cycle); urot passes K_secure = kdf(K_urot,
 * "secure", life cycle) and the boot log's K_log = kdf(K_urot, "log", life cycle). The labels leave
 * out measurements, so an update keeps its data. */
#ifndef HF_CORE_SECRETS_H
#define HF_CORE_SECRETS_H

#include <stddef.h>
#include <stdint.h>

#define HF_SECRETS_MAGIC     0x43534648u /* "HFSC": from irot, `key` alone */
#define HF_SECRETS_MAGIC_LOG 0x32534648u /* "HFS2": from urot, both keys */

struct hf_secrets {
    uint32_t magic;
    uint8_t key[32];
    uint8_t log[32];
};

_Static_assert(offsetof(struct hf_secrets, key) == 4, "secrets layout");
_Static_assert(offsetof(struct hf_secrets, log) == 36, "secrets layout");
_Static_assert(sizeof(struct hf_secrets) == 68, "secrets layout");

#endif
