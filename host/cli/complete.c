/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Shell completion, made from the one table of commands. */
#include "host/cli/command.h"

#include <string.h>

/* ---- bash ---- */

static void print_completion_words(FILE *out, const char *noun)
{
    for (size_t i = 0; hf_commands[i] != NULL; i++) {
        const struct hf_command *command = hf_commands[i];

        if (strcmp(command->noun, noun) != 0) {
            continue;
        }
        if (command->verb != NULL) {
            fprintf(out, "%s ", command->verb);
        }
        for (const struct hf_option *option = command->options;
             option != NULL && option->name != NULL; option++) {
            fprintf(out, "--%s ", option->name);
        }
    }
}

static bool noun_seen_before(size_t index)
{
    for (size_t i = 0; i < index; i++) {
        if (strcmp(hf_commands[i]->noun, hf_commands[index]->noun) == 0) {
            return true;
        }
    }
    return false;
}

void hf_print_bash_completion(FILE *out)
{
    fputs("# bash completion for holdfast: source this file\n_holdfast() {\n"
          "    local word=${COMP_WORDS[COMP_CWORD]} words=\n    if [[ $COMP_CWORD == 1 ]]; then "
          "words=\"",
          out);
    for (size_t i = 0; hf_commands[i] != NULL; i++) {
        if (!noun_seen_before(i)) {
            fprintf(out, "%s ", hf_commands[i]->noun);
        }
    }
    fputs("\"\n    else\n        case ${COMP_WORDS[1]} in\n", out);
    for (size_t i = 0; hf_commands[i] != NULL; i++) {
        if (!noun_seen_before(i)) {
            fprintf(out, "        %s) words=\"", hf_commands[i]->noun);
            print_completion_words(out, hf_commands[i]->noun);
            fputs("\" ;;\n", out);
        }
    }
    fputs("        esac\n    fi\n    mapfile -t COMPREPLY < <(compgen -W \"$words\" -f -- "
          "\"$word\")\n}\n"
          "complete -F _holdfast holdfast\n",
          out);
}

/* ---- zsh ---- */

/* In an _arguments or _describe word, a colon ends the name and a quote ends the text. */
static void print_zsh_text(FILE *out, const char *text)
{
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '\'') {
            fputs("'\\''", out);
        } else if (strchr(":[]", *at) != NULL) {
            fprintf(out, "\\%c", *at);
        } else {
            fputc(*at, out);
        }
    }
}

static void print_zsh_command(FILE *out, const struct hf_command *command)
{
    fprintf(out, "        '%s%s%s') _arguments", command->noun, command->verb != NULL ? " " : "",
            command->verb != NULL ? command->verb : "");
    for (const struct hf_option *option = command->options; option != NULL && option->name != NULL;
         option++) {
        fprintf(out, " '%s--%s[", option->repeats ? "*" : "", option->name);
        print_zsh_text(out, option->summary);
        fprintf(out, "]%s%s%s'", option->value != NULL ? ":" : "",
                option->value != NULL ? option->value : "", option->value != NULL ? ":_files" : "");
    }
    fputs(" '*:file:_files' ;;\n", out);
}

static bool noun_has_verbs(const char *noun)
{
    for (size_t i = 0; hf_commands[i] != NULL; i++) {
        if (strcmp(hf_commands[i]->noun, noun) == 0 && hf_commands[i]->verb != NULL) {
            return true;
        }
    }
    return false;
}

static void print_zsh_verbs(FILE *out, const char *noun)
{
    fprintf(out, "            %s) commands=(", noun);
    for (size_t i = 0; hf_commands[i] != NULL; i++) {
        if (strcmp(hf_commands[i]->noun, noun) == 0 && hf_commands[i]->verb != NULL) {
            fprintf(out, " '%s:", hf_commands[i]->verb);
            print_zsh_text(out, hf_commands[i]->summary);
            fputc('\'', out);
        }
    }
    fputs(" ) ;;\n", out);
}

void hf_print_zsh_completion(FILE *out)
{
    fputs("#compdef holdfast\n# zsh completion for holdfast: put this file into a folder of $fpath "
          "as "
          "_holdfast\n_holdfast() {\n    local -a commands\n    if (( CURRENT == 2 )); then\n"
          "        commands=(",
          out);
    for (size_t i = 0; hf_commands[i] != NULL; i++) {
        if (!noun_seen_before(i)) {
            fprintf(out, " %s", hf_commands[i]->noun);
        }
    }
    fputs(" )\n        _describe command commands\n        return\n    fi\n"
          "    if (( CURRENT == 3 )); then\n        case $words[2] in\n",
          out);
    for (size_t i = 0; hf_commands[i] != NULL; i++) {
        if (!noun_seen_before(i) && noun_has_verbs(hf_commands[i]->noun)) {
            print_zsh_verbs(out, hf_commands[i]->noun);
        }
    }
    fputs(
        "        esac\n        if (( $#commands )); then\n            _describe command commands\n"
        "            return\n        fi\n    fi\n"
        "    local key=$words[2]\n    case $key in (",
        out);
    const char *bar = "";

    for (size_t i = 0; hf_commands[i] != NULL; i++) {
        if (!noun_seen_before(i) && noun_has_verbs(hf_commands[i]->noun)) {
            fprintf(out, "%s%s", bar, hf_commands[i]->noun);
            bar = "|";
        }
    }
    fputs(") key=\"$words[2] $words[3]\" ;; esac\n    case $key in\n", out);
    for (size_t i = 0; hf_commands[i] != NULL; i++) {
        print_zsh_command(out, hf_commands[i]);
    }
    fputs("    esac\n}\n_holdfast \"$@\"\n", out);
}
