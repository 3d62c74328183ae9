#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# What ends a secured life, on each board that keeps one: a tamper event wipes the keys within one call and stands until the
# device is serviced; RMA and decommissioning wipe first, for the service authority alone, and can be cut at any moment; a root
# key is rotated and the old one revoked. usage: life_ends.sh HOLDFAST
set -uo pipefail
cd "$(dirname "$0")/../.."

readonly holdfast=$1
readonly foul=$(dirname "$1")/lab/provision/foul
readonly service=lab/keys/service-1.pem
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

is() {
    if [[ $2 == "$3" ]]; then
        passed=$((passed + 1))
    else
        echo "FAILED: $1: got '$2', wanted '$3'" >&2
        failed=$((failed + 1))
    fi
}

new() {
    rm -rf "$1"
    "$holdfast" device new --provisioned --board "$board" "$1" 2>/dev/null
}

shown() {
    "$holdfast" device show --json "$1"
}

lifecycle() {
    shown "$1" | grep -o '"lifecycle":"[a-z]*"' | cut -d'"' -f4
}

floors() {
    shown "$1" | grep -o '"floors":{[^}]*}'
}

# vault_bytes DEVICE: how many bytes of the vault are not erased.
vault_bytes() {
    dd if="$1/nvm.bin" bs=65536 skip=32 count=1 status=none | tr -d '\377' | wc -c
}

# epoch DEVICE: the steps that the vault's counter has taken (zero bits of 512 bytes at 448).
epoch() {
    local bits=0 byte
    for byte in $(dd if="$1/nvm.bin" bs=64 skip=7 count=8 status=none | od -An -v -tu1); do
        while ((byte != 255)); do
            bits=$((bits + 1))
            byte=$((byte | (byte + 1)))
        done
    done
    echo $bits
}

# word NAME: an error word as records have it.
word() {
    sed -n "s/^    HF_ERR_$1 = (int)0x\([0-9a-f]*\)u,/\1/p" core/error.h
}

records() {
    grep -c "^@secure $2" "$1/secure.log"
}

serves() {
    "$holdfast" device run "$1" >/dev/null 2>&1
    echo $?
}

try_tamper() {
    local device=$work/$board-tamper key before steps
    new "$device"
    is "$board: before the event it serves" "$(serves "$device")" 0
    key=$("$holdfast" device key "$device")
    before=$(floors "$device")
    steps=$(epoch "$device")
    is "$board: and has a vault" "$(($(vault_bytes "$device") > 0))" 1
    "$holdfast" device run "$device" --tamper 1 >/dev/null 2>&1
    is "$board: the event leaves its record, once" "$(records "$device" "refused - - $tampered")" 1
    is "$board: and the app's calls are refused" "$(grep -c '(-137)' "$device/app.log" | sed 's/^[1-9].*/some/')" some
    is "$board: why says it" "$("$holdfast" device why "$device" | grep -c 'secure refused: .*tamper\.event')" 1
    is "$board: the life cycle stands" "$(lifecycle "$device")" secured
    is "$board: the floors stand" "$(floors "$device")" "$before"
    is "$board: the epoch did not go back" "$(($(epoch "$device") >= steps))" 1
    is "$board: the keys are others now" "$([[ $("$holdfast" device key "$device") != "$key" ]]; echo $?)" 0
    steps=$(epoch "$device")
    is "$board: the next boot still refuses" "$(serves "$device") $(records "$device" "refused - - $tampered")" "1 1"
    is "$board: no token" "$(grep -c '^@app token' "$device/app.log")" 0
    is "$board: a boot costs no step" "$(epoch "$device")" "$steps"
    is "$board: it is no device to provision" \
        "$("$holdfast" device provision "$device" --ca lab/keys/factory-1.crt --ca-key lab/keys/factory-1.pem 2>/dev/null | cut -d: -f1)" \
        "provisioned before"
    "$holdfast" device rma "$device" --key "$service" >/dev/null 2>&1
    is "$board: it is serviced" "$? $(lifecycle "$device") $(vault_bytes "$device")" "0 recoverable 0"
}

# A device whose app is at work when the event comes: calls before it succeed, calls after it do not.
try_tamper_at_work() {
    local device=$work/$board-work
    new "$device"
    is "$board: at work" "$(serves "$device")" 0
    "$holdfast" device run "$device" --tamper app >/dev/null 2>&1
    is "$board: the app was at work" "$(grep -c "^holdfast app" "$device/app.log") $(records "$device" "refused - - $tampered")" "1 1"
    is "$board: the vault was wiped at work" "$(vault_bytes "$device")" 0
    is "$board: after the first refusal nothing is served" \
        "$(sed -n '/(-137)/,$p' "$device/app.log" | grep -c 'authentic (0)\|: kept (0)\|token made (0)\|drawn (0)')" 0
}

# finding WHAT: what the app says of it.
finding() {
    tr -d '\r' <"$device/app.log" | sed -n "s/^@app result tamper $1 00000000 //p"
}

# The event comes while secure signs: that very call is refused, and nothing of its result leaves.
try_tamper_in_call() {
    local device=$work/$board-call app=build/$board/tamper_app.img ended wait
    [[ -f $app ]] || return
    for wait in 1000 3000 9000; do # until the app has signed at least once before it
        rm -rf "$device"
        "$holdfast" device new --lifecycle secured --board "$board" --app "$app" "$device" >/dev/null 2>&1
        "$holdfast" device run "$device" --tamper "$wait" --timeout 120 >/dev/null 2>&1
        ended=$?
        [[ $(finding turns) == 00000000 ]] || break
    done
    is "$board: the app was signing" "$([[ $(finding turns) > 00000000 ]] && echo yes)" yes
    is "$board: the call that signs is refused" "$ended $(finding seen) $(finding given)" "0 00000001 00000000"
    is "$board: once recorded as an event" "$(records "$device" "refused - - $tampered")" 1
    is "$board: and once as a denied call" "$(records "$device" "denied app - $tampered")" 1
}

