/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/report/flow.h"

#define LINE_HEIGHT 19
#define TITLE       46 /* zone and title */
#define FOOT        10

static int max(int a, int b)
{
    return a > b ? a : b;
}

static int box_height(const struct hf_flow_needs *needs, enum hf_flow_box box, int least)
{
    return max(least, TITLE + FOOT + LINE_HEIGHT * (int)needs->lines[box]);
}

/* ---- wide: those outside on the left, the chip in the middle, the element on the right ---- */

#define WIDE_SIDE   200
#define WIDE_CHIP   424
#define WIDE_INNER  290
#define WIDE_MARGIN 18

static struct hf_flow_path across(int x1, int x2, int y)
{
    return (struct hf_flow_path){x1, y, x2, y, (x1 + x2) / 2, y - 8, "middle"};
}

static void wide_boxes(const struct hf_flow_needs *needs, struct hf_flow_plan *plan)
{
    struct hf_flow_rect *box = plan->box;
    int inner = WIDE_CHIP + WIDE_MARGIN;
    int server = box_height(needs, HF_BOX_SERVER, 0);
    int app = max(box_height(needs, HF_BOX_APP, 132), server);
    int secure = box_height(needs, HF_BOX_SECURE, 150);
    int top = 40;
    int below = top + app + 92;

    box[HF_BOX_APP] = (struct hf_flow_rect){inner, top, WIDE_INNER, app};
    box[HF_BOX_SERVER] = (struct hf_flow_rect){2, top, WIDE_SIDE, app};
    box[HF_BOX_SECURE] = (struct hf_flow_rect){inner, below, WIDE_INNER, secure};
    box[HF_BOX_FACTORY] = (struct hf_flow_rect){2, below, WIDE_SIDE, 60};
    box[HF_BOX_HANDS] = (struct hf_flow_rect){2, below + secure - 60, WIDE_SIDE, 60};
    box[HF_BOX_WORLD] =
        (struct hf_flow_rect){inner - 9, below - 30, WIDE_INNER + 18, secure + 30 + 10};
    box[HF_BOX_CHIP] =
        (struct hf_flow_rect){WIDE_CHIP, 2, WIDE_INNER + 2 * WIDE_MARGIN, below + secure + 20};
    plan->width = WIDE_CHIP + WIDE_INNER + 2 * WIDE_MARGIN + 2;
    plan->height = below + secure + 24;
    if (needs->element) {
        int x = plan->width + 214;
        int height = box_height(needs, HF_BOX_ELEMENT, 90);

        box[HF_BOX_ELEMENT] = (struct hf_flow_rect){x, below, 200, height};
        plan->width = x + 202;
        plan->height = max(plan->height, below + height + 4);
    }
}

void hf_flow_plan_wide(const struct hf_flow_needs *needs, struct hf_flow_plan *plan)
{
    const struct hf_flow_rect *box = plan->box;

    plan->element = needs->element;
    plan->walled = needs->walled;
    wide_boxes(needs, plan);
    const struct hf_flow_rect app = box[HF_BOX_APP];
    const struct hf_flow_rect secure = box[HF_BOX_SECURE];
    int left = WIDE_SIDE + 2;

    plan->line[HF_LINE_COMMANDS] = across(left, app.x, app.y + 44);
    plan->line[HF_LINE_DATA] = across(app.x, left, app.y + 104);
    plan->line[HF_LINE_FACTORY] = across(left, secure.x, secure.y + 30);
    plan->line[HF_LINE_HANDS] = across(left, secure.x, secure.y + secure.h - 30);
    plan->line[HF_LINE_BUS] = across(secure.x + secure.w, box[HF_BOX_ELEMENT].x, secure.y + 60);
    /* the label stands clear of the chip's boundary */
    plan->line[HF_LINE_BUS].text_x =
        (box[HF_BOX_CHIP].x + box[HF_BOX_CHIP].w + box[HF_BOX_ELEMENT].x) / 2;
    plan->line[HF_LINE_CALLS] = (struct hf_flow_path){
        app.x + 30, app.y + app.h, app.x + 30, secure.y, app.x + 44, app.y + app.h + 24, "start"};
}

/* ---- tall: the server on top, the chip, the element, and the hands at the bottom ---- */

#define TALL_WIDTH 380
#define TALL_GAP   78

static struct hf_flow_path down(int x, int y1, int y2, int offset)
{
    int top = y1 < y2 ? y1 : y2;

    return (struct hf_flow_path){x, y1, x, y2, x + 12, top + offset, "start"};
}

static void tall_boxes(const struct hf_flow_needs *needs, struct hf_flow_plan *plan)
{
    struct hf_flow_rect *box = plan->box;
    int y = 2;

    box[HF_BOX_SERVER] = (struct hf_flow_rect){20, y, 340, box_height(needs, HF_BOX_SERVER, 0)};
    y += box[HF_BOX_SERVER].h + TALL_GAP;
    box[HF_BOX_CHIP] = (struct hf_flow_rect){4, y, TALL_WIDTH - 8, 0};
    y += 38;
    box[HF_BOX_APP] = (struct hf_flow_rect){26, y, 328, box_height(needs, HF_BOX_APP, 0)};
    y += box[HF_BOX_APP].h + 92;
    box[HF_BOX_SECURE] = (struct hf_flow_rect){26, y, 328, box_height(needs, HF_BOX_SECURE, 0)};
    box[HF_BOX_WORLD] = (struct hf_flow_rect){16, y - 30, 348, box[HF_BOX_SECURE].h + 40};
    y += box[HF_BOX_SECURE].h + 20;
    box[HF_BOX_CHIP].h = y - box[HF_BOX_CHIP].y;
    if (needs->element) {
        y += 56;
        box[HF_BOX_ELEMENT] =
            (struct hf_flow_rect){76, y, 228, box_height(needs, HF_BOX_ELEMENT, 0)};
        y += box[HF_BOX_ELEMENT].h;
    }
    y += TALL_GAP + 10;
    box[HF_BOX_FACTORY] = (struct hf_flow_rect){4, y, 178, 60};
    box[HF_BOX_HANDS] = (struct hf_flow_rect){198, y, 178, 60};
    plan->width = TALL_WIDTH;
    plan->height = y + 64;
}

void hf_flow_plan_tall(const struct hf_flow_needs *needs, struct hf_flow_plan *plan)
{
    const struct hf_flow_rect *box = plan->box;

    plan->element = needs->element;
    plan->walled = needs->walled;
    tall_boxes(needs, plan);
    int server = box[HF_BOX_SERVER].y + box[HF_BOX_SERVER].h;
    int app = box[HF_BOX_APP].y + box[HF_BOX_APP].h;
    int secure = box[HF_BOX_SECURE].y + box[HF_BOX_SECURE].h;
    int hands = box[HF_BOX_HANDS].y;

    plan->line[HF_LINE_COMMANDS] = down(54, server, box[HF_BOX_APP].y, 28);
    plan->line[HF_LINE_DATA] = down(246, box[HF_BOX_APP].y, server, 28);
    plan->line[HF_LINE_CALLS] = down(66, app, box[HF_BOX_SECURE].y, 26);
    plan->line[HF_LINE_BUS] = down(112, secure, box[HF_BOX_ELEMENT].y, 40);
    plan->line[HF_LINE_FACTORY] =
        (struct hf_flow_path){46, hands, 46, secure, 58, hands - 52, "start"};
    plan->line[HF_LINE_HANDS] =
        (struct hf_flow_path){334, hands, 334, secure, 322, hands - 26, "end"};
}
