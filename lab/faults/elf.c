/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/faults/elf.h"

#include "lab/faults/stop.h"

#include <elf.h>
#include <string.h>

struct elf elf_open(const char *path)
{
    struct elf elf;
    const Elf32_Ehdr *header;

    elf.bytes = read_file(path, &elf.size);
    header = (const Elf32_Ehdr *)(const void *)elf.bytes;
    if (elf.size < sizeof(*header) || memcmp(header->e_ident, ELFMAG, SELFMAG) != 0 ||
        header->e_ident[EI_CLASS] != ELFCLASS32 || header->e_machine != EM_ARM ||
        header->e_phoff + (size_t)header->e_phnum * sizeof(Elf32_Phdr) > elf.size ||
        header->e_shoff + (size_t)header->e_shnum * sizeof(Elf32_Shdr) > elf.size) {
        stop("%s: not a whole 32-bit Arm ELF file; give the linker's output, not the .bin", path);
    }
    return elf;
}

bool elf_segment_at(const struct elf *elf, size_t index, struct elf_segment *segment)
{
    const Elf32_Ehdr *header = (const Elf32_Ehdr *)(const void *)elf->bytes;
    const Elf32_Phdr *at = (const Elf32_Phdr *)(const void *)(elf->bytes + header->e_phoff);

    for (size_t i = 0; i < header->e_phnum; i++) {
        if (at[i].p_type != PT_LOAD || at[i].p_filesz == 0) {
            continue;
        }
        if (at[i].p_offset + (size_t)at[i].p_filesz > elf->size) {
            stop("the ELF file is cut off");
        }
        if (index-- == 0) {
            segment->bytes = elf->bytes + at[i].p_offset;
            segment->load = at[i].p_paddr;
            segment->size = at[i].p_filesz;
            return true;
        }
    }
    return false;
}

void elf_extent(const struct elf *elf, uint32_t *from, uint32_t *to)
{
    struct elf_segment segment;

    *from = UINT32_MAX;
    *to = 0;
    for (size_t i = 0; elf_segment_at(elf, i, &segment); i++) {
        *from = segment.load < *from ? segment.load : *from;
        *to = segment.load + segment.size > *to ? segment.load + segment.size : *to;
    }
}

void elf_copy(const struct elf *elf, uint32_t base, uint32_t size, uint8_t *into)
{
    struct elf_segment segment;

    for (size_t i = 0; elf_segment_at(elf, i, &segment); i++) {
        if (segment.load >= base && segment.load - base <= size &&
            segment.size <= size - (segment.load - base)) {
            memcpy(into + (segment.load - base), segment.bytes, segment.size);
        }
    }
}

static const Elf32_Shdr *section_of(const struct elf *elf, uint32_t type)
{
    const Elf32_Ehdr *header = (const Elf32_Ehdr *)(const void *)elf->bytes;
    const Elf32_Shdr *at = (const Elf32_Shdr *)(const void *)(elf->bytes + header->e_shoff);

    for (size_t i = 0; i < header->e_shnum; i++) {
        if (at[i].sh_type == type && at[i].sh_offset + (size_t)at[i].sh_size <= elf->size) {
            return &at[i];
        }
    }
    return NULL;
}

bool elf_symbol(const struct elf *elf, const char *name, uint32_t *value)
{
    const Elf32_Ehdr *header = (const Elf32_Ehdr *)(const void *)elf->bytes;
    const Elf32_Shdr *table = section_of(elf, SHT_SYMTAB);
    const Elf32_Shdr *sections = (const Elf32_Shdr *)(const void *)(elf->bytes + header->e_shoff);

    if (table == NULL || table->sh_link >= header->e_shnum) {
        return false;
    }
    const char *names = (const char *)elf->bytes + sections[table->sh_link].sh_offset;
    const Elf32_Sym *symbols = (const Elf32_Sym *)(const void *)(elf->bytes + table->sh_offset);

    for (size_t i = 0; i < table->sh_size / sizeof(*symbols); i++) {
        if (symbols[i].st_name < sections[table->sh_link].sh_size &&
            symbols[i].st_shndx != SHN_UNDEF && strcmp(names + symbols[i].st_name, name) == 0) {
            *value = symbols[i].st_value;
            if (ELF32_ST_TYPE(symbols[i].st_info) == STT_FUNC) {
                *value &= ~1u;
            }
            return true;
        }
    }
    return false;
}
