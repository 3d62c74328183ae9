#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# Encrypted updates on a virtual device whose urot reads them: the text of an image stands in its slot and nowhere else in
# the flash, before, during and after its install, and after it was taken back. usage: encryption.sh HOLDFAST
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

readonly board=an505
command -v qemu-system-arm >/dev/null || { echo "no qemu-system-arm: skipped"; exit 77; }
[[ -f build/$board/app.img && -f build/$board/urot_crypt.img ]] || { echo "no $board with urot_crypt is built: skipped"; exit 77; }

# sign NAME VERSION COUNTER MARK SIZE [OPTION...]: the app with SIZE bytes of MARK behind it.
sign() {
    local name=$1 version=$2 counter=$3 mark=$4 size=$5
    shift 5
    head -c "$size" /dev/zero | tr '\0' "$mark" | cat "build/$board/app.bin" - >"$work/$name.bin"
    "$holdfast" image sign --key lab/keys/app-1.pem --layout "build/$board/layout.json" --role app --version "$version" \
        --security-counter "$counter" "$@" -o "$work/$name.img" "$work/$name.bin"
}

# places MARK: which parts of the flash hold 48 bytes of MARK: slot, elsewhere, or none.
places() {
    local mark at slot=0 elsewhere=0
    mark=$(head -c 48 /dev/zero | tr '\0' "$1")
    while read -r at; do
        if ((at >= 0x80000 && at < 0x100000)); then slot=1; else elsewhere=1; fi
    done < <(grep -abo "$mark" "$work/device/nvm.bin" | cut -d: -f1)
    echo "$slot $elsewhere"
}

update() {
    timeout 120 "$holdfast" device update "$work/device" "$@" >"$work/out" 2>"$work/err" </dev/null
    echo "$? $(head -n 1 "$work/out")"
}

"$holdfast" device new --provisioned "$work/device" --board "$board" --urot "build/$board/urot_crypt.img" 2>/dev/null
"$holdfast" device new --provisioned "$work/base" --board "$board" 2>/dev/null
"$holdfast" device key "$work/device" --use image -o "$work/device.pub"
"$holdfast" device key "$work/base" --use image -o "$work/base.pub"
sign two 2.0.0 2 Q 3000 --encrypt "$work/device.pub"
sign three 3.0.0 3 W 4000 --encrypt "$work/device.pub"
sign bad 4.0.0 4 X 30000 --encrypt "$work/device.pub" # too large for the app's own self-test: it takes itself back
sign foreign 4.0.0 4 Y 3000 --encrypt "$work/base.pub"
sign basis 2.0.0 2 Z 3000 --encrypt "$work/base.pub"

check "an image is kept as a candidate" "$(update --no-install "$work/two.img")" "0 the images are candidates; the same command without --no-install installs them"
check "nothing of its text is in the flash" "$(places Q)" "0 0"
check "it is installed" "$(update "$work/two.img")" "0 app: version 2.0.0 is active, UPDATED"
check "its text is in the slot alone" "$(places Q)" "1 0"
check "the next one" "$(update "$work/three.img")" "0 app: version 3.0.0 is active, UPDATED"
check "its text is in the slot alone too" "$(places W)" "1 0"
check "and nothing of the old one is left" "$(places Q)" "0 0"
cmp -s <(tail -c +513 "$work/two.img" | head -c 4096) <(tail -c +$((0x150000 + 513)) "$work/device/nvm.bin" | head -c 4096)
check "the old one waits in staging as it came" $? 0
check "one that takes itself back" "$(update "$work/bad.img")" "1 app: version 3.0.0 is active, FAILED: it was taken back (-132)"
check "leaves no text" "$(places X)" "0 0"
check "and the old one's is in the slot alone" "$(places W)" "1 0"
check "one for another device" "$(update "$work/foreign.img" | cut -d: -f1-2)" "1 app: version 3.0.0 is active, FAILED"
check "the device still boots" "$("$holdfast" device run "$work/device" 2>/dev/null | grep -c 'holdfast app 3.0.0 on')" 1

