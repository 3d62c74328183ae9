/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "hw/api/note.h"

#include "hw/api/console.h"
#include "hw/api/map.h"

/* Prints word `index` of a row of words, and a blank. */
static void print_word(const char *words, uint32_t index)
{
    while (index != 0) {
        if (*words++ == 0) {
            index--;
        }
    }
    hf_print(words);
    hf_console_put(' ');
}

void hf_note(enum hf_event event, uint8_t role, uint8_t slot, uint32_t word, uint32_t detail)
{
    static const char events[] = "\0start\0refused\0boots\0halted\0fault\0denied\0wants\0restored";
    static const char names[] = "urot\0secure\0app\0-\0A\0B\0R";
    struct hf_record const record = {hf_stage_number, (uint8_t)event, role, slot, word, detail};

    if (event != HF_EVENT_WANTS) {
        hf_records_add(hf_shared_map.records, &record);
    }
    hf_console_put('@');
    print_word(hf_stage_name, 0);
    print_word(events, event);
    print_word(names, role);
    print_word(names, slot < HF_SLOT_COUNT ? HF_ROLE_COUNT + 1u + slot : HF_ROLE_COUNT);
    hf_print_hex(word);
    hf_console_put(' ');
    hf_print_hex(detail);
    hf_console_put('\n');
}
