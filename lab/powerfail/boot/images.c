/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/powerfail/boot/images.h"

#include "core/image.h"
#include "host/image/crypt.h"
#include "host/image/sign.h"
#include "hw/api/counter.h"
#include "hw/api/crypto.h"
#include "hw/api/nvm.h"
#include "lab/powerfail/boot/device.h"
#include "lab/powerfail/boot/sight.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEADER   0x200u
#define AREAS    480u /* about what TLVs take */
#define KEY_PATH "lab/keys/"

static struct hf_key *load_key(const char *name)
{
    struct hf_trouble trouble;
    struct hf_key *key;
    char path[64];

    (void)snprintf(path, sizeof(path), KEY_PATH "%s-1.pem", name);
    if (!hf_key_load(path, &key, &trouble)) {
        fprintf(stderr, "powerfail_boot: %s cannot be read: run this from the top of the tree\n",
                path);
        exit(3);
    }
    return key;
}

void image_roots(uint8_t hashes[2][32])
{
    struct hf_trouble trouble;
    struct hf_public half;
    struct hf_key *key;

    for (uint32_t i = 0; i < 2; i++) {
        if (!hf_key_load(i == 0 ? KEY_PATH "root-1.pem" : KEY_PATH "root-2.pem", &key, &trouble)) {
            fputs("powerfail_boot: lab/keys cannot be read: run this from the top of the tree\n",
                  stderr);
            exit(3);
        }
        hf_key_public(key, &half);
        memcpy(hashes[i], half.hash, 32);
        hf_key_free(key);
    }
}

static const char *const key_names[HF_ROLE_COUNT] = {"root", "secure", "app"};

void image_key(enum hf_role role, uint8_t hash[32], uint8_t point[64])
{
    struct hf_key *key = load_key(key_names[role]);
    struct hf_public half;

    hf_key_public(key, &half);
    memcpy(hash, half.hash, 32);
    memcpy(point, half.point, 64);
    hf_key_free(key);
}

/* A vector table whose reset vector points behind it, and bytes of which no two images share a run.
 */
static uint8_t *make_payload(const struct image_wish *wish, uint32_t size)
{
    uint8_t *payload = malloc(size);
    uint32_t noise = wish->version * 2654435761u ^ ((uint32_t)wish->role + 1u) * 0x9e3779b9u;

    if (payload == NULL) {
        abort();
    }
    for (uint32_t i = 0; i < size; i++) {
        noise ^= noise << 13;
        noise ^= noise >> 17;
        noise ^= noise << 5;
        payload[i] = (uint8_t)noise;
    }
    hf_write_u32(payload + 4, wish->code_at + HEADER + 0x11u);
    return payload;
}

static void fill_plan(struct hf_sign_plan *plan, const struct image_wish *wish)
{
    bool const loaded = wish->role == HF_ROLE_UROT;

    memset(plan, 0, sizeof(*plan));
    plan->draft.header_size = HEADER;
    plan->draft.version = (struct hf_version){(uint8_t)wish->version, 0, 0, 0};
    plan->draft.load_address = loaded ? wish->code_at : 0;
    plan->draft.flags = loaded ? HF_IMAGE_FLAG_RAM_LOAD : 0;
    plan->form = loaded ? HF_KEY_EMBEDDED : HF_KEY_HASHED;
    plan->counter = wish->counter;
    plan->targeted = true;
    memcpy(plan->vendor_id, hf_vendor_id, sizeof(plan->vendor_id));
    memcpy(plan->class_id, hf_class_id[wish->role], sizeof(plan->class_id));
    if (wish->needs_app != 0) {
        plan->dependencies[0].image = HF_ROLE_APP;
        plan->dependencies[0].version = (struct hf_version){(uint8_t)wish->needs_app, 0, 0, 0};
        plan->dependency_count = 1;
    }
}

/* SHA-256 of header, payload and protected area, as it stands in the TLV. */
static void note_hash(struct image *image)
{
    struct hf_sha256 hash;
    struct hf_image header;

    if (hf_image_read_header(image->bytes, image->size, &header) != HF_OK) {
        abort();
    }
    hf_sha256_start(&hash);
    hf_sha256_update(&hash, image->bytes, hf_image_areas_offset(&header) + header.protected_size);
    hf_sha256_finish(&hash, image->hash);
}

/* The device's own key, as urot makes it of the hardware key. */
static struct hf_key *device_key(void)
{
    uint8_t key[32];
    uint8_t scalar[32];
    struct hf_key *made = NULL;
    uint32_t const lifecycle = hf_lifecycle_of_keys(hf_lifecycle_read());

    device_root(lifecycle, key);
    hf_kdf(key, "image", lifecycle, key);
    hf_kdf(key, "image.key", 0, scalar);
    if (!hf_key_from_scalar(scalar, &made)) {
        abort();
    }
    return made;
}

static uint8_t *keep(hf_span_t bytes)
{
    uint8_t *kept = malloc(bytes.size);

    if (kept == NULL) {
        abort();
    }
    memcpy(kept, bytes.bytes, bytes.size);
    return kept;
}

/* Takes what was signed, and encrypts it where that is wished for. */
static bool take(struct image *image, hf_span_t made, struct hf_arena *arena)
{
    struct hf_trouble trouble;
    struct hf_key *device;
    hf_span_t covered;
    bool done = true;

    image->covered = NULL;
    if (image->wish.encrypted) {
        device = device_key();
        done = hf_image_encrypt(made, device, arena, &covered, &trouble) &&
               hf_image_decrypt(covered, device, arena, &made, &trouble);
        hf_key_free(device);
        if (done) {
            image->covered = keep(covered);
        }
    }
    image->size = (uint32_t)made.size;
    image->bytes = keep(made);
    return done;
}

