/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/secure/fwu_check.h - a candidate in staging, looked at before the app is told that it is
 * one: form, target, floor, hash. Not the signature: whom to trust is urot's to know, and urot
 * checks all of this again. */
#ifndef HF_SECURE_FWU_CHECK_H
#define HF_SECURE_FWU_CHECK_H

#include "core/policy.h"
#include "firmware/secure/fwu_store.h"

struct hf_fwu_candidate {
    struct hf_image image;
    struct hf_image_areas split;
    struct hf_image_claims claims; /* points into `areas` */
    uint8_t areas[HF_IMAGE_AREAS_MAX];
};

/* Reads header and areas of what came for `role`. HF_ERR_IMAGE_SIZE: the image is not exactly as
 * long as what came; else what core/image.h and core/policy.h say of it, or the flash. */
HF_MUST_CHECK hf_err_t hf_fwu_candidate_read(const struct hf_fwu_store *store, uint32_t role,
                                             struct hf_fwu_candidate *candidate);

/* HF_ERR_IMAGE_HASH: it was damaged on its way. An encrypted image is not hashed here: only urot
 * can read it. */
HF_MUST_CHECK hf_err_t hf_fwu_candidate_hash(const struct hf_fwu_store *store,
                                             const struct hf_fwu_candidate *candidate);

/* Compares the DEPENDENCY TLVs with the versions that the set would leave, by enum hf_role.
 * HF_ERR_UPDATE_DEPENDENCY: another image is older than this one wants, or there is no such image.
 */
HF_MUST_CHECK hf_err_t hf_fwu_candidate_depends(const struct hf_fwu_candidate *candidate,
                                                uint8_t versions[HF_ROLE_COUNT][8]);

#endif
