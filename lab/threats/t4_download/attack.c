/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/threats/attack_app/attack.h"
#include "core/span.h"
#include "psa/update.h"

#define BLOCK           PSA_FWU_MAX_WRITE_SIZE
#define TLV_HEADER      4u
#define TLV_DEPENDENCY  0x40u
#define DEPENDENCY_MOST 64u

/* The image of this very app, as it lies in its slot: signed, so all that is wrong with what is
 * sent is what the case changes. */
extern const uint8_t hf_image_start[];

/* One change: `size` bytes of `value` at `offset`. */
struct change {
    uint32_t offset;
    uint32_t size;
    uint32_t value;
};

static uint8_t block[BLOCK + 1u];

/* A TLV of the attacker's that is put in as the last of the protected area; `size` 0: none. Header
 * and area then say that it belongs there: only the hash does not. */
static struct {
    uint32_t size; /* of the whole TLV */
    uint8_t bytes[TLV_HEADER + DEPENDENCY_MOST];
} extra;

static uint32_t protected_at(void)
{
    return hf_read_u16(hf_image_start + 8) + hf_read_u32(hf_image_start + 12);
}

static uint32_t plain_at(void)
{
    return protected_at() + hf_read_u16(hf_image_start + 10);
}

static uint32_t image_size(void)
{
    return plain_at() + hf_read_u16(hf_image_start + plain_at() + 2) + extra.size;
}

/* Byte `at` of the image with the extra TLV in it. */
static uint8_t byte_of(uint32_t at)
{
    uint32_t const end = plain_at();
    uint32_t const size = hf_read_u16(hf_image_start + 10) + extra.size;

    if (at - 10u < 2u) {
        return (uint8_t)(size >> 8u * (at - 10u));
    }
    if (at - protected_at() - 2u < 2u) {
        return (uint8_t)(size >> 8u * (at - protected_at() - 2u));
    }
    if (at < end) {
        return hf_image_start[at];
    }
    return at - end < extra.size ? extra.bytes[at - end] : hf_image_start[at - extra.size];
}

static void fill(uint32_t offset, uint32_t size, const struct change *change)
{
    for (uint32_t i = 0; i < size; i++) {
        uint32_t const at = offset + i;

        block[i] = byte_of(at);
        if (at - change->offset < change->size) {
            block[i] = (uint8_t)(change->value >> 8u * (at - change->offset));
        }
    }
}

static psa_status_t begin_anew(psa_fwu_component_t component)
{
    (void)psa_fwu_cancel(component);
    (void)psa_fwu_clean(component);
    return psa_fwu_start(component, NULL, 0);
}

/* Sends `size` bytes of the image with the change, and says that it is complete. */
static psa_status_t send(psa_fwu_component_t component, uint32_t size, const struct change *change)
{
    psa_status_t status = begin_anew(component);

    for (uint32_t at = 0; at < size && status == PSA_SUCCESS; at += BLOCK) {
        uint32_t const part = size - at < BLOCK ? size - at : BLOCK;

        fill(at, part, change);
        status = psa_fwu_write(component, at, block, part);
    }
    return status == PSA_SUCCESS ? psa_fwu_finish(component) : status;
}

static psa_status_t send_changed(uint32_t instance)
{
    static const struct change changes[] = {
        {12, 4, 0xffffffffu},                      /* payload size */
        {12, 4, 0x7ffffffcu}, {8, 2, 0xffffu},     /* header size */
        {10, 2, 0},                                /* protected size */
        {10, 2, 0xffffu},     {0, 4, 0x96f3b83cu}, /* magic */
        {16, 4, 0x20u},                            /* RAM_LOAD */
        {4, 4, 0x38010000u},                       /* load address */
        {28, 4, 1u},                               /* pad */
        {600, 1, 0xaau},                           /* payload */
    };

    return send(HF_FWU_APP, image_size(), &changes[instance - 1u]);
}

