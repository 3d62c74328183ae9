/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Part of the shared object of irot: its digest of the image in RAM, computed once for the same
 * bytes. */
#include "firmware/proof/subject.h"
#include "lab/powerfail/boot/digest.h"

#include <string.h>

/* The real one, built under this name. */
void lab_subject_digest(const struct hf_subject *subject, uint8_t digest[32]);

void hf_subject_digest(const struct hf_subject *subject, uint8_t digest[32])
{
    uint32_t const size = hf_subject_signed_size(subject);
    const uint8_t *known = digest_find(subject->header, size);

    if (known != NULL) {
        memcpy(digest, known, 32);
        return;
    }
    lab_subject_digest(subject, digest);
    digest_keep(subject->header, size, digest);
}
