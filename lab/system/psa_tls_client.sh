#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# Mbed TLS's TLS 1.3 client links as a pure client of PSA Crypto: every psa_ function that it calls is one of ours, no
# cryptography is in its image, and its hello (with a key share made in secure) comes as far as the network.
# usage: psa_tls_client.sh HOLDFAST
set -uo pipefail
cd "$(dirname "$0")/../.."
. script/lib.sh

readonly holdfast=$1 image=build/an505/tls_client
[[ -f $image.elf ]] || exit 77
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

judge() {
    [[ $2 == 0 ]] || { echo "FAILED: $1" >&2; failed=1; }
}

arm-none-eabi-nm "$image.elf" >"$work/symbols"
for function in mbedtls_ssl_handshake mbedtls_ssl_tls13_handshake_client_step mbedtls_x509_crt_verify_restartable \
    psa_aead_encrypt psa_aead_decrypt psa_key_derivation_output_bytes psa_raw_key_agreement psa_verify_hash hf_gate_call; do
    grep -q " T $function\$" "$work/symbols"
    judge "$function is in the image" $?
done
! grep -qE ' [Tt] (mbedtls_(aes_crypt|gcm_starts|sha256_starts|ecp_mul|mpi_exp|rsa_public)|p256_)' "$work/symbols"
judge "no cryptography of its own" $?
"$holdfast" device new --lifecycle secured --board an505 --app "$image.img" "$work/device" >/dev/null 2>&1
"$holdfast" device run --timeout 60 "$work/device" >/dev/null 2>&1
tr -d '\r' <"$work/device/app.log" | grep -q '^tls: hello made$'
judge "the hello is made: $(tail -1 "$work/device/app.log")" $?
[[ $failed == 0 ]]
