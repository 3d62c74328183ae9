/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "hw/api/note.h"

#include "hw/api/console.h"
#include "hw/api/map.h"

static void print_word(const char *text)
{
    hf_print(text);
    hf_console_put(' ');
}

void hf_note(enum hf_event event, uint8_t role, uint8_t slot, uint32_t word, uint32_t detail)
{
    static const char events[][8] = {"", "start", "refused", "boots", "halted", "fault", "denied"};
    static const char roles[][7] = {"urot", "secure", "app", "-"};
    struct hf_record const record = {hf_stage_number, (uint8_t)event, role, slot, word, detail};

    hf_records_add(&hf_records, &record);
    hf_console_put('@');
    print_word(hf_stage_name);
    print_word(events[event]);
    print_word(roles[role < HF_ROLE_COUNT ? role : HF_ROLE_COUNT]);
    print_word(slot == 0 ? "A" : slot == 1 ? "B" : "-");
    hf_print_hex(word);
    hf_console_put(' ');
    hf_print_hex(detail);
    hf_console_put('\n');
}
