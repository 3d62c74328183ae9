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
        header->e_phentsize != sizeof(Elf32_Phdr) || header->e_shentsize != sizeof(Elf32_Shdr) ||
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
            segment->run = at[i].p_vaddr;
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

struct symbols {
    const Elf32_Sym *list;
    size_t count;
    const char *names;
    size_t names_size;
};

static bool find_symbols(const struct elf *elf, struct symbols *symbols)
{
    const Elf32_Ehdr *header = (const Elf32_Ehdr *)(const void *)elf->bytes;
    const Elf32_Shdr *table = section_of(elf, SHT_SYMTAB);
    const Elf32_Shdr *sections = (const Elf32_Shdr *)(const void *)(elf->bytes + header->e_shoff);

    if (table == NULL || table->sh_link >= header->e_shnum) {
        return false;
    }
    symbols->list = (const Elf32_Sym *)(const void *)(elf->bytes + table->sh_offset);
    symbols->count = table->sh_size / sizeof(Elf32_Sym);
    symbols->names = (const char *)elf->bytes + sections[table->sh_link].sh_offset;
    symbols->names_size = sections[table->sh_link].sh_size;
    return sections[table->sh_link].sh_offset + symbols->names_size <= elf->size;
}

bool elf_symbol(const struct elf *elf, const char *name, uint32_t *value)
{
    struct symbols symbols;

    if (!find_symbols(elf, &symbols)) {
        return false;
    }
    for (size_t i = 0; i < symbols.count; i++) {
        const Elf32_Sym *at = &symbols.list[i];

        if (at->st_name < symbols.names_size && at->st_shndx != SHN_UNDEF &&
            strcmp(symbols.names + at->st_name, name) == 0) {
            *value = ELF32_ST_TYPE(at->st_info) == STT_FUNC ? at->st_value & ~1u : at->st_value;
            return true;
        }
    }
    return false;
}

const char *elf_function_at(const struct elf *elf, uint32_t address, uint32_t *offset)
{
    struct symbols symbols;
    const char *name = "?";

    *offset = UINT32_MAX;
    if (!find_symbols(elf, &symbols)) {
        return name;
    }
    for (size_t i = 0; i < symbols.count; i++) {
        const Elf32_Sym *at = &symbols.list[i];
        uint32_t const behind = address - (at->st_value & ~1u);

        if (ELF32_ST_TYPE(at->st_info) == STT_FUNC && behind < *offset &&
            at->st_name < symbols.names_size && behind <= at->st_size) {
            *offset = behind;
            name = symbols.names + at->st_name;
        }
    }
    return name;
}
