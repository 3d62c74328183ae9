/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "firmware/app/agent.h"

#include "core/parcel.h"
#include "hw/api/console.h"
#include "psa/update.h"

#define SELF_TEST_FAILED ((psa_status_t)-1)

static struct hf_parcel_line line;
static uint32_t noise;

static const char *const names[] = {"urot", "secure", "app"};

/* "@app update <component> <state> <status> <bytes that have come>" */
static void answer(uint32_t component, psa_status_t status)
{
    psa_fwu_component_info_t info = {.state = 9};
    psa_status_t const known = component <= HF_FWU_APP
                                   ? psa_fwu_query((psa_fwu_component_t)component, &info)
                                   : PSA_ERROR_DOES_NOT_EXIST;

    hf_print("@app update ");
    hf_print(component <= HF_FWU_APP ? names[component] : "-");
    hf_print(" ");
    hf_print_number(info.state);
    hf_print(" ");
    hf_print_hex((uint32_t)(status == PSA_SUCCESS && known != PSA_SUCCESS ? known : status));
    hf_print(" ");
    hf_print_hex(info.impl.written);
    hf_print("\n");
}

/* What a query adds: "@app active <component> - <major, minor, revision> <error>" */
static psa_status_t query(uint8_t component)
{
    psa_fwu_component_info_t info = {.state = 0};
    psa_status_t const status = psa_fwu_query(component, &info);

    if (status != PSA_SUCCESS || component > HF_FWU_APP) {
        return status;
    }
    hf_print("@app active ");
    hf_print(names[component]);
    hf_print(" - ");
    hf_print_hex((uint32_t)info.version.major << 24 | (uint32_t)info.version.minor << 16 |
                 info.version.patch);
    hf_print(" ");
    hf_print_hex((uint32_t)info.error);
    hf_print("\n");
    return status;
}

static psa_status_t obey(const struct hf_parcel *parcel)
{
    switch (parcel->command) {
    case HF_PARCEL_QUERY:
        return query(parcel->component);
    case HF_PARCEL_START:
        return psa_fwu_start(parcel->component, NULL, 0);
    case HF_PARCEL_WRITE:
        return psa_fwu_write(parcel->component, parcel->value, parcel->block.bytes,
                             parcel->block.size);
    case HF_PARCEL_FINISH:
        return psa_fwu_finish(parcel->component);
    case HF_PARCEL_CANCEL:
        return psa_fwu_cancel(parcel->component);
    case HF_PARCEL_CLEAN:
        return psa_fwu_clean(parcel->component);
    case HF_PARCEL_INSTALL:
        return psa_fwu_install();
    case HF_PARCEL_REBOOT:
        return psa_fwu_request_reboot();
    case HF_PARCEL_REJECT:
        return psa_fwu_reject((psa_status_t)parcel->value);
    default:
        return psa_fwu_accept();
    }
}

void hf_agent_take(uint8_t byte)
{
    struct hf_parcel parcel;
    hf_err_t const result =
        noise < HF_AGENT_NOISE_MAX ? hf_parcel_take(&line, byte, &parcel) : HF_ERR_UNSET;

    if (result == HF_OK) {
        answer(parcel.component, obey(&parcel));
    } else if (result != HF_ERR_UNSET) {
        noise++;
        hf_print("@app again - - 00000000 00000000\n");
    }
}

void hf_agent_turn(void)
{
    int byte = hf_console_get();

    for (uint32_t i = 0; byte >= 0 && i < HF_PARCEL_MOST; i++) {
        hf_agent_take((uint8_t)byte);
        byte = hf_console_get();
    }
    if (byte >= 0) {
        hf_agent_take((uint8_t)byte);
    }
}

uint32_t hf_agent_judge(int works)
{
    psa_fwu_component_info_t info;
    uint32_t trial = 0;
    psa_status_t status;

    for (psa_fwu_component_t i = 0; i <= HF_FWU_APP; i++) {
        trial += psa_fwu_query(i, &info) == PSA_SUCCESS && info.state == PSA_FWU_TRIAL;
    }
    if (trial == 0) {
        return 0;
    }
    if (!works) {
        hf_print("update: the new image fails its self-test: taken back\n");
        (void)psa_fwu_reject(SELF_TEST_FAILED);
        (void)psa_fwu_request_reboot();
        return 1;
    }
    status = psa_fwu_accept();
    hf_print(status == PSA_SUCCESS ? "update: accepted\n" : "update: cannot be accepted\n");
    return status == PSA_SUCCESS ? 0 : 1u;
}
