/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Everything that is said about the commands, made from the one table: help and man page.
 * complete.c has the shells' completion. */
#include "host/cli/command.h"

#include <ctype.h>
#include <string.h>

#define NAME_WIDTH 24

static void print_name(FILE *out, const struct hf_command *command)
{
    int width = fprintf(out, "  %s", command->noun);

    if (command->verb != NULL) {
        width += fprintf(out, " %s", command->verb);
    }
    fprintf(out, "%*s%s\n", width < NAME_WIDTH ? NAME_WIDTH - width : 1, "", command->summary);
}

void hf_print_help(FILE *out)
{
    fputs("holdfast: choose the STM32, then prove the choice.\n\nusage: holdfast COMMAND "
          "[OPTION...] [ARGUMENT...]\n\n",
          out);
    for (size_t i = 0; hf_commands[i] != NULL; i++) {
        print_name(out, hf_commands[i]);
    }
    fputs("\n`holdfast COMMAND --help` tells more of one command. Exit: 0 yes, 1 no, 2 wrong "
          "usage, 3 broken input.\n",
          out);
}

static void print_usage(FILE *out, const struct hf_command *command)
{
    fprintf(out, "holdfast %s", command->noun);
    if (command->verb != NULL) {
        fprintf(out, " %s", command->verb);
    }
    if (command->options != NULL) {
        fputs(" [OPTION...]", out);
    }
    if (command->operands != NULL) {
        fprintf(out, " %s", command->operands);
    }
}

void hf_print_command_help(FILE *out, const struct hf_command *command)
{
    fprintf(out, "%s\n\nusage: ", command->summary);
    print_usage(out, command);
    fputc('\n', out);
    if (command->description != NULL) {
        fprintf(out, "\n%s\n", command->description);
    }
    if (command->options != NULL) {
        fputc('\n', out);
    }
    for (const struct hf_option *option = command->options; option != NULL && option->name != NULL;
         option++) {
        int width = fprintf(out, "  --%s", option->name);

        if (option->letter != 0) {
            width += fprintf(out, ", -%c", option->letter);
        }
        if (option->value != NULL) {
            width += fprintf(out, " %s", option->value);
        }
        fprintf(out, "%*s%s\n", width < NAME_WIDTH + 2 ? NAME_WIDTH + 2 - width : 1, "",
                option->summary);
    }
}

/* A leading dot or an apostrophe starts a request in roff, and a dash must be written \-. */
static void print_roff(FILE *out, const char *text)
{
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '-') {
            fputs("\\-", out);
        } else if (*at == '\\') {
            fputs("\\\\", out);
        } else if ((*at == '.' || *at == '\'') && (at == text || at[-1] == '\n')) {
            fprintf(out, "\\&%c", *at);
        } else {
            fputc(*at, out);
        }
    }
}

static void print_man_command(FILE *out, const struct hf_command *command)
{
    fputs(".SS ", out);
    print_usage(out, command);
    fputc('\n', out);
    print_roff(out, command->summary);
    fputs(".\n", out);
    if (command->description != NULL) {
        fputs(".PP\n", out);
        print_roff(out, command->description);
        fputc('\n', out);
    }
    for (const struct hf_option *option = command->options; option != NULL && option->name != NULL;
         option++) {
        fputs(".TP\n.B \\-\\-", out);
        print_roff(out, option->name);
        if (option->value != NULL) {
            fprintf(out, " \\fI%s\\fR", option->value);
        }
        fputc('\n', out);
        print_roff(out, option->summary);
        fputc('\n', out);
    }
}

void hf_print_man_page(FILE *out)
{
    fputs(".TH HOLDFAST 1\n.SH NAME\nholdfast \\- choose the STM32, then prove the choice\n.SH "
          "SYNOPSIS\n"
          ".B holdfast\n.I COMMAND\n[\\fIOPTION\\fR...] [\\fIARGUMENT\\fR...]\n.SH COMMANDS\n",
          out);
    for (size_t i = 0; hf_commands[i] != NULL; i++) {
        print_man_command(out, hf_commands[i]);
    }
    fputs(".SH EXIT STATUS\n.TP\n0\nthe answer is yes, or the work is done\n.TP\n1\nthe answer is "
          "no\n.TP\n2\nwrong usage\n"
          ".TP\n3\na broken input, or an input or output that cannot be read or written\n",
          out);
}
