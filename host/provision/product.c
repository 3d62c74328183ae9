/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * A product's decryption key for one device: wrapped for the key pair that its urot derives from
 * the hardware key, so it is in clear nowhere but in this program and in that urot. The page is
 * written as the images are, by whoever programs the flash in the factory. */
#include "host/image/crypt.h"
#include "host/provision/internal.h"

static bool wrap(struct hf_device *device, const struct hf_crypt_key *number,
                 uint8_t value[HF_ENC_EC256_AES256], struct hf_trouble *trouble)
{
    struct hf_key *recipient = NULL;
    struct hf_key *once = NULL;
    bool const done = hf_device_image_key(device, &recipient, trouble) &&
                      hf_key_new(&once, trouble) &&
                      hf_crypt_wrap(recipient, once, number, value, trouble);

    hf_key_free(recipient);
    hf_key_free(once);
    return done;
}

bool hf_provision_product(struct hf_device *device, const struct hf_key *product,
                          struct hf_trouble *trouble)
{
    struct hf_crypt_key number = {HF_CRYPT_OF_PRODUCT, 32, {0}};
    uint8_t value[HF_ENC_EC256_AES256];
    bool const done = hf_key_scalar(product, number.bytes, trouble) &&
                      wrap(device, &number, value, trouble) &&
                      hf_device_write_key_page(device, (hf_span_t){value, sizeof(value)}, trouble);

    hf_wipe(&number, sizeof(number));
    return done;
}
