/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/key/pin.h"

#include "core/span.h"
#include "host/base/file.h"

#include <stdlib.h>
#include <string.h>

static bool take(struct hf_pin *pin, const char *text, size_t size, const char *where,
                 struct hf_trouble *trouble)
{
    while (size > 0 && (text[size - 1] == '\n' || text[size - 1] == '\r')) {
        size--;
    }
    if (size == 0 || size >= sizeof(pin->text)) {
        return hf_trouble_set(trouble, "%s: holds no PIN", where);
    }
    memcpy(pin->text, text, size);
    pin->text[size] = '\0';
    pin->size = size;
    return true;
}

static bool read_file(const char *path, struct hf_pin *pin, struct hf_trouble *trouble)
{
    struct hf_arena arena = {NULL};
    struct hf_bytes bytes;
    bool done = hf_file_read(path, sizeof(pin->text) + 2, &arena, &bytes, trouble);

    if (done) {
        done = take(pin, bytes.data, bytes.size, path, trouble);
        hf_wipe((void *)(uintptr_t)bytes.data, bytes.size);
    }
    hf_arena_free(&arena);
    return done;
}

bool hf_pin_read(const char *source, struct hf_pin *pin, struct hf_trouble *trouble)
{
    const char *text = getenv("HOLDFAST_PIN");
    const char *path = source != NULL ? source : getenv("HOLDFAST_PIN_FILE");

    if (path != NULL) {
        return read_file(strncmp(path, "file:", 5) == 0 ? path + 5 : path, pin, trouble);
    }
    if (text == NULL) {
        return hf_trouble_set(trouble, "the token wants its PIN: give ?pin-source=FILE in the URI, "
                                       "HOLDFAST_PIN_FILE or HOLDFAST_PIN");
    }
    return take(pin, text, strlen(text), "HOLDFAST_PIN", trouble);
}
