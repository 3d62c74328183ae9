/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/attack/attack.h - attacks as data. lab/threats/<id>/attack.yaml says what is done to a
 * device and what is expected on each board; this library does it and measures.
 * docs/formats/attack.md has the vocabulary.
 *
 * A measurement counts only with its positive control: the same steps without the attack must boot,
 * or what is looked for must be where it belongs. A control that fails makes the whole card void.
 */
#ifndef HF_HOST_ATTACK_ATTACK_H
#define HF_HOST_ATTACK_ATTACK_H

#include "host/device/run.h"
#include "host/yaml/yaml.h"

#include <stdio.h>

#define HF_ATTACKS_MAX     64u
#define HF_CARD_RUNS_MAX   256u
#define HF_EVIDENCE_DIGITS 16u

/* How an attack is carried out. */
enum hf_engine {
    HF_ENGINE_IMAGES, /* changed images in the slots; the boot chain judges them */
    HF_ENGINE_APP,    /* the attack firmware runs as the app */
    HF_ENGINE_MEMORY, /* the host looks into the stopped device's memory */
    HF_ENGINE_CLONE,  /* a second device, or an older state of the same one */
    HF_ENGINE_PROBE,  /* a debugger on the open port */
    HF_ENGINE_FAULTS, /* the report of the fault campaign */
};

/* How a claim of the attack firmware is checked. */
enum hf_proof_kind {
    HF_PROOF_NONE,   /* there is nothing but its word */
    HF_PROOF_MEMORY, /* the bytes it shows are those at the address it names */
    HF_PROOF_SECRET, /* it shows the half of the secret that it was not given */
    HF_PROOF_CANARY, /* the host looks for what it gave a service (canary.c) */
};

/* The worse, the smaller. */
enum hf_expected { HF_EXPECTED_BROKE, HF_EXPECTED_HELD, HF_EXPECTED_NOTHING };

/* How a case ended that held: what stopped it, as attack.yaml must say it. */
enum hf_end_kind {
    HF_END_ANY,   /* an image was refused with the right word; a secret was not there */
    HF_END_FAULT, /* secure recorded a fault of the app with this status */
    HF_END_ERROR, /* the attack firmware was given this psa_status_t */
    HF_END_EMPTY, /* it ran to its end and got nothing */
};

struct hf_end {
    enum hf_expected expected;
    enum hf_end_kind kind;
    uint32_t word;
};

#define HF_END_TEXT 24u

/* "held", "broke", "not-applicable", "empty", "fault 00000082", "error -129" */
bool hf_end_parse(const char *text, struct hf_end *end);
bool hf_end_same(const struct hf_end *expected, const struct hf_end *actual);
const char *hf_end_print(const struct hf_end *end, char text[HF_END_TEXT]);

struct hf_lab_attack {
    struct hf_yaml_document document;
    const char *id;
    const char *threat;
    const char *title;
    const char *kind;     /* measured or modelled */
    const char *attacker; /* or NULL, like the two below */
    const char *claim;
    const char *precedent;
    const char *firmware;
    uint32_t number;
    enum hf_proof_kind proof;
    enum hf_engine engine;
    const struct hf_yaml_node *reasons; /* per board, or NULL */
    const struct hf_yaml_node *cases;
    const struct hf_yaml_node *expect;
};

struct hf_lab_attacks {
    struct hf_lab_attack list[HF_ATTACKS_MAX]; /* by id */
    size_t count;
    struct hf_arena arena;
};

/* Reads every attack.yaml under `folder`. */
bool hf_attacks_load(const char *folder, struct hf_lab_attacks *attacks,
                     struct hf_trouble *trouble);
void hf_attacks_free(struct hf_lab_attacks *attacks);

struct hf_end hf_case_end(const struct hf_lab_attack *attack, const struct hf_yaml_node *node,
                          const char *board);

/* What is expected of one case, and of the attack as a whole: broke when one of its cases does. */
enum hf_expected hf_case_expected(const struct hf_lab_attack *attack,
                                  const struct hf_yaml_node *node, const char *board);
enum hf_expected hf_attack_expected(const struct hf_lab_attack *attack, const char *board);

enum hf_measured { HF_MEASURED_HELD, HF_MEASURED_BROKE };

/* What came of one attack on one board. */
struct hf_result {
    enum hf_measured measured;
    bool control;     /* the positive control passed */
    bool unmeasured;  /* nothing could be measured here: no run, and no claim */
    size_t cases;     /* how many were run */
    size_t broken;    /* how many of them broke */
    size_t surprises; /* how many did not end as expected */
    char note[256];   /* what happened, in one line */
};

/* Where attacks find what they need. */
struct hf_attack_place {
    const char *build;   /* build/<board> */
    const char *keys;    /* lab/keys */
    const char *reports; /* build/reports/attacks: logs and scratch devices */
    const char *program; /* QEMU, or NULL */
    double seconds;      /* time-out of one run */
};

/* The log of one attack on one board; its SHA-256 is the evidence id. */
struct hf_attack_log {
    char *text;
    size_t size;
    FILE *file;
};

/* Runs one attack. False, with the line, when it cannot be run at all. */
bool hf_attack_run(const struct hf_lab_attack *attack, const struct hf_attack_place *place,
                   const struct hf_layout *layout, struct hf_attack_log *evidence,
                   struct hf_result *result, struct hf_trouble *trouble);

#endif
