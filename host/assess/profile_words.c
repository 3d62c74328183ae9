/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/assess/profile_words.h"

#include <stddef.h>

const char *const hf_kind_words[] = {"thermostat",
                                     "smart-lock",
                                     "camera",
                                     "smart-meter",
                                     "smart-meter-gateway",
                                     "router",
                                     "health-wearable",
                                     "child-wearable",
                                     "toy",
                                     "ev-charger",
                                     "industrial-sensor",
                                     "industrial-gateway",
                                     "boot-manager",
                                     "other",
                                     NULL};
const char *const hf_context_words[] = {"third_party_code", "unattended", "hostile_factory",
                                        "cost_driven",      "new_design", NULL};
const char *const hf_regulation_words[] = {"red",      "mdr",    "ivdr",    "vehicle",
                                           "aviation", "marine", "defence", NULL};
const char *const hf_element_words[] = {"none",  "STSAFE-A110", "STSAFE-A120", "STSAFE-TPM",
                                        "SE050", "ATECC608",    NULL};
const char *const hf_stack_words[] = {"none",           "holdfast", "mcuboot", "sbsfu", "stirot",
                                      "secure-manager", "wolfboot", "tf-m",    NULL};
const char *const hf_asset_words[] = {"key", "identity", "firmware", "data", "availability", NULL};
const char *const hf_scope_words[] = {"device", "fleet", NULL};
const char *const hf_place_words[] = {"mcu", "se", "remote", NULL};
const char *const hf_attacker_words[] = {"remote", "adjacent", "probe", "bench", "lab", NULL};
const char *const hf_need_words[] = {
    "isolation",   "secure_boot", "attestation",         "hw_aes",
    "hw_gcm",      "hw_sha256",   "hw_ecc_sign",         "hw_ecc_verify",
    "rich_os_tee", "ble",         "certified_key_store", "anti_cloning",
    NULL};
const char *const hf_target_words[] = {"EN-303-645",    "EN-18031",      "PSA-L1",        "PSA-L2",
                                       "PSA-L3",        "SESIP1",        "SESIP2",        "SESIP3",
                                       "IEC-62443-SL1", "IEC-62443-SL2", "IEC-62443-SL3", NULL};
const char *const hf_threat_words[] = {"t1", "t2", "t3", "t4", "t5", "t6", "t7", "t8", "t9", NULL};
const char *const hf_decision_words[] = {"controlled",  "accepted",     "suppressed",
                                         "transferred", "out-of-scope", NULL};

const char *const hf_measure_names[] = {"tls",
                                        "mutual_auth",
                                        "signed_boot",
                                        "rollback_counter",
                                        "update_encryption",
                                        "trustzone",
                                        "hdp",
                                        "boot_lock",
                                        "debug",
                                        "tamper",
                                        "per_device_keys",
                                        "provisioning",
                                        "watchdog",
                                        "rate_limit",
                                        NULL};

static const char *const bool_words[] = {"false", "true", NULL};
static const char *const debug_words[] = {"open", "rdp1", "closed", "authenticated", NULL};
static const char *const tamper_words[] = {"none", "passive", "active", NULL};
static const char *const provisioning_words[] = {"plain", "hsm", "on_device", NULL};

const char *const *const hf_measure_words[] = {
    bool_words, bool_words,         bool_words, bool_words,  bool_words,
    bool_words, bool_words,         bool_words, debug_words, tamper_words,
    bool_words, provisioning_words, bool_words, bool_words,  NULL};
