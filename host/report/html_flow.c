/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The data-flow picture with its trust boundaries, drawn from assets, platform, element and remote:
 * one for wide pages, one for narrow ones, and the same in words. */
#include "host/report/flow.h"
#include "host/report/html.h"

#include <string.h>

static const struct {
    const char *suffix; /* of the node's id; without a slash it is the whole id */
    bool zone;          /* only a boundary */
} boxes[HF_BOXES] = {
    [HF_BOX_SERVER] = {"server", false},  [HF_BOX_FACTORY] = {"factory", false},
    [HF_BOX_HANDS] = {"bench", false},    [HF_BOX_CHIP] = {NULL, true},
    [HF_BOX_APP] = {"/app", false},       [HF_BOX_WORLD] = {NULL, true},
    [HF_BOX_SECURE] = {"/secure", false}, [HF_BOX_ELEMENT] = {"/element", false},
};

static const struct {
    enum hf_flow_box from, to;
} lines[HF_LINES] = {
    [HF_LINE_COMMANDS] = {HF_BOX_SERVER, HF_BOX_APP},
    [HF_LINE_DATA] = {HF_BOX_APP, HF_BOX_SERVER},
    [HF_LINE_CALLS] = {HF_BOX_APP, HF_BOX_SECURE},
    [HF_LINE_FACTORY] = {HF_BOX_FACTORY, HF_BOX_SECURE},
    [HF_LINE_HANDS] = {HF_BOX_HANDS, HF_BOX_SECURE},
    [HF_LINE_BUS] = {HF_BOX_SECURE, HF_BOX_ELEMENT},
};

/* True when `id` is the node of this box on this platform. */
static bool is_box(const char *id, const char *platform, enum hf_flow_box box)
{
    const char *suffix = boxes[box].suffix;

    if (suffix == NULL || suffix[0] != '/') {
        return suffix != NULL && strcmp(id, suffix) == 0;
    }
    size_t length = strlen(platform);

    return strncmp(id, platform, length) == 0 && strcmp(id + length, suffix) == 0;
}

static const json_t *find_node(const struct hf_page *page, const char *platform,
                               enum hf_flow_box box)
{
    const json_t *node;
    size_t i;

    json_array_foreach(hf_list(hf_list(page->model, "data_flow"), "nodes"), i, node)
    {
        if (is_box(hf_get(node, "id"), platform, box)) {
            return node;
        }
    }
    return NULL;
}

static const json_t *find_flow(const struct hf_page *page, const char *platform,
                               enum hf_flow_line line)
{
    const json_t *flow;
    size_t i;

    json_array_foreach(hf_list(hf_list(page->model, "data_flow"), "flows"), i, flow)
    {
        if (is_box(hf_get(flow, "from"), platform, lines[line].from) &&
            is_box(hf_get(flow, "to"), platform, lines[line].to)) {
            return flow;
        }
    }
    return NULL;
}

/* Where an asset is drawn: secrets in the secure world, the rest with the application. */
static enum hf_flow_box box_of(const json_t *asset)
{
    const char *place = hf_get(asset, "lives_in");
    const char *kind = hf_get(asset, "kind");

    if (strcmp(place, "remote") == 0) {
        return HF_BOX_SERVER;
    }
    if (strcmp(place, "se") == 0) {
        return HF_BOX_ELEMENT;
    }
    return strcmp(kind, "key") == 0 || strcmp(kind, "identity") == 0 ? HF_BOX_SECURE : HF_BOX_APP;
}

static bool is_drawn(const json_t *asset, const char *platform, enum hf_flow_box box)
{
    return strcmp(hf_get(asset, "platform"), platform) == 0 && box_of(asset) == box;
}

static void count_needs(const struct hf_page *page, const char *platform,
                        struct hf_flow_needs *needs)
{
    const json_t *secure = find_node(page, platform, HF_BOX_SECURE);
    const json_t *asset;
    size_t i;

    memset(needs, 0, sizeof(*needs));
    json_array_foreach(hf_list(page->model, "assets"), i, asset)
    {
        if (strcmp(hf_get(asset, "platform"), platform) == 0) {
            needs->lines[box_of(asset)]++;
        }
    }
    needs->element = find_node(page, platform, HF_BOX_ELEMENT) != NULL;
    needs->walled = strstr(hf_get(secure, "zone"), "secure world") != NULL;
}

