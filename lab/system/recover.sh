#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# Recovery over the serial line: devices whose images are destroyed come back, what is not authentic is refused by name and
# leaves the flash as it was, and after an interrupted or noisy transfer the device can still be recovered.
# usage: recover.sh HOLDFAST
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

# offset BOARD ROLE [INDEX]: where a slot of the role starts in nvm.bin.
offset() {
    echo $(($(sed -n "/^    \"$2\": {/,/}/p" "build/$1/layout.json" | grep '"slots"' | grep -o '0x[0-9a-f]*' | sed -n "${3:-1}p")))
}

# destroy ROLE...: zeros over the first sector of each slot.
destroy() {
    local role index
    for role in "$@"; do
        for index in 1 2; do
            [[ $role == urot || $index == 1 ]] || continue
            head -c 4096 /dev/zero | dd of="$device/nvm.bin" bs=4096 seek=$(($(offset "$board" "$role" $index) / 4096)) conv=notrunc status=none
        done
    done
}

# recover ARGUMENT...: leaves the answer in $answer, the exit code in $code.
recover() {
    answer=$("$holdfast" device recover "$device" "$@" 2>"$work/err")
    code=$?
}

# refused WHAT NAME ARGUMENT...: the device says no, by name.
refused() {
    local what=$1 name=$2
    shift 2
    recover "$@"
    check "$board: $what is refused" "$code" 1
    check "$board: $what: its name" "$(grep -o '([a-z_.]*)' <<<"$answer")" "($name)"
    check "$board: $what: nothing of it boots" "$(grep -c -E '@(irot|urot) boots (urot R|secure)' "$device/secure.log")" "$booted"
}

boots() {
    "$holdfast" device run "$device" >/dev/null 2>&1
    check "$board: $1" $? 0
}

# sign ROLE KEY COUNTER OUT
sign() {
    "$holdfast" image sign --key "lab/keys/$2.pem" --layout "build/$board/layout.json" --role "$1" --version 1.0.0 \
        --security-counter "$3" -o "$4" "build/$board/$1.bin" >/dev/null 2>&1
}

command -v qemu-system-arm >/dev/null || { echo "no qemu-system-arm: skipped"; exit 77; }
boards=()
for board in an505 an385; do
    [[ -f build/$board/app.img && -f build/$board/secure.img ]] && boards+=("$board")
done
[[ ${#boards[@]} != 0 ]] || { echo "no board is built: skipped"; exit 77; }

for board in "${boards[@]}"; do
    device=$work/$board
    images=build/$board
    other=an385
    [[ $board != an385 ]] || other=an505
    "$holdfast" device new --provisioned "$device" --board "$board" 2>/dev/null

    recover "$images/urot.img"
    check "$board: a device that boots is left alone" "$code,$answer" "0,recovered"
    check "$board: and is sent nothing" "$(grep -c 'with 0 frames' "$work/err")" 1

    # irot: neither slot of urot
    destroy urot
    before=$(sha256sum <"$device/nvm.bin")
    booted=0
    sign urot wrong-1 1 "$work/wrong.img"
    refused "urot of an unknown signer" image.key_unknown "$work/wrong.img"
    sign urot root-1 0 "$work/old.img"
    refused "urot below the floor" image.rollback "$work/old.img"
    head -c 6000 "$images/urot.img" >"$work/cut.img"
    refused "urot cut off" image.area "urot=$work/cut.img"
    head -c 66000 /dev/zero >"$work/large.img"
    refused "an image larger than the load area" recovery.size "urot=$work/large.img"
    refused "urot of another board" "$([[ $board == an505 ]] && echo image.address || echo image.address)" "urot=build/$other/urot.img"
    refused "secure in urot's place" image.tlv_unknown "urot=$images/secure.img"
    recover "build/$other/urot.img"
    check "$board: the host notices an image of another board" $code 3
    recover "$work/cut.img"
    check "$board: the host notices a file that is no whole image" $code 3
    recover "$images/urot.img" "$images/urot.img"
    check "$board: two images of one role are one too many" $code 2
    recover "$images/app.img"
    check "$board: the image that is missing is named" "$code,$answer" "1,missing: urot"
    recover --cut 9 "$images/urot.img"
    check "$board: a transfer is interrupted" "$code,$answer" "1,cut"
    check "$board: irot has written nothing to flash" "$(sha256sum <"$device/nvm.bin")" "$before"
    recover --noise 200 "$images/urot.img"
    check "$board: urot is recovered over a noisy line" "$code,$answer" "0,recovered"
    check "$board: both slots hold it again" "$(grep -c '@urot restored urot [AB]' "$device/secure.log")" 2
    boots "urot boots from its slot again"
    check "$board: slot A" "$(grep -c '@irot boots urot A' "$device/secure.log")" 1

    # one slot of urot: the other restores it
    for slot in A B; do
        place=$(offset "$board" urot $([[ $slot == A ]] && echo 1 || echo 2))
        head -c 4096 /dev/zero | dd of="$device/nvm.bin" bs=4096 seek=$((place / 4096)) conv=notrunc status=none
        boots "urot boots with slot $slot destroyed"
        check "$board: slot $slot is restored" "$(grep -c "@urot restored urot $slot" "$device/secure.log")" 1
        check "$board: with the same image" "$(tail -c +$((place + 1)) "$device/nvm.bin" | head -c "$(stat -c %s "$images/urot.img")" | sha256sum)" \
            "$(sha256sum <"$images/urot.img")"
        boots "urot boots with nothing to restore"
        check "$board: nothing is restored twice" "$(grep -c '@urot restored' "$device/secure.log")" 0
    done

    # urot: secure and app
    destroy secure app
    sign secure wrong-1 1 "$work/wrong.img"
    refused "secure of an unknown signer" image.key_unknown "$work/wrong.img" "$images/app.img"
    sign secure secure-1 0 "$work/old.img"
    refused "secure below the floor" image.rollback "$work/old.img"
    refused "the app in secure's place" image.target_class "secure=$images/app.img"
    recover --cut 20 "$images/secure.img" "$images/app.img"
    check "$board: the power fails while secure comes in" "$code,$answer" "1,cut"
    "$holdfast" device run "$device" >/dev/null 2>&1
    check "$board: half an image does not boot" $? 1
    recover "$images/secure.img"
    check "$board: the app is missing too" "$code,$answer" "1,missing: app"
    recover "$images/app.img"
    check "$board: secure, which is complete in staging, is not asked for again" "$code,$answer" "0,recovered"
    boots "secure and app boot again"

    # all of it
    destroy urot secure app
    recover "$images/urot.img" "$images/secure.img" "$images/app.img"
    check "$board: a device that lost everything is recovered" "$code,$answer" "0,recovered"
    boots "the recovered device boots"
    check "$board: why has nothing to say" "$("$holdfast" device why "$device" | grep -c refused)" 1
done

echo "$passed passed, $failed failed"
[[ $failed == 0 ]]
