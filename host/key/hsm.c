/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/key/hsm.h"

#include "core/span.h"
#include "host/key/pin.h"

#include <p11-kit/p11-kit.h>
#include <p11-kit/uri.h>
#include <stdlib.h>
#include <string.h>

#define SLOTS_MAX 64u
#define ID_MAX    256u

struct hf_hsm {
    CK_FUNCTION_LIST **all;   /* every module known; NULL when one was named */
    CK_FUNCTION_LIST *one[2]; /* the one that was named, and a NULL */
    CK_FUNCTION_LIST *module; /* the token's */
    CK_SESSION_HANDLE session;
    CK_OBJECT_HANDLE key;
    CK_OBJECT_CLASS class;
};

/* A search: what is wanted, and what to say when it fails. */
struct search {
    const char *text;
    P11KitUri *uri;
    struct hf_trouble *trouble;
    struct hf_hsm *hsm;
    unsigned found;
    bool failed; /* and the line says why */
};

bool hf_hsm_is_uri(const char *text)
{
    return strncmp(text, "pkcs11:", 7) == 0;
}

static bool fail(struct search *search, const char *what, CK_RV code)
{
    search->failed = true;
    return hf_trouble_set(search->trouble, "%s: %s: %s", search->text, what,
                          p11_kit_strerror(code));
}

static bool load_modules(struct search *search)
{
    struct hf_hsm *hsm = search->hsm;
    const char *path = p11_kit_uri_get_module_path(search->uri);

    path = path != NULL ? path : getenv("HOLDFAST_PKCS11_MODULE");
    if (path == NULL) {
        hsm->all = p11_kit_modules_load_and_initialize(0);
        return hsm->all != NULL ||
               hf_trouble_set(search->trouble, "%s: p11-kit has no module to ask: %s", search->text,
                              p11_kit_message());
    }
    hsm->one[0] = p11_kit_module_load(path, 0);
    if (hsm->one[0] == NULL) {
        return hf_trouble_set(search->trouble, "%s: cannot be loaded as a PKCS#11 module: %s", path,
                              p11_kit_message());
    }
    CK_RV code = p11_kit_module_initialize(hsm->one[0]);

    if (code != CKR_OK) {
        p11_kit_module_release(hsm->one[0]);
        hsm->one[0] = NULL;
        return fail(search, "the PKCS#11 module does not start", code);
    }
    return true;
}

static bool log_in(struct search *search, CK_FUNCTION_LIST *module, CK_SESSION_HANDLE session)
{
    struct hf_pin pin;

    if (!hf_pin_read(p11_kit_uri_get_pin_source(search->uri), &pin, search->trouble)) {
        search->failed = true;
        return false;
    }
    CK_RV code = module->C_Login(session, CKU_USER, (CK_UTF8CHAR *)pin.text, pin.size);

    hf_wipe(&pin, sizeof(pin));
    return code == CKR_OK || code == CKR_USER_ALREADY_LOGGED_IN ||
           fail(search, "the token does not accept the PIN (it was tried once)", code);
}

/* Up to two objects of the class that match the URI's label and id. */
static CK_ULONG find_objects(struct search *search, CK_FUNCTION_LIST *module,
                             CK_SESSION_HANDLE session, CK_OBJECT_HANDLE found[2])
{
    CK_KEY_TYPE type = CKK_EC;
    CK_ATTRIBUTE wanted[4] = {
        {CKA_CLASS, &search->hsm->class, sizeof(search->hsm->class)},
        {CKA_KEY_TYPE, &type, sizeof(type)},
    };
    CK_ULONG count = 2;
    CK_ULONG got = 0;
    static const CK_ATTRIBUTE_TYPE names[] = {CKA_LABEL, CKA_ID};

    for (size_t i = 0; i < 2; i++) {
        CK_ATTRIBUTE *named = p11_kit_uri_get_attribute(search->uri, names[i]);

        if (named != NULL) {
            wanted[count++] = *named;
        }
    }
    if (module->C_FindObjectsInit(session, wanted, count) != CKR_OK) {
        return 0;
    }
    if (module->C_FindObjects(session, found, 2, &got) != CKR_OK) {
        got = 0;
    }
    (void)module->C_FindObjectsFinal(session);
    return got;
}

