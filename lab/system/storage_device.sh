#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# What the app seals, across resets and across attacks on the flash part: the secret of one boot is read by the next;
# a vault that was erased, that is another die's, or that is of an older epoch is refused aloud and nothing is read.
# A first vault that power cut is made again. On a board whose storage is volatile the app says so.
# usage: storage_device.sh HOLDFAST
set -uo pipefail
cd "$(dirname "$0")/../.."
. script/lib.sh

readonly holdfast=$1 vault=$((0x200000)) vault_size=$((0x10000)) epoch=448
readonly empty=4eac1cfd foreign=9ee87e5a stale=a38d16de ahead=6d99a8b8
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

make() {
    "$holdfast" device new --lifecycle secured --board "$1" "$work/$2" 2>/dev/null
}

run() {
    "$holdfast" device run "$work/$1" >/dev/null 2>&1
}

said() {
    tr -d '\r' <"$work/$1/app.log" | sed -n "s/^@app $2 //p"
}

# refused DEVICE WORD: runs it; secure recorded the word, and the app read nothing and wrote nothing.
refused() {
    run "$1"
    grep -q "^@secure refused - - $2 " "$work/$1/secure.log" && [[ -z $(said "$1" sealed)$(said "$1" unsealed) ]] &&
        grep -q 'seal_secret: write once: refused (-146)' "$work/$1/app.log"
}

copy_vault() {
    dd if="$work/$1/nvm.bin" of="$work/$2/nvm.bin" bs=4096 skip=$((vault / 4096)) seek=$((vault / 4096)) \
        count=$((vault_size / 4096)) conv=notrunc status=none
}

erase_vault() {
    head -c "$vault_size" /dev/zero | tr '\0' '\377' |
        dd of="$work/$1/nvm.bin" bs=4096 seek=$((vault / 4096)) conv=notrunc status=none
}

# set_epoch DEVICE BYTES: the first bytes of the epoch counter, in hexadecimal.
set_epoch() {
    hex_to_bytes <<<"$2" | dd of="$work/$1/nvm.bin" bs=1 seek=$epoch conv=notrunc status=none
}

try_lasting() {
    local board=$1 secret
    make "$board" "$board"
    run "$board"
    secret=$(said "$board" sealed)
    judge "$board: the first boot seals" "$([[ -n $secret ]]; echo $?)"
    run "$board"
    judge "$board: the second boot unseals the same" "$([[ $(said "$board" unsealed) == "$secret" ]]; echo $?)"
    cp -r "$work/$board" "$work/erased"
    erase_vault erased
    refused erased $empty
    judge "$board: an erased vault is not made again" $?
    make "$board" other
    copy_vault "$board" other
    refused other $foreign
    judge "$board: another die's vault is refused" $?
    cp -r "$work/$board" "$work/older"
    set_epoch older 00fe
    refused older $stale
    judge "$board: flash of an older epoch is refused" $?
    set_epoch older fcff
    refused older $ahead
    judge "$board: a counter that was set back is noticed" $?
    make "$board" cut
    set_epoch cut fcff
    run cut
    judge "$board: a first vault that power cut is made again" "$([[ -n $(said cut sealed) ]]; echo $?)"
    rm -rf "$work/erased" "$work/other" "$work/older" "$work/cut"
}

try_volatile() {
    make "$1" "$1"
    run "$1"
    judge "$1: the first boot seals" "$([[ -n $(said "$1" sealed) ]]; echo $?)"
    judge "$1: the app says that storage is volatile" "$(grep -q 'storage on this board is volatile' "$work/$1/app.log"; echo $?)"
    run "$1"
    judge "$1: the second boot finds nothing" "$([[ -n $(said "$1" sealed) && -z $(said "$1" unsealed) ]]; echo $?)"
}

tried=0
for board in an505 an385 an385-flat stm32f205; do
    [[ -f build/$board/app.img ]] || continue
    tried=$((tried + 1))
    if [[ $board == stm32f205 ]]; then
        try_volatile "$board"
    else
        try_lasting "$board"
    fi
done
echo "$passed passed, $failed failed"
[[ $tried -gt 0 ]] || exit 77
[[ $failed == 0 ]]