try_ends() {
    local device=$work/$board-end answer copy
    new "$device"
    serves "$device" >/dev/null
    answer=$("$holdfast" device rma "$device" --key lab/keys/wrong-1.pem)
    is "$board: another key" "$? ${answer%:*}" "1 refused: life.request"
    "$foul" "$device" old-order other-device zero-order >"$work/foul"
    is "$board: other sessions and devices" "$(tr '\n' ' ' <"$work/foul")" \
        "old-order life.request other-device life.request zero-order provision.message "
    is "$board: change nothing" "$(lifecycle "$device") $(serves "$device")" "secured 0"
    answer=$("$holdfast" device rma "$device" --key "$service" --entropy stuck)
    is "$board: no entropy, no session" "$? ${answer%%: the *}" "1 refused: entropy.stuck"
    copy=$work/$board-copy
    cp -r "$device" "$copy"
    answer=$("$holdfast" device rma "$device" --key "$service")
    is "$board: RMA" "$? $(lifecycle "$device")" "0 recoverable"
    is "$board: the vault is erased" "$(vault_bytes "$device")" 0
    is "$board: nothing is served" "$(serves "$device") $(records "$device" "refused - - $ended")" "1 1"
    # The old flash on the die that was returned: its keys are those of another state.
    dd if="$copy/nvm.bin" of="$device/nvm.bin" bs=65536 skip=32 seek=32 count=1 conv=notrunc status=none
    is "$board: nor with the old flash" "$(serves "$device") $(grep -c '^@app \(sealed\|token\)' "$device/app.log")" "1 0"
    answer=$("$holdfast" device rma "$device" --key "$service")
    is "$board: RMA once" "$? ${answer%:*}" "1 refused: life.state"
    answer=$("$holdfast" device decommission "$device" --key "$service")
    is "$board: decommissioned" "$? $(lifecycle "$device")" "0 decommissioned"
    answer=$("$holdfast" device decommission "$device" --key "$service")
    is "$board: for ever" "$? ${answer%:*}" "1 refused: life.state"
}

# Killed at 20 ms, 50 ms, ...: the vault never outlives the state in which it was good.
try_cuts() {
    local device=$work/$board-cut cuts=0
    new "$device"
    serves "$device" >/dev/null
    for ((ms = 20; ms <= 800; ms += 30)); do
        [[ $(lifecycle "$device") == secured ]] || break
        { timeout -s KILL "0.$(printf %03d $ms)" "$holdfast" device rma "$device" --key "$service" >/dev/null 2>&1; } 2>/dev/null
        flock -w 20 "$device/device.json" true
        cuts=$((cuts + 1))
        if [[ $(lifecycle "$device") != secured ]]; then
            is "$board: open only when wiped (cut $cuts)" "$(vault_bytes "$device")" 0
        fi
    done
    [[ $(lifecycle "$device") != secured ]] || "$holdfast" device rma "$device" --key "$service" >/dev/null 2>&1
    is "$board: returned after $cuts cuts" "$(lifecycle "$device") $(vault_bytes "$device")" "recoverable 0"
}

try_rotation() {
    local device=$work/$board-root answer
    new "$device"
    "$holdfast" image sign --key lab/keys/root-2.pem --layout "build/$board/layout.json" --role urot --version 1.0.1 \
        --security-counter 1 -o "$work/urot-2.img" "build/$board/urot.bin" 2>/dev/null
    answer=$("$holdfast" device revoke "$device" --root 0 --key "$service" 2>/dev/null)
    is "$board: the root in use is not revoked" "$? $(grep -c 'slot A is signed with root 0' <<<"$answer")" "1 1"
    "$holdfast" device install "$device" "$work/urot-2.img" --role urot 2>/dev/null
    is "$board: a urot of the second root boots" "$(serves "$device")" 0
    answer=$("$holdfast" device revoke "$device" --root 0 --key lab/keys/wrong-1.pem)
    is "$board: not by anybody" "$? ${answer%:*}" "1 refused: life.request"
    answer=$("$holdfast" device revoke "$device" --root 0 --key "$service")
    is "$board: the first root is revoked" "$? $answer" "0 the root hash is revoked"
    is "$board: the new urot boots" "$(serves "$device")" 0
    "$holdfast" device install "$device" "build/$board/urot.img" --role urot 2>/dev/null
    is "$board: the old one does not" "$(serves "$device")" 1
    is "$board: and is refused by name" "$("$holdfast" device why "$device" | grep -c 'image\.key_revoked')" 2
}

tampered=$(word TAMPER_EVENT)
ended=$(word LIFE_ENDED)
command -v qemu-system-arm >/dev/null || { echo "no qemu-system-arm: skipped"; exit 77; }
tried=0
for board in an505 an385; do
    [[ -f build/$board/app.img ]] || continue
    tried=$((tried + 1))
    try_tamper
    try_tamper_at_work
    try_tamper_in_call
    try_ends
    try_cuts
    try_rotation
done
echo "$passed passed, $failed failed"
[[ $tried -gt 0 ]] || exit 77
[[ $failed == 0 ]]