/* Looks into one token; the first hit keeps its session. */
static void search_token(struct search *search, CK_FUNCTION_LIST *module, CK_SLOT_ID slot,
                         const CK_TOKEN_INFO *info)
{
    struct hf_hsm *hsm = search->hsm;
    CK_SESSION_HANDLE session;
    CK_OBJECT_HANDLE found[2];
    CK_RV code = module->C_OpenSession(slot, CKF_SERIAL_SESSION, NULL, NULL, &session);

    if (code != CKR_OK) {
        (void)fail(search, "the token gives no session", code);
        return;
    }
    if (hsm->class == CKO_PRIVATE_KEY && (info->flags & CKF_LOGIN_REQUIRED) != 0 &&
        !log_in(search, module, session)) {
        (void)module->C_CloseSession(session);
        return;
    }
    CK_ULONG count = find_objects(search, module, session, found);

    search->found += (unsigned)count;
    if (count == 0 || hsm->module != NULL) {
        (void)module->C_CloseSession(session);
        return;
    }
    hsm->module = module;
    hsm->session = session;
    hsm->key = found[0];
}

static void search_module(struct search *search, CK_FUNCTION_LIST *module)
{
    CK_SLOT_ID slots[SLOTS_MAX];
    CK_ULONG count = SLOTS_MAX;
    CK_SLOT_ID wanted = p11_kit_uri_get_slot_id(search->uri);

    if (module->C_GetSlotList(CK_TRUE, slots, &count) != CKR_OK) {
        return; /* a module without a reader is none of ours */
    }
    for (CK_ULONG i = 0; i < count && !search->failed; i++) {
        CK_TOKEN_INFO info;

        if ((wanted == (CK_SLOT_ID)-1 || wanted == slots[i]) &&
            module->C_GetTokenInfo(slots[i], &info) == CKR_OK &&
            (info.flags & CKF_TOKEN_INITIALIZED) != 0 &&
            p11_kit_uri_match_token_info(search->uri, &info)) {
            search_token(search, module, slots[i], &info);
        }
    }
}

static bool search_all(struct search *search)
{
    CK_FUNCTION_LIST **modules = search->hsm->all != NULL ? search->hsm->all : search->hsm->one;

    for (size_t i = 0; modules[i] != NULL && !search->failed; i++) {
        search_module(search, modules[i]);
    }
    if (search->failed) {
        return false;
    }
    if (search->found == 0) {
        return hf_trouble_set(search->trouble,
                              "%s: no token here has such a key; look with `p11tool --list-all` or "
                              "name the module with ?module-path=",
                              search->text);
    }
    return search->found == 1 ||
           hf_trouble_set(
               search->trouble,
               "%s: more than one key fits; name it by token=, object= and id=", search->text);
}

/* Reads one attribute of exactly or at most *size bytes. */
static bool read_attribute(const struct hf_hsm *hsm, CK_OBJECT_HANDLE object,
                           CK_ATTRIBUTE_TYPE type, uint8_t *bytes, CK_ULONG *size)
{
    CK_ATTRIBUTE attribute = {type, bytes, *size};

    if (hsm->module->C_GetAttributeValue(hsm->session, object, &attribute, 1) != CKR_OK ||
        attribute.ulValueLen > *size) {
        return false;
    }
    *size = attribute.ulValueLen;
    return true;
}

/* The public object that stands beside a private one: the same CKA_ID. */
static bool find_public(const struct hf_hsm *hsm, CK_OBJECT_HANDLE *object)
{
    CK_OBJECT_CLASS class = CKO_PUBLIC_KEY;
    uint8_t id[ID_MAX];
    CK_ULONG size = sizeof(id);
    CK_ULONG got = 0;

    if (hsm->class == CKO_PUBLIC_KEY) {
        *object = hsm->key;
        return true;
    }
    if (!read_attribute(hsm, hsm->key, CKA_ID, id, &size)) {
        return false;
    }
    CK_ATTRIBUTE wanted[] = {{CKA_CLASS, &class, sizeof(class)}, {CKA_ID, id, size}};

    if (hsm->module->C_FindObjectsInit(hsm->session, wanted, 2) != CKR_OK) {
        return false;
    }
    (void)hsm->module->C_FindObjects(hsm->session, object, 1, &got);
    (void)hsm->module->C_FindObjectsFinal(hsm->session);
    return got == 1;
}

