/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * holdfast-faults: emulated faults on the boot decision of a firmware binary. docs/faults.md. */
#include "lab/faults/campaign.h"
#include "lab/faults/foreign.h"
#include "lab/faults/stage.h"
#include "lab/faults/stop.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MODELS_SINGLE ((1u << MODEL_PAIR20) - 1u)

/* Everything that the command line says. */
struct request {
    struct stage_case stage;
    struct foreign foreign;
    struct campaign campaign;
    char label[256];
    const char *board;
    const char *name;
    bool expect_given;
};

enum {
    OPTION_STAGE = 256,
    OPTION_LAYOUT,
    OPTION_ELF,
    OPTION_ROM,
    OPTION_ROOT,
    OPTION_IMAGE,
    OPTION_FLOOR,
    OPTION_REVOKE,
    OPTION_EXPECT,
    OPTION_MODELS,
    OPTION_SHARD,
    OPTION_HITS,
    OPTION_TRACE,
    OPTION_BOARD,
    OPTION_CASE,
    OPTION_FRESH,
    OPTION_FORGE,
    OPTION_TABLE,
    OPTION_REAL,
    OPTION_FEW,
    OPTION_FOREIGN /* and those behind it, in the order of foreign.h */
};

static const struct option options[] = {
    {"stage", required_argument, NULL, OPTION_STAGE},
    {"layout", required_argument, NULL, OPTION_LAYOUT},
    {"elf", required_argument, NULL, OPTION_ELF},
    {"rom", required_argument, NULL, OPTION_ROM},
    {"root", required_argument, NULL, OPTION_ROOT},
    {"image", required_argument, NULL, OPTION_IMAGE},
    {"floor", required_argument, NULL, OPTION_FLOOR},
    {"revoke", required_argument, NULL, OPTION_REVOKE},
    {"expect", required_argument, NULL, OPTION_EXPECT},
    {"models", required_argument, NULL, OPTION_MODELS},
    {"shard", required_argument, NULL, OPTION_SHARD},
    {"hits", required_argument, NULL, OPTION_HITS},
    {"trace", required_argument, NULL, OPTION_TRACE},
    {"board", required_argument, NULL, OPTION_BOARD},
    {"case", required_argument, NULL, OPTION_CASE},
    {"fresh", no_argument, NULL, OPTION_FRESH},
    {"table", no_argument, NULL, OPTION_TABLE},
    {"few", required_argument, NULL, OPTION_FEW},
    {"real", no_argument, NULL, OPTION_REAL},
    {"forge", required_argument, NULL, OPTION_FORGE},
    {"goal", required_argument, NULL, OPTION_FOREIGN + FOREIGN_GOAL},
    {"halt", required_argument, NULL, OPTION_FOREIGN + FOREIGN_HALT},
    {"ram", required_argument, NULL, OPTION_FOREIGN + FOREIGN_RAM},
    {"flash", required_argument, NULL, OPTION_FOREIGN + FOREIGN_FLASH},
    {"device", required_argument, NULL, OPTION_FOREIGN + FOREIGN_DEVICE},
    {"cpu", required_argument, NULL, OPTION_FOREIGN + FOREIGN_CPU},
    {"stub", required_argument, NULL, OPTION_FOREIGN + FOREIGN_STUB},
    {NULL, 0, NULL, 0},
};

static uint32_t to_number(const char *text, uint32_t most)
{
    char *end = NULL;
    unsigned long value = strtoul(text, &end, 0);

    if (end == text || *end != '\0' || value > most) {
        misuse("'%s' is not a number up to %u", text, most);
    }
    return (uint32_t)value;
}

static void read_models(struct campaign *campaign, const char *text)
{
    char copy[256];

    if (strlen(text) >= sizeof(copy)) {
        misuse("--models: too long");
    }
    strcpy(copy, text);
    for (char *name = strtok(copy, ","); name != NULL; name = strtok(NULL, ",")) {
        uint32_t before = campaign->models;

        campaign->models |= strcmp(name, "single") == 0 ? MODELS_SINGLE : 0;
        for (uint32_t i = 0; i < MODEL_COUNT; i++) {
            campaign->models |= strcmp(name, model_names[i]) == 0 ? 1u << i : 0;
        }
        if (before == campaign->models && strcmp(name, "control") != 0) {
            misuse("--models: no model '%s'", name);
        }
    }
}

