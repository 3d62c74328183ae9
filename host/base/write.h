/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/base/write.h - writing an output file so that it is there whole or not at all. */
#ifndef HF_HOST_BASE_WRITE_H
#define HF_HOST_BASE_WRITE_H

#include "host/base/trouble.h"

#include <stddef.h>
#include <sys/types.h>

/* Writes `size` bytes beside `path` and renames them over it. On false the old file, if there was
 * one, is still there. `mode` is what the new file may do, less the umask. */
bool hf_file_replace(const char *path, const void *bytes, size_t size, mode_t mode,
                     struct hf_trouble *trouble);

/* The same, but refuses when `path` exists: for what must never be overwritten, such as a key. */
bool hf_file_create(const char *path, const void *bytes, size_t size, mode_t mode,
                    struct hf_trouble *trouble);

/* Makes `path` and the folders above it. */
bool hf_folder_make(const char *path, struct hf_trouble *trouble);

#endif
