/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What the files of firmware/secure/fwu.h share. */
#ifndef HF_SECURE_FWU_INTERNAL_H
#define HF_SECURE_FWU_INTERNAL_H

#include "firmware/secure/fwu.h"
#include "firmware/secure/fwu_check.h"
#include "firmware/store/update.h"

/* psa_status_t values (psa/error.h, psa/update.h; fwu_test.c compares). */
#define STATUS_SUCCESS              0
#define STATUS_SUCCESS_REBOOT       1
#define STATUS_GENERIC_ERROR        (-132)
#define STATUS_NOT_PERMITTED        (-133)
#define STATUS_INVALID_ARGUMENT     (-135)
#define STATUS_BAD_STATE            (-137)
#define STATUS_DOES_NOT_EXIST       (-140)
#define STATUS_INSUFFICIENT_STORAGE (-142)
#define STATUS_STORAGE_FAILURE      (-146)
#define STATUS_INVALID_SIGNATURE    (-149)
#define STATUS_DEPENDENCY_NEEDED    (-156)
#define STATUS_FLASH_ABUSE          (-160)

#define HF_FWU_APP_ERROR_MOST 0x7fff /* what psa_fwu_reject() keeps over a reset, either sign */

#define BIT(role) (1u << (role))

struct hf_fwu {
    struct hf_bootlog *log; /* NULL: there is none */
    struct {
        struct hf_fwu_store store;
        int32_t error;
        uint8_t state;
        uint8_t present; /* this board has a place for it */
    } part[HF_ROLE_COUNT];
};

extern struct hf_fwu hf_fwu;

/* The answer for an error word. */
int32_t hf_fwu_status(hf_err_t err);

/* Puts the components of a set into a state. */
void hf_fwu_set(uint32_t set, uint8_t state, int32_t error);

/* The components that are in a state. */
uint32_t hf_fwu_in(uint8_t state);

#endif
