/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * core/record.h - why did it not boot? Each stage leaves a record in retained RAM and on the secure
 * console; the boot log takes them over once urot runs. docs/formats/record.md has the console form
 * that `holdfast device why` reads. */
#ifndef HF_CORE_RECORD_H
#define HF_CORE_RECORD_H

#include <stddef.h>
#include <stdint.h>

#define HF_RECORDS_MAGIC 0x43524648u /* "HFRC" */
#define HF_RECORDS_COUNT 8u

enum hf_stage { HF_STAGE_IROT = 1, HF_STAGE_UROT = 2, HF_STAGE_SECURE = 3, HF_STAGE_APP = 4 };

enum hf_event {
    HF_EVENT_START = 1,    /* a stage began */
    HF_EVENT_REFUSED = 2,  /* an image was refused; `word` says why */
    HF_EVENT_BOOTS = 3,    /* an image was proved and is being entered */
    HF_EVENT_HALTED = 4,   /* nothing is left to do */
    HF_EVENT_FAULT = 5,    /* a processor fault; `detail` is the fault status or address */
    HF_EVENT_DENIED = 6,   /* the gate refused a call of the app */
    HF_EVENT_WANTS = 7,    /* recovery: the next block; on the console only, never in the ring */
    HF_EVENT_RESTORED = 8, /* recovery: an image stands in its slot again */
};

struct hf_record {
    uint8_t stage; /* enum hf_stage */
    uint8_t event; /* enum hf_event */
    uint8_t role;  /* enum hf_role of the image spoken of, or HF_ROLE_COUNT */
    uint8_t slot;  /* enum hf_slot, 0xff = none */
    uint32_t word; /* an hf_err_t */
    uint32_t detail;
};

/* A ring in RAM that no stage clears. It is as trustworthy as that RAM: a help for diagnosis, never
 * an input to a decision. */
struct hf_records {
    uint32_t magic;
    uint32_t written; /* total since power-on; the newest is at (written - 1) % HF_RECORDS_COUNT */
    struct hf_record ring[HF_RECORDS_COUNT];
};

_Static_assert(sizeof(struct hf_record) == 12, "record layout");
_Static_assert(sizeof(struct hf_records) == 8 + 12 * HF_RECORDS_COUNT, "record layout");

/* Adds one record; starts the ring when it is not one yet. */
static inline void hf_records_add(struct hf_records *records, const struct hf_record *record)
{
    if (records->magic != HF_RECORDS_MAGIC) {
        records->magic = HF_RECORDS_MAGIC;
        records->written = 0;
    }
    records->ring[records->written % HF_RECORDS_COUNT] = *record;
    records->written++;
}

#endif
