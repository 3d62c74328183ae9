/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/assess/profile.h - the product as its maker describes it: schema version 1. */
#ifndef HF_HOST_ASSESS_PROFILE_H
#define HF_HOST_ASSESS_PROFILE_H

#include "host/assess/evidence.h"

#define HF_PROFILE_ITEMS_MAX 64u
#define HF_PLATFORMS_MAX     8u

enum hf_context {
    HF_CONTEXT_THIRD_PARTY_CODE = 1u << 0,
    HF_CONTEXT_UNATTENDED = 1u << 1,
    HF_CONTEXT_HOSTILE_FACTORY = 1u << 2,
    HF_CONTEXT_COST_DRIVEN = 1u << 3,
    HF_CONTEXT_NEW_DESIGN = 1u << 4,
};

enum hf_asset_kind {
    HF_ASSET_KEY,
    HF_ASSET_IDENTITY,
    HF_ASSET_FIRMWARE,
    HF_ASSET_DATA,
    HF_ASSET_AVAILABILITY,
};

/* Where in the profile something stands; line 0: nowhere. */
struct hf_spot {
    unsigned line;
    unsigned column;
};

#define HF_MEASURE_LEFT_OUT (-1)

struct hf_platform {
    const char *name; /* as the profile writes it */
    const struct hf_part *part;
    size_t other_lines;               /* further lines that the name fits */
    const struct hf_element *element; /* NULL: none */
    const struct hf_stack *stack;     /* NULL: left out */
    bool external_code;
    const struct hf_evidence *evidence; /* NULL: none */
    int measures[HF_MEASURES];          /* index of the value, or HF_MEASURE_LEFT_OUT */
    struct hf_spot spot;
    struct hf_spot part_spot;
    struct hf_spot element_spot;
    struct hf_spot stack_spot;
    struct hf_spot external_spot;
    struct hf_spot measure_spots[HF_MEASURES];
};

struct hf_asset {
    const char *name;
    enum hf_asset_kind kind;
    bool fleet;
    enum hf_place place;
    size_t on; /* index of the platform */
    const char *attacker;
    int level; /* of the attacker */
    struct hf_spot spot;
    struct hf_spot attacker_spot;
};

struct hf_residual {
    size_t threat; /* 0 for t1 */
    size_t decision;
    const char *owner;
    const char *expires; /* YYYY-MM-DD, or NULL */
    long expires_number;
    const char *why;
    struct hf_spot spot;
};

struct hf_profile {
    const char *path;
    const char *product;
    const char *kind;
    const char *first_sale; /* NULL: left out */
    const char *last_sale;
    long first_sale_number;
    long last_sale_number;
    long support_years; /* 0: left out */
    struct hf_spot product_spot;
    struct hf_spot context_spot;
    struct hf_words connectivity;
    struct hf_words regulated_by;
    unsigned context; /* enum hf_context */
    struct hf_platform platforms[HF_PLATFORMS_MAX];
    size_t platform_count; /* 0: every known line is ranked */
    struct hf_asset assets[HF_PROFILE_ITEMS_MAX];
    size_t asset_count;
    const struct hf_need *needs[16];
    struct hf_spot need_spots[16];
    size_t need_count;
    const struct hf_target *targets[16];
    struct hf_spot target_spots[16];
    size_t target_count;
    struct hf_residual residuals[HF_PROFILE_ITEMS_MAX];
    size_t residual_count;
    const struct hf_evidence *evidence; /* NULL: none */
    struct hf_yaml_document document;
};

/* Reads and checks a profile. `today` is YYYYMMDD: a residual decision that expired before it is
 * refused. On false `trouble` has the line and nothing is to be freed. */
bool hf_profile_load(const char *path, const struct hf_catalog *catalog, long today,
                     struct hf_profile *profile, struct hf_trouble *trouble);
bool hf_profile_read(const char *name, struct hf_bytes bytes, const struct hf_catalog *catalog,
                     long today, struct hf_profile *profile, struct hf_trouble *trouble);
void hf_profile_free(struct hf_profile *profile);

/* Lets what attacks showed count for all platforms of the profile. */
void hf_profile_use_evidence(struct hf_profile *profile, const struct hf_evidence *evidence);

/* A platform of which everything is left out: what ranking puts each line on. */
struct hf_platform hf_platform_blank(const struct hf_part *part);

/* Sets one key of a platform ("part", "secure_element", "boot_stack", "external_code", a measure)
 * from a text: the counterfactuals. False with a line in `trouble` when it cannot. */
bool hf_platform_set(struct hf_platform *platform, const struct hf_catalog *catalog,
                     const char *key, const char *value, struct hf_trouble *trouble);

/* The schema itself, for the fuzzer. */
extern const struct hf_yaml_rule hf_schema_profile;

#endif
