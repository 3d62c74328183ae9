#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# The token that the app prints on each board: our verifier takes it with the key of its die and the challenge of its app,
# and refuses it with any one bit turned, with another challenge, and with another die's key. Two boots of a device have
# one identity and two boot seeds. Without entropy there is no token.
# usage: attest_device.sh HOLDFAST
set -uo pipefail
cd "$(dirname "$0")/../.."
. script/lib.sh

readonly holdfast=$1
readonly flip=$(dirname "$1")/lab/attest/flip_bits
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

judge() {
    if [[ $2 == 0 ]]; then
        passed=$((passed + 1))
    else
        echo "FAILED: $1" >&2
        failed=$((failed + 1))
    fi
}

said() {
    tr -d '\r' <"$1/app.log" | sed -n "s/^@app $2 //p"
}

# run DEVICE NAME [OPTION...]: runs it and leaves NAME.cbor and the challenge in $challenge.
run() {
    local device=$1 name=$2
    shift 2
    "$holdfast" device run "$@" "$device" >/dev/null 2>&1
    challenge=$(said "$device" challenge)
    said "$device" token | hex_to_bytes >"$work/$name.cbor"
}

# reason NAME KEY: what the verifier says.
reason() {
    "$holdfast" attest verify --json --shortest --key "$2" --nonce "${3:-$challenge}" "$work/$1.cbor" 2>/dev/null |
        sed -n 's/.*"reason":"\([^"]*\)".*/\1/p'
}

seed() {
    "$holdfast" attest inspect --json "$work/$1.cbor" | grep -o '"boot_seed":"[0-9a-f]*"'
}

try_board() {
    local board=$1 device=$work/$1 size taken
    "$holdfast" device new --provisioned --board "$board" "$device" 2>/dev/null
    "$holdfast" device new --provisioned --board "$board" "$device-other" 2>/dev/null
    "$holdfast" device key "$device" >"$work/key.pem"
    "$holdfast" device key "$device-other" >"$work/other.pem"
    run "$device" first
    judge "$board: the token is accepted" "$([[ $(reason first "$work/key.pem") == accepted ]]; echo $?)"
    judge "$board: another die's key refuses it" "$([[ $(reason first "$work/other.pem") == attest.* ]]; echo $?)"
    judge "$board: another challenge refuses it" \
        "$([[ $(reason first "$work/key.pem" "$(printf '%064d' 0)") == attest.nonce ]]; echo $?)"
    size=$(stat -c %s "$work/first.cbor")
    taken=$("$flip" "$work/first.cbor" "$work/key.pem" "$challenge")
    judge "$board: every single bit turned: $taken" "$([[ $taken == "$((8 * size)) refused, 0 accepted" && $size -ge 400 ]]; echo $?)"
    run "$device" second
    judge "$board: a second boot has the same identity" "$([[ $(reason second "$work/key.pem") == accepted ]]; echo $?)"
    judge "$board: a second boot has another seed" "$([[ -n $(seed first) && $(seed first) != "$(seed second)" ]]; echo $?)"
    run "$device" starved --entropy stuck
    judge "$board: no entropy, no token" "$([[ ! -s $work/starved.cbor ]]; echo $?)"
}

tried=0
for board in an505 an385 an385-flat stm32f205; do
    [[ -f build/$board/app.img ]] || continue
    tried=$((tried + 1))
    try_board "$board"
done
echo "$passed passed, $failed failed"
[[ $tried -gt 0 ]] || exit 77
[[ $failed == 0 ]]
