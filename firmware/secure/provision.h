/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/secure/provision.h - the factory's side door: messages of core/provision.h over the
 * secure console, before the app starts. docs/provisioning.md has the protocol.
 *
 * ASSUMES: in assembly and provisioning whoever holds the console is the factory, whose room is
 * guarded: there is nobody else to be authentic to yet. Afterwards only what the service authority
 * signed for this device and this session is done.
 * NOT DEFEATED: whoever holds console and reset can keep the app from running. */
#ifndef HF_SECURE_PROVISION_H
#define HF_SECURE_PROVISION_H

#include <stdint.h>

/* Takes the byte that the factory has sent since the reset, if it has: to be called before the
 * console is started again, which drops it. */
void hf_provision_wake(void);

/* When the factory has woken the console, serves it until it is silent, then returns; or resets.
 * Else returns at once. */
void hf_provision_listen(void);

/* The key of the service authority, X || Y; from lab/keys or a release's own, by the build. */
extern const uint8_t hf_service_authority[64];

/* Where the device certificate stands in the vault. */
#define HF_PROVISION_UID_CERTIFICATE 1u

#endif
