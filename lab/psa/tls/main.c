/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * A TLS 1.3 client that links: certificate, session, handshake, data. There is no network here, so
 * the handshake ends where it wants to send; what is shown is that every PSA function that TLS and
 * X.509 call is one of the client's. */
#include "hw/api/console.h"

#include "mbedtls/memory_buffer_alloc.h"
#include "mbedtls/ssl.h"
#include "mbedtls/x509_crt.h"
#include "psa/crypto.h"

#define HEAP 40960u

int main(void);
void *_sbrk(ptrdiff_t size);

static unsigned char heap[HEAP];
static mbedtls_ssl_context ssl;
static mbedtls_ssl_config configuration;
static mbedtls_x509_crt authority;

/* The C library has no heap of its own. */
void *_sbrk(ptrdiff_t size)
{
    (void)size;
    return (void *)-1;
}

void lab_tls_exit(int status)
{
    (void)status;
    for (;;) {
    }
}

static int send_nothing(void *context, const unsigned char *bytes, size_t size)
{
    (void)context;
    (void)bytes;
    (void)size;
    return MBEDTLS_ERR_SSL_WANT_WRITE;
}

static int receive_nothing(void *context, unsigned char *bytes, size_t size)
{
    (void)context;
    (void)bytes;
    (void)size;
    return MBEDTLS_ERR_SSL_WANT_READ;
}

static int begin(void)
{
    static const unsigned char no_certificate[1] = {0};
    int status = (int)psa_crypto_init();

    mbedtls_ssl_init(&ssl);
    mbedtls_ssl_config_init(&configuration);
    mbedtls_x509_crt_init(&authority);
    (void)mbedtls_x509_crt_parse(&authority, no_certificate, sizeof(no_certificate));
    if (status == 0) {
        status =
            mbedtls_ssl_config_defaults(&configuration, MBEDTLS_SSL_IS_CLIENT,
                                        MBEDTLS_SSL_TRANSPORT_STREAM, MBEDTLS_SSL_PRESET_DEFAULT);
    }
    mbedtls_ssl_conf_ca_chain(&configuration, &authority, NULL);
    if (status == 0) {
        status = mbedtls_ssl_setup(&ssl, &configuration);
    }
    if (status == 0) {
        status = mbedtls_ssl_set_hostname(&ssl, "holdfast.example");
    }
    mbedtls_ssl_set_bio(&ssl, NULL, send_nothing, receive_nothing, NULL);
    return status;
}

int main(void)
{
    unsigned char byte = 0;
    int status;

    hf_console_start();
    mbedtls_memory_buffer_alloc_init(heap, sizeof(heap));
    status = begin();
    if (status == 0) {
        status = mbedtls_ssl_handshake(&ssl);
    }
    /* The hello is made, with a key share out of secure, and waits to be sent. */
    hf_print(status == MBEDTLS_ERR_SSL_WANT_WRITE ? "tls: hello made\n" : "tls: no hello\n");
    if (status == 0) {
        (void)mbedtls_ssl_write(&ssl, &byte, 1);
        (void)mbedtls_ssl_read(&ssl, &byte, 1);
    }
    hf_print("@app done - - ");
    hf_print_hex(status == MBEDTLS_ERR_SSL_WANT_WRITE ? 0 : 1);
    hf_print(" ");
    hf_print_hex((uint32_t)status);
    hf_print("\n");
    for (;;) {
    }
}
