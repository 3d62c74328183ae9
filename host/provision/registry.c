/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/provision/registry.h"

#include "host/attest/registry.h"
#include "host/base/write.h"
#include "host/image/image.h"
#include "host/key/digest.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define SCHEMA "holdfast.registry/1"

/* A file that is there is read by the verifier's own reader first: what it would refuse is not
 * written over. */
static json_t *open_registry(const char *path, struct hf_trouble *trouble)
{
    struct hf_attest_registry *checked = NULL;

    if (access(path, F_OK) != 0 && errno == ENOENT) {
        return json_pack("{s:s,s:{},s:{}}", "schema", SCHEMA, "policies", "devices");
    }
    if (!hf_attest_registry_load(path, &checked, trouble)) {
        return NULL;
    }
    hf_attest_registry_free(checked);
    json_t *root = json_load_file(path, 0, NULL);

    if (root == NULL) {
        hf_trouble_set(trouble, "%s: changed while it was read", path);
    }
    return root;
}

/* SHA-256 of the signer's SubjectPublicKeyInfo, in hexadecimal. */
static bool signer_of(struct hf_device *device, enum hf_role role, char hex[65],
                      struct hf_trouble *trouble)
{
    struct hf_layout_role const *place = &device->layout.roles[role];
    struct hf_image_rules rules = {
        .form = place->form,
        .demand = {device->layout.vendor_id, place->class_id, 0, place->load_address, 0}};
    struct hf_image_view view;
    struct hf_image_answer answer;
    hf_span_t bytes;
    uint8_t hash[32];

    if (!hf_device_read_slot(device, role, 0, &bytes, trouble)) {
        return false;
    }
    if (hf_image_open(bytes, place->slot_size, &view) != HF_OK) {
        return hf_trouble_set(trouble, "%s: no image in the slot of %s", device->folder,
                              place->class_name);
    }
    hf_image_judge(&view, &rules, &answer);
    if (answer.claims.key == NULL) {
        return hf_trouble_set(trouble, "%s: the image of %s names no signer", device->folder,
                              place->class_name);
    }
    if (place->form == HF_KEY_EMBEDDED) {
        hf_digest(&(hf_span_t){answer.claims.key, HF_PUBKEY_SIZE}, 1, hash);
    } else {
        memcpy(hash, answer.claims.key, sizeof(hash));
    }
    hf_hex(hash, sizeof(hash), hex);
    return true;
}

static json_t *make_policy(struct hf_device *device, struct hf_trouble *trouble)
{
    static const char *const types[HF_ROLE_COUNT] = {"BL", "PRoT", "App"};
    uint8_t id[2 * HF_UUID_SIZE];
    char hex[65];
    json_t *components = json_array();

    for (int role = 0; role < HF_ROLE_COUNT; role++) {
        if (!signer_of(device, (enum hf_role)role, hex, trouble)) {
            json_decref(components);
            return NULL;
        }
        json_array_append_new(components,
                              json_pack("{s:s,s:[s]}", "type", types[role], "signers", hex));
    }
    memcpy(id, device->layout.vendor_id, HF_UUID_SIZE);
    memcpy(id + HF_UUID_SIZE, device->layout.roles[HF_ROLE_UROT].class_id, HF_UUID_SIZE);
    hf_hex(id, sizeof(id), hex);
    return json_pack("{s:[s],s:[i],s:o}", "implementation_ids", hex, "client_ids", -1, "components",
                     components);
}

static bool write_registry(const char *path, const json_t *root, struct hf_trouble *trouble)
{
    char *text = json_dumps(root, JSON_INDENT(2) | JSON_PRESERVE_ORDER);
    bool done = text != NULL && hf_file_replace(path, text, strlen(text), 0666, trouble);

    free(text);
    return done;
}

static bool add(const char *path, struct hf_device *device, const struct hf_registry_entry *entry,
                struct hf_trouble *trouble)
{
    const char *name = entry->policy != NULL ? entry->policy : device->layout.board;
    json_t *root = open_registry(path, trouble);
    char id[2 * HF_TOKEN_UEID_SIZE + 1];
    bool done = root != NULL;

    if (done && json_object_get(json_object_get(root, "policies"), name) == NULL) {
        json_t *policy = make_policy(device, trouble);

        done = policy != NULL;
        json_object_set_new(json_object_get(root, "policies"), name, policy);
    }
    if (done) {
        hf_hex(entry->instance_id, sizeof(entry->instance_id), id);
        json_object_set_new(json_object_get(root, "devices"), id,
                            json_pack("{s:s,s:s,s:s}", "key", entry->key, "policy", name,
                                      "certificate", entry->certificate));
        done = write_registry(path, root, trouble);
    }
    json_decref(root);
    return done;
}

/* Two factories at one registry: the second waits. The folder is locked, since the file is
 * replaced.
 */
bool hf_registry_add(const char *path, struct hf_device *device,
                     const struct hf_registry_entry *entry, struct hf_trouble *trouble)
{
    const char *slash = strrchr(path, '/');
    const char *folder =
        slash == NULL ? "." : hf_arena_copy(&device->arena, path, (size_t)(slash - path) + 1u);
    int lock = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (lock < 0 || flock(lock, LOCK_EX) != 0) {
        hf_trouble_set(trouble, "%s: %s", folder, strerror(errno));
        if (lock >= 0) {
            close(lock);
        }
        return false;
    }
    bool done = add(path, device, entry, trouble);

    close(lock);
    return done;
}
