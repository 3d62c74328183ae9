/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * Public test vectors: NIST's SigVer as BoringSSL's tree has it (.txt) and Wycheproof's (.json),
 * the P1363 ones whole, of those in DER the valid ones (what is wrong with the others is mostly
 * their DER, which is not our business). usage: public_vectors FILE... Prints "<checked> vectors
 * <skipped> skipped <failures> failures". */
#include "hw/api/crypto.h"

#include <ctype.h>
#include <jansson.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct sample {
    uint8_t key[64];
    uint8_t hash[32];
    uint8_t signature[64];
};

static unsigned checked, skipped, failures;

static void check(const struct sample *sample, int valid, const char *where, long number)
{
    struct hf_p256_sides sides;

    hf_p256_verify(sample->key, sample->hash, sample->signature, &sides);
    if ((memcmp(sides.left, sides.right, sizeof sides.left) == 0) != valid) {
        fprintf(stderr, "%s, vector %ld: should be %s\n", where, number, valid ? "good" : "bad");
        failures++;
    }
    checked++;
}

/* Reads hex digits into the end of `bytes`, as a number; leading zeros may be many. Returns 0 when
 * the number does not fit. */
static int read_number(const char *hex, uint8_t *bytes, size_t size)
{
    BIGNUM *number = NULL;
    int fits = BN_hex2bn(&number, hex) > 0 && BN_bn2binpad(number, bytes, (int)size) >= 0;

    BN_free(number);
    return fits;
}

/* FIPS 186-5: the leftmost 256 bits of the digest; a shorter one is a smaller number. */
static void take_digest(uint8_t hash[32], const uint8_t *digest, size_t size)
{
    memset(hash, 0, 32);
    if (size >= 32) {
        memcpy(hash, digest, 32);
    } else {
        memcpy(hash + 32 - size, digest, size);
    }
}

static long read_bytes(const char *hex, uint8_t *bytes, size_t size)
{
    size_t length = 0;

    if (*hex == '\0') {
        return 0;
    }
    return OPENSSL_hexstr2buf_ex(bytes, size, &length, hex, '\0') == 1 ? (long)length : -1;
}

static const char *text(const json_t *object, const char *name)
{
    const char *value = json_string_value(json_object_get(object, name));

    if (value == NULL) {
        fprintf(stderr, "public_vectors: no text '%s' where there should be one\n", name);
        exit(3);
    }
    return value;
}

static void hash_message(uint8_t hash[32], const char *hex, const char *algorithm)
{
    static uint8_t message[4096];
    uint8_t digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    long length = read_bytes(hex, message, sizeof message);
    const EVP_MD *method = EVP_get_digestbyname(algorithm);

    if (length < 0 || method == NULL ||
        EVP_Digest(message, (size_t)length, digest, &size, method, NULL) != 1) {
        fprintf(stderr, "public_vectors: cannot hash with %s\n", algorithm);
        exit(3);
    }
    take_digest(hash, digest, size);
}

/* Returns 0 when the signature has no form of 64 bytes. */
static int take_signature(uint8_t signature[64], const char *hex, int is_der)
{
    uint8_t bytes[512];
    const uint8_t *at = bytes;
    long length = read_bytes(hex, bytes, sizeof bytes);
    ECDSA_SIG *parsed;
    int fits;

    if (!is_der) {
        memcpy(signature, bytes, 64);
        return length == 64;
    }
    parsed = length < 0 ? NULL : d2i_ECDSA_SIG(NULL, &at, length);
    fits = parsed != NULL && BN_bn2binpad(ECDSA_SIG_get0_r(parsed), signature, 32) == 32 &&
           BN_bn2binpad(ECDSA_SIG_get0_s(parsed), signature + 32, 32) == 32;
    ECDSA_SIG_free(parsed);
    return fits;
}

