/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * An update over a line that loses, repeats, delays and spoils frames, to a device that is reset in
 * the middle: it ends with the image in staging, byte for byte, or with a clear no. */
#include "core/parcel.h"
#include "firmware/app/agent.h"
#include "firmware/secure/fwu_world.h"
#include "host/device/session.h"
#include "hw/api/console.h"
#include "psa/update.h"

#include <stdio.h>
#include <stdlib.h>

/* The app's calls, without a door between. */
psa_status_t psa_fwu_query(psa_fwu_component_t component, psa_fwu_component_info_t *info)
{
    struct hf_fwu_answer answer;
    psa_status_t const status = hf_fwu_query(component, &answer);

    if (status == PSA_SUCCESS) {
        memset(info, 0, sizeof(*info));
        info->state = (uint8_t)answer.state;
        info->error = answer.error;
        info->version.major = answer.version[0];
        info->impl.written = answer.written;
    }
    return status;
}

psa_status_t psa_fwu_start(psa_fwu_component_t component, const void *manifest, size_t size)
{
    (void)manifest;
    return hf_fwu_start(component, (uint32_t)size);
}

psa_status_t psa_fwu_write(psa_fwu_component_t component, size_t offset, const void *block,
                           size_t size)
{
    return hf_fwu_write(component, (uint32_t)offset, block, (uint32_t)size);
}

psa_status_t psa_fwu_finish(psa_fwu_component_t component)
{
    return hf_fwu_finish(component);
}

psa_status_t psa_fwu_cancel(psa_fwu_component_t component)
{
    return hf_fwu_cancel(component);
}

psa_status_t psa_fwu_clean(psa_fwu_component_t component)
{
    return hf_fwu_clean(component);
}

psa_status_t psa_fwu_install(void)
{
    return hf_fwu_install();
}

psa_status_t psa_fwu_request_reboot(void)
{
    reset();
    return PSA_SUCCESS;
}

psa_status_t psa_fwu_reject(psa_status_t error)
{
    return hf_fwu_reject(error);
}

psa_status_t psa_fwu_accept(void)
{
    return hf_fwu_accept();
}

/* The app's console, and what the host has not read of it. */
static char text[65536];
static size_t text_size;
static size_t text_read;

void hf_print(const char *words)
{
    for (; *words != '\0' && text_size + 1 < sizeof(text); words++) {
        text[text_size++] = *words;
    }
    text[text_size] = '\0';
}

void hf_print_hex(uint32_t value)
{
    char digits[9];

    snprintf(digits, sizeof(digits), "%08x", value);
    hf_print(digits);
}

void hf_print_number(uint32_t value)
{
    char digits[12];

    snprintf(digits, sizeof(digits), "%u", value);
    hf_print(digits);
}

int hf_console_get(void)
{
    return -1;
}

/* What the line does to a frame. */
enum mischief {
    LOSE,
    REPEAT,
    DELAY, /* comes again behind the next one */
    FLIP,
    CUT,
    LOSE_ANSWER,
    RESET,
    MISCHIEFS
};

static struct {
    unsigned one_in; /* 0: a perfect line */
    unsigned only;   /* MISCHIEFS: any */
    uint32_t seed;
    uint8_t delayed[HF_PARCEL_MOST];
    size_t delayed_size;
    unsigned done[MISCHIEFS];
    bool deaf;
} noise;

static uint32_t draw(void)
{
    noise.seed = noise.seed * 1664525u + 1013904223u;
    return noise.seed >> 8;
}

static void give(const uint8_t *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        hf_agent_take(bytes[i]);
    }
}

static void spoil(const uint8_t *bytes, size_t size, enum mischief what)
{
    uint8_t copy[HF_PARCEL_MOST];

    memcpy(copy, bytes, size);
    noise.done[what]++;
    switch (what) {
    case LOSE:
        break;
    case REPEAT:
        give(bytes, size);
        give(bytes, size);
        break;
    case DELAY:
        memcpy(noise.delayed, bytes, size);
        noise.delayed_size = size;
        give(bytes, size);
        break;
    case FLIP:
        copy[draw() % size] ^= (uint8_t)(1u << draw() % 8u);
        give(copy, size);
        break;
    case CUT:
        give(bytes, draw() % size);
        break;
    case LOSE_ANSWER:
        give(bytes, size);
        text_read = text_size;
        break;
    default:
        reset(); /* the frame is gone with it */
        break;
    }
}

