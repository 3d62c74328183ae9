/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * holdfast/device.h - what an app may ask of Holdfast beside the standard PSA APIs. */
#ifndef HOLDFAST_DEVICE_H
#define HOLDFAST_DEVICE_H

#include <stdint.h>

/* Built-in keys, by handle: usable, never readable. In the range that PSA Crypto leaves to the
 * implementation. */
#define HF_KEY_APP_SIGNER 0x7fff0001u /* verifies what the app's signer has signed (P-256) */
#define HF_KEY_IDENTITY   0x7fff0002u /* signs as this device, once it is provisioned (P-256) */
#define HF_KEY_DEVICE     0x7fff0003u /* a secret of this die to derive from (HKDF-SHA-256) */

struct hf_device_version {
    uint32_t gate; /* version of the calling convention */
    uint32_t wall; /* what stands between app and secure: 0x35 TrustZone, 0x5a MPU, 0xa6 nothing */
    uint8_t image[8]; /* secure's version: major, minor, revision (u16), build (u32) */
};

/* What secure is. A psa_status_t. */
int32_t hf_device_version(struct hf_device_version *version);

/* The app is alive: feeds the watchdog, where there is one. An app that stops saying so is reset.
 * A psa_status_t. */
int32_t hf_device_alive(void);

/* 1 when what PSA storage keeps survives a reset on this part; 0 when it does not. */
int hf_device_storage_lasts(void);

#endif
