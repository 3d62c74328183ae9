#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# urot installs, on each built board whose flash can be written: an app that never accepts is taken back; secure and app come
# as one set, if their needs are met; urot renews itself in both slots; a damaged image falls back to the one before, if the
# floor allows. usage: update_device.sh HOLDFAST
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

# sign BOARD ROLE VERSION COUNTER OUT [SOURCE] [OPTION...]
sign() {
    local board=$1 role=$2 version=$3 counter=$4 out=$5 source=${6:-$2}
    local -A keys=([urot]=root-1 [secure]=secure-1 [app]=app-1)

    "$holdfast" image sign --key "lab/keys/${keys[$role]}.pem" --layout "build/$board/layout.json" --role "$role" \
        --version "$version" --security-counter "$counter" "${@:7}" -o "$out" "build/$board/$source.bin" 2>/dev/null
}

# version DEVICE ROLE SLOT, floor DEVICE ROLE: as `device show` tells.
version() { "$holdfast" device show "$1" 2>/dev/null | awk -v role="$2" -v slot="$3" '$1 == role && $2 == slot { print $3 }' | sed 's/+.*//'; }
floor() { "$holdfast" device show "$1" 2>/dev/null | awk -v role="$2" '$1 == role { print $NF; exit }'; }

update() { "$holdfast" device update --timeout 60 "$@" >"$work/out" 2>"$work/err"; }
run() { "$holdfast" device run "$1" >"$work/out" 2>"$work/err"; }

# damage DEVICE OFFSET: turns one bit of a byte of the flash.
damage() {
    local byte
    byte=$(od -An -tu1 -j "$2" -N 1 "$1/nvm.bin")
    printf "%b" "\\x$(printf %02x $((byte ^ 1)))" | dd of="$1/nvm.bin" bs=1 seek="$2" conv=notrunc status=none
}

slot_of_app() {
    echo $(($(sed -n '/^    "app": {/,/}/p' "build/$1/layout.json" | grep slots | grep -o '0x[0-9a-f]*' | head -n 1)))
}

command -v qemu-system-arm >/dev/null || { echo "no qemu-system-arm: skipped"; exit 77; }
boards=()
for board in an505 an385; do
    [[ -f build/$board/app.img && -f build/$board/attack_app.bin ]] && boards+=("$board")
done
[[ ${#boards[@]} != 0 ]] || { echo "no board is built: skipped"; exit 77; }

for board in "${boards[@]}"; do
    device=$work/$board
    "$holdfast" device new --provisioned "$device" --board "$board" 2>/dev/null

    sign "$board" app 2.0.0 1 "$work/silent.img" attack_app
    "$holdfast" device update --timeout 4 "$device" "$work/silent.img" >/dev/null 2>&1
    check "$board: an app that never accepts is on trial" "$(version "$device" app A)" 2.0.0
    run "$device"
    check "$board: the next start takes it back" "$?,$(version "$device" app A)" 0,1.0.0
    check "$board: and says why" "$(grep -ac '@urot refused app B 1e082897' "$work/out")" 1

    sign "$board" app 3.0.0 1 "$work/app3.img" app --depends secure:3.0.0
    sign "$board" secure 2.0.0 1 "$work/secure2.img"
    sign "$board" secure 3.0.0 1 "$work/secure3.img"
    update "$device" "$work/app3.img"
    check "$board: an app that needs a newer secure is refused" "$?,$(version "$device" app A)" 1,1.0.0
    update "$device" "$work/app3.img" "$work/secure2.img"
    check "$board: a set that does not meet its needs is refused" "$?,$(version "$device" secure A)" 1,1.0.0
    update "$device" "$work/app3.img" "$work/secure3.img"
    check "$board: a set that does is installed" "$?,$(version "$device" app A),$(version "$device" secure A)" 0,3.0.0,3.0.0
    run "$device"
    check "$board: and stays" "$?,$(version "$device" app A)" 0,3.0.0

    sign "$board" app 4.0.0 1 "$work/app4.img"
    update "$device" "$work/app4.img"
    run "$device"
    check "$board: an accepted app stays" "$?,$(version "$device" app A)" 0,4.0.0
    damage "$device" $(($(slot_of_app "$board") + 3000))
    run "$device"
    check "$board: damaged, it falls back to the app before" "$?,$(version "$device" app A)" 0,3.0.0

    sign "$board" app 5.0.0 5 "$work/app5.img"
    update "$device" "$work/app5.img"
    check "$board: accepted, the floor has not risen yet" "$(floor "$device" app)" 1
    run "$device"
    check "$board: the next start raises it" "$?,$(floor "$device" app)" 0,5
    update "$device" "$work/app4.img"
    check "$board: an app below it is refused" "$?,$(version "$device" app A)" 1,5.0.0

    sign "$board" urot 2.0.0 2 "$work/urot2.img"
    update "$device" "$work/urot2.img"
    check "$board: a new urot runs from slot B" "$?,$(version "$device" urot B)" 0,2.0.0
    run "$device"
    check "$board: accepted, it stands in both slots" "$?,$(version "$device" urot A),$(version "$device" urot B)" 0,2.0.0,2.0.0
    check "$board: and only then its floor rises" "$(floor "$device" urot)" 2

    damage "$device" $(($(slot_of_app "$board") + 3000))
    run "$device"
    check "$board: damaged, an app does not fall back below the floor" "$?,$(version "$device" app A)" 1,5.0.0
done

echo "update_device: $passed passed, $failed failed"
[[ $failed == 0 ]]
