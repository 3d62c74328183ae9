/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/secure/fwu_internal.h"

struct hf_fwu hf_fwu;

/* What is not named here is something about the image's form. */
int32_t hf_fwu_status(hf_err_t err)
{
    static const struct {
        uint32_t word;
        int16_t status;
    } answers[] = {
        {(uint32_t)HF_OK, STATUS_SUCCESS},
        {(uint32_t)HF_ERR_IMAGE_ROLLBACK, STATUS_NOT_PERMITTED},
        {(uint32_t)HF_ERR_IMAGE_KEY_UNKNOWN, STATUS_NOT_PERMITTED},
        {(uint32_t)HF_ERR_IMAGE_KEY_REVOKED, STATUS_NOT_PERMITTED},
        {(uint32_t)HF_ERR_UPDATE_SET, STATUS_NOT_PERMITTED},
        {(uint32_t)HF_ERR_IMAGE_HASH, STATUS_INVALID_SIGNATURE},
        {(uint32_t)HF_ERR_IMAGE_SIGNATURE, STATUS_INVALID_SIGNATURE},
        {(uint32_t)HF_ERR_UPDATE_DEPENDENCY, STATUS_DEPENDENCY_NEEDED},
        {(uint32_t)HF_ERR_FWU_WEAR, STATUS_FLASH_ABUSE},
        {(uint32_t)HF_ERR_UPDATE_BUSY, STATUS_BAD_STATE},
        {(uint32_t)HF_ERR_UPDATE_STATE, STATUS_BAD_STATE},
        {(uint32_t)HF_ERR_UPDATE_TRIAL, STATUS_GENERIC_ERROR},
        {(uint32_t)HF_ERR_JOURNAL_FULL, STATUS_INSUFFICIENT_STORAGE},
        {(uint32_t)HF_ERR_JOURNAL_WORN, STATUS_STORAGE_FAILURE},
        {(uint32_t)HF_ERR_NVM_ALIGN, STATUS_STORAGE_FAILURE},
        {(uint32_t)HF_ERR_NVM_BUSY, STATUS_STORAGE_FAILURE},
        {(uint32_t)HF_ERR_NVM_ECC, STATUS_STORAGE_FAILURE},
        {(uint32_t)HF_ERR_NVM_LOCKED, STATUS_STORAGE_FAILURE},
        {(uint32_t)HF_ERR_NVM_RANGE, STATUS_STORAGE_FAILURE},
        {(uint32_t)HF_ERR_NVM_VERIFY, STATUS_STORAGE_FAILURE},
    };

    for (uint32_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
        if (answers[i].word == (uint32_t)err) {
            return answers[i].status;
        }
    }
    return STATUS_INVALID_ARGUMENT;
}

void hf_fwu_set(uint32_t set, uint8_t state, int32_t error)
{
    for (uint32_t role = 0; role < HF_ROLE_COUNT; role++) {
        if ((set & BIT(role)) != 0) {
            hf_fwu.part[role].state = state;
            hf_fwu.part[role].error = error;
        }
    }
}

uint32_t hf_fwu_in(uint8_t state)
{
    uint32_t set = 0;

    for (uint32_t role = 0; role < HF_ROLE_COUNT; role++) {
        set |= hf_fwu.part[role].state == state ? BIT(role) : 0;
    }
    return set;
}
