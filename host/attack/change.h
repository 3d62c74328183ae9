/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/attack/change.h - what the steps of attack.yaml have in common: the image on the bench. */
#ifndef HF_HOST_ATTACK_CHANGE_H
#define HF_HOST_ATTACK_CHANGE_H

#include "host/attack/internal.h"

struct hf_workshop {
    struct hf_attempt *attempt;
    const struct hf_yaml_node *node; /* the change at hand */
    enum hf_role role;
    struct hf_draft draft;
    enum hf_key_form form;
    bool drafted; /* the draft was changed and not yet written */
    uint8_t *bytes;
    size_t size;
    struct hf_die_page *page;
};

/* A step that makes no sense here: false, with its place in attack.yaml. */
bool hf_change_refuse(const struct hf_workshop *shop, const char *what);

long hf_change_number(const struct hf_workshop *shop, const char *key);

/* The image on the bench is a copy of this one. */
void hf_change_take(struct hf_workshop *shop, hf_span_t image);

/* change_bytes.c: flip, truncate, set, tail, on what was written. */
bool hf_change_bytes(struct hf_workshop *shop, enum hf_change change);
bool hf_change_is_of_bytes(enum hf_change change);

/* change_draft.c: what the image claims, before it is signed. */
bool hf_change_draft(struct hf_workshop *shop, enum hf_change change);

#endif
