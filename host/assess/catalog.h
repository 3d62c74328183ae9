/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/assess/catalog.h - what is known: the files of catalog/, read and checked.
 *
 * The catalogue is part of the command (catalog_data.c), so no folder is needed at run time. A
 * folder may be laid over it: a file there replaces the built-in one of the same name. Every fact
 * names its sources; a fact without one, or with an unknown one, is refused when it is read. */
#ifndef HF_HOST_ASSESS_CATALOG_H
#define HF_HOST_ASSESS_CATALOG_H

#include <stdint.h>

#include "host/yaml/yaml.h"

#define HF_THREATS      9u
#define HF_MEASURES     14u
#define HF_COLUMNS_MAX  32u
#define HF_LEVEL_NEVER  (-1) /* fails even against a remote attacker */
#define HF_LEVEL_REMOTE 0
#define HF_LEVEL_PROBE  1
#define HF_LEVEL_BENCH  2
#define HF_LEVEL_LAB    3
#define HF_LEVEL_NONE   (-2) /* required: not at all */

/* The measures of a platform, in the order of catalog/measures.yaml. */
enum hf_measure {
    HF_MEASURE_TLS,
    HF_MEASURE_MUTUAL_AUTH,
    HF_MEASURE_SIGNED_BOOT,
    HF_MEASURE_ROLLBACK_COUNTER,
    HF_MEASURE_UPDATE_ENCRYPTION,
    HF_MEASURE_TRUSTZONE,
    HF_MEASURE_HDP,
    HF_MEASURE_BOOT_LOCK,
    HF_MEASURE_DEBUG,
    HF_MEASURE_TAMPER,
    HF_MEASURE_PER_DEVICE_KEYS,
    HF_MEASURE_PROVISIONING,
    HF_MEASURE_WATCHDOG,
    HF_MEASURE_RATE_LIMIT,
};

enum hf_place { HF_PLACE_MCU, HF_PLACE_SE, HF_PLACE_REMOTE, HF_PLACES };

enum hf_state { HF_STATE_VERIFIED, HF_STATE_UNVERIFIED, HF_STATE_CONFLICT };

/* A list of texts. */
struct hf_words {
    const char *const *at;
    size_t count;
};

struct hf_source {
    const char *id;
    const char *title;
};

/* A statement that is shown, not computed with. */
struct hf_fact {
    const char *what;
    const char *value;
    enum hf_state state;
    struct hf_words sources;
};

/* ---- parts ---- */

struct hf_column {
    const char *name;
    const char *title;
    const char *meaning;
    struct hf_words values; /* weakest first */
    bool cross_checked;
};

#define HF_CELL_OPEN 0xffu /* not read: any value of the column */

/* One fact of a line. `value` and `other` are indices of the column's values. */
struct hf_cell {
    uint8_t value;
    uint8_t other;
    uint8_t state; /* enum hf_state */
};

struct hf_part {
    const char *series;
    const char *line;
    struct hf_words codes; /* globs of order codes, without "STM32" */
    const char *core;
    struct hf_words sources;
    const char *note;
    struct hf_cell cells[HF_COLUMNS_MAX];
};

/* A document in which facts of parts were also read. */
struct hf_reading {
    struct hf_words series;
    struct hf_words lines;
    struct hf_words columns;
    struct hf_words sources;
    const char *why;
};

/* ---- rules ---- */

enum hf_atom_kind {
    HF_ATOM_CELL,
    HF_ATOM_SERIES,
    HF_ATOM_MEASURE,
    HF_ATOM_CONTEXT,
    HF_ATOM_EXTERNAL_CODE,
    HF_ATOM_ELEMENT,
    HF_ATOM_ELEMENT_CERTIFICATE,
    HF_ATOM_CERTIFICATE,
    HF_ATOM_STACK,
    HF_ATOM_BRINGS,
    HF_ATOM_ALL,
    HF_ATOM_ANY,
};

struct hf_atoms;

