/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/faults/elf.h - the few things that a campaign takes from a firmware's ELF file. */
#ifndef HF_LAB_FAULTS_ELF_H
#define HF_LAB_FAULTS_ELF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct elf {
    uint8_t *bytes;
    size_t size;
};

struct elf_segment {
    const uint8_t *bytes;
    uint32_t load; /* where it lies in the image: LMA */
    uint32_t run;  /* where it is when the program runs: VMA */
    uint32_t size; /* bytes in the file */
};

/* Reads a 32-bit little-endian Arm ELF file; ends the program with a line when it is none. */
struct elf elf_open(const char *path);

/* Segment `index` that is loaded; false past the last. */
bool elf_segment_at(const struct elf *elf, size_t index, struct elf_segment *segment);

/* The lowest and the highest address that segments are loaded to. */
void elf_extent(const struct elf *elf, uint32_t *from, uint32_t *to);

/* Copies what is loaded into [base, base + size) to `into`. */
void elf_copy(const struct elf *elf, uint32_t base, uint32_t size, uint8_t *into);

/* The value of a symbol, with the Thumb bit of a function cleared. */
bool elf_symbol(const struct elf *elf, const char *name, uint32_t *value);

/* The function that `address` lies in, and how far; "?" when there is none. */
const char *elf_function_at(const struct elf *elf, uint32_t address, uint32_t *offset);

#endif
