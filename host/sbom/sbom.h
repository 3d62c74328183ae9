/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * host/sbom/sbom.h - the software bill of materials of a board's firmware, CycloneDX 1.6.
 *
 * It lists what was linked, not what was meant to be: the objects in each stage's link map, their
 * sources by the compile commands, each with its SHA-256. The same build gives the same bytes; no
 * time and no path of the machine is in it. */
#ifndef HF_HOST_SBOM_SBOM_H
#define HF_HOST_SBOM_SBOM_H

#include "host/base/arena.h"
#include "host/base/trouble.h"

#include <jansson.h>

/* `build` is the folder of the board's build. False, with the line, when something is missing or
 * when a linked source belongs to no known component. `bom` is a new reference. */
bool hf_sbom_make(const char *build, const char *board, const char *version, json_t **bom,
                  struct hf_trouble *trouble);

#endif
