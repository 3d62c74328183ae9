/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/assess/catalog_data.h - the files of catalog/ as they were when the command was built. */
#ifndef HF_HOST_ASSESS_CATALOG_DATA_H
#define HF_HOST_ASSESS_CATALOG_DATA_H

#include "host/base/file.h"

/* The bytes of a built-in file such as "rules.yaml"; data NULL when there is none. */
struct hf_bytes hf_catalog_data(const char *name);

#endif
