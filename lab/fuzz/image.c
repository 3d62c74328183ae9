/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Any bytes as an image: core's parser and policy, and the host's way to take an image apart. What
 * is admitted by form must hold what it claims, and what was taken apart must be readable again. */
#include "host/image/image.h"
#include "core/signature.h"
#include "host/image/draft.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void need(bool true_now)
{
    if (!true_now) {
        abort();
    }
}

static bool inside(const uint8_t *at, size_t size, hf_span_t whole)
{
    return at >= whole.bytes && size <= whole.size &&
           (size_t)(at - whole.bytes) <= whole.size - size;
}

static void check_claims(const struct hf_image_view *view, enum hf_key_form form)
{
    struct hf_image_claims claims;
    uint32_t at = 0;
    uint8_t raw[64];
    const uint8_t *point = NULL;
    hf_err_t result = hf_image_collect(&view->header, &view->areas, form, &claims, &at);

    need(at <= view->areas.size);
    if (result != HF_OK) {
        return;
    }
    need(inside(claims.hash, HF_HASH_SIZE, view->area_bytes));
    need(inside(claims.vendor_id, HF_UUID_SIZE, view->area_bytes));
    need(inside(claims.class_id, HF_UUID_SIZE, view->area_bytes));
    need(inside(claims.signature.bytes, claims.signature.size, view->area_bytes));
    need(inside(claims.key, form == HF_KEY_EMBEDDED ? HF_PUBKEY_SIZE : HF_KEYHASH_SIZE,
                view->area_bytes));
    (void)!hf_signature_from_der(claims.signature, raw);
    if (form == HF_KEY_EMBEDDED) {
        (void)!hf_pubkey_from_spki(claims.key, &point);
    }
}

static void check_draft(hf_span_t file)
{
    struct hf_arena arena = {NULL};
    struct hf_trouble trouble;
    struct hf_draft draft;
    struct hf_image_view view;
    enum hf_key_form form;
    hf_span_t again;

    if (hf_draft_read(file, &draft, &form) &&
        hf_draft_write(&draft, NULL, form, &arena, &again, &trouble)) {
        need(hf_image_open(again, UINT32_MAX, &view) == HF_OK);
        need(view.hash != NULL && memcmp(view.hash, view.digest, HF_HASH_SIZE) == 0);
    }
    hf_arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    hf_span_t file = {data, size};
    struct hf_image_view view;

    if (hf_image_open(file, 0x40000, &view) == HF_OK) {
        need(view.size <= size);
        check_claims(&view, HF_KEY_EMBEDDED);
        check_claims(&view, HF_KEY_HASHED);
        check_draft(file);
    }
    return 0;
}
