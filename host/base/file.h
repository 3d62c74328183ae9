/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/base/file.h - reading an input file whole, never more than a stated size. */
#ifndef HF_HOST_BASE_FILE_H
#define HF_HOST_BASE_FILE_H

#include "host/base/arena.h"
#include "host/base/trouble.h"

struct hf_bytes {
    const char *data; /* a zero byte stands behind it */
    size_t size;
};

/* Reads at most `limit` bytes of `path`. False, with the line in `trouble`, when the file cannot be
 * read or is larger. Works for pipes too, and stops reading one byte after the limit. */
bool hf_file_read(const char *path, size_t limit, struct hf_arena *arena, struct hf_bytes *bytes,
                  struct hf_trouble *trouble);

#endif
