/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/bench/semihost.h"

#include <string.h>

enum {
    SYS_OPEN = 0x01,
    SYS_WRITE0 = 0x04,
    SYS_READ = 0x06,
    SYS_GET_CMDLINE = 0x15,
    SYS_EXIT_EXTENDED = 0x20,
};

static intptr_t call(uint32_t operation, const void *argument)
{
    register uint32_t r0 __asm__("r0") = operation;
    register const void *r1 __asm__("r1") = argument;

    __asm__ volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
    return (intptr_t)r0;
}

const char *lab_argument(int n)
{
    static char line[512];
    struct {
        char *text;
        size_t size;
    } block = {line, sizeof line};
    char *word = line;

    if (call(SYS_GET_CMDLINE, &block) != 0) {
        return "";
    }
    for (char *at = line; *at != '\0'; at++) {
        if (*at == ' ') {
            *at = '\0';
            if (n-- == 0) {
                return word;
            }
            word = at + 1;
        }
    }
    return n == 0 ? word : "";
}

int lab_open(const char *path)
{
    struct {
        const char *path;
        uint32_t mode;
        size_t length;
    } block = {path, 1 /* rb */, strlen(path)};

    return (int)call(SYS_OPEN, &block);
}

size_t lab_read(int file, void *bytes, size_t size)
{
    struct {
        int file;
        void *bytes;
        size_t size;
    } block = {file, bytes, size};

    return size - (size_t)call(SYS_READ, &block); /* the call gives what did not come */
}

void lab_print(const char *text)
{
    (void)call(SYS_WRITE0, text);
}

void lab_print_number(uint32_t number)
{
    char digits[11];
    char *at = digits + sizeof digits - 1;

    *at = '\0';
    do {
        *--at = (char)('0' + number % 10);
        number /= 10;
    } while (number != 0);
    lab_print(at);
}

void lab_exit(int status)
{
    const uint32_t block[2] = {0x20026 /* the application ended */, (uint32_t)status};

    for (;;) {
        (void)call(SYS_EXIT_EXTENDED, block);
    }
}
