/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#ifndef HF_HOST_ATTACK_INTERNAL_H
#define HF_HOST_ATTACK_INTERNAL_H

#include "host/attack/attack.h"
#include "host/image/draft.h"

/* The vocabulary of attack.yaml; the enums number the words in load.c. */
enum hf_change {
    HF_CHANGE_FLIP,
    HF_CHANGE_TRUNCATE,
    HF_CHANGE_SET,
    HF_CHANGE_SWAP,
    HF_CHANGE_TARGET,
    HF_CHANGE_COUNTER,
    HF_CHANGE_MOVE,
    HF_CHANGE_DROP,
    HF_CHANGE_DOUBLE,
    HF_CHANGE_UNSIGN,
    HF_CHANGE_SIGN,
    HF_CHANGE_REVOKE,
    HF_CHANGE_FLOOR,
    HF_CHANGE_VERSION,
    HF_CHANGE_SHRINK,
    HF_CHANGE_DEPEND,
    HF_CHANGE_FIRMWARE,
    HF_CHANGE_TAIL,
    HF_CHANGE_FUSE,
};

enum hf_part {
    HF_PART_HEADER,
    HF_PART_PAYLOAD,
    HF_PART_PROTECTED,
    HF_PART_HASH,
    HF_PART_KEYHASH,
    HF_PART_SIGNATURE,
};

enum hf_field {
    HF_FIELD_MAGIC,
    HF_FIELD_LOAD_ADDRESS,
    HF_FIELD_HEADER_SIZE,
    HF_FIELD_PROTECTED_SIZE,
    HF_FIELD_PAYLOAD_SIZE,
    HF_FIELD_FLAGS,
    HF_FIELD_PAD,
    HF_FIELD_PROTECTED_TOTAL,
    HF_FIELD_PLAIN_TOTAL,
    HF_FIELD_TLV_LENGTH, /* of the signature */
};

/* How a changed image reaches the device. */
enum hf_via { HF_VIA_SLOT, HF_VIA_RECOVERY, HF_VIA_INSTALL };

enum hf_secret { HF_SECRET_HUK, HF_SECRET_K_UROT, HF_SECRET_K_SECURE, HF_SECRET_VAULT };

extern const char *const hf_change_names[];
extern const char *const hf_part_names[];
extern const char *const hf_field_names[];
extern const char *const hf_tlv_words[];
extern const char *const hf_secret_names[];
extern const char *const hf_phase_names[]; /* install.c */
extern const char *const hf_side_names[];
extern const char *const hf_ends_names[];
extern const char *const hf_scenario_names[]; /* clone.c */
extern const char *const hf_debug_names[];    /* probe.c */
extern const char *const hf_fault_names[];    /* faults.c */
extern const char *const hf_fault_stages[];

/* One attack on one board, while it runs. */
struct hf_attempt {
    const struct hf_lab_attack *attack;
    const struct hf_attack_place *place;
    const struct hf_layout *layout;
    struct hf_attack_log *evidence;
    struct hf_result *result;
    struct hf_trouble *trouble;
    struct hf_device device;
    struct hf_arena arena;           /* for what outlives the device */
    hf_span_t images[HF_ROLE_COUNT]; /* the good ones, from the build */
    struct hf_die_page page;         /* as it was when the device was made */
    struct hf_die die;               /* the same */
    bool fused;                      /* another die than that stands in the device */
    uint32_t recovered;              /* bit n: role n came by recovery, as a control */
};

/* Makes the scratch device of an attempt, and removes it: a copy of one that was provisioned. */
bool hf_attempt_open(struct hf_attempt *attempt);
void hf_attempt_close(struct hf_attempt *attempt);

/* A cloner has two devices. */
enum hf_base { HF_BASE_FIRST, HF_BASE_OTHER, HF_BASE_COUNT };

/* A provisioned device of this board, as it came from the factory, open; and its end. */
bool hf_attempt_make_device(struct hf_attempt *attempt, enum hf_base which, const char *folder,
                            struct hf_device *device);
