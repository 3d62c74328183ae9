/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/image/open.h - an image file, read for a command: says what is wrong and gives an exit code;
 * HF_EXIT_YES goes on. */
#ifndef HF_HOST_IMAGE_OPEN_H
#define HF_HOST_IMAGE_OPEN_H

#include "core/span.h"
#include "host/base/arena.h"
#include "host/cli/command.h"

/* The bytes of `path`, with the payload in clear: an encrypted one is decrypted with the private
 * key in the file `key`. Without a key (NULL) it stays as it is. */
int hf_image_file_open(const char *path, const char *key, struct hf_arena *arena, hf_span_t *file);

#endif
