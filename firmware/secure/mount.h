/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/secure/mount.h - the vault of this device, opened at the first call that needs it.
 *
 * A vault is made once in the life of a die, and silently never again: who erases the flash does
 * not get an empty vault in exchange for a full one. The epoch counter knows: below
 * HF_VAULT_IN_SERVICE the first vault is still being made (each attempt that power cuts costs two
 * steps), and a vault is given out only when the counter stands at HF_VAULT_IN_SERVICE or above.
 * Where the counter does not last, neither does the vault: it is made anew after every reset.
 * DEFEATS: t7 the vault of another die; t5 a vault that was erased, or replaced by an older epoch.
 * NOT DEFEATED: what docs/formats/vault.md says of replay inside one epoch; denial of storage by
 * whoever can erase the flash. */
#ifndef HF_SECURE_MOUNT_H
#define HF_SECURE_MOUNT_H

#include "firmware/store/vault.h"

#define HF_VAULT_IN_SERVICE 8u

/* The vault; closed when it could not be opened, after the record `refused - - <word>`. That stays
 * so until the next reset. */
struct hf_vault *hf_mount(void);

/* Ends the vault for the rest of this boot: its keys in RAM, then what the flash holds, whether it
 * was open or not (hf_vault_wipe). The next boot finds no vault and makes none. */
HF_MUST_CHECK hf_err_t hf_mount_wipe(void);

/* False where a reset empties the vault. */
int hf_mount_lasts(void);

#endif