static bool send_bytes(void *context, const uint8_t *bytes, size_t size)
{
    (void)context;
    if (noise.delayed_size != 0) {
        size_t const delayed = noise.delayed_size;

        noise.delayed_size = 0;
        give(noise.delayed, delayed);
    }
    if (noise.one_in == 0 || draw() % noise.one_in != 0) {
        give(bytes, size);
        return true;
    }
    spoil(bytes, size,
          (enum mischief)(noise.only != MISCHIEFS ? noise.only : draw() % (uint32_t)MISCHIEFS));
    return true;
}

static bool receive(void *context, double seconds, struct hf_report *report)
{
    (void)context;
    (void)seconds;
    while (text_read < text_size) {
        char *line = text + text_read;
        size_t const size = strcspn(line, "\n");

        line[size] = '\0';
        text_read += size + 1;
        if (hf_report_parse(line, report)) {
            return true;
        }
    }
    text_size = 0;
    text_read = 0;
    return false;
}

static const struct recipe app_2 = {HF_ROLE_APP, 9000, 6, 2, 0xff, 0};
static struct made_image image;
static struct made_image other;
static struct hf_session session = {.line = {NULL, send_bytes, receive}, .patience = 1};
static struct hf_trouble trouble;

static int fresh(void **context)
{
    (void)context;
    start_world(&hf_fake_l5);
    memset(&noise, 0, sizeof(noise));
    noise.only = MISCHIEFS;
    noise.seed = 1;
    text_size = 0;
    text_read = 0;
    session.progress = NULL;
    make_image(&image, &app_2);
    return 0;
}

static enum hf_session_end bring(const struct made_image *what)
{
    struct hf_session_image const wanted = {HF_ROLE_APP, {what->bytes, what->size}};

    return hf_session_bring(&session, &wanted, &trouble);
}

static void expect_in_staging(const struct made_image *what)
{
    assert_int_equal(PSA_FWU_CANDIDATE, state(HF_ROLE_APP));
    assert_memory_equal(what->bytes, hf_fake_nvm_bytes(0x08021000u), what->size);
}

static void a_perfect_line_brings_the_image(void **context)
{
    (void)context;
    assert_int_equal(HF_SESSION_DONE, bring(&image));
    expect_in_staging(&image);
    assert_int_equal(HF_SESSION_DONE, hf_session_install(&session, HF_ROLE_APP, &trouble));
    assert_int_equal(PSA_FWU_STAGED, state(HF_ROLE_APP));
}

static void each_mischief_alone_costs_time_and_no_byte(void **context)
{
    (void)context;
    for (unsigned what = 0; what < MISCHIEFS; what++) {
        fresh(NULL);
        noise.one_in = 5;
        noise.only = what;
        enum hf_session_end end = bring(&image);

        for (int again = 0; end != HF_SESSION_DONE && again < 20; again++) {
            end = bring(&image);
        }
        assert_int_equal(HF_SESSION_DONE, end);
        assert_true(noise.done[what] > 0);
        expect_in_staging(&image);
    }
}

static void all_of_it_together_ends_in_the_image_too(void **context)
{
    unsigned sessions = 0;

    (void)context;
    for (uint32_t seed = 1; seed <= 200; seed++) {
        fresh(NULL);
        noise.one_in = 6;
        noise.seed = seed;
        while (bring(&image) != HF_SESSION_DONE) {
            sessions++;
            assert_true(sessions < 200u * 50u);
        }
        noise.one_in = 0;
        expect_in_staging(&image);
    }
}

static bool stop_in_the_middle(void *context, enum hf_role role, size_t done, size_t total)
{
    (void)context;
    (void)role;
    (void)total;
    return done < 6000;
}

static unsigned blocks;

static bool count_blocks(void *context, enum hf_role role, size_t done, size_t total)
{
    (void)context;
    (void)role;
    (void)done;
    (void)total;
    blocks++;
    return true;
}

static void an_interrupted_session_goes_on(void **context)
{
    (void)context;
    session.progress = stop_in_the_middle;
    assert_int_equal(HF_SESSION_STOPPED, bring(&image));
    assert_int_equal(PSA_FWU_WRITING, state(HF_ROLE_APP));
    session.progress = count_blocks;
    blocks = 0;
    assert_int_equal(HF_SESSION_DONE, bring(&image));
    assert_true(blocks < image.size / HF_PARCEL_BLOCK / 2);
    expect_in_staging(&image);
}

