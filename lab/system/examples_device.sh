#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# The example programs run unchanged on every board, within what the board can keep: the app goes through all four.
# usage: examples_device.sh HOLDFAST
set -uo pipefail
cd "$(dirname "$0")/../.."
. script/lib.sh

readonly holdfast=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tried=0
failed=0

# says BOARD PATTERN: the app's console has such a line.
says() {
    tr -d '\r' <"$work/$1/app.log" | grep -q "$2" || {
        echo "FAILED: $1: no line '$2'" >&2
        failed=$((failed + 1))
    }
}

for board in an505 an385 an385-flat stm32f205; do
    [[ -f build/$board/app.img ]] || continue
    tried=$((tried + 1))
    "$holdfast" device new --lifecycle secured --board "$board" "$work/$board" >/dev/null 2>&1
    for boot in 1 2; do
        "$holdfast" device run "$work/$board" >/dev/null 2>&1
        says "$board" '^verify_image: this app: authentic (0)$'
        says "$board" '^seal_secret: write once: kept (0)$'
        says "$board" '^seal_secret: writing it again: refused (-133)$'
        says "$board" '^attest: this boot: token made (0)$'
        says "$board" '^sign_with_identity: \(its signature: verified (0)\|this device has no identity yet\)'
        says "$board" '^@app done - - 00000000 '
        if [[ $boot == 1 || $board == stm32f205 ]]; then
            says "$board" '^@app sealed '
        else
            says "$board" '^@app unsealed '
        fi
    done
done
echo "$tried boards"
[[ $tried -gt 0 ]] || exit 77
[[ $failed == 0 ]]
