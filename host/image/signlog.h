/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/image/signlog.h - who has signed what: one line for each signature, appended, never changed.
 *
 *   2026-11-22T16:50:03Z <SHA-256 of the image> <hash of the key> <version> <security counter>
 * <file>
 *
 * The line is on the disk before the image is: an image that is not in the log was not signed here.
 * It is a file, so whoever may write it may also cut it; keep it where signers can only append. */
#ifndef HF_HOST_IMAGE_SIGNLOG_H
#define HF_HOST_IMAGE_SIGNLOG_H

#include "host/image/image.h"

/* Appends the line for `image`, which was signed by the key of hash `key` for `file`. */
bool hf_sign_log(const char *path, hf_span_t image, const uint8_t key[32], const char *file,
                 struct hf_trouble *trouble);

#endif
