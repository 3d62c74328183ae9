/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Runs the one case that the parameter block names, once. */
#include "hw/api/console.h"
#include "lab/threats/attack_app/attack.h"

#include HF_LAYOUT

static const struct lab_row rows[] = {
    [LAB_READ_ALIAS] = {"t5_read_alias", lab_read_alias},
    [LAB_GATE_POINTER] = {"t5_gate_pointer", lab_gate_pointer},
    [LAB_GATE_LENGTH] = {"t5_gate_length", lab_gate_length},
    [LAB_GATE_CONTEXT] = {"t5_gate_context", lab_gate_context},
    [LAB_JUMP_SECURE] = {"t5_jump_secure", lab_jump_secure},
    [LAB_DMA] = {"t5_dma", lab_dma},
    [LAB_SCAN] = {"t5_scan", lab_scan},
    [LAB_WORLD_OFF] = {"t5_world_off", lab_world_off},
    [LAB_SERVICES] = {"t5_services", lab_services},
    [LAB_INTERRUPT] = {"t5_interrupt", lab_interrupt},
    [LAB_RETURN] = {"t5_return", lab_return},
    [LAB_PPB] = {"t5_ppb", lab_ppb},
    [LAB_DEVICE] = {"t5_devices", lab_device_reach},
    [LAB_LEAK] = {"t5_leak", lab_leak},
    [LAB_SWEEP] = {"t5_sweep", lab_sweep},
    [LAB_RACE] = {"t5_race", lab_race},
    [LAB_DOWNLOAD] = {"t4_download", lab_download},
    [LAB_UPDATE] = {"t5_update", lab_update},
    [LAB_TAGS] = {"t5_tags", lab_tags},
    [LAB_HANDLES] = {"t5_handles", lab_handles},
};

static const struct lab_param *const param = (const struct lab_param *)HF_LAB_PARAM;

int main(void);

static void print_line(const char *what, uint32_t word, uint32_t detail)
{
    hf_print("@app ");
    hf_print(what);
    hf_print(" ");
    hf_print(rows[param->attack].name);
    hf_print(" ");
    hf_print_number(param->instance);
    hf_print(" ");
    hf_print_hex(word);
    hf_print(" ");
    hf_print_hex(detail);
    hf_print("\n");
}

int lab_control(int passed, uint32_t detail)
{
    print_line("control", passed ? (uint32_t)LAB_HELD : (uint32_t)LAB_VOID, detail);
    return passed;
}

static uint32_t masked_word(const uint8_t *bytes)
{
    uint32_t word = 0;

    for (uint32_t i = 0; i < 4u; i++) {
        word = (word << 8) | (uint32_t)(((const volatile uint8_t *)bytes)[i] ^ LAB_MASK);
    }
    return word;
}

void lab_got(const uint8_t *bytes)
{
    print_line("got", masked_word(bytes), masked_word(bytes + 4));
}

static int runnable(void)
{
    return param->magic == LAB_MAGIC && param->version == LAB_VERSION &&
           param->attack < sizeof(rows) / sizeof(rows[0]) && rows[param->attack].run != NULL;
}

static void finish(uint32_t word, uint32_t detail)
{
    hf_print("@app done - - ");
    hf_print_hex(word);
    hf_print(" ");
    hf_print_hex(detail);
    hf_print("\n");
}

_Noreturn void lab_conclude(struct lab_answer answer)
{
    print_line("result", (uint32_t)answer.outcome, answer.detail);
    finish(0, 0);
    for (;;) {
    }
}

int main(void)
{
    hf_console_start();
    if (!runnable()) {
        hf_print("attack app: no parameter block; see lab/threats/README.md\n");
        finish(1, param->magic);
        return 1;
    }
    lab_conclude(rows[param->attack].run(param));
}