static void read_image(struct stage_case *stage, char *text)
{
    char *equals = strchr(text, '=');

    if (equals == NULL || stage->image_count == STAGE_IMAGES_MAX) {
        misuse("--image: '%s' is not PLACE=FILE", text);
    }
    *equals = '\0';
    if (strcmp(text, "A") != 0 && strcmp(text, "B") != 0 && strcmp(text, "secure") != 0 &&
        strcmp(text, "app") != 0) {
        misuse("--image: '%s' is not A, B, secure or app", text);
    }
    stage->images[stage->image_count].place = text;
    stage->images[stage->image_count++].file = equals + 1;
}

/* Of the images given so far. */
static void forge_image(struct stage_case *stage, const char *place)
{
    for (size_t i = 0; i < stage->image_count; i++) {
        if (strcmp(stage->images[i].place, place) == 0) {
            stage->images[i].forged = true;
            return;
        }
    }
    misuse("--forge: no image is given for '%s' before it", place);
}

static void read_floor(struct stage_case *stage, const char *text)
{
    static const char *const roles[HF_ROLE_COUNT] = {"urot=", "secure=", "app="};

    for (size_t i = 0; i < HF_ROLE_COUNT; i++) {
        if (strncmp(text, roles[i], strlen(roles[i])) == 0) {
            stage->floors[i] = to_number(text + strlen(roles[i]), HF_DIE_COUNTER_STEPS);
            return;
        }
    }
    misuse("--floor: '%s' is not urot=N, secure=N or app=N", text);
}

static void add_root(struct stage_case *stage, const char *path)
{
    for (size_t i = 0; i < HF_DIE_ROOTS; i++) {
        if (stage->roots[i] == NULL) {
            stage->roots[i] = path;
            return;
        }
    }
    misuse("--root: more than %u", HF_DIE_ROOTS);
}

static FILE *open_lines(const char *path)
{
    FILE *file = fopen(path, "w");

    if (file == NULL) {
        stop("%s: cannot be written", path);
    }
    return file;
}

static void read_campaign_option(struct request *request, int option, char *value)
{
    struct campaign *campaign = &request->campaign;

    switch (option) {
    case OPTION_MODELS:
        read_models(campaign, value);
        break;
    case OPTION_FEW:
        campaign->few = to_number(value, UINT32_MAX);
        break;
    case OPTION_SHARD:
        if (sscanf(value, "%u/%u", &campaign->shard, &campaign->shards) != 2 ||
            campaign->shard >= campaign->shards) {
            misuse("--shard: '%s' is not K/N with K below N", value);
        }
        break;
    case OPTION_HITS:
        campaign->hits = open_lines(value);
        break;
    case OPTION_TRACE:
        campaign->trace = open_lines(value);
        break;
    case OPTION_TABLE:
        campaign->tells = true;
        break;
    case OPTION_FRESH:
        campaign->fresh = true;
        break;
    case OPTION_EXPECT:
        request->expect_given = true;
        request->stage.may_boot = strcmp(value, "boots") == 0;
        if (!request->stage.may_boot && strcmp(value, "held") != 0) {
            misuse("--expect: '%s' is not boots or held", value);
        }
        break;
    default:
        exit(2); /* getopt has said why */
    }
}

static void read_option(struct request *request, int option, char *value)
{
    switch (option) {
    case OPTION_STAGE:
        request->stage.stage = value;
        break;
    case OPTION_LAYOUT:
        request->stage.layout = value;
        break;
    case OPTION_ELF:
        request->stage.elf = value;
        break;
    case OPTION_ROM:
        request->stage.rom = value;
        break;
    case OPTION_ROOT:
        add_root(&request->stage, value);
        break;
    case OPTION_IMAGE:
        read_image(&request->stage, value);
        break;
    case OPTION_FLOOR:
        read_floor(&request->stage, value);
        break;
    case OPTION_REAL:
        request->stage.real_crypto = true;
        break;
    case OPTION_FORGE:
        forge_image(&request->stage, value);
        break;
    case OPTION_REVOKE:
        request->stage.revoked |= 1u << to_number(value, HF_DIE_ROOTS - 1u);
        break;
    case OPTION_BOARD:
        request->board = value;
        break;
    case OPTION_CASE:
        request->name = value;
        break;
    default:
        if (option >= OPTION_FOREIGN) {
            foreign_option(&request->foreign, (enum foreign_option)(option - OPTION_FOREIGN),
                           value);
        } else {
            read_campaign_option(request, option, value);
        }
    }
}

