/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * firmware/app/agent.h - the app's update agent: a host on the app's own serial line calls PSA
 * Firmware Update through it (core/parcel.h). The line is as trustworthy as whoever holds its other
 * end, which is why nothing that comes from it is believed: secure bounds it and urot proves it. */
#ifndef HF_APP_AGENT_H
#define HF_APP_AGENT_H

#include <stdint.h>

/* Broken frames that are answered in one boot; behind that the line is ignored until the reset, so
 * that noise for ever does not fill the console. */
#define HF_AGENT_NOISE_MAX 1024u

/* Takes what has come on the console: at most a frame. */
void hf_agent_turn(void);

/* Takes one byte: what hf_agent_turn() is made of. */
void hf_agent_take(uint8_t byte);

/* After the app's self-test: accepts what is on trial, or rejects it and resets the part. Gives the
 * number of answers that were not as expected. */
uint32_t hf_agent_judge(int works);

#endif
