/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * How levels and conditions are called, everywhere the same. */
#include "host/assess/assess.h"
#include "host/assess/profile_words.h"

#include <string.h>

const char *hf_level_name(int level)
{
    static const char *const names[] = {"-", "nobody", "remote", "probe", "bench", "lab"};

    return level >= HF_LEVEL_NONE && level <= HF_LEVEL_LAB ? names[level - HF_LEVEL_NONE] : "?";
}

const char *hf_condition_id(unsigned bit)
{
    static const char *const ids[HF_ASSUME_BITS] = {"measures.tls",
                                                    "measures.mutual_auth",
                                                    "measures.signed_boot",
                                                    "measures.rollback_counter",
                                                    "measures.update_encryption",
                                                    "measures.trustzone",
                                                    "measures.hdp",
                                                    "measures.boot_lock",
                                                    "measures.debug",
                                                    "measures.tamper",
                                                    "measures.per_device_keys",
                                                    "measures.provisioning",
                                                    "measures.watchdog",
                                                    "measures.rate_limit",
                                                    "boot_stack",
                                                    "element.certificate"};

    return ids[bit];
}

static bool line_has(const struct hf_platform_result *result, const char *atom)
{
    const struct hf_atom *found = hf_catalog_atom(result->stated.catalog, atom);

    return found != NULL && (result->stated.holds >> found->bit & 1u) != 0;
}

/* The line's own words for its strongest lock. */
static const char *lock_words(const struct hf_platform_result *result)
{
    const struct hf_catalog *catalog = result->stated.catalog;
    const struct hf_column *column = hf_catalog_column(catalog, "lifecycle");
    const char *lifecycle =
        column->values
            .at[hf_cell_low(column, &result->platform->part->cells[column - catalog->columns.at])];

    if (strcmp(lifecycle, "product-state") == 0) {
        return "debug port closed: product state CLOSED or LOCKED";
    }
    if (strcmp(lifecycle, "nvstate") == 0) {
        return "debug port closed: NVSTATE closed";
    }
    if (strcmp(lifecycle, "bsec") == 0) {
        return "debug port closed: closed by BSEC fuses";
    }
    return line_has(result, "final_lock") ? "debug port closed: RDP level 2"
                                          : "debug port closed: the line's strongest lock, RDP "
                                            "level 1";
}

/* The stack that a certificate of this line asks for, or any that attests. */
static const char *stack_words(struct hf_arena *arena, const struct hf_platform_result *result)
{
    const struct hf_catalog *catalog = result->stated.catalog;
    const struct hf_atom *manager = hf_catalog_atom(catalog, "secure_manager");

    for (size_t i = 0; i < catalog->certificates.count; i++) {
        const struct hf_certificate *certificate = &catalog->certificates.at[i];

        if (certificate->platform &&
            hf_words_have(&certificate->lines, result->platform->part->line) && manager != NULL &&
            (certificate->requires.set >> manager->bit & 1u) != 0) {
            return hf_arena_print(arena, "boot stack: the ST Secure Manager (certificate %s)",
                                  certificate->id);
        }
    }
    return "boot stack: one that attests (holdfast, tf-m, secure-manager)";
}

const char *hf_condition_text(struct hf_arena *arena, const struct hf_platform_result *result,
                              unsigned bit)
{
    const struct hf_catalog *catalog = result->stated.catalog;

    if ((1u << bit) == HF_ASSUME_STACK) {
        return stack_words(arena, result);
    }
    if ((1u << bit) == HF_ASSUME_ELEMENT_CERTIFICATE) {
        return hf_arena_print(arena, "the certificate of %s, read, covers the delivered element",
                              result->with_se.element != NULL ? result->with_se.element->title
                                                              : "the element");
    }
    if (bit == HF_MEASURE_DEBUG) {
        return lock_words(result);
    }
    return catalog->measures[bit].title;
}
