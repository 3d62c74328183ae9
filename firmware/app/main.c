/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The demonstration app: says what it is and what guards it from whom, proves its own image with a
 * key it cannot see, goes through the services, accepts itself when it is on trial, and then stays
 * alive and listens for updates. */
#include "examples/verify_image.h"
#include "firmware/app/agent.h"
#include "firmware/app/say.h"
#include "firmware/app/self.h"
#include "firmware/app/tour.h"
#include "holdfast/device.h"
#include "hw/api/console.h"

#define COPY_MOST    16384u  /* the largest image that the flipped-bit run can copy */
#define FLIPPED_AT   700u    /* somewhere in the payload */
#define LISTEN_EVERY 64u     /* turns: a byte at 115200 baud takes longer */
#define IDLE_TURNS   400000u /* between two signs of life */
#define WALL_ZONE    0x35u
#define WALL_MPU     0x5au

int main(void);

static void print_version(const uint8_t version[8])
{
    hf_print_number(version[0]);
    hf_print(".");
    hf_print_number(version[1]);
    hf_print(".");
    hf_print_number(hf_read_u16(version + 2));
}

static psa_status_t introduce(const struct hf_self *self)
{
    struct hf_device_version secure = {0, 0, {0}};
    psa_status_t status = hf_device_version(&secure);

    hf_print("holdfast app ");
    print_version(self->version);
    hf_print(" on " HF_BOARD_NAME ", secure ");
    print_version(secure.image);
    hf_print(secure.wall == WALL_ZONE  ? ", behind TrustZone\n"
             : secure.wall == WALL_MPU ? ", behind the MPU\n"
                                       : ", no wall\n");
    return status;
}

static int expect(const char *what, psa_status_t expected, psa_status_t answer)
{
    struct hf_expectation const expectation = {"verify_image", what, "authentic", expected};

    return hf_say_outcome(&expectation, answer);
}

/* The image with one bit turned must be refused; so must the signature with one bit turned. */
static uint32_t verify_self(struct hf_self *self)
{
    static uint8_t copy[COPY_MOST];
    size_t const size = self->signed_part.size;
    uint32_t wrong = 0;

    wrong += !expect("this app", PSA_SUCCESS,
                     verify_image(self->signed_part.bytes, size, self->signature, 64));
    if (size > sizeof(copy) || size <= FLIPPED_AT) {
        return wrong + 1;
    }
    for (size_t i = 0; i < size; i++) {
        copy[i] = self->signed_part.bytes[i];
    }
    copy[FLIPPED_AT] ^= 0x10u;
    wrong += !expect("one bit of the image flipped", PSA_ERROR_INVALID_SIGNATURE,
                     verify_image(copy, size, self->signature, 64));
    self->signature[63] ^= 0x01u;
    wrong += !expect("one bit of the signature flipped", PSA_ERROR_INVALID_SIGNATURE,
                     verify_image(self->signed_part.bytes, size, self->signature, 64));
    return wrong;
}

static _Noreturn void stay_alive(void)
{
    for (;;) {
        for (volatile uint32_t turn = 0; turn < IDLE_TURNS; turn++) {
            if (turn % LISTEN_EVERY == 0) {
                hf_agent_turn();
            }
        }
        (void)hf_device_alive();
    }
}

int main(void)
{
    struct hf_self self;
    hf_err_t const found = hf_self_read(&self);
    uint32_t wrong = found == HF_OK ? 0 : 1;

    hf_console_start();
    if (found == HF_OK) {
        wrong += introduce(&self) != PSA_SUCCESS;
        wrong += psa_crypto_init() != PSA_SUCCESS;
        wrong += verify_self(&self);
        wrong += hf_tour_life();
        wrong += hf_tour_random();
        wrong += hf_tour_storage();
        wrong += hf_tour_attest();
        wrong += hf_tour_identity();
        wrong += hf_agent_judge(wrong == 0);
    }
    hf_print("@app done - - ");
    hf_print_hex(wrong);
    hf_print(" ");
    hf_print_hex(found == HF_OK ? 0 : (uint32_t)found);
    hf_print("\n");
    stay_alive();
}
