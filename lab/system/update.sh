#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# Updates of a virtual device through its app: good ones, interrupted ones, and those that must be refused with nothing lost.
# usage: update.sh HOLDFAST
set -uo pipefail
cd "$(dirname "$0")/../.."

holdfast=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

check() {
    if [[ $2 == "$3" ]]; then
        passed=$((passed + 1))
    else
        echo "FAILED: $1: got '$2', expected '$3'" >&2
        failed=$((failed + 1))
    fi
}

# sign NAME ROLE KEY VERSION COUNTER [OPTION...]: $work/NAME.img from the board's own build.
sign() {
    local name=$1 role=$2 key=$3 version=$4 counter=$5
    shift 5
    "$holdfast" image sign --key "lab/keys/$key.pem" --layout "build/$board/layout.json" --role "$role" --version "$version" \
        --security-counter "$counter" "$@" -o "$work/$name.img" "build/$board/$role.bin"
}

# flip FILE OFFSET: turns bit 0 of one byte.
flip() {
    local byte
    byte=$(od -An -tu1 -j "$2" -N 1 "$1")
    printf "%b" "\\x$(printf %02x $((byte ^ 1)))" | dd of="$1" bs=1 seek="$2" conv=notrunc status=none
}

# updates NAME CODE PATTERN ARGUMENT...: the command ends with CODE and says PATTERN on stdout or stderr.
updates() {
    local name="$board: $1" code=$2 pattern=$3
    shift 3
    timeout 120 "$holdfast" device update "$device" "$@" >"$work/out" 2>"$work/err" </dev/null
    check "$name: exit" $? "$code"
    check "$name: says '$pattern'" "$(cat "$work/out" "$work/err" | grep -cE -- "$pattern" | head -n 1)" 1
}

# runs NAME VERSION: the device boots this version of its app.
runs() {
    check "$board: $1: app $2 runs" "$("$holdfast" device run "$device" 2>/dev/null | grep -c "^app   | holdfast app $2 on")" 1
}

command -v qemu-system-arm >/dev/null || { echo "no qemu-system-arm: skipped"; exit 77; }
boards=()
for board in an505 an385; do
    [[ -f build/$board/app.img && -f build/$board/secure.img && -f build/$board/urot.img ]] && boards+=("$board")
done
[[ ${#boards[@]} != 0 ]] || { echo "no board is built: skipped"; exit 77; }

for board in "${boards[@]}"; do
    device=$work/$board
    "$holdfast" device new --provisioned "$device" --board "$board" 2>/dev/null
    sign app2 app app-1 2.0.0 2
    sign app3 app app-1 3.0.0 3
    sign needs app app-1 3.0.0 3 --depends secure:2.0.0
    sign secure2 secure secure-1 2.0.0 2
    sign wrong app wrong-1 2.0.0 2
    sign old app app-1 1.9.0 1
    head -c -1 "$work/app2.img" >"$work/short.img"
    { cat "$work/app2.img"; printf x; } >"$work/long.img"
    cp "$work/app2.img" "$work/bit.img"
    flip "$work/bit.img" 2000

    updates "truncated" 1 "refused: app: not a whole image" --unchecked --role app "$work/short.img"
    updates "one byte behind" 1 "refused: app: not a whole image" --unchecked --role app "$work/long.img"
    updates "one byte changed" 1 "refused: app: its hash" --unchecked --role app "$work/bit.img"
    updates "for another component" 1 "refused: secure: not a whole image" --unchecked --role secure "$work/app2.img"
    updates "a truncated file, looked at" 3 "not a whole image" "$work/short.img"
    updates "two for one component" 2 "second image for app" "$work/app2.img" "$work/app3.img"
    updates "signed by somebody else" 1 "app: version 1.0.0 is active, FAILED: not permitted" "$work/wrong.img"
    updates "an unmet dependency" 1 "refused: app: it needs a newer version" "$work/needs.img"
    runs "after all that" 1.0.0

    updates "interrupted" 1 "stopped after about" --limit 4200 "$work/app2.img"
    runs "interrupted" 1.0.0
    updates "gone on with" 0 "app: version 2.0.0 is active, UPDATED" "$work/app2.img"
    runs "updated" 2.0.0
    updates "older than the floor" 1 "refused: app: not permitted" "$work/old.img"
    updates "kept as a candidate" 0 "are candidates" --no-install "$work/app3.img"
    runs "a candidate waits" 2.0.0
    updates "a set with a dependency" 0 "secure: version 2.0.0 is active, UPDATED" "$work/needs.img" "$work/secure2.img"
    runs "the set" 3.0.0
    sign urot2 urot root-1 2.0.0 2
    updates "urot itself" 0 "urot: version 2.0.0 is active, UPDATED" "$work/urot2.img"
    runs "under the new urot" 3.0.0

    "$holdfast" device history "$device" >"$work/history"
    check "$board: the history names each update" "$(grep -c 'was asked for: ' "$work/history")" 4
    check "$board: and how each ended" "$(grep -cE 'floors are raised|was rejected: .*image.key.unknown' "$work/history")" 4
    check "$board: and every boot" "$(grep -c '^boot .* urot boots secure' "$work/history")" "$(tail -n 1 "$work/history" | awk '{ print $2 }')"
done

echo "$passed passed, $failed failed"
[[ $passed -gt 0 && $failed == 0 ]]
