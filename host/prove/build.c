/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/prove/prove.h"

#include <errno.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static bool is_built(const char *board, struct hf_arena *arena)
{
    static const char *const files[] = {"irot.elf",   "layout.json", "urot.img",
                                        "secure.img", "app.img",     "attack_app.img"};

    for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
        if (access(hf_arena_print(arena, "build/%s/%s", board, files[i]), R_OK) != 0) {
            return false;
        }
    }
    return true;
}

bool hf_prove_build(const char *board, struct hf_arena *arena, struct hf_trouble *trouble)
{
    int status = 0;

    if (access("script/build", X_OK) != 0) {
        return is_built(board, arena) ||
               hf_trouble_set(trouble,
                              "build/%s is not complete and script/build is not here; run holdfast "
                              "at the top of its tree",
                              board);
    }
    pid_t child = fork();

    if (child == 0) {
        dup2(STDERR_FILENO, STDOUT_FILENO); /* stdout belongs to the answer */
        execl("script/build", "script/build", board, (char *)NULL);
        _exit(127);
    }
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (child < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0 || !is_built(board, arena)) {
        return hf_trouble_set(trouble, "the firmware of %s cannot be built; try script/build %s",
                              board, board);
    }
    return true;
}
