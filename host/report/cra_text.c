/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/report/cra_text.h"

const struct hf_cra_property hf_cra_properties[] = {
    {"1", "a level of cybersecurity that fits the risks", "t1 t2 t3 t4 t5 t6 t7 t8 t9",
     "the risk assessment of Art 13(2), of which this report is a part"},
    {"2 (a)", "no known exploitable vulnerabilities when made available", "",
     "SBOM (holdfast sbom), its VEX filled in, a vulnerability check per release"},
    {"2 (b)", "secure by default, and a way back to the original state", "t8",
     "the default configuration as shipped, and the factory reset"},
    {"2 (c)", "security updates, automatic by default, with notice, postponement and opt-out", "t4",
     "the update service, its default, and how a user turns it off"},
    {"2 (d)", "protection from unauthorised access, and reports of it", "t3 t8",
     "the access log, and who reads it"},
    {"2 (e)", "confidentiality of data stored and sent", "t1 t5",
     "the list of data and where each is encrypted"},
    {"2 (f)", "integrity of data, commands, programs and configuration, and reports of corruption",
     "t2 t4", "the refusal records, and who reads them"},
    {"2 (g)", "no more data than needed", "", "the telemetry schema with a purpose per field"},
    {"2 (h)", "availability of essential functions, also after an incident", "t9",
     "the list of essential functions, and recovery times"},
    {"2 (i)", "little effect on the availability of other devices and networks", "",
     "back-off and traffic limits, measured"},
    {"2 (j)", "limited attack surfaces, external interfaces included", "t8",
     "the list of interfaces and ports as shipped"},
    {"2 (k)", "less harm from an incident by mitigation of exploitation", "t5 t6",
     "build flags, and what a takeover of the application reaches"},
    {"2 (l)", "security-relevant activity is recorded and monitored, with opt-out", "",
     "the security log, and how a user turns it off"},
    {"2 (m)", "users can remove all data and settings for good, and move them safely", "",
     "the wipe command, and a test of what remains"},
};
const size_t hf_cra_property_count = sizeof(hf_cra_properties) / sizeof(hf_cra_properties[0]);

const struct hf_cra_point hf_cra_handling[] = {
    {"1", "vulnerabilities and components identified and documented, SBOM in a common format",
     "holdfast sbom writes CycloneDX 1.6; add the parts that are not firmware"},
    {"2", "remedied without delay, security updates apart from feature updates where feasible",
     "the process and its time limits"},
    {"3", "effective and regular tests and reviews",
     "holdfast prove on every release; the plan of other tests"},
    {"4", "fixed vulnerabilities published: description, affected, impact, severity, remedy",
     "the advisory page"},
    {"5", "a policy of coordinated disclosure", "the policy"},
    {"6", "information shared, a contact address for reports", "the contact"},
    {"7", "updates distributed securely, automatically where applicable",
     "the update service and its keys"},
    {"8", "security updates without delay and free of charge, with advisories", "the promise"},
};
const size_t hf_cra_handling_count = sizeof(hf_cra_handling) / sizeof(hf_cra_handling[0]);