void image_make(struct image *image, const struct image_wish *wish)
{
    struct hf_key *key = load_key(wish->key != NULL ? wish->key : key_names[wish->role]);
    uint32_t const size = wish->size - HEADER - AREAS;
    uint8_t *payload = make_payload(wish, size);
    struct hf_arena arena = {0};
    struct hf_trouble trouble;
    struct hf_sign_plan plan;
    hf_span_t made;

    fill_plan(&plan, wish);
    plan.draft.payload = (hf_span_t){payload, size};
    if (wish->encrypted) {
        /* Both ciphers: AES-128 for apps, AES-256 for secure. */
        hf_crypt_prepare(&plan.draft, wish->role == HF_ROLE_APP ? 128 : 256, &arena);
    }
    image->wish = *wish;
    if (!hf_image_sign(&plan, key, &arena, &made, &trouble) || !take(image, made, &arena) ||
        image->size > wish->size) {
        fputs("powerfail_boot: an image cannot be made\n", stderr);
        exit(3);
    }
    note_hash(image);
    hf_arena_free(&arena);
    hf_key_free(key);
    free(payload);
}

void image_free(struct image *image)
{
    free(image->bytes);
    free(image->covered);
    image->bytes = NULL;
    image->covered = NULL;
}

static bool stands_at(const uint8_t *bytes, uint32_t size, uint32_t at)
{
    static uint8_t found[1u << 20];

    return size <= sizeof(found) && hf_nvm_read(at, found, size) == HF_OK &&
           memcmp(found, bytes, size) == 0;
}

static bool look(const struct image *image, const uint8_t *bytes, uint64_t question, uint32_t at)
{
    struct sight_of const of = {at, image->size,
                                sight_ask(question, image->hash, sizeof(image->hash))};
    const uint8_t *known;
    uint8_t answer[32] = {0};

    if (bytes == NULL) {
        return false;
    }
    known = sight_find(&of);
    if (known == NULL) {
        answer[0] = stands_at(bytes, image->size, at);
        sight_keep(&of, answer);
        known = answer;
    }
    return known[0] != 0;
}

bool image_stands_at(const struct image *image, uint32_t at)
{
    return look(image, image->bytes, 2, at);
}

bool image_waits_at(const struct image *image, uint32_t at)
{
    return image->covered != NULL ? look(image, image->covered, 3, at) : image_stands_at(image, at);
}

#define SAMPLE 24u

static bool leaks(const struct image *image, uint32_t at, uint32_t size)
{
    for (uint32_t i = HEADER + 64u; i + SAMPLE < image->size - AREAS; i += 480u) {
        if (memmem(hf_fake_nvm_bytes(at), size, image->bytes + i, SAMPLE) != NULL) {
            return true;
        }
    }
    return false;
}

static bool page_leaks(const struct image *image, uint32_t at, uint32_t size)
{
    struct sight_of const of = {at, size, sight_ask(4, image->hash, sizeof(image->hash))};
    const uint8_t *known = sight_find(&of);
    uint8_t answer[32] = {0};

    if (known == NULL) {
        answer[0] = leaks(image, at, size);
        sight_keep(&of, answer);
        known = answer;
    }
    return known[0] != 0;
}

/* Page by page, each with the beginning of the next: few change from one look to the other. */
bool image_leaks_at(const struct image *image, uint32_t at, uint32_t size)
{
    bool leak = false;

    for (uint32_t done = 0; done < size && !leak; done += HF_FAKE_NVM_PAGE) {
        uint32_t const left = size - done;
        uint32_t const most = HF_FAKE_NVM_PAGE + SAMPLE - 1u;

        leak = page_leaks(image, at + done, left < most ? left : most);
    }
    return leak;
}

static void must(hf_err_t result)
{
    if (result != HF_OK) {
        fprintf(stderr, "powerfail_boot: the flash model refuses (%08x)\n", (unsigned)result);
        abort();
    }
}

static hf_err_t write(const uint8_t *bytes, uint32_t image_size, uint32_t at)
{
    uint8_t chunk[256];
    hf_err_t result = HF_OK;
    uint32_t start;
    uint32_t size;

    for (uint32_t done = 0; done < image_size && result == HF_OK; done += size) {
        must(hf_nvm_sector(at + done, &start, &size));
        result = hf_nvm_erase(start);
    }
    for (uint32_t done = 0; done < image_size && result == HF_OK; done += sizeof(chunk)) {
        uint32_t const left = image_size - done;
        uint32_t const step = left < sizeof(chunk) ? left : (uint32_t)sizeof(chunk);
        uint32_t const unit = hf_nvm_program_unit();

        memset(chunk, hf_nvm_erased_value(), sizeof(chunk));
        memcpy(chunk, bytes + done, step);
        result = hf_nvm_program(at + done, chunk, (step + unit - 1u) / unit * unit);
    }
    return result;
}

hf_err_t image_write(const struct image *image, uint32_t at)
{
    return write(image->covered != NULL ? image->covered : image->bytes, image->size, at);
}

void image_put(const struct image *image, uint32_t at)
{
    must(write(image->bytes, image->size, at));
}
