/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * What a profile may look like: schema version 1. docs/formats/profile.md says the same in words.
 */
#include "host/assess/profile.h"
#include "host/assess/profile_words.h"

#define END                                                                                        \
    {                                                                                              \
        NULL, NULL, false                                                                          \
    }

static const struct hf_yaml_rule text = {.type = HF_YAML_TEXT, .max = 200};
static const struct hf_yaml_rule prose = {.type = HF_YAML_PROSE, .max = 2000};
static const struct hf_yaml_rule flag = {.type = HF_YAML_BOOL};
static const struct hf_yaml_rule date = {.type = HF_YAML_DATE};
static const struct hf_yaml_rule version = {.type = HF_YAML_INT, .min = 1, .max = 1};
static const struct hf_yaml_rule years = {.type = HF_YAML_INT, .min = 1, .max = 50};

/* ---- product ---- */

static const struct hf_yaml_rule kind = {.type = HF_YAML_WORD, .words = hf_kind_words};
static const struct hf_yaml_rule texts = {
    .type = HF_YAML_LIST, .item = &text, .max = 16, .unique = true};
static const struct hf_yaml_rule regulation = {.type = HF_YAML_WORD, .words = hf_regulation_words};
static const struct hf_yaml_rule regulations = {
    .type = HF_YAML_LIST, .item = &regulation, .max = 16, .unique = true};
static const struct hf_yaml_key product_keys[] = {
    {"name", &text, true},
    {"kind", &kind, true},
    {"first_sale", &date, false},
    {"last_sale", &date, false},
    {"support_years", &years, false},
    {"connectivity", &texts, true},
    {"regulated_by", &regulations, false},
    END,
};
static const struct hf_yaml_rule product = {.type = HF_YAML_MAP, .keys = product_keys};

/* ---- platforms ---- */

static const struct hf_yaml_rule element = {.type = HF_YAML_WORD, .words = hf_element_words};
static const struct hf_yaml_rule stack = {.type = HF_YAML_WORD, .words = hf_stack_words};

static const char *const debug_words[] = {"open", "rdp1", "closed", "authenticated", NULL};
static const char *const tamper_words[] = {"none", "passive", "active", NULL};
static const char *const provisioning_words[] = {"plain", "hsm", "on_device", NULL};
static const struct hf_yaml_rule debug = {.type = HF_YAML_WORD, .words = debug_words};
static const struct hf_yaml_rule tamper = {.type = HF_YAML_WORD, .words = tamper_words};
static const struct hf_yaml_rule provisioning = {.type = HF_YAML_WORD, .words = provisioning_words};
static const struct hf_yaml_key measure_keys[] = {
    {"tls", &flag, false},
    {"mutual_auth", &flag, false},
    {"signed_boot", &flag, false},
    {"rollback_counter", &flag, false},
    {"update_encryption", &flag, false},
    {"trustzone", &flag, false},
    {"hdp", &flag, false},
    {"boot_lock", &flag, false},
    {"debug", &debug, false},
    {"tamper", &tamper, false},
    {"per_device_keys", &flag, false},
    {"provisioning", &provisioning, false},
    {"watchdog", &flag, false},
    {"rate_limit", &flag, false},
    END,
};
static const struct hf_yaml_rule measures = {.type = HF_YAML_MAP, .keys = measure_keys};
static const struct hf_yaml_key platform_keys[] = {
    {"part", &text, true},          {"secure_element", &element, false},
    {"boot_stack", &stack, false},  {"external_code", &flag, false},
    {"measures", &measures, false}, END,
};
static const struct hf_yaml_rule platform = {.type = HF_YAML_MAP, .keys = platform_keys};
static const struct hf_yaml_rule platforms = {
    .type = HF_YAML_LIST, .item = &platform, .min = 1, .max = (long)HF_PLATFORMS_MAX};

/* ---- assets, needs, targets, residuals ---- */

static const struct hf_yaml_rule asset_kind = {.type = HF_YAML_WORD, .words = hf_asset_words};
static const struct hf_yaml_rule scope = {.type = HF_YAML_WORD, .words = hf_scope_words};
static const struct hf_yaml_rule place = {.type = HF_YAML_WORD, .words = hf_place_words};
static const struct hf_yaml_rule attacker = {.type = HF_YAML_WORD, .words = hf_attacker_words};
static const struct hf_yaml_key asset_keys[] = {
    {"name", &text, true},
    {"kind", &asset_kind, true},
    {"scope", &scope, false},
    {"lives_in", &place, false},
    {"attacker", &attacker, true},
    {"on", &text, false},
    END,
};
static const struct hf_yaml_rule asset = {.type = HF_YAML_MAP, .keys = asset_keys};
static const struct hf_yaml_rule assets = {
    .type = HF_YAML_LIST, .item = &asset, .max = (long)HF_PROFILE_ITEMS_MAX};

static const struct hf_yaml_rule context = {.type = HF_YAML_WORD, .words = hf_context_words};
static const struct hf_yaml_rule contexts = {
    .type = HF_YAML_LIST, .item = &context, .max = 16, .unique = true};
static const struct hf_yaml_rule need = {.type = HF_YAML_WORD, .words = hf_need_words};
static const struct hf_yaml_rule needs = {
    .type = HF_YAML_LIST, .item = &need, .max = 16, .unique = true};
static const struct hf_yaml_rule target = {.type = HF_YAML_WORD, .words = hf_target_words};
static const struct hf_yaml_rule targets = {
    .type = HF_YAML_LIST, .item = &target, .max = 16, .unique = true};

static const struct hf_yaml_rule threat = {.type = HF_YAML_WORD, .words = hf_threat_words};
static const struct hf_yaml_rule decision = {.type = HF_YAML_WORD, .words = hf_decision_words};
static const struct hf_yaml_key residual_keys[] = {
    {"threat", &threat, true}, {"decision", &decision, true}, {"owner", &text, true},
    {"expires", &date, false}, {"why", &prose, true},         END,
};
static const struct hf_yaml_rule residual = {.type = HF_YAML_MAP, .keys = residual_keys};
static const struct hf_yaml_rule residuals = {
    .type = HF_YAML_LIST, .item = &residual, .max = (long)HF_PROFILE_ITEMS_MAX};

static const struct hf_yaml_key profile_keys[] = {
    {"holdfast", &version, true}, {"product", &product, true},      {"context", &contexts, false},
    {"assets", &assets, true},    {"platforms", &platforms, false}, {"needs", &needs, false},
    {"targets", &targets, false}, {"residuals", &residuals, false}, END,
};
const struct hf_yaml_rule hf_schema_profile = {.type = HF_YAML_MAP, .keys = profile_keys};