static void another_image_is_not_mixed_into_a_broken_download(void **context)
{
    struct recipe third = app_2;

    (void)context;
    third.major = 3;
    make_image(&other, &third);
    session.progress = stop_in_the_middle;
    assert_int_equal(HF_SESSION_STOPPED, bring(&image));
    session.progress = NULL;
    assert_int_equal(HF_SESSION_DONE, bring(&other));
    expect_in_staging(&other);
}

static void an_image_that_differs_in_its_middle_alone_fails_and_then_comes_whole(void **context)
{
    (void)context;
    other = image;
    other.bytes[HEADER + 2000] ^= 1u; /* neither the first block nor the last one that came */
    session.progress = stop_in_the_middle;
    assert_int_equal(HF_SESSION_STOPPED, bring(&other));
    session.progress = NULL;
    assert_int_equal(HF_SESSION_REFUSED, bring(&image));
    assert_int_equal(PSA_FWU_FAILED, state(HF_ROLE_APP));
    assert_int_equal(HF_SESSION_DONE, bring(&image));
    expect_in_staging(&image);
}

static void truncated_and_longer_images_are_refused_with_a_reason(void **context)
{
    (void)context;
    image.size -= 1;
    assert_int_equal(HF_SESSION_REFUSED, bring(&image));
    assert_non_null(strstr(trouble.line, "not a whole image"));
    image.size += 2;
    assert_int_equal(HF_SESSION_REFUSED, bring(&image));
    assert_non_null(strstr(trouble.line, "not a whole image"));
    image.size -= 1;
    assert_int_equal(HF_SESSION_DONE, bring(&image));
}

static void an_image_larger_than_staging_is_refused_with_a_reason(void **context)
{
    static uint8_t large[0x12000];
    struct hf_session_image const wanted = {HF_ROLE_APP, {large, sizeof(large)}};

    (void)context;
    memcpy(large, image.bytes, image.size);
    assert_int_equal(HF_SESSION_REFUSED, hf_session_bring(&session, &wanted, &trouble));
    assert_non_null(strstr(trouble.line, "at byte 32768"));
    assert_int_equal(HF_SESSION_DONE, bring(&image));
}

static void a_dead_line_is_said_to_be_silent(void **context)
{
    (void)context;
    noise.one_in = 1;
    noise.only = LOSE;
    assert_int_equal(HF_SESSION_SILENT, bring(&image));
    assert_non_null(strstr(trouble.line, "does not answer"));
}

static void noise_for_ever_is_answered_a_bounded_number_of_times(void **context)
{
    uint8_t frame[HF_PARCEL_MOST];
    struct hf_parcel const parcel = {HF_PARCEL_COMMANDS, 2, 0, {NULL, 0}};
    size_t const size = hf_parcel_write(&parcel, frame);
    size_t before;

    (void)context;
    for (unsigned i = 0; i < HF_AGENT_NOISE_MAX + 10u; i++) {
        give(frame, size);
        before = text_size;
        text_size = i < HF_AGENT_NOISE_MAX ? 0 : text_size;
    }
    assert_int_equal(before, text_size);
    assert_int_equal(0, text_size);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_perfect_line_brings_the_image, fresh),
        cmocka_unit_test_setup(each_mischief_alone_costs_time_and_no_byte, fresh),
        cmocka_unit_test_setup(all_of_it_together_ends_in_the_image_too, fresh),
        cmocka_unit_test_setup(an_interrupted_session_goes_on, fresh),
        cmocka_unit_test_setup(another_image_is_not_mixed_into_a_broken_download, fresh),
        cmocka_unit_test_setup(an_image_that_differs_in_its_middle_alone_fails_and_then_comes_whole,
                               fresh),
        cmocka_unit_test_setup(truncated_and_longer_images_are_refused_with_a_reason, fresh),
        cmocka_unit_test_setup(an_image_larger_than_staging_is_refused_with_a_reason, fresh),
        cmocka_unit_test_setup(a_dead_line_is_said_to_be_silent, fresh),
        cmocka_unit_test_setup(noise_for_ever_is_answered_a_bounded_number_of_times, fresh),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