/* CKA_EC_POINT is a DER OCTET STRING of the point; some tokens give the point itself. */
static bool read_point(struct search *search, uint8_t point[65])
{
    static const uint8_t p256[] = {0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07};
    const struct hf_hsm *hsm = search->hsm;
    CK_OBJECT_HANDLE object;
    uint8_t bytes[80];
    CK_ULONG size = sizeof(bytes);

    if (!find_public(hsm, &object)) {
        return hf_trouble_set(search->trouble,
                              "%s: the token has no public key with the id of that private key; "
                              "write one into it",
                              search->text);
    }
    if (!read_attribute(hsm, object, CKA_EC_PARAMS, bytes, &size) || size != sizeof(p256) ||
        memcmp(bytes, p256, sizeof(p256)) != 0) {
        return hf_trouble_set(search->trouble, "%s: not a P-256 key; images are signed with P-256",
                              search->text);
    }
    size = sizeof(bytes);
    if (read_attribute(hsm, object, CKA_EC_POINT, bytes, &size) &&
        ((size == 67 && bytes[0] == 0x04 && bytes[1] == 65 && bytes[2] == 0x04) ||
         (size == 65 && bytes[0] == 0x04))) {
        memcpy(point, bytes + size - 65, 65);
        return true;
    }
    return hf_trouble_set(search->trouble, "%s: the token gives no uncompressed point",
                          search->text);
}

static bool parse_uri(struct search *search)
{
    int code = p11_kit_uri_parse(search->text, P11_KIT_URI_FOR_ANY, search->uri);
    CK_ATTRIBUTE *class =
        code == P11_KIT_URI_OK ? p11_kit_uri_get_attribute(search->uri, CKA_CLASS) : NULL;

    if (code != P11_KIT_URI_OK) {
        return hf_trouble_set(search->trouble, "%s: %s", hf_quote(search->text).text,
                              p11_kit_uri_message(code));
    }
    if (p11_kit_uri_get_pin_value(search->uri) != NULL) {
        return hf_trouble_set(search->trouble,
                              "a PIN on the command line can be read by others: give pin-source=, "
                              "HOLDFAST_PIN_FILE or HOLDFAST_PIN instead of pin-value=");
    }
    if (class != NULL && class->ulValueLen == sizeof(CK_OBJECT_CLASS)) {
        memcpy(&search->hsm->class, class->pValue, sizeof(CK_OBJECT_CLASS));
    }
    return search->hsm->class == CKO_PRIVATE_KEY || search->hsm->class == CKO_PUBLIC_KEY ||
           hf_trouble_set(search->trouble, "%s: type= must be private or public",
                          hf_quote(search->text).text);
}

bool hf_hsm_find(const char *uri, struct hf_hsm **hsm, uint8_t point[65],
                 struct hf_trouble *trouble)
{
    struct search search = {.text = uri, .uri = p11_kit_uri_new(), .trouble = trouble};

    search.hsm = calloc(1, sizeof(*search.hsm));
    if (search.uri == NULL || search.hsm == NULL) {
        p11_kit_uri_free(search.uri);
        free(search.hsm);
        return hf_trouble_set(trouble, "out of memory");
    }
    search.hsm->class = CKO_PRIVATE_KEY;
    bool done = parse_uri(&search) && load_modules(&search) && search_all(&search) &&
                read_point(&search, point);

    p11_kit_uri_free(search.uri);
    if (!done) {
        hf_hsm_free(search.hsm);
        return false;
    }
    *hsm = search.hsm;
    return true;
}

bool hf_hsm_can_sign(const struct hf_hsm *hsm)
{
    return hsm->class == CKO_PRIVATE_KEY;
}

bool hf_hsm_sign(struct hf_hsm *hsm, const uint8_t digest[32], uint8_t raw[64])
{
    CK_MECHANISM mechanism = {CKM_ECDSA, NULL, 0};
    CK_ULONG size = 64;
    CK_BYTE copy[32];

    memcpy(copy, digest, sizeof(copy));
    return hsm->module->C_SignInit(hsm->session, &mechanism, hsm->key) == CKR_OK &&
           hsm->module->C_Sign(hsm->session, copy, sizeof(copy), raw, &size) == CKR_OK &&
           size == 64;
}

void hf_hsm_free(struct hf_hsm *hsm)
{
    if (hsm == NULL) {
        return;
    }
    if (hsm->module != NULL) {
        (void)hsm->module->C_CloseSession(hsm->session);
    }
    if (hsm->all != NULL) {
        p11_kit_modules_finalize_and_release(hsm->all);
    }
    if (hsm->one[0] != NULL) {
        (void)p11_kit_module_finalize(hsm->one[0]);
        p11_kit_module_release(hsm->one[0]);
    }
    free(hsm);
}
