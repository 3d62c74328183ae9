/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/image/signlog.h"

#include "host/image/draft.h"
#include "host/key/digest.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static uint32_t counter_of(const struct hf_image_view *view)
{
    struct hf_tlv_walk walk = view->areas.protected_area;
    struct hf_tlv tlv;

    while (!hf_tlv_done(&walk) && hf_tlv_next(&walk, &tlv) == HF_OK) {
        if (tlv.type == HF_TLV_SEC_CNT && tlv.value.size == 4) {
            return hf_read_u32(tlv.value.bytes);
        }
    }
    return 0;
}

/* One write, so that two signers at a time do not mix their lines. */
static bool append(const char *path, const char *line, size_t size, struct hf_trouble *trouble)
{
    int const file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
    bool done = file >= 0 && write(file, line, size) == (ssize_t)size && fsync(file) == 0;
    int const error = errno;

    if (file >= 0 && close(file) != 0) {
        done = false;
    }
    return done || hf_trouble_set(trouble, "%s: %s; without its line no image is written", path,
                                  strerror(error));
}

bool hf_sign_log(const char *path, hf_span_t image, const uint8_t key[32], const char *file,
                 struct hf_trouble *trouble)
{
    struct hf_image_view view;
    time_t const now = time(NULL);
    struct tm parts;
    char when[32];
    char hash[65];
    char signer[65];
    char line[512];

    if (hf_image_open(image, UINT32_MAX, &view) != HF_OK || view.hash == NULL ||
        gmtime_r(&now, &parts) == NULL) {
        return hf_trouble_set(trouble, "%s: no image to log", file);
    }
    struct hf_version const version = hf_version_read(view.header.version);

    strftime(when, sizeof(when), "%Y-%m-%dT%H:%M:%SZ", &parts);
    hf_hex(view.hash, HF_HASH_SIZE, hash);
    hf_hex(key, 32, signer);
    int const size = snprintf(line, sizeof(line), "%s %s %s %u.%u.%u+%u %u %s\n", when, hash,
                              signer, version.major, version.minor, version.revision, version.build,
                              counter_of(&view), hf_quote(file).text);

    return append(path, line, (size_t)size, trouble);
}
