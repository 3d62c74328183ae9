/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/report/escape.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef void escape_t(FILE *out, const char *text);

/* The code point at `at` and its length. The texts come from jansson, which holds valid UTF-8 only;
 * a byte that is none stands for itself. */
static uint32_t decode(const char *at, size_t *size)
{
    const unsigned char *byte = (const unsigned char *)at;
    size_t more = byte[0] >= 0xf0u ? 3u : byte[0] >= 0xe0u ? 2u : byte[0] >= 0xc0u ? 1u : 0u;
    uint32_t code = more == 0 ? byte[0] : byte[0] & (0x3fu >> more);

    for (size_t i = 1; i <= more; i++) {
        if ((byte[i] & 0xc0u) != 0x80u) {
            *size = 1;
            return byte[0];
        }
        code = code << 6 | (byte[i] & 0x3fu);
    }
    *size = more + 1u;
    return code;
}

/* Control characters, and those that override, embed or isolate a direction. */
static int is_unsafe(uint32_t code)
{
    return (code < 0x20u && code != '\n' && code != '\t') || (code >= 0x7fu && code <= 0x9fu) ||
           code == 0x61cu || code == 0x200eu || code == 0x200fu || code == 0x2028u ||
           code == 0x2029u || (code >= 0x202au && code <= 0x202eu) ||
           (code >= 0x2066u && code <= 0x2069u) || code == 0xfeffu;
}

/* Writes a character that is unsafe or longer than a byte, and tells its length; 0 for one of
 * ASCII, which is the format's business. */
static size_t write_wide(FILE *out, const char *at)
{
    size_t size;
    uint32_t code = decode(at, &size);

    if (is_unsafe(code)) {
        fprintf(out, "[U+%04X]", (unsigned)code);
        return size;
    }
    if (size == 1) {
        return 0;
    }
    fwrite(at, 1, size, out);
    return size;
}

void hf_html_escape(FILE *out, const char *text)
{
    while (*text != '\0') {
        size_t wide = write_wide(out, text);

        if (wide > 0) {
            text += wide;
            continue;
        }
        switch (*text) {
        case '<':
            fputs("&lt;", out);
            break;
        case '>':
            fputs("&gt;", out);
            break;
        case '&':
            fputs("&amp;", out);
            break;
        case '"':
            fputs("&quot;", out);
            break;
        case '\'':
            fputs("&#39;", out);
            break;
        default:
            fputc(*text, out);
        }
        text++;
    }
}

/* Every character that can begin markup gets a backslash; a line end would end the cell. */
void hf_md_escape(FILE *out, const char *text)
{
    while (*text != '\0') {
        size_t wide = write_wide(out, text);

        if (wide > 0) {
            text += wide;
            continue;
        }
        if (*text == '\n' || *text == '\t') {
            fputc(' ', out);
        } else if (*text == '<') {
            fputs("&lt;", out);
        } else if (*text == '&') {
            fputs("&amp;", out);
        } else {
            if (strchr("\\`*_[]|#>~", *text) != NULL) {
                fputc('\\', out);
            }
            fputc(*text, out);
        }
        text++;
    }
}

/* The few conversions that reports use. Anything else in a format is a mistake of the program. */
static void write_value(FILE *out, escape_t *escape, const char **format, va_list *values)
{
    const char *text;

    switch (**format) {
    case 's':
        text = va_arg(*values, const char *);
        escape(out, text != NULL ? text : "");
        break;
    case 'd':
        fprintf(out, "%d", va_arg(*values, int));
        break;
    case 'z':
        fprintf(out, "%zu", va_arg(*values, size_t));
        (*format)++;
        break;
    case '%':
        fputc('%', out);
        break;
    default:
        abort();
    }
}

static void write_all(FILE *out, escape_t *escape, const char *format, va_list *values)
{
    for (; *format != '\0'; format++) {
        if (*format == '%') {
            format++;
            write_value(out, escape, &format, values);
        } else {
            fputc(*format, out);
        }
    }
}

void hf_html(FILE *out, const char *format, ...)
{
    va_list values;

    va_start(values, format);
    write_all(out, hf_html_escape, format, &values);
    va_end(values);
}

void hf_md(FILE *out, const char *format, ...)
{
    va_list values;

    va_start(values, format);
    write_all(out, hf_md_escape, format, &values);
    va_end(values);
}