void hf_attempt_remove_device(struct hf_device *device);

/* Another fresh device in the place of the attempt's. */
bool hf_attempt_renew(struct hf_attempt *attempt);

/* Writes the die page, except for the epoch: the vault in the flash moves with that counter, and an
 * epoch that is put back would be an attack of its own. */
bool hf_attempt_write_page(struct hf_attempt *attempt, const struct hf_die_page *page);

/* Another die; hf_attempt_restore() puts the first one back. */
bool hf_attempt_write_die(struct hf_attempt *attempt, const struct hf_die *die);

/* Lets the device run, and writes both consoles to the evidence under `name`. The run stays alive;
 * hf_run_stop() ends it. */
bool hf_attempt_start(struct hf_attempt *attempt, const char *name, const char *param,
                      struct hf_run *run);

/* The same with another device and its own app. */
bool hf_attempt_start_on(struct hf_attempt *attempt, struct hf_device *device, const char *name,
                         struct hf_run *run);

/* The same with somebody who answers a device in recovery; at least `seconds` long. */
struct hf_recover;
bool hf_attempt_recover(struct hf_attempt *attempt, const char *name, double seconds,
                        struct hf_recover *session, struct hf_run *run);

/* Fills all slots of all roles with the good images, and the die page with its first state. */
bool hf_attempt_restore(struct hf_attempt *attempt);

/* `stage` has entered the image of `role`. */
bool hf_run_says_boots(const struct hf_run *run, const char *stage, const char *role);

/* A case with `via: recovery`: its control, and the attack. */
bool hf_run_recovery_case(struct hf_attempt *attempt, const struct hf_yaml_node *node);

/* A case with `via: install`: its control, and the attack. */
bool hf_run_install_case(struct hf_attempt *attempt, const struct hf_yaml_node *node);

/* Puts the first broken or odd case into the result's note. */
void hf_attempt_note(struct hf_attempt *attempt, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The image after a list of changes, and the die page too. */
bool hf_change_apply(struct hf_attempt *attempt, const struct hf_yaml_node *changes,
                     enum hf_role role, hf_span_t *image, struct hf_die_page *page);

/* The control failed: this stands before every other note. */
void hf_attempt_fail(struct hf_attempt *attempt, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Does this case apply to the board? */
bool hf_case_applies(const struct hf_attempt *attempt, const struct hf_yaml_node *node);

/* Counts a case that was measured; `how` goes into the note when it broke. */
void hf_case_count(struct hf_attempt *attempt, const struct hf_yaml_node *node, bool broke,
                   const char *how);

/* The real secret of the device, by the firmware's derivations. */
bool hf_secret_derive(struct hf_attempt *attempt, enum hf_secret which, uint8_t secret[32]);

/* Copies [address, address + size) of the stopped device. */
bool hf_memory_read(struct hf_attempt *attempt, struct hf_run *run, uint64_t address, uint32_t size,
                    hf_span_t *bytes);

/* After a case with `proof: canary`: what the attack firmware gave to a service must stand nowhere
 * outside its own RAM; what it kept must be found by the same search. Counts the case. */
bool hf_canary_judge(struct hf_attempt *attempt, struct hf_run *run,
                     const struct hf_yaml_node *node, const uint8_t seed[16]);

/* Runs one case of the attack firmware for what it does, not as an attack: it must say HELD. */
#define HF_APP_TURN_ATTACK 15u /* t5_sweep: writes until the vault has turned its halves */
#define HF_APP_TURN_CASE   8u

bool hf_app_run_case(struct hf_attempt *attempt, uint32_t number, uint32_t instance,
                     const char *name);

/* The engines. */
bool hf_run_images(struct hf_attempt *attempt);
bool hf_run_app(struct hf_attempt *attempt);
bool hf_run_memory(struct hf_attempt *attempt);
bool hf_run_clone(struct hf_attempt *attempt);
bool hf_run_probe(struct hf_attempt *attempt);
bool hf_run_faults(struct hf_attempt *attempt);

#endif
