/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/threats/attack_app/attack.h - what the attacks on secure share. All of them are one firmware,
 * signed like any app: the attacker of t5 is an app that has been taken over. Which attack and
 * which case runs is written into the app's RAM by whoever starts the board (struct lab_param).
 *
 * An attack prints lines of six fields on the app's console:
 *   @app control <attack> <case> <word> <detail>   its positive control: what it uses works
 *   @app got     <attack> <case> <8 bytes>         what it took, XOR 0xa5; checkable against the
 * truth
 *   @app result  <attack> <case> <word> <detail>   its outcome
 *   @app done    - - <word> <detail>
 * When the wall stops the app instead, the secure console has `@secure fault app - 3ef3cace ...`,
 * and that is the evidence. No line is believed: `got` must be the bytes that the host knows. */
#ifndef LAB_ATTACK_H
#define LAB_ATTACK_H

#include <stddef.h>
#include <stdint.h>

#define LAB_MAGIC   0x424c4648u /* "HFLB" */
#define LAB_VERSION 1u
#define LAB_MASK    0xa5u
#define LAB_NEEDLE  16u

/* At HF_LAB_PARAM of the board's layout.h, little-endian. */
struct lab_param {
    uint32_t magic;
    uint32_t version;
    uint32_t attack;            /* enum lab_attack */
    uint32_t instance;          /* the case, from 1 */
    uint32_t base;              /* an address for the case; 0: its own */
    uint32_t size;              /* of the area at `base` */
    uint8_t needle[LAB_NEEDLE]; /* first half of the secret XOR LAB_MASK; an attack proves that it
                                   found the secret by printing the second half */
};

_Static_assert(sizeof(struct lab_param) == 40, "parameter layout");

enum lab_attack {
    LAB_READ_ALIAS = 1,
    LAB_GATE_POINTER = 2,
    LAB_GATE_LENGTH = 3,
    LAB_GATE_CONTEXT = 4,
    LAB_JUMP_SECURE = 5,
    LAB_DMA = 6,
    LAB_SCAN = 7,
    LAB_WORLD_OFF = 8,
    LAB_SERVICES = 9,
    LAB_INTERRUPT = 10,
    LAB_RETURN = 11,
    LAB_PPB = 12,
    LAB_DEVICE = 13,
    LAB_LEAK = 14,
    LAB_SWEEP = 15,
    LAB_RACE = 16,
    LAB_DOWNLOAD = 17,
    LAB_UPDATE = 18,
    LAB_TAGS = 19,
    LAB_HANDLES = 20,
};

enum lab_outcome {
    LAB_HELD = 0x48454c44,           /* "HELD": the attack got nothing */
    LAB_BROKE = 0x42524f4b,          /* "BROK": it did */
    LAB_VOID = 0x564f4944,           /* "VOID": the control failed; the run says nothing */
    LAB_NOT_APPLICABLE = 0x4e415050, /* "NAPP": this board has nothing to attack so */
};

/* A case's answer. */
struct lab_answer {
    enum lab_outcome outcome;
    uint32_t detail;
};

/* One attack: lab/threats/t5_<name>/attack.c. */
struct lab_row {
    const char *name;
    struct lab_answer (*run)(const struct lab_param *param);
};

struct lab_answer lab_read_alias(const struct lab_param *param);
struct lab_answer lab_gate_pointer(const struct lab_param *param);
struct lab_answer lab_gate_length(const struct lab_param *param);
struct lab_answer lab_gate_context(const struct lab_param *param);
struct lab_answer lab_jump_secure(const struct lab_param *param);
struct lab_answer lab_dma(const struct lab_param *param);
struct lab_answer lab_scan(const struct lab_param *param);
struct lab_answer lab_world_off(const struct lab_param *param);
struct lab_answer lab_services(const struct lab_param *param);
struct lab_answer lab_interrupt(const struct lab_param *param);
struct lab_answer lab_return(const struct lab_param *param);
struct lab_answer lab_ppb(const struct lab_param *param);
struct lab_answer lab_device_reach(const struct lab_param *param);
struct lab_answer lab_leak(const struct lab_param *param);
struct lab_answer lab_sweep(const struct lab_param *param);
struct lab_answer lab_race(const struct lab_param *param);
struct lab_answer lab_download(const struct lab_param *param);
struct lab_answer lab_update(const struct lab_param *param);
struct lab_answer lab_tags(const struct lab_param *param);
struct lab_answer lab_handles(const struct lab_param *param);

/* The positive control of the running case: 1 when it passed. Prints its line. */
int lab_control(int passed, uint32_t detail);

/* Prints the outcome and ends the run; for an attack that cannot return. */
_Noreturn void lab_conclude(struct lab_answer answer);

/* Prints the first eight bytes at `bytes`, masked. */
void lab_got(const uint8_t *bytes);

static inline struct lab_answer lab_say(enum lab_outcome outcome, uint32_t detail)
{
    return (struct lab_answer){outcome, detail};
}

static inline uint32_t lab_read32(uint32_t address)
{
    return *(const volatile uint32_t *)address;
}

static inline void lab_write32(uint32_t address, uint32_t value)
{
    *(volatile uint32_t *)address = value;
}

#endif
