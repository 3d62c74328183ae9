/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/report/flow.h - where the boxes and arrows of the data-flow picture go. */
#ifndef HF_HOST_REPORT_FLOW_H
#define HF_HOST_REPORT_FLOW_H

#include <stdbool.h>
#include <stddef.h>

/* What can stand in the picture of one platform. */
enum hf_flow_box {
    HF_BOX_SERVER,
    HF_BOX_FACTORY,
    HF_BOX_HANDS,
    HF_BOX_CHIP, /* a boundary, like the next and the last but one */
    HF_BOX_APP,
    HF_BOX_WORLD, /* the secure world */
    HF_BOX_SECURE,
    HF_BOX_ELEMENT,
    HF_BOXES,
};

enum hf_flow_line {
    HF_LINE_COMMANDS, /* server to app */
    HF_LINE_DATA,     /* app to server */
    HF_LINE_CALLS,    /* app to secure */
    HF_LINE_FACTORY,  /* factory to secure */
    HF_LINE_HANDS,    /* hands to secure */
    HF_LINE_BUS,      /* secure to element */
    HF_LINES,
};

struct hf_flow_rect {
    int x, y, w, h;
};

struct hf_flow_path {
    int x1, y1, x2, y2;
    int text_x, text_y; /* of the label's first line */
    const char *anchor; /* "start", "middle", "end" */
};

struct hf_flow_plan {
    int width;
    int height;
    bool element; /* there is one */
    bool walled;  /* a wall stands between app and secure */
    struct hf_flow_rect box[HF_BOXES];
    struct hf_flow_path line[HF_LINES];
};

/* How many lines of text a box must hold below its title. */
struct hf_flow_needs {
    size_t lines[HF_BOXES];
    bool element;
    bool walled;
};

void hf_flow_plan_wide(const struct hf_flow_needs *needs, struct hf_flow_plan *plan);
void hf_flow_plan_tall(const struct hf_flow_needs *needs, struct hf_flow_plan *plan);

#endif