static void check_group(const json_t *group, const char *path)
{
    const json_t *key = json_object_get(group, "key");
    int is_der = strcmp(text(group, "type"), "EcdsaP1363Verify") != 0;
    struct sample sample;
    json_t *test;
    size_t i;

    if (!read_number(text(key, "wx"), sample.key, 32) ||
        !read_number(text(key, "wy"), sample.key + 32, 32)) {
        fprintf(stderr, "%s: a key does not fit in 64 bytes\n", path);
        exit(3);
    }
    json_array_foreach(json_object_get(group, "tests"), i, test)
    {
        int valid = strcmp(text(test, "result"), "valid") == 0;

        hash_message(sample.hash, text(test, "msg"), text(group, "sha"));
        if ((is_der && !valid) || !take_signature(sample.signature, text(test, "sig"), is_der)) {
            failures += (unsigned)(valid); /* a valid one that we cannot even take */
            skipped++;
            continue;
        }
        check(&sample, valid, path, (long)json_integer_value(json_object_get(test, "tcId")));
    }
}

static void check_wycheproof(const char *path)
{
    json_error_t error;
    json_t *root = json_load_file(path, 0, &error);
    json_t *group;
    size_t i;

    if (root == NULL) {
        fprintf(stderr, "%s: %s\n", path, error.text);
        exit(3);
    }
    json_array_foreach(json_object_get(root, "testGroups"), i, group)
    {
        check_group(group, path);
    }
    json_decref(root);
}

/* One line "Name = value" of a record; a record ends with an empty line. */
struct record {
    struct sample sample;
    int is_p256;
    int is_invalid;
    int has_key;
};

static void take_line(struct record *record, const char *name, const char *value)
{
    uint8_t digest[64];
    long size;

    if (strcmp(name, "Curve") == 0) {
        record->is_p256 = strcmp(value, "P-256") == 0;
        return;
    }
    if (!record->is_p256) {
        return;
    }
    if (strcmp(name, "X") == 0) {
        record->has_key = read_number(value, record->sample.key, 32);
    } else if (strcmp(name, "Y") == 0) {
        record->has_key &= read_number(value, record->sample.key + 32, 32);
    } else if (strcmp(name, "R") == 0) {
        record->has_key &= read_number(value, record->sample.signature, 32);
    } else if (strcmp(name, "S") == 0) {
        record->has_key &= read_number(value, record->sample.signature + 32, 32);
    } else if (strcmp(name, "Digest") == 0) {
        size = read_bytes(value, digest, sizeof digest);
        take_digest(record->sample.hash, digest, size > 0 ? (size_t)size : 0);
    } else if (strcmp(name, "Invalid") == 0) {
        record->is_invalid = 1;
    }
}

static void end_record(struct record *record, const char *path, long line)
{
    if (record->is_p256 && record->has_key) {
        check(&record->sample, !record->is_invalid, path, line);
    } else if (record->is_p256) {
        skipped++;
    }
    memset(record, 0, sizeof *record);
}

static void check_nist(const char *path)
{
    FILE *file = fopen(path, "r");
    char line[512], name[64], value[400];
    struct record record = {0};
    long number = 0;

    if (file == NULL) {
        perror(path);
        exit(3);
    }
    while (fgets(line, sizeof line, file) != NULL) {
        int fields = line[0] == '#' ? 0 : sscanf(line, "%63s = %399s", name, value);

        number++;
        if (fields >= 1) {
            take_line(&record, name, fields == 2 ? value : "");
        } else if (isspace((unsigned char)line[0])) {
            end_record(&record, path, number);
        }
    }
    end_record(&record, path, number);
    fclose(file);
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "usage: public_vectors FILE...\n");
        return 2;
    }
    for (int i = 1; i < argc; i++) {
        size_t length = strlen(argv[i]);

        if (length > 5 && strcmp(argv[i] + length - 5, ".json") == 0) {
            check_wycheproof(argv[i]);
        } else {
            check_nist(argv[i]);
        }
    }
    printf("%u vectors %u skipped %u failures\n", checked, skipped, failures);
    return failures == 0 && checked > 0 ? 0 : 1;
}
