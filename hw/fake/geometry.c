/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Geometries of STM32 families. Only as much flash as tests use, except where sizes are unequal. */
#include "hw/fake/nvm.h"

const struct hf_fake_nvm_geometry hf_fake_f2 = {
    "f2", 0x08000000u, {{4, 0x4000}, {1, 0x10000}, {7, 0x20000}}, 4, 0xff};
const struct hf_fake_nvm_geometry hf_fake_l5 = {"l5", 0x08000000u, {{64, 0x1000}}, 8, 0xff};
const struct hf_fake_nvm_geometry hf_fake_u5 = {"u5", 0x0c000000u, {{32, 0x2000}}, 16, 0xff};
const struct hf_fake_nvm_geometry hf_fake_h7 = {"h7", 0x08000000u, {{8, 0x20000}}, 32, 0xff};
const struct hf_fake_nvm_geometry hf_fake_l0 = {"l0", 0x08000000u, {{512, 0x80}}, 4, 0x00};
const struct hf_fake_nvm_geometry hf_fake_f1 = {"f1", 0x08000000u, {{64, 0x400}}, 2, 0xff};
