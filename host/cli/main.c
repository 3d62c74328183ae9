/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Finds the command, parses its options with getopt_long, runs it. */
#include "host/cli/command.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#define OPTIONS_MAX 32
#define OPTION_HELP 1
#define OPTION_BASE 256

static const struct hf_command *find_command(int argc, char **argv)
{
    for (size_t i = 0; hf_commands[i] != NULL; i++) {
        const struct hf_command *command = hf_commands[i];

        if (strcmp(command->noun, argv[1]) != 0) {
            continue;
        }
        if (command->verb == NULL || (argc > 2 && strcmp(command->verb, argv[2]) == 0)) {
            return command;
        }
    }
    return NULL;
}

static int refuse_unknown_command(int argc, char **argv)
{
    bool noun_known = false;

    for (size_t i = 0; hf_commands[i] != NULL; i++) {
        if (strcmp(hf_commands[i]->noun, argv[1]) == 0) {
            noun_known = true;
        }
    }
    if (!noun_known) {
        return hf_misused("no command '%s'; `holdfast --help` lists them", argv[1]);
    }
    fprintf(stderr, "holdfast: '%s' needs one of:", argv[1]);
    for (size_t i = 0; hf_commands[i] != NULL; i++) {
        if (strcmp(hf_commands[i]->noun, argv[1]) == 0) {
            fprintf(stderr, " %s", hf_commands[i]->verb);
        }
    }
    if (argc > 2) {
        fprintf(stderr, "; not '%s'", argv[2]);
    }
    fputc('\n', stderr);
    return HF_EXIT_USAGE;
}

static size_t fill_long_options(const struct hf_command *command, struct option *options)
{
    size_t count = 0;

    options[count++] = (struct option){"help", no_argument, NULL, OPTION_HELP};
    for (size_t i = 0; command->options != NULL && command->options[i].name != NULL; i++) {
        const struct hf_option *option = &command->options[i];

        options[count++] =
            (struct option){option->name, option->value != NULL ? required_argument : no_argument,
                            NULL, OPTION_BASE + (int)i};
    }
    options[count] = (struct option){NULL, 0, NULL, 0};
    return count;
}

/* The short forms as getopt wants them: "o:". */
static void fill_letters(const struct hf_command *command, char *letters)
{
    for (size_t i = 0; command->options != NULL && command->options[i].name != NULL; i++) {
        if (command->options[i].letter != 0) {
            *letters++ = command->options[i].letter;
            if (command->options[i].value != NULL) {
                *letters++ = ':';
            }
        }
    }
    *letters = '\0';
}

static const struct hf_option *find_letter(const struct hf_command *command, int letter)
{
    const struct hf_option *option = command->options;

    while (option->letter != letter) {
        option++;
    }
    return option;
}

/* Gives true when the options are read; false when the run ends here with *exit_code. */
static bool read_options(const struct hf_command *command, int argc, char **argv,
                         struct hf_arguments *arguments, int *exit_code)
{
    struct option options[OPTIONS_MAX];
    char letters[2 * OPTIONS_MAX + 1];
    int chosen;

    fill_long_options(command, options);
    fill_letters(command, letters);
    *exit_code = HF_EXIT_USAGE;
    while ((chosen = getopt_long(argc, argv, letters, options, NULL)) != -1) {
        if (chosen == OPTION_HELP) {
            hf_print_command_help(stdout, command);
            *exit_code = HF_EXIT_YES;
            return false;
        }
        if (chosen == '?') {
            return false; /* getopt has said which option is wrong */
        }
        const struct hf_option *option = chosen < OPTION_BASE
                                             ? find_letter(command, chosen)
                                             : &command->options[chosen - OPTION_BASE];

        if (!option->repeats && hf_argument_given(arguments, option->name)) {
            hf_misused("--%s is given twice", option->name);
            return false;
        }
        if (arguments->given_count == HF_ARGUMENTS_MAX) {
            hf_misused("more than %d options", HF_ARGUMENTS_MAX);
            return false;
        }
        arguments->given[arguments->given_count].option = option;
        arguments->given[arguments->given_count].value = optarg;
        arguments->given_count++;
    }
    return true;
}

static int run_command(const struct hf_command *command, int argc, char **argv)
{
    static char program[] = "holdfast";
    struct hf_arguments arguments = {.given_count = 0};
    int words = command->verb != NULL ? 2 : 1;
    int exit_code;

    argv[words] = program; /* getopt names its messages after the first word */
    if (!read_options(command, argc - words, argv + words, &arguments, &exit_code)) {
        return exit_code;
    }
    size_t count = (size_t)(argc - words - optind);

    if (count < command->operands_min || count > command->operands_max) {
        fprintf(stderr, "holdfast: expected %s; see `holdfast %s%s%s --help`\n",
                command->operands != NULL ? command->operands : "no arguments", command->noun,
                command->verb != NULL ? " " : "", command->verb != NULL ? command->verb : "");
        return HF_EXIT_USAGE;
    }
    for (size_t i = 0; i < count; i++) {
        arguments.operands[i] = argv[words + optind + (int)i];
    }
    arguments.operand_count = count;
    return command->run(&arguments);
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        hf_print_help(stderr);
        return HF_EXIT_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) {
        hf_print_help(stdout);
        return HF_EXIT_YES;
    }
    if (strcmp(argv[1], "--version") == 0) {
        puts("holdfast " HF_VERSION);
        return HF_EXIT_YES;
    }
    const struct hf_command *command = find_command(argc, argv);

    if (command == NULL) {
        return refuse_unknown_command(argc, argv);
    }
    int code = run_command(command, argc, argv);

    if (fflush(stdout) != 0 || ferror(stdout)) {
        return hf_broken("stdout: cannot write the answer");
    }
    return code;
}
