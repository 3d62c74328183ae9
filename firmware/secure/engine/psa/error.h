/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * engine/psa/error.h - the engine's key store includes this name; the engine has the codes in its
 * own header. */
#ifndef HF_SECURE_ENGINE_ERROR_H
#define HF_SECURE_ENGINE_ERROR_H

#include "psa/crypto.h"

#endif
