/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * hw/board/stage.ld.S - the linker script of every stage on every board, preprocessed with
 * HF_LAYOUT (the board's layout.h) and HF_STAGE_{CODE,CODE_SIZE,RAM,RAM_SIZE,STACK_SIZE}, and for a
 * stage with a door at a fixed place HF_STAGE_{GATE,GATE_SIZE}. Vector table first: it is the first
 * payload word. */
#include HF_LAYOUT

ENTRY(hf_start_reset)

MEMORY
{
    CODE (rx)  : ORIGIN = HF_STAGE_CODE, LENGTH = HF_STAGE_CODE_SIZE
    RAM  (rwx) : ORIGIN = HF_STAGE_RAM, LENGTH = HF_STAGE_RAM_SIZE
#ifdef HF_STAGE_GATE
    GATE (rx)  : ORIGIN = HF_STAGE_GATE, LENGTH = HF_STAGE_GATE_SIZE
#endif
}

SECTIONS
{
    .vectors HF_STAGE_CODE :
    {
        hf_code_start = .;
        hf_image_start = . - HF_IMAGE_HEADER;
        KEEP(*(.vectors .vectors.*))
    } > CODE

#ifdef HF_STAGE_GATE
    /* The place where the app enters: the veneer, or the table of the flat door. Fixed by layout.h,
     * so that the app needs nothing from secure's link, and so that the SAU region never comes from
     * a symbol that is read before the veneer exists. The linker adds the veneer at the end of this
     * section: nothing may move the location counter here, or the veneer leaves the region. (An
     * ALIGN at the start moves nothing and keeps the linker from dropping the empty section.) */
    .gnu.sgstubs HF_STAGE_GATE :
    {
        . = ALIGN(32);
        *(.gnu.sgstubs*)
        KEEP(*(.gate))
    } > GATE

    .text HF_STAGE_GATE + HF_STAGE_GATE_SIZE :
#else
    .text :
#endif
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
        hf_ramcode_end = .;
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

    /* Placed for the size figures: a stage's RAM includes its stack. */
    .stack hf_stack_limit (NOLOAD) :
    {
        . += HF_STAGE_STACK_SIZE;
    } > RAM
    hf_code_size = hf_code_end - hf_code_start;
    ASSERT(hf_ramcode_end - hf_data_start <= 512, "code in RAM: hf_start_confined() opens 512 bytes")
    ASSERT(hf_heap_start <= hf_stack_limit, "RAM: data, bss and stack do not fit")
#ifdef HF_STAGE_CODE_LIMIT
    ASSERT(hf_code_size <= HF_STAGE_CODE_LIMIT, "the stage is larger than HF_STAGE_CODE_LIMIT")
#endif

    /DISCARD/ : { *(.ARM.attributes.none) *(.init .fini .init_array* .fini_array*) }
}