static void check_request(const struct request *request)
{
    bool const stage = request->stage.stage != NULL;

    if (request->stage.elf == NULL || !request->expect_given) {
        misuse("--elf and --expect are needed; docs/faults.md tells what they mean");
    }
    if (stage && strcmp(request->stage.stage, "irot") != 0 &&
        strcmp(request->stage.stage, "urot") != 0) {
        misuse("--stage: '%s' is not irot or urot", request->stage.stage);
    }
    if (stage && (request->stage.layout == NULL || request->stage.image_count == 0)) {
        misuse("--stage needs --layout and --image");
    }
}

static double seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* One line for each model: what the table and the report are made of. */
static void print_counts(const struct campaign *campaign)
{
    for (uint32_t model = 0; model < MODEL_COUNT; model++) {
        if ((campaign->models >> model & 1u) == 0) {
            continue;
        }
        printf("{%s\"fault\":\"%s\",\"injections\":%llu,\"hits\":%llu,\"outcomes\":{",
               campaign->label, model_names[model],
               (unsigned long long)campaign_injections(campaign, model),
               (unsigned long long)campaign_breaks(campaign, model));
        for (uint32_t i = 0; i < OUTCOME_COUNT; i++) {
            printf("%s\"%s\":%llu", i == 0 ? "" : ",", outcome_names[i],
                   (unsigned long long)campaign->counts[model][i]);
        }
        puts("}}");
    }
}

/* The same for people; true when nothing broke. */
static bool print_table(const struct campaign *campaign)
{
    uint64_t breaks = 0;

    printf("%-14s %10s %8s\n", "fault", "injections", "broke");
    for (uint32_t model = 0; model < MODEL_COUNT; model++) {
        if ((campaign->models >> model & 1u) != 0) {
            printf("%-14s %10llu %8llu\n", model_names[model],
                   (unsigned long long)campaign_injections(campaign, model),
                   (unsigned long long)campaign_breaks(campaign, model));
            breaks += campaign_breaks(campaign, model);
        }
    }
    printf(
        "%llu instructions from reset to the end; emulated faults, which say nothing of silicon\n",
        (unsigned long long)campaign->path);
    return breaks == 0;
}

static int run(struct request *request, const struct plan *plan)
{
    struct campaign *campaign = &request->campaign;
    enum outcome const wanted = request->stage.may_boot ? OUTCOME_GOOD : OUTCOME_HELD;
    enum outcome unharmed;
    double started;

    snprintf(request->label, sizeof(request->label),
             "\"board\":\"%s\",\"stage\":\"%s\",\"case\":\"%s\",", request->board,
             request->stage.stage != NULL ? request->stage.stage : "foreign", request->name);
    campaign->plan = plan;
    campaign->label = request->label;
    unharmed = campaign_prepare(campaign);
    if (unharmed != wanted) {
        stop("control failed: without a fault the run ends as '%s', not as '%s'",
             outcome_names[unharmed], outcome_names[wanted]);
    }
    started = seconds();
    campaign_attack(campaign);
    if (campaign->tells) {
        bool const held = print_table(campaign);

        campaign_finish(campaign);
        return held ? 0 : 1;
    }
    print_counts(campaign);
    printf("{%s\"fault\":\"control\",\"unharmed\":\"%s\",\"path\":%llu,\"seconds\":%.1f}\n",
           campaign->label, outcome_names[unharmed], (unsigned long long)campaign->path,
           seconds() - started);
    campaign_finish(campaign);
    return 0;
}

int main(int argc, char **argv)
{
    static struct request request = {.board = "-", .name = "-", .campaign = {.shards = 1}};
    static struct plan plan;
    int option;

    while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
        read_option(&request, option, optarg);
    }
    if (optind != argc) {
        misuse("'%s' is no option", argv[optind]);
    }
    check_request(&request);
    if (request.stage.stage != NULL) {
        stage_plan(&request.stage, &plan);
    } else {
        foreign_plan(&request.foreign, &request.stage, &plan);
    }
    return run(&request, &plan);
}
