/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "host/device/log.h"

#include "core/journal.h"
#include "host/key/digest.h"

#include <string.h>

/* One half of the log in the making. */
struct writer {
    uint8_t key[32];
    uint8_t *half;
    size_t size;
    size_t used;
    uint32_t sequence;
    uint8_t link[HF_JOURNAL_LINK];
};

bool hf_device_log_key(struct hf_device *device, uint8_t key[32], struct hf_trouble *trouble)
{
    struct hf_die_page page;
    struct hf_die die;
    uint8_t urot[32];

    if (!hf_device_read_die(device, &die, trouble) ||
        !hf_device_read_page(device, &page, trouble)) {
        return false;
    }
    uint32_t const lifecycle = hf_lifecycle_of_keys(
        hf_lifecycle_from_steps(hf_thermometer_read(page.lifecycle, sizeof(page.lifecycle))));

    hf_derive(die.huk, "urot", lifecycle, urot);
    hf_derive(urot, "log", lifecycle, key);
    hf_wipe(&die, sizeof(die));
    hf_wipe(urot, sizeof(urot));
    return true;
}

static bool add(struct writer *writer, uint8_t kind, const uint8_t *body, uint32_t length)
{
    uint8_t *record = writer->half + writer->used;
    uint32_t const size = hf_journal_record_size(length);
    struct hf_journal_head head = {.magic = HF_BOOTLOG_MAGIC,
                                   .version = HF_BOOTLOG_VERSION,
                                   .kind = kind,
                                   .length = (uint16_t)length,
                                   .generation = 1,
                                   .sequence = ++writer->sequence};
    uint8_t mac[32];

    if (size > writer->size - writer->used) {
        return false;
    }
    memcpy(head.link, writer->link, sizeof(head.link));
    hf_journal_head_write(&head, record);
    memcpy(record + HF_JOURNAL_HEAD, body, length);
    hf_mac(writer->key, &(hf_span_t){record, HF_JOURNAL_HEAD + length}, 1, mac);
    memcpy(record + HF_JOURNAL_HEAD + length, mac, HF_JOURNAL_TAG);
    memcpy(writer->link, mac, sizeof(writer->link));
    writer->used += size;
    return true;
}

static bool add_entry(struct writer *writer, const struct hf_bootlog_entry *entry)
{
    uint8_t body[HF_BOOTLOG_BODY_MAX];
    uint32_t const length = hf_bootlog_write(entry, body);

    return length != 0 && add(writer, entry->kind, body, length);
}

bool hf_log_write(uint8_t *half, size_t size, const uint8_t key[32],
                  const struct hf_bootlog_entry *entries, size_t count)
{
    struct writer writer = {.half = half, .size = size};

    memcpy(writer.key, key, sizeof(writer.key));
    bool fits = add(&writer, HF_JOURNAL_COMMIT, (const uint8_t *)"", 0);

    for (size_t i = 0; i < count; i++) {
        fits = fits && add_entry(&writer, &entries[i]);
    }
    hf_wipe(writer.key, sizeof(writer.key));
    return fits;
}

bool hf_device_write_log(struct hf_device *device, const struct hf_bootlog_entry *entries,
                         size_t count, struct hf_trouble *trouble)
{
    const struct hf_layout *layout = &device->layout;
    size_t const size = (size_t)layout->boot_log_half[0] + layout->boot_log_half[1];
    uint8_t *halves = hf_arena_take(&device->arena, size);
    uint8_t key[32];

    memset(halves, layout->erased, size);
    if (!hf_device_log_key(device, key, trouble)) {
        return false;
    }
    bool const fits = hf_log_write(halves, layout->boot_log_half[0], key, entries, count);

    hf_wipe(key, sizeof(key));
    if (!fits) {
        return hf_trouble_set(trouble, "%s: %zu entries make no boot log", device->folder, count);
    }
    return hf_device_write_flash(device, layout->boot_log_offset, (hf_span_t){halves, size},
                                 trouble);
}
