/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * lab/proofs/proof.h - what every harness uses. A harness includes the real source, so that its
 * static functions can be called; the sources are never changed for a proof.
 *
 * Each proof is a function proof_<name>() below a comment with these lines:
 *   @proof NAME [arm|host]   the machine: arm (default; ILP32, the device's headers) or host (LP64)
 *   @quick                   belongs to the quick subset
 *   @slow                    written, but not known to end in time: run by --slow or by name alone
 *   @models FUNCTION:MODEL...  calls of FUNCTION become calls of MODEL, a function of the harness that
 *                            gives all that another proof shows FUNCTION to give, and demands what
 *                            that proof assumes
 *   @options OPTION...       more options for the checker
 *   @plant FILE EXPECTED SED  a bug: FILE changed by the sed expression, in a copy, must make a
 *                            property fail whose line matches the pattern EXPECTED (_ is a space)
 */
#ifndef HF_LAB_PROOFS_PROOF_H
#define HF_LAB_PROOFS_PROOF_H

#include "core/error.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#define ASSUME(condition)      __CPROVER_assume(condition)
#define PROVE(condition, what) __CPROVER_assert(condition, what)

/* In the place of PROVE in a list of promises: what one proof shows, another one takes as given. */
#define TAKE(condition, what) __CPROVER_assume(condition)

/* Any value at all: the checker tries them all (a function nondet_...() has no body). */
#define ANY(name, type)                                                                            \
    type nondet_##name(void);                                                                      \
    static inline type any_##name(void)                                                            \
    {                                                                                              \
        return nondet_##name();                                                                    \
    }

ANY(u8, uint8_t)
ANY(u16, uint16_t)
ANY(u32, uint32_t)
ANY(u64, uint64_t)
ANY(size, size_t)
ANY(int, int)
#undef ANY /* the sources have their own */

/* Exactly `size` bytes with any content: one step outside is an error. */
static inline uint8_t *any_bytes(size_t size)
{
    uint8_t *bytes = malloc(size);

    ASSUME(bytes != NULL);
    return bytes;
}

/* Any word but HF_OK. */
static inline hf_err_t any_refusal(void)
{
    hf_err_t const word = (hf_err_t)any_int();

    ASSUME(word != HF_OK);
    return word;
}

/* Do the `size` bytes at `part` lie in the `whole_size` bytes at `whole`? */
static inline int is_inside(const uint8_t *part, size_t size, const uint8_t *whole,
                            size_t whole_size)
{
    size_t const at =
        (size_t)__CPROVER_POINTER_OFFSET(part) - (size_t)__CPROVER_POINTER_OFFSET(whole);

    return __CPROVER_same_object(part, whole) && at <= whole_size && size <= whole_size - at;
}

#endif
