/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/report/cra_text.h - the points of the Cyber Resilience Act (Regulation (EU) 2024/2847), each
 * in a few words of ours, with what of a product can support it. The date of the law's state is
 * that of the catalogue. */
#ifndef HF_HOST_REPORT_CRA_TEXT_H
#define HF_HOST_REPORT_CRA_TEXT_H

#include <stddef.h>

/* Annex I Part I, point 1 and point 2 (a) to (m). */
struct hf_cra_property {
    const char *point;
    const char *text;
    const char *threats; /* whose verdicts and runs bear on it: "t4 t8"; "" for none */
    const char *open;    /* what the manufacturer has to add */
};

/* A point of Annex I Part II, Annex II or Annex VII: what is asked, and what is still to do. */
struct hf_cra_point {
    const char *point;
    const char *text;
    const char *open;
};

extern const struct hf_cra_property hf_cra_properties[];
extern const size_t hf_cra_property_count;
extern const struct hf_cra_point hf_cra_handling[];
extern const size_t hf_cra_handling_count;

#endif
