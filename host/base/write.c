/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/base/write.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool write_all(int file, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t written = write(file, bytes, size);

        if (written < 0 && errno != EINTR) {
            return false;
        }
        if (written > 0) {
            bytes += written;
            size -= (size_t)written;
        }
    }
    return true;
}

/* A new file beside `path`, whose name is left in `name`. */
static int open_beside(const char *path, mode_t mode, char name[PATH_MAX])
{
    if (snprintf(name, PATH_MAX, "%s.new.%ld", path, (long)getpid()) >= PATH_MAX) {
        errno = ENAMETOOLONG;
        return -1;
    }
    return open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
}

/* link() refuses an existing target, rename() replaces it: both in one step. */
static bool put_in_place(const char *name, const char *path, bool replace)
{
    if (replace) {
        return rename(name, path) == 0;
    }
    return link(name, path) == 0 && unlink(name) == 0;
}

static bool write_file(const char *path, const void *bytes, size_t size, mode_t mode, bool replace)
{
    char name[PATH_MAX];
    int file = open_beside(path, mode, name);

    if (file < 0) {
        return false;
    }
    bool done = write_all(file, bytes, size) && fsync(file) == 0;
    int reason = errno;

    if (close(file) != 0 && done) {
        done = false;
        reason = errno;
    }
    if (done && !put_in_place(name, path, replace)) {
        done = false;
        reason = errno;
    }
    if (!done) {
        unlink(name);
        errno = reason;
    }
    return done;
}

bool hf_file_replace(const char *path, const void *bytes, size_t size, mode_t mode,
                     struct hf_trouble *trouble)
{
    if (!write_file(path, bytes, size, mode, true)) {
        return hf_trouble_set(trouble, "%s: cannot be written: %s", path, strerror(errno));
    }
    return true;
}

bool hf_file_create(const char *path, const void *bytes, size_t size, mode_t mode,
                    struct hf_trouble *trouble)
{
    if (write_file(path, bytes, size, mode, false)) {
        return true;
    }
    if (errno == EEXIST) {
        return hf_trouble_set(trouble, "%s: exists and is not overwritten; name another file",
                              path);
    }
    return hf_trouble_set(trouble, "%s: cannot be written: %s", path, strerror(errno));
}

bool hf_folder_make(const char *path, struct hf_trouble *trouble)
{
    char part[PATH_MAX];
    size_t size = strlen(path);

    if (size == 0 || size >= sizeof(part)) {
        return hf_trouble_set(trouble, "%s: not a folder name", path);
    }
    for (size_t i = 1; i <= size; i++) {
        if (path[i] != '/' && path[i] != '\0') {
            continue;
        }
        memcpy(part, path, i);
        part[i] = '\0';
        if (mkdir(part, 0777) != 0 && errno != EEXIST) {
            return hf_trouble_set(trouble, "%s: cannot be made: %s", part, strerror(errno));
        }
    }
    return true;
}
