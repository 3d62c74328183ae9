/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * psa/update.h - PSA Firmware Update 1.0. The components are in psa/fwu_config.h; docs/fwu.md has
 * the states. An image carries its own manifest, so `manifest` is NULL. */
#ifndef PSA_UPDATE_H
#define PSA_UPDATE_H

#include "psa/error.h"
#include "psa/fwu_config.h"

#include <stddef.h>
#include <stdint.h>

#define PSA_FWU_API_VERSION_MAJOR 1
#define PSA_FWU_API_VERSION_MINOR 0

#define PSA_SUCCESS_REBOOT           ((psa_status_t)1)
#define PSA_SUCCESS_RESTART          ((psa_status_t)2)
#define PSA_ERROR_DEPENDENCY_NEEDED  ((psa_status_t)-156)
#define PSA_ERROR_FLASH_ABUSE        ((psa_status_t)-160)
#define PSA_ERROR_INSUFFICIENT_POWER ((psa_status_t)-161)

#define PSA_FWU_READY     0u
#define PSA_FWU_WRITING   1u
#define PSA_FWU_CANDIDATE 2u
#define PSA_FWU_STAGED    3u
#define PSA_FWU_FAILED    4u
#define PSA_FWU_TRIAL     5u
#define PSA_FWU_REJECTED  6u
#define PSA_FWU_UPDATED   7u

#define PSA_FWU_FLAG_VOLATILE_STAGING 0x00000001u
#define PSA_FWU_FLAG_ENCRYPTION       0x00000002u

typedef uint8_t psa_fwu_component_t;

typedef struct psa_fwu_image_version_t {
    uint8_t major;
    uint8_t minor;
    uint16_t patch;
    uint32_t build;
} psa_fwu_image_version_t;

typedef struct psa_fwu_component_info_t {
    uint8_t state;
    psa_status_t error;              /* why, in FAILED and REJECTED */
    psa_fwu_image_version_t version; /* of the active image */
    uint32_t max_size;               /* bytes */
    uint32_t flags;
    uint32_t location; /* always 0 */
    psa_fwu_impl_info_t impl;
} psa_fwu_component_info_t;

/* PSA_ERROR_DOES_NOT_EXIST: no such component, here and below. */
psa_status_t psa_fwu_query(psa_fwu_component_t component, psa_fwu_component_info_t *info);

/* READY to WRITING. PSA_ERROR_BAD_STATE, PSA_ERROR_INVALID_ARGUMENT (a manifest),
 * PSA_ERROR_INSUFFICIENT_STORAGE (the staging area holds another component's image),
 * PSA_ERROR_FLASH_ABUSE, PSA_ERROR_STORAGE_FAILURE */
psa_status_t psa_fwu_start(psa_fwu_component_t component, const void *manifest,
                           size_t manifest_size);

/* Takes one block. PSA_ERROR_BAD_STATE, PSA_ERROR_INVALID_ARGUMENT (size, offset, order),
 * PSA_ERROR_FLASH_ABUSE (too many erases since the last reset), PSA_ERROR_STORAGE_FAILURE (ask
 * where to go on) */
psa_status_t psa_fwu_write(psa_fwu_component_t component, size_t image_offset, const void *block,
                           size_t block_size);

/* WRITING to CANDIDATE, or to FAILED: PSA_ERROR_INVALID_ARGUMENT (not an image for this component,
 * truncated, or with something behind it), PSA_ERROR_NOT_PERMITTED (its security counter is below
 * the floor), PSA_ERROR_INVALID_SIGNATURE (its hash is wrong). The signature itself is checked
 * before the install. PSA_ERROR_BAD_STATE, PSA_ERROR_STORAGE_FAILURE */
psa_status_t psa_fwu_finish(psa_fwu_component_t component);

/* WRITING or CANDIDATE to FAILED. PSA_ERROR_BAD_STATE, PSA_ERROR_STORAGE_FAILURE */
psa_status_t psa_fwu_cancel(psa_fwu_component_t component);

/* FAILED or UPDATED to READY. PSA_ERROR_BAD_STATE, PSA_ERROR_STORAGE_FAILURE */
psa_status_t psa_fwu_clean(psa_fwu_component_t component);

/* All candidates to STAGED: PSA_SUCCESS_REBOOT. PSA_ERROR_BAD_STATE, PSA_ERROR_DEPENDENCY_NEEDED
 * (they stay candidates), PSA_ERROR_NOT_PERMITTED (no such set: urot goes alone),
 * PSA_ERROR_INSUFFICIENT_STORAGE (the boot log is full: reset once), and what psa_fwu_finish()
 * says */
psa_status_t psa_fwu_install(void);

/* Resets the part. */
psa_status_t psa_fwu_request_reboot(void);

/* STAGED to FAILED, or TRIAL to REJECTED (PSA_SUCCESS_REBOOT). `error` is kept when it is between
 * -32767 and 32767; that of a trial until the reset that takes it back. PSA_ERROR_BAD_STATE,
 * PSA_ERROR_STORAGE_FAILURE */
psa_status_t psa_fwu_reject(psa_status_t error);

/* TRIAL to UPDATED: the new images stay, and after the next reset nothing older boots.
 * PSA_ERROR_BAD_STATE, PSA_ERROR_STORAGE_FAILURE */
psa_status_t psa_fwu_accept(void);

#endif