struct hf_atom {
    const char *name;
    enum hf_atom_kind kind;
    const char *of; /* column, measure, context or capability */
    struct hf_words is;
    const char *title;
    size_t index;              /* CELL: column; MEASURE: enum hf_measure; CONTEXT: bit */
    uint32_t values;           /* CELL, MEASURE: bit n set = value n makes it true */
    struct hf_atoms *of_atoms; /* ALL, ANY */
    size_t bit;                /* its place in a set of atoms */
};

#define HF_ATOMS_MAX 64u /* a set of atoms is one word */

struct hf_atoms {
    const struct hf_atom **at;
    size_t count;
    uint64_t set;
};

struct hf_rule {
    int level;
    struct hf_atoms when;
    struct hf_atoms unless;
    const char *because;
};

enum hf_rests_on { HF_ON_SOFTWARE, HF_ON_SILICON, HF_ON_ELEMENT };

struct hf_link {
    const char *name;
    const char *title;
    enum hf_rests_on rests_on;
    const struct hf_rule *rules;
    size_t rule_count;
    struct hf_words proved_by; /* attacks of the lab that, all held, show that it is there */
    size_t bit;                /* its place in a set of links */
};

#define HF_LINKS_MAX 64u /* a set of links is one word */

#define HF_CHAIN_MAX 6u

struct hf_chain {
    const struct hf_link *links[HF_CHAIN_MAX];
    size_t count; /* 0: this place has no chain of its own */
};

struct hf_threat {
    const char *id;
    const char *name;
    const char *targets;
    const char *countermeasure;
    const char *residual;
    bool silicon;
    bool baseline;
    int cap;                    /* never required above this level */
    bool touched[5][HF_PLACES]; /* by asset kind and place */
    struct hf_chain chains[2];  /* HF_PLACE_MCU, HF_PLACE_SE */
};

struct hf_need {
    const char *name;
    const char *title;
    const char *advice;
    const struct hf_atoms *alternatives;
    size_t alternative_count;
    const struct hf_atoms
        *architecture; /* when these fail, it is another architecture; may be NULL */
    bool element_helps;
};

/* ---- measures, targets, elements, stacks ---- */

struct hf_possible {
    size_t value;
    struct hf_atoms atoms;
};

struct hf_measure_info {
    const char *name;
    const char *title;
    bool configuration; /* of the silicon; otherwise software */
    struct hf_words values;
    size_t assume;
    struct hf_words counters;
    struct hf_words stm32trust;
    const struct hf_possible *possible;
    size_t possible_count;
};

struct hf_certificate {
    const char *id;
    struct hf_words lines;
    const char *scheme;
    int level;
    bool platform; /* covers the platform, not only an engine */
    struct hf_atoms requires;
    enum hf_state state;
    struct hf_words sources;
    const char *note;
};

struct hf_target {
    const char *name;
    const char *title;
    int floor; /* HF_LEVEL_NONE: none */
    bool isolation;
    const char *scheme; /* NULL: no certificate demanded */
    int level;
    bool platform; /* platform evidence; otherwise supporting evidence */
};

struct hf_element {
    const char *name;
    const char *title;
    bool tpm;
    bool recommended;
    struct hf_fact certificate;
    struct hf_words brings;
    const struct hf_fact *facts;
    size_t fact_count;
};

struct hf_stack {
    const char *name;
    const char *title;
    struct hf_words lines; /* empty: everywhere */
    struct hf_words brings;
    const struct hf_fact *facts;
    size_t fact_count;
};

struct hf_attack {
    const char *id;
    const char *title;
    struct hf_words series;
    struct hf_words elements;
    struct hf_words shown_on;
    int level;
    struct hf_words links;
    uint64_t link_set; /* bit n set = it lowers link n */
    struct hf_atoms when;
    struct hf_words threats;
    const char *cost;
    const char *helps;
    enum hf_state state;
    struct hf_words sources;
};

struct hf_alternative {
    const char *name;
    const char *core;
    int withstands;
    bool cost_driven;
    struct hf_words offers;
    struct hf_words evidence;
    bool evidence_open;
    const char *tooling;
    const char *element;
    enum hf_state state;
    struct hf_words sources;
};

