/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * holdfast/device.h - what an app may ask of Holdfast beside the standard PSA APIs. */
#ifndef HOLDFAST_DEVICE_H
#define HOLDFAST_DEVICE_H

#include <stddef.h>
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

/* Interrupts of the app's own devices, where the app has no handlers (an MPU board): secure takes
 * them, the app is told. On other boards each function gives PSA_ERROR_NOT_SUPPORTED. */
#define HF_INTERRUPT_TIMER   (1u << 0)
#define HF_INTERRUPT_CONSOLE (1u << 1) /* a byte was received */
#define HF_INTERRUPT_NETWORK (1u << 2)

/* From now on these interrupts are told, and no others; events not yet asked for are forgotten.
 * PSA_ERROR_INVALID_ARGUMENT: one that this board does not have */
int32_t hf_device_interrupt_watch(uint32_t which);

/* Waits until one of `which`, all of them watched, has come, and says which. An interrupt stays off
 * from when it came until it is asked for again: first quiet the device, then wait. Nothing but the
 * watchdog ends a wait for what never comes.
 * PSA_ERROR_INVALID_ARGUMENT: none, or one that is not watched */
int32_t hf_device_interrupt_wait(uint32_t which, uint32_t *arrived);

/* The same without waiting; *arrived is 0 when none has come. */
int32_t hf_device_interrupt_poll(uint32_t which, uint32_t *arrived);

/* A fault of the app, told to the app, where the app has no handlers (an MPU board; elsewhere
 * PSA_ERROR_NOT_SUPPORTED). The handler runs as the app runs, on its stack, instead of what
 * faulted; it may call secure. status: the processor's CFSR; address: of the data, 0 when unknown;
 * counter: where it happened. It must not return. */
typedef void hf_fault_handler_t(uint32_t status, uint32_t address, uint32_t counter);

/* From now on a fault starts `handler`, NULL: none. Once between two resets: a second fault, in the
 * handler or later, ends the app, and the watchdog starts it again. Every fault leaves a record.
 * PSA_ERROR_INVALID_ARGUMENT: not in the app's code; PSA_ERROR_BAD_STATE: it was told already */
int32_t hf_device_fault_watch(hf_fault_handler_t *handler);

/* 1 when what PSA storage keeps survives a reset on this part; 0 when it does not. */
int hf_device_storage_lasts(void);

/* Life-cycle states, as PSA numbers them. */
#define HF_DEVICE_ASSEMBLY       0x1000u
#define HF_DEVICE_PROVISIONING   0x2000u
#define HF_DEVICE_SECURED        0x3000u /* the one in which secure serves */
#define HF_DEVICE_RECOVERABLE    0x5000u
#define HF_DEVICE_DECOMMISSIONED 0x6000u

struct hf_device_life {
    uint32_t lifecycle;
    uint32_t tamper; /* 1: a tamper event stands: the keys are wiped, and secure does not serve */
};

/* Answers in every state. In every state but secured, and after a tamper event, all other calls
 * but hf_device_version() and hf_device_alive() give PSA_ERROR_BAD_STATE (-137). A psa_status_t. */
int32_t hf_device_life(struct hf_device_life *life);

#define HF_DEVICE_CERTIFICATE_MAX 1024u

/* The certificate of the identity key, DER, as the factory made it.
 * PSA_ERROR_DOES_NOT_EXIST (-140): the device was not provisioned, or keeps none (volatile parts).
 * PSA_ERROR_BUFFER_TOO_SMALL (-138): at most HF_DEVICE_CERTIFICATE_MAX bytes are needed. */
int32_t hf_device_certificate(uint8_t *certificate, size_t size, size_t *length);

#endif
