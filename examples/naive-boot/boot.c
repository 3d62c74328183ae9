/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later */
#include "examples/naive-boot/boot.h"

extern uint32_t boot_stack[];

int main(void);

void boot_refuse(void)
{
    for (;;) {
    }
}

_Noreturn void boot_image(const struct image *image)
{
    __asm volatile("msr msp, %0 \n bx %1" ::"r"(image->vectors[0]), "r"(image->vectors[1]));
    __builtin_unreachable();
}

static int image_is_good(const struct image *image)
{
    uint8_t digest[32];

    if (image->magic != IMAGE_MAGIC || image->size > IMAGE_MAX) {
        return 0;
    }
    boot_sha256((const uint8_t *)image->vectors, image->size, digest);
    return boot_verify(boot_key, digest, image->signature) == 0;
}

int main(void)
{
    const struct image *image = (const struct image *)IMAGE_AT;

    if (!image_is_good(image)) {
        boot_refuse();
    }
    boot_image(image);
}

__attribute__((section(".vectors"), used)) static const struct {
    uint32_t *stack;
    int (*reset)(void);
} vectors = {boot_stack, main};
