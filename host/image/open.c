/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/image/open.h"

#include "host/image/crypt.h"
#include "host/image/image.h"

static int decrypt(const char *path, const char *key_path, struct hf_arena *arena, hf_span_t *file)
{
    struct hf_trouble trouble = {""};
    struct hf_key *key = NULL;

    if (!hf_key_load(key_path, &key, &trouble)) {
        return hf_broken("%s", trouble.line);
    }
    bool const done = hf_image_decrypt(*file, key, arena, file, &trouble);

    hf_key_free(key);
    return done ? HF_EXIT_YES : hf_broken("%s: %s", path, trouble.line);
}

int hf_image_file_open(const char *path, const char *key, struct hf_arena *arena, hf_span_t *file)
{
    struct hf_trouble trouble = {""};
    struct hf_bytes bytes;

    if (!hf_file_read(path, HF_IMAGE_FILE_MAX, arena, &bytes, &trouble)) {
        return hf_broken("%s", trouble.line);
    }
    *file = (hf_span_t){(const uint8_t *)bytes.data, bytes.size};
    if (file->size < HF_IMAGE_HEADER_SIZE || hf_read_u32(file->bytes) != HF_IMAGE_MAGIC) {
        return hf_broken("%s: not an image: it does not start with MCUboot's magic 0x%08x; make "
                         "one with `holdfast image sign`",
                         path, HF_IMAGE_MAGIC);
    }
    bool const encrypted =
        (hf_read_u32(file->bytes + 16) & (HF_IMAGE_FLAG_AES128 | HF_IMAGE_FLAG_AES256)) != 0;

    return encrypted && key != NULL ? decrypt(path, key, arena, file) : HF_EXIT_YES;
}
