#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# PSA Crypto through the real door: the cases of lab/psa as an app on each board, and once more with secure's larger
# profile where it fits its slot.
# usage: psa_device.sh HOLDFAST
set -uo pipefail
cd "$(dirname "$0")/../.."
. script/lib.sh

readonly holdfast=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tried=0
failed=0

# try NAME BOARD APP [OPTIONS of device new]
try() {
    local name=$1 board=$2 app=$3 log=$work/$1/app.log results wrong
    shift 3
    tried=$((tried + 1))
    "$holdfast" device new --lifecycle secured --board "$board" --app "$app" "$@" "$work/$name" >/dev/null 2>&1 &&
        "$holdfast" device run --timeout 240 "$work/$name" >/dev/null 2>&1
    results=$(tr -d '\r' <"$log" 2>/dev/null | grep -c '^@app result psa ')
    wrong=$(tr -d '\r' <"$log" 2>/dev/null | grep '^@app result psa ' | grep -cv ' 00000000 00000000$')
    echo "$name: $results cases, $wrong wrong"
    if [[ $results -lt 50 || $wrong != 0 ]] || ! grep -q '^@app done - - 00000000 ' "$log"; then
        failed=$((failed + 1))
        tr -d '\r' <"$log" | grep -A1 -v ' 00000000 00000000$' >&2
        tail -3 "$work/$name/secure.log" >&2
    fi
}

for board in an505 an385 an385-flat stm32f205; do
    [[ -f build/$board/psa_app.img ]] && try "$board" "$board" "build/$board/psa_app.img"
done
[[ -f build/an505/psa_app_full.img ]] &&
    try an505-full an505 build/an505/psa_app_full.img --secure build/an505/secure_full.img
[[ $tried -gt 0 ]] || exit 77
[[ $failed == 0 ]]
