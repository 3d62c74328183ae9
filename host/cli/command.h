/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/cli/command.h - the one table of commands. It makes the dispatch, the help, the man page and
 * the completion.
 *
 * Conventions that every command keeps: the answer goes to stdout, all else to stderr; `--json`
 * wherever there is an answer; bad input is one clear line that says what, where and what to do. */
#ifndef HF_HOST_CLI_COMMAND_H
#define HF_HOST_CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Exit codes, the same for every command. */
enum hf_exit {
    HF_EXIT_YES = 0,    /* the answer is yes, or the work is done */
    HF_EXIT_NO = 1,     /* the answer is no: refused, insufficient, an attack got through */
    HF_EXIT_USAGE = 2,  /* the command line is wrong */
    HF_EXIT_BROKEN = 3, /* an input is broken or cannot be read or written */
};

struct hf_option {
    const char *name;    /* long name without dashes */
    const char *value;   /* what it takes, "FILE"; NULL for a flag */
    const char *summary; /* one line */
    bool repeats;        /* may be given several times */
    char letter;         /* short form, 'o' for -o; 0 for none */
};

#define HF_ARGUMENTS_MAX 24

/* The command line after parsing: options in the order given, then what is left. */
struct hf_arguments {
    struct {
        const struct hf_option *option;
        const char *value;
    } given[HF_ARGUMENTS_MAX];
    size_t given_count;
    const char *operands[HF_ARGUMENTS_MAX];
    size_t operand_count;
};

struct hf_command {
    const char *noun;     /* "image" */
    const char *verb;     /* "sign"; NULL for a command of one word */
    const char *operands; /* "IMAGE", "[THREAT...]"; for the usage line */
    size_t operands_min;
    size_t operands_max;
    const char *summary;     /* one line */
    const char *description; /* a paragraph or two for the help and the man page; may be NULL */
    const struct hf_option *options; /* ends with a NULL name; may be NULL */
    int (*run)(const struct hf_arguments *arguments);
};

/* Every command, ending with a NULL noun: host/cli/table.c. */
extern const struct hf_command *const hf_commands[];

/* The last value of option `name`, or NULL when it was not given. */
const char *hf_argument(const struct hf_arguments *arguments, const char *name);
bool hf_argument_given(const struct hf_arguments *arguments, const char *name);

/* The `index`-th value of a repeated option, or NULL past the last. */
const char *hf_argument_at(const struct hf_arguments *arguments, const char *name, size_t index);

/* Prints "holdfast: <text>" on stderr, one line. */
void hf_say(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The same, and gives HF_EXIT_BROKEN or HF_EXIT_USAGE back, so that a command can `return` it. */
int hf_broken(const char *format, ...) __attribute__((format(printf, 1, 2)));
int hf_misused(const char *format, ...) __attribute__((format(printf, 1, 2)));

void hf_print_help(FILE *out);
void hf_print_command_help(FILE *out, const struct hf_command *command);
void hf_print_man_page(FILE *out);
void hf_print_bash_completion(FILE *out);
void hf_print_zsh_completion(FILE *out);

#endif
