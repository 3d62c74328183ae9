#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# A fault of the app reaches the app where it can: behind the MPU door through secure, once, with no way back and never on a
# stack that is not the app's; behind TrustZone by its own vector table, but for those that are secure's. Each that came to
# secure left its record, and the last one of a life ends in a reset.
# usage: fault_event.sh HOLDFAST
set -uo pipefail
cd "$(dirname "$0")/../.."

readonly holdfast=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

# is NAME GOT WANTED
is() {
    if [[ $2 == "$3" ]]; then
        passed=$((passed + 1))
    else
        echo "FAILED: $1: got '$2', wanted '$3'" >&2
        failed=$((failed + 1))
    fi
}

# What the app found, in order: its checks, `!` behind what was wrong.
checks() {
    tr -d '\r' <"$1/app.log" | sed -n 's/^@app result fault \([a-z-]*\) 00000000 .*/\1/p; s/^@app result fault \([a-z-]*\) 00000001 .*/\1!/p' | tr '\n' ' '
}

# Faults that secure recorded: of the app, and of its watchdog.
faults() {
    tr -d '\r' <"$1/secure.log" | sed -n 's/^@secure fault app - \([0-9a-f]* [0-9a-f]*\).*/\1/p' | tr '\n' ' '
}

# try BOARD CHECKS FAULTS [OPTION...]
try() {
    local board=$1 checks=$2 faults=$3 device=$work/$1
    shift 3
    [[ -f build/$board/fault_app.img ]] || return
    "$holdfast" device new --lifecycle secured --board "$board" --app "build/$board/fault_app.img" "$device" >/dev/null 2>&1
    "$holdfast" device run --past-faults --timeout 200 "$device" >/dev/null 2>&1
    is "$board: the app ends well" $? 0
    is "$board: its checks" "$(checks "$device")" "$checks"
    is "$board: secure's records" "$(faults "$device")" "$faults"
}

readonly app=3ef3cace watchdog=88ba78d5
# A handler that returns lands at address 0: not the app's to execute (a part may say 00020000 instead: not Thumb code).
readonly told="version handler-in-ram handler-in-secure watch cause address counter secure-serves told-once "
try an385 "${told}version watch told-again version watch version " \
    "$app 00000082 $app 00000082 $watchdog 00000000 $app 00000082 $app 00000001 $watchdog 00000000 $app 00000092 $watchdog 00000000 "
try stm32f205 "$told" "$app 00000082 "
try an505 "version watch own-handler secure-serves version " "$app 00000008 $watchdog 00000000 "
[[ $passed -gt 0 ]] || { echo "no board is built: skipped"; exit 77; }
echo "$passed passed, $failed failed"
[[ $failed == 0 ]]
