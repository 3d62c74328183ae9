/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "lab/threats/attack_app/attack.h"
#include "lab/threats/attack_app/calls.h"
#include "lab/threats/attack_app/places.h"

#include HF_LAYOUT

#define BYTES 32u

static struct lab_hash_call call;

/* Bends one pointer of a good call; 0 when there is no such case here. */
static int bend(uint32_t instance, uint32_t base)
{
    struct hf_vector *input = &call.vectors[1];
    struct hf_vector *output = &call.vectors[2];

    switch (instance) {
    case 1: /* what lies in secure RAM, as data to hash */
        *input = (struct hf_vector){base != 0 ? base : HF_SECURE_RAM, BYTES};
        return 1;
    case 2: /* secure's code */
        *input = (struct hf_vector){HF_SECURE_CODE, BYTES};
        return 1;
    case 3: /* the hand-over */
        *input = (struct hf_vector){HF_HANDOFF_BASE, BYTES};
        return 1;
    case 4: /* from the last bytes of the app's RAM into what follows */
        *input = (struct hf_vector){HF_APP_RAM + HF_APP_RAM_WHOLE - BYTES / 2u, BYTES};
        return 1;
    case 5: /* from what is before the app's RAM into it */
        *input = (struct hf_vector){HF_APP_RAM - BYTES / 2u, BYTES};
        return 1;
    case 6: /* the other alias of secure RAM, or secure RAM again where it has none */
        *input = (struct hf_vector){lab_targets[LAB_SECURE_RAM_ALIAS].base, BYTES};
        return lab_targets[LAB_SECURE_RAM_ALIAS].size != 0;
    case 7: /* the result into the middle of secure RAM, where nothing lies */
        output->base = HF_SECURE_RAM + HF_SECURE_RAM_SIZE / 2u;
        return 1;
    case 8: /* the result into the app's own code, which the app may not write either */
        output->base = HF_APP_SLOT + HF_APP_SLOT_SIZE - BYTES;
        return 1;
    case 9: /* a device of the app, as an input */
        *input = (struct hf_vector){lab_own_device, 4u};
        return 1;
    case 10: /* the arguments in secure RAM */
        call.vectors[0].base = HF_SECURE_RAM;
        return 1;
    default:
        return 0;
    }
}

/* Cases about the vectors themselves. */
static int32_t call_bent(uint32_t instance)
{
    switch (instance) {
    case 11: /* the vectors in secure RAM */
        return hf_gate_call(HF_CALL(HF_SERVICE_HASH_COMPUTE, 2, 1),
                            (struct hf_vector *)(HF_SECURE_RAM + HF_SECURE_RAM_SIZE / 2u));
    case 12: /* the vectors at an odd address */
        return hf_gate_call(HF_CALL(HF_SERVICE_HASH_COMPUTE, 2, 1),
                            (struct hf_vector *)((uint32_t)call.vectors + 2u));
    case 13: /* the vectors half out of the app's RAM */
        return hf_gate_call(HF_CALL(HF_SERVICE_HASH_COMPUTE, 2, 1),
                            (struct hf_vector *)(HF_APP_RAM + HF_APP_RAM_WHOLE - 8u));
    case 14: /* no vectors at all */
        return hf_gate_call(HF_CALL(HF_SERVICE_HASH_COMPUTE, 2, 1), NULL);
    default:
        return lab_hash_call(&call);
    }
}

struct lab_answer lab_gate_pointer(const struct lab_param *param)
{
    int32_t status;

    if (!lab_control(lab_good_call(&status), (uint32_t)status)) {
        return lab_say(LAB_VOID, (uint32_t)status);
    }
    lab_hash_prepare(&call);
    if (param->instance < 11u && !bend(param->instance, param->base)) {
        return lab_say(LAB_NOT_APPLICABLE, param->instance);
    }
    if (param->instance == 0 || param->instance > 14u) {
        return lab_say(LAB_NOT_APPLICABLE, param->instance);
    }
    status = call_bent(param->instance);
    if (status == 0) {
        lab_got(call.hash);
        return lab_say(LAB_BROKE, 0);
    }
    return lab_say(LAB_HELD, (uint32_t)status);
}