/* Blocks that do not make one image from its start to its end. */
static psa_status_t send_oddly(uint32_t instance)
{
    static const struct change none = {0, 0, 0};
    psa_status_t status = begin_anew(HF_FWU_APP);

    fill(0, BLOCK, &none);
    if (status == PSA_SUCCESS) {
        status = psa_fwu_write(HF_FWU_APP, 0, block, BLOCK);
    }
    if (status != PSA_SUCCESS) {
        return PSA_SUCCESS; /* the control would have failed as well */
    }
    switch (instance) {
    case 11: /* the header again, another one */
        block[12] ^= 1u;
        return psa_fwu_write(HF_FWU_APP, 0, block, BLOCK);
    case 12: /* a piece of it, in the middle of what came */
        block[32] ^= 1u;
        return psa_fwu_write(HF_FWU_APP, 32, block + 32, 64);
    case 13: /* a gap */
        return psa_fwu_write(HF_FWU_APP, 4u * BLOCK, block, BLOCK);
    case 14: /* an offset that wraps round with its size */
        return psa_fwu_write(HF_FWU_APP, 0xffffffe0u, block, 64);
    case 15: /* longer than a block may be */
        return psa_fwu_write(HF_FWU_APP, BLOCK, block, BLOCK + 1u);
    default: /* nothing that could be installed */
        return psa_fwu_install();
    }
}

/* A length of a TLV or of an area that is not true. */
static psa_status_t send_length(uint32_t instance)
{
    uint32_t const first = protected_at();
    uint32_t const second = plain_at();
    struct change const changes[] = {
        {first + TLV_HEADER + 2u, 2, 0xffffu}, /* the first TLV that is signed */
        {second + TLV_HEADER + 2u, 2, 33u},    /* the hash, one byte longer */
        {second + TLV_HEADER + 2u, 2, 0},      /* no hash */
        {first + 2u, 2, second - first + 1u},  /* the protected area */
        {second + 2u, 2, 0xffffu},             /* the plain one */
    };

    return send(HF_FWU_APP, image_size(), &changes[instance - 21u]);
}

/* A dependency that says it has `said` bytes, and has `size`. It has 12 where it is right. */
static psa_status_t send_dependency(uint32_t size, uint32_t said)
{
    static const struct change none = {0, 0, 0};

    extra.size = TLV_HEADER + size;
    extra.bytes[0] = TLV_DEPENDENCY;
    extra.bytes[2] = (uint8_t)said;
    return send(HF_FWU_APP, image_size(), &none);
}

static psa_status_t attempt(uint32_t instance)
{
    static const struct change none = {0, 0, 0};

    switch (instance) {
    case 17: /* a byte that nobody has signed, behind the image */
        return send(HF_FWU_APP, image_size() + 1u, &none);
    case 18:
        return send(HF_FWU_APP, image_size() - 1u, &none);
    case 19: /* an app for secure */
        return send(HF_FWU_SECURE, image_size(), &none);
    case 20:
        return begin_anew(3);
    case 21:
    case 22:
    case 23:
    case 24:
    case 25:
        return send_length(instance);
    case 26:
        return send_dependency(11, 11);
    case 27:
        return send_dependency(13, 13);
    case 28:
        return send_dependency(DEPENDENCY_MOST, DEPENDENCY_MOST);
    case 29: /* into the area behind it */
        return send_dependency(12, 16);
    case 30: /* the right length: refused by what comes next, the hash */
        return send_dependency(12, 12);
    default:
        return instance <= 10u ? send_changed(instance) : send_oddly(instance);
    }
}

/* A download got through when it ended as a candidate. */
struct lab_answer lab_download(const struct lab_param *param)
{
    static const struct change none = {0, 0, 0};
    psa_status_t status = send(HF_FWU_APP, image_size(), &none);

    if (!lab_control(status == PSA_SUCCESS, (uint32_t)status)) {
        return lab_say(LAB_VOID, (uint32_t)status);
    }
    status = attempt(param->instance);
    return lab_say(status < 0 ? LAB_HELD : LAB_BROKE, (uint32_t)status);
}
