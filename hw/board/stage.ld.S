/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/board/stage.ld.S - the linker script of every stage on every board, preprocessed with
 * HF_LAYOUT (the board's layout.h) and HF_STAGE_{CODE,CODE_SIZE,RAM,RAM_SIZE,STACK_SIZE}, and for a
 * stage with veneers HF_STAGE_{NSC,NSC_SIZE}. Vector table first: it is the first payload word. */
#include HF_LAYOUT

ENTRY(hf_start_reset)

MEMORY
{
    CODE (rx)  : ORIGIN = HF_STAGE_CODE, LENGTH = HF_STAGE_CODE_SIZE
    RAM  (rwx) : ORIGIN = HF_STAGE_RAM, LENGTH = HF_STAGE_RAM_SIZE
}

SECTIONS
{
    .vectors HF_STAGE_CODE :
    {
        hf_code_start = .;
        KEEP(*(.vectors .vectors.*))
    } > CODE

#ifdef HF_STAGE_NSC
    /* A place of its own, so that the SAU region comes from layout.h and never from a symbol that
     * is read before the veneers exist. */
    .gnu.sgstubs HF_STAGE_NSC :
    {
        *(.gnu.sgstubs*)
        . = HF_STAGE_NSC_SIZE;
    } > CODE =0
    ASSERT(SIZEOF(.gnu.sgstubs) <= HF_STAGE_NSC_SIZE, "too many veneers for HF_SECURE_NSC_SIZE")
#endif

    .text :
    {
        *(.text .text.*)
        *(.rodata .rodata.*)
        . = ALIGN(4);
    } > CODE

    .ARM.exidx : { *(.ARM.exidx* .gnu.linkonce.armexidx.*) } > CODE

    /* Initialised data, and the few functions that must run from RAM. */
    .data : ALIGN(8)
    {
        hf_data_start = .;
        *(.ramcode .ramcode.*)
        *(.data .data.*)
        . = ALIGN(8);
        hf_data_end = .;
    } > RAM AT > CODE
    hf_data_load = LOADADDR(.data);
    hf_code_end = LOADADDR(.data) + SIZEOF(.data);

    .bss (NOLOAD) : ALIGN(8)
    {
        hf_bss_start = .;
        *(.bss .bss.*)
        *(COMMON)
        . = ALIGN(8);
        hf_bss_end = .;
    } > RAM

    /* RAM that the start code leaves alone. */
    .noinit (NOLOAD) : ALIGN(8)
    {
        *(.noinit .noinit.*)
        . = ALIGN(8);
        hf_heap_start = .;
    } > RAM

    hf_stack_top = HF_STAGE_RAM + HF_STAGE_RAM_SIZE;
    hf_stack_limit = hf_stack_top - HF_STAGE_STACK_SIZE;
    hf_code_size = hf_code_end - hf_code_start;
    ASSERT(hf_heap_start <= hf_stack_limit, "RAM: data, bss and stack do not fit")
#ifdef HF_STAGE_CODE_LIMIT
    ASSERT(hf_code_size <= HF_STAGE_CODE_LIMIT, "the stage is larger than HF_STAGE_CODE_LIMIT")
#endif

    /DISCARD/ : { *(.ARM.attributes.none) *(.init .fini .init_array* .fini_array*) }
}