/* At most `room` characters, the rest as an ellipsis. */
static void write_cut(FILE *out, const char *text, size_t room)
{
    char cut[256];
    size_t bytes = 0;
    size_t characters = 0;

    while (text[bytes] != '\0' && bytes < sizeof(cut) - 8u) {
        characters += ((unsigned char)text[bytes] & 0xc0u) != 0x80u;
        if (characters > room) {
            break;
        }
        cut[bytes] = text[bytes];
        bytes++;
    }
    memcpy(cut + bytes, text[bytes] != '\0' ? "\u2026" : "", text[bytes] != '\0' ? 4 : 1);
    hf_html(out, "%s", cut);
}

static void write_text(FILE *out, const char *class, int x, int y)
{
    hf_html(out, "<text class=\"%s\" x=\"%d\" y=\"%d\">", class, x, y);
}

static void draw_assets(const struct hf_page *page, const char *platform, enum hf_flow_box box,
                        const struct hf_flow_rect *at)
{
    const json_t *asset;
    int y = at->y + 62;
    size_t i;

    json_array_foreach(hf_list(page->model, "assets"), i, asset)
    {
        if (!is_drawn(asset, platform, box)) {
            continue;
        }
        size_t room = (size_t)(at->w - 34) * 10u / 74u;
        const char *attacker = hf_get(asset, "attacker");

        hf_html(page->out, "<circle class=\"asset\" cx=\"%d\" cy=\"%d\" r=\"3\"/>", at->x + 14,
                y - 4);
        write_text(page->out, "name", at->x + 24, y);
        write_cut(page->out, hf_get(asset, "name"), room - strlen(attacker) - 3u);
        hf_html(page->out, "<tspan class=\"soft\"> \u00b7 %s</tspan></text>\n", attacker);
        y += 19;
    }
}

static void draw_zone(FILE *out, const struct hf_flow_rect *at, const char *label)
{
    hf_html(out, "<rect class=\"zone\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"12\"/>\n",
            at->x, at->y, at->w, at->h);
    hf_html(out, "<text class=\"zone\" text-anchor=\"end\" x=\"%d\" y=\"%d\">%s</text>\n",
            at->x + at->w - 14, at->y + 20, label);
}

static void draw_box(const struct hf_page *page, const char *platform, enum hf_flow_box box,
                     const struct hf_flow_rect *at)
{
    const json_t *node = find_node(page, platform, box);
    const char *title = hf_get(node, "title");
    bool inside = boxes[box].suffix[0] == '/' && box != HF_BOX_ELEMENT;
    size_t length = strlen(platform);

    if (inside && strncmp(title, platform, length) == 0 && strncmp(title + length, ": ", 2) == 0) {
        title += length + 2u;
    }
    hf_html(page->out,
            "<rect class=\"node%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"8\"/>\n",
            inside ? "" : " far", at->x, at->y, at->w, at->h);
    if (!inside) {
        write_text(page->out, "soft", at->x + 12, at->y + 20);
        hf_html(page->out, "%s</text>\n", hf_get(node, "zone"));
    }
    write_text(page->out, "title", at->x + 12, at->y + (inside ? 28 : 41));
    write_cut(page->out, title, (size_t)(at->w - 20) / 8u);
    fputs("</text>\n", page->out);
    draw_assets(page, platform, box, at);
}

/* The ids of the threats on a flow, each in the tone of its verdict on this platform. */
static void write_threats(FILE *out, const json_t *platform, const json_t *flow)
{
    const json_t *id;
    size_t i;

    json_array_foreach(hf_list(flow, "threats"), i, id)
    {
        const json_t *threat = hf_view_threat(platform, json_string_value(id));
        enum hf_tone tone =
            hf_view_required(threat) ? hf_view_tone(hf_get(threat, "verdict")) : HF_TONE_NONE;

        hf_html(out, "%s<tspan class=\"%s\">%s</tspan>", i > 0 ? " " : "", hf_page_tone_class(tone),
                json_string_value(id));
    }
}

static void draw_line(const struct hf_page *page, const json_t *platform, enum hf_flow_line line,
                      const struct hf_flow_path *at, const char *head)
{
    const json_t *flow = find_flow(page, hf_get(platform, "name"), line);

    if (flow == NULL) {
        return;
    }
    hf_html(page->out,
            "<path class=\"flow\" d=\"M%d %dL%d %d\" marker-end=\"url(#%s)\"/>\n"
            "<text class=\"what\" text-anchor=\"%s\" x=\"%d\" y=\"%d\">%s</text>\n"
            "<text class=\"ids\" text-anchor=\"%s\" x=\"%d\" y=\"%d\">",
            at->x1, at->y1, at->x2, at->y2, head, at->anchor, at->text_x, at->text_y,
            hf_get(flow, "what"), at->anchor, at->text_x,
            at->text_y + (strcmp(at->anchor, "middle") == 0 ? 24 : 17));
    write_threats(page->out, platform, flow);
    fputs("</text>\n", page->out);
}