# A key of 256 bits, and a product's key: made once, provisioned into each device, wrapped for it.
"$holdfast" key new --out "$work/product.pem" 2>/dev/null
"$holdfast" key new --out "$work/another.pem" 2>/dev/null
provision() {
    "$holdfast" device provision --ca lab/keys/factory-1.crt --ca-key lab/keys/factory-1.pem --timeout 120 "$@" 2>"$work/err" | cut -d: -f1
}
# page DEVICE: its key page, as text
page() {
    tail -c +$((0x8001)) "$1/nvm.bin" | head -c 129 | od -An -tx1 | tr -d ' \n'
}
for name in first second; do
    "$holdfast" device new "$work/$name" --board "$board" --urot "build/$board/urot_crypt.img" 2>/dev/null
    timeout 60 "$holdfast" device run --timeout 1 "$work/$name" >/dev/null 2>&1
    check "a $name device in the factory says its public key" \
        "$(tr -d '\r' <"$work/$name/secure.log" | sed -n 's/^image key //p' | head -n 1)" \
        "$("$holdfast" device key "$work/$name" --use image | openssl pkey -pubin -outform DER | tail -c 64 | od -An -v -tx1 | tr -d ' \n')"
    check "a $name device takes the product's key" "$(provision --product-key "$work/product.pem" "$work/$name")" provisioned
done
timeout 60 "$holdfast" device run --timeout 1 "$work/first" >/dev/null 2>&1
check "a secured one does not" "$(grep -c '^image key' "$work/first/secure.log")" 0
check "it is wrapped" "$(page "$work/first" | cut -c1-2)" 04
check "and for each device anew" "$([[ $(page "$work/first") == "$(page "$work/second")" ]] && echo alike || echo other)" other
before=$(page "$work/first")
check "a secured device is not given another" "$(provision --product-key "$work/another.pem" "$work/first")" "provisioned before"
check "its page stays" "$(page "$work/first")" "$before"
"$holdfast" device key "$work/first" --use image -o "$work/first.pub"
sign long 2.0.0 2 Q 3000 --encrypt "$work/first.pub" --key-bits 256
sign product 3.0.0 3 W 3000 --encryptable --key-bits 256
"$holdfast" image encrypt --for "$work/product.pem" -o "$work/product.img" "$work/product.img"
sign stranger 4.0.0 4 Y 3000 --encrypt "$work/another.pem"
sign personal 4.0.0 4 Y 3000 --encrypt "$work/first.pub"
check "inspect says the cipher" "$("$holdfast" image inspect "$work/product.img" | grep -c 'ENCRYPTED with AES-256')" 1
check "and of the shorter one" "$("$holdfast" image inspect "$work/two.img" | grep -c 'ENCRYPTED with AES-128')" 1
check "a length of the key that is none" "$(sign none 2.0.0 2 Q 10 --encrypt "$work/first.pub" --key-bits 192 2>/dev/null; echo $?)" 2

mv "$work/device" "$work/kept"
mv "$work/first" "$work/device"
check "an image under 256 bits" "$(update "$work/long.img")" "0 app: version 2.0.0 is active, UPDATED"
check "its text is in the slot alone" "$(places Q)" "1 0"
check "one for the product" "$(update "$work/product.img")" "0 app: version 3.0.0 is active, UPDATED"
check "its text is in the slot alone too" "$(places W)" "1 0"
check "and nothing of the one before" "$(places Q)" "0 0"
check "one for another product" "$(update "$work/stranger.img" | cut -d: -f1-2)" "1 app: version 3.0.0 is active, FAILED"
mv "$work/device" "$work/first"
mv "$work/second" "$work/device"
check "another device of the product takes the same file" "$(update "$work/product.img")" "0 app: version 3.0.0 is active, UPDATED"
check "but not what is for the first one" "$(update "$work/personal.img" | cut -d: -f1-2)" "1 app: version 3.0.0 is active, FAILED"
check "for that reason" "$("$holdfast" device why "$work/device" | grep -c image.encrypted)" 1
mv "$work/device" "$work/second"
mv "$work/kept" "$work/device"
head -c 129 /dev/zero | tr '\0' '\377' | dd of="$work/device/nvm.bin" bs=1 seek=$((0x8000)) conv=notrunc 2>/dev/null
check "a device without the product's key does not" "$(update "$work/product.img" | cut -d: -f1-2)" "1 app: version 3.0.0 is active, FAILED"
check "for the same reason" "$("$holdfast" device why "$work/device" | grep -c image.encrypted)" 1

mv "$work/device" "$work/kept"
mv "$work/base" "$work/device"
check "a urot without the option refuses" "$(update "$work/basis.img" | cut -d: -f1-2)" "1 app: version 1.0.0 is active, FAILED"
check "and says why" "$("$holdfast" device why "$work/device" | grep -c image.encrypted)" 1

echo "$passed passed, $failed failed"
[[ $passed -gt 0 && $failed == 0 ]]
