/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/secure/engine_config_standard.h - the engine of the profile `standard`. */
#ifndef HF_SECURE_ENGINE_CONFIG_STANDARD_H
#define HF_SECURE_ENGINE_CONFIG_STANDARD_H

#include "engine_config_common.h"

#endif
