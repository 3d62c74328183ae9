/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * A key in a PKCS#11 token, through libp11's OpenSSL engine (Debian: libengine-pkcs11-openssl). The
 * engine interface is deprecated since OpenSSL 3.0; its successor, the pkcs11 provider, is not in
 * Debian 12. The private key never leaves the token. */
#define OPENSSL_SUPPRESS_DEPRECATED

#include "host/provision/internal.h"

#include "core/span.h"

#include <fcntl.h>
#include <openssl/engine.h>
#include <openssl/err.h>
#include <openssl/ui.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PIN_MAX 255u

/* Nobody is asked on the terminal: a wrong PIN is an error, and the next try may lock the token. */
static int no_answer(UI *ui, UI_STRING *question)
{
    (void)ui;
    (void)question;
    return 0;
}

static bool read_pin(const struct hf_ca_source *source, char pin[PIN_MAX + 1u],
                     struct hf_trouble *trouble)
{
    const char *from = getenv(HF_CA_PIN_VARIABLE);
    struct hf_arena arena = {NULL};
    struct hf_bytes bytes = {from, from != NULL ? strlen(from) : 0};

    if (source->pin_file != NULL &&
        !hf_file_read(source->pin_file, PIN_MAX + 1u, &arena, &bytes, trouble)) {
        hf_arena_free(&arena);
        return false;
    }
    size_t size = bytes.data != NULL ? strcspn(bytes.data, "\r\n") : 0;
    bool good = size > 0 && size <= PIN_MAX;

    if (good) {
        memcpy(pin, bytes.data, size);
        pin[size] = '\0';
    } else {
        hf_trouble_set(trouble, "the token needs a PIN: set " HF_CA_PIN_VARIABLE
                                ", or name a file with it by "
                                "--pin-file");
    }
    hf_arena_free(&arena);
    return good;
}

static ENGINE *open_engine(const char *pin)
{
    ENGINE *engine = ENGINE_by_id("pkcs11");

    if (engine != NULL &&
        (ENGINE_ctrl_cmd_string(engine, "PIN", pin, 0) != 1 || ENGINE_init(engine) != 1)) {
        ENGINE_free(engine);
        engine = NULL;
    }
    return engine;
}

/* libp11 explains itself on stderr, in four lines; ours is one. Gives what stderr was. */
static int mute(void)
{
    int saved = dup(STDERR_FILENO);
    int null = open("/dev/null", O_WRONLY | O_CLOEXEC);

    if (saved >= 0 && null >= 0) {
        (void)dup2(null, STDERR_FILENO);
    }
    if (null >= 0) {
        close(null);
    }
    return saved;
}

static void unmute(int saved)
{
    if (saved >= 0) {
        (void)dup2(saved, STDERR_FILENO);
        close(saved);
    }
}

static EVP_PKEY *load(const char *uri, const char *pin, struct hf_trouble *trouble)
{
    UI_METHOD *silent = UI_create_method("nobody");
    ENGINE *engine = open_engine(pin);
    EVP_PKEY *key = NULL;

    if (engine == NULL) {
        hf_trouble_set(trouble, "OpenSSL has no pkcs11 engine, or no module behind it; install it "
                                "(Debian: libengine-pkcs11-openssl)");
    } else {
        UI_method_set_reader(silent, no_answer);
        key = ENGINE_load_private_key(engine, uri, silent, NULL);
        ENGINE_finish(engine); /* the key holds the engine from here on */
        ENGINE_free(engine);
        if (key == NULL) {
            hf_trouble_set(trouble, "%s: no such private key in a token, or its PIN is wrong",
                           hf_quote(uri).text);
        }
    }
    UI_destroy_method(silent);
    ERR_clear_error();
    return key;
}

EVP_PKEY *hf_token_key(const struct hf_ca_source *source, struct hf_trouble *trouble)
{
    char pin[PIN_MAX + 1u];

    if (strstr(source->key, "pin-value=") != NULL) {
        hf_trouble_set(
            trouble,
            "a PIN on the command line is a PIN that everybody can read: set " HF_CA_PIN_VARIABLE
            ", or name a file with it by --pin-file");
        return NULL;
    }
    if (!read_pin(source, pin, trouble)) {
        return NULL;
    }
    int const saved = mute();
    EVP_PKEY *key = load(source->key, pin, trouble);

    unmute(saved);

    hf_wipe(pin, sizeof(pin));
    return key;
}