struct hf_board {
    const char *board;
    const char *isolation;  /* trustzone, mpu, none */
    struct hf_words series; /* empty: all */
    bool also;
    const char *title;
};

/* Arrays with their length. */
#define HF_TABLE(type)                                                                             \
    struct {                                                                                       \
        type *at;                                                                                  \
        size_t count;                                                                              \
    }

struct hf_catalog {
    struct hf_arena arena;
    HF_TABLE(struct hf_source) sources;
    HF_TABLE(struct hf_column) columns;
    HF_TABLE(struct hf_part) parts;
    HF_TABLE(struct hf_reading) readings;
    HF_TABLE(struct hf_atom) atoms;
    HF_TABLE(struct hf_link) links;
    HF_TABLE(struct hf_need) needs;
    HF_TABLE(struct hf_target) targets;
    HF_TABLE(struct hf_certificate) certificates;
    HF_TABLE(struct hf_element) elements;
    HF_TABLE(struct hf_stack) stacks;
    HF_TABLE(struct hf_stack) libraries;
    HF_TABLE(struct hf_attack) attacks;
    HF_TABLE(struct hf_alternative) alternatives;
    HF_TABLE(struct hf_board) boards;
    HF_TABLE(struct hf_source) stm32trust;
    struct hf_threat threats[HF_THREATS];
    struct hf_measure_info measures[HF_MEASURES];
    const struct hf_yaml_node *cra; /* read where it is used */
};

/* Reads the built-in catalogue, with the files of `overlay` (may be NULL) laid over it. */
bool hf_catalog_load(const char *overlay, struct hf_catalog *catalog, struct hf_trouble *trouble);
void hf_catalog_free(struct hf_catalog *catalog);

/* The line that a name or an order code stands for: "U585", "STM32U585", "STM32U585CIU6",
 * "F103(xg)". *others counts further lines that fit as well; the first, which is the weaker one, is
 * given. NULL when there is none. */
const struct hf_part *hf_catalog_part(const struct hf_catalog *catalog, const char *name,
                                      size_t *others);

/* The line name closest to a mistyped one, or NULL. */
const char *hf_catalog_nearest_part(const struct hf_catalog *catalog, const char *name);

/* By name; NULL when there is none. */
const struct hf_column *hf_catalog_column(const struct hf_catalog *catalog, const char *name);
const struct hf_atom *hf_catalog_atom(const struct hf_catalog *catalog, const char *name);
const struct hf_link *hf_catalog_link(const struct hf_catalog *catalog, const char *name);
const struct hf_element *hf_catalog_element(const struct hf_catalog *catalog, const char *name);
const struct hf_stack *hf_catalog_stack(const struct hf_catalog *catalog, const char *name);
const struct hf_target *hf_catalog_target(const struct hf_catalog *catalog, const char *name);
const struct hf_need *hf_catalog_need(const struct hf_catalog *catalog, const char *name);

/* The weaker and the stronger reading of a cell; the same index unless it is in doubt. */
size_t hf_cell_low(const struct hf_column *column, const struct hf_cell *cell);
size_t hf_cell_high(const struct hf_column *column, const struct hf_cell *cell);

/* The sources of one cell, documents included; `room` of them at most. Gives their number. */
size_t hf_catalog_cell_sources(const struct hf_catalog *catalog, const struct hf_part *part,
                               size_t column, const char **sources, size_t room);

/* "trustzone", "mpu" or "none" for microcontrollers, "application-core" for the rest: what the
 * line's silicon can isolate with, before the profile says whether it does. */
const char *hf_part_isolation(const struct hf_catalog *catalog, const struct hf_part *part);

/* The boards that stand for a part when the choice is proved, best first; `room` at most. TrustZone
 * that is not in use counts as none. 0 when none stands for it (application processors). */
size_t hf_catalog_boards(const struct hf_catalog *catalog, const struct hf_part *part,
                         bool uses_trustzone, const struct hf_board **boards, size_t room);

bool hf_words_have(const struct hf_words *words, const char *word);

extern const char *const hf_state_names[];

#endif
