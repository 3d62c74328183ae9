/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/secure/owner.h - who calls. There is one client behind the door, so the number is a
 * constant of secure's and never comes from a call: below zero for the non-secure side, as PSA has
 * it. */
#ifndef HF_SECURE_OWNER_H
#define HF_SECURE_OWNER_H

#define HF_OWNER_APP    (-1)
#define HF_OWNER_SECURE 1 /* what secure keeps for itself */

#endif