/* `head` is the id of this picture's arrow head: a browser does not draw one of a hidden picture.
 */
static void draw(const struct hf_page *page, const json_t *platform,
                 const struct hf_flow_plan *plan, const char *class, const char *head)
{
    const char *name = hf_get(platform, "name");
    char label[160];

    hf_html(page->out,
            "<svg class=\"%s\" viewBox=\"0 0 %d %d\" style=\"max-width:%dpx\" role=\"img\" "
            "aria-label=\"Data flow and trust boundaries of %s; the list below says the same in "
            "words\">\n<defs><marker id=\"%s\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" "
            "markerWidth=\"8\" markerHeight=\"8\" orient=\"auto\"><path class=\"head\" "
            "d=\"M0 0L8 4L0 8z\"/></marker></defs>\n",
            class, plan->width, plan->height, plan->width * 11 / 10, name, head);
    snprintf(label, sizeof(label), "chip: %s (%s)", name, hf_get(platform, "core"));
    draw_zone(page->out, &plan->box[HF_BOX_CHIP], label);
    if (plan->walled) {
        draw_zone(page->out, &plan->box[HF_BOX_WORLD], "secure world");
    }
    for (enum hf_flow_box box = 0; box < HF_BOXES; box++) {
        if (!boxes[box].zone && (box != HF_BOX_ELEMENT || plan->element)) {
            draw_box(page, name, box, &plan->box[box]);
        }
    }
    for (enum hf_flow_line line = 0; line < HF_LINES; line++) {
        draw_line(page, platform, line, &plan->line[line], head);
    }
    fputs("</svg>\n", page->out);
}

static const char *node_title(const struct hf_page *page, const char *id)
{
    const json_t *node;
    size_t i;

    json_array_foreach(hf_list(hf_list(page->model, "data_flow"), "nodes"), i, node)
    {
        if (strcmp(hf_get(node, "id"), id) == 0) {
            return hf_get(node, "title");
        }
    }
    return id;
}

static void write_words(const struct hf_page *page)
{
    const json_t *flow;
    const json_t *id;
    size_t i;
    size_t j;

    fputs("<h3>The flows in words</h3>\n<ul class=\"rows\">\n", page->out);
    json_array_foreach(hf_list(hf_list(page->model, "data_flow"), "flows"), i, flow)
    {
        hf_html(page->out, "<li>%s \u2192 %s: %s", node_title(page, hf_get(flow, "from")),
                node_title(page, hf_get(flow, "to")), hf_get(flow, "what"));
        json_array_foreach(hf_list(flow, "threats"), j, id)
        {
            hf_html(page->out, " <a class=\"chip\" href=\"#%s\">%s</a>", json_string_value(id),
                    json_string_value(id));
        }
        fputs("</li>\n", page->out);
    }
    fputs("</ul>\n", page->out);
}

void hf_page_flow(const struct hf_page *page)
{
    const json_t *platform;
    struct hf_flow_needs needs;
    struct hf_flow_plan plan;
    char head[40];
    size_t i;

    fputs(
        "<section aria-labelledby=\"flow\">\n<h2 id=\"flow\">Data flow and trust boundaries</h2>\n"
        "<p class=\"legend\">Dashed lines are trust boundaries. A dot is an asset with the "
        "attacker that it must withstand. Under each flow stand the threats that reach it, in "
        "the colour of their verdict.</p>\n",
        page->out);
    json_array_foreach(hf_list(page->model, "platforms"), i, platform)
    {
        count_needs(page, hf_get(platform, "name"), &needs);
        hf_html(page->out, "<figure>\n");
        memset(&plan, 0, sizeof(plan));
        hf_flow_plan_wide(&needs, &plan);
        snprintf(head, sizeof(head), "head-%zu-wide", i);
        draw(page, platform, &plan, "dfd wide-only", head);
        memset(&plan, 0, sizeof(plan));
        hf_flow_plan_tall(&needs, &plan);
        snprintf(head, sizeof(head), "head-%zu-tall", i);
        draw(page, platform, &plan, "dfd tall-only", head);
        hf_html(page->out, "<figcaption>%s: %s</figcaption>\n</figure>\n", hf_get(platform, "name"),
                needs.walled ? "a hardware wall stands between the application and the secrets"
                             : "no hardware wall stands between the application and the secrets");
    }
    write_words(page);
    fputs("</section>\n", page->out);
}
