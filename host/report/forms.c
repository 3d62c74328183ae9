/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/report/report.h"

#include <string.h>

const char *const hf_report_words = "html, md, sarif, cra";

static const struct hf_report_form forms[] = {
    {"html", hf_report_html},
    {"md", hf_report_md},
    {"sarif", hf_report_sarif},
    {"cra", hf_report_cra},
};

const struct hf_report_form *hf_report_find(const char *name)
{
    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
        if (strcmp(forms[i].name, name) == 0) {
            return &forms[i];
        }
    }
    return NULL;
}
