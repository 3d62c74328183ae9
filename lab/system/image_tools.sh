#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# image encrypt, diff, the signing log, and the keys that no release may be signed with. usage: image_tools.sh HOLDFAST
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

readonly ids=(--vendor-id 16da6b7e-0000-4000-8000-000000000001 --class-id 16da6b7e-0000-4000-8000-000000000002)

sign() {
    local out=$1
    shift
    "$holdfast" image sign "${ids[@]}" --security-counter 4 -o "$work/$out" "$@" "$work/payload.bin" 2>"$work/err"
}

verify() {
    "$holdfast" image verify "${ids[@]}" --key "$work/signer.pem" "$@" 2>"$work/err"
}

for name in signer device other; do
    "$holdfast" key new -o "$work/$name.pem" 2>/dev/null
done
openssl pkey -in "$work/device.pem" -pubout -out "$work/device.pub" 2>/dev/null
head -c 5003 lab/system/image_tools.sh >"$work/payload.bin"
head -c 3000 /dev/zero >>"$work/payload.bin"

sign clear.img --key "$work/signer.pem" --version 1.0.0 --encryptable
sign enc.img --key "$work/signer.pem" --version 1.0.0 --encrypt "$work/device.pub"
"$holdfast" image encrypt --for "$work/device.pub" -o "$work/enc2.img" "$work/clear.img"
check "image encrypt" $? 0
check "the payload's text is not in the encrypted image" "$(grep -aq 'SPDX-License' "$work/enc.img"; echo $?)" 1
check "they are in the one in clear" "$(grep -aq 'SPDX-License' "$work/clear.img"; echo $?)" 0
check "two encryptions differ" "$(cmp -s "$work/enc.img" "$work/enc2.img"; echo $?)" 1
check "the device's key opens it" "$(verify --decrypt-key "$work/device.pem" "$work/enc.img" | tail -n 1)" "policy: admitted"
check "and the other" "$(verify --decrypt-key "$work/device.pem" "$work/enc2.img" | tail -n 1)" "policy: admitted"
verify --decrypt-key "$work/other.pem" "$work/enc.img" >/dev/null
check "another key does not" "$? $(grep -c 'for another key' "$work/err")" "3 1"
verify "$work/enc.img" >/dev/null
check "without a key: what is missing" "$? $(grep -c 'give --decrypt-key' "$work/err")" "2 1"
cp "$work/enc.img" "$work/bad.img"
printf 'x' | dd of="$work/bad.img" bs=1 seek=900 conv=notrunc status=none
check "one byte of the encrypted payload" "$(verify --decrypt-key "$work/device.pem" "$work/bad.img" | grep -c image.hash)" 2
check "inspect says that it is encrypted" "$("$holdfast" image inspect "$work/enc.img" | grep -c ENCRYPTED)" 1
check "inspect with the key sees the hash" "$("$holdfast" image inspect --decrypt-key "$work/device.pem" "$work/enc.img" | grep -c 'not the one')" 0
"$holdfast" image encrypt --for "$work/device.pub" -o "$work/no.img" "$work/enc.img" 2>"$work/err"
check "encrypting what is encrypted" "$? $(ls "$work" | grep -c no.img)" "3 0"
"$holdfast" image encrypt --for "$work/other.pem" --decrypt-key "$work/device.pem" -o "$work/re.img" "$work/enc.img"
check "encrypted again for another" "$(verify --decrypt-key "$work/other.pem" "$work/re.img" | tail -n 1)" "policy: admitted"
sign plain.img --key "$work/signer.pem" --version 1.0.0
"$holdfast" image encrypt --for "$work/device.pub" -o "$work/no.img" "$work/plain.img" 2>"$work/err"
check "an image that stays in clear" "$? $(grep -c encryptable "$work/err")" "3 1"

sign again.img --key "$work/signer.pem" --version 1.0.0
"$holdfast" image diff "$work/plain.img" "$work/again.img" >"$work/out"
check "the same image twice" "$? $(wc -c <"$work/out")" "0 0"
printf 'y' | dd of="$work/payload.bin" bs=1 seek=2600 conv=notrunc status=none
sign newer.img --key "$work/signer.pem" --version 1.0.1
"$holdfast" image diff "$work/plain.img" "$work/newer.img" >"$work/out"
check "diff: exit" $? 1
check "diff: the version" "$(grep -c '^header: version .* 1.0.0+0 -> 1.0.1+0' "$work/out")" 1
check "diff: the range" "$(grep -c '^payload: 0xc28..0xc28 ' "$work/out")" 1
check "diff: hash and signature" "$(grep -cE '^plain: (SHA256|ECDSA_SIG) ' "$work/out")" 2
check "diff: nothing else" "$(wc -l <"$work/out")" 4
check "diff: JSON" "$("$holdfast" image diff --json "$work/plain.img" "$work/newer.img" | grep -c '"schema":"holdfast.image-diff/1","same":false')" 1
check "diff: an encrypted one with its key" "$("$holdfast" image diff --decrypt-key "$work/device.pem" "$work/enc.img" "$work/enc2.img" | cut -d' ' -f2)" "ENC_EC256"

sign one.img --key "$work/signer.pem" --version 1.2.3 --log "$work/log"
sign two.img --key "$work/signer.pem" --version 1.2.4 --log "$work/log"
hash=$("$holdfast" image inspect "$work/two.img" | sed -n 's/^SHA-256 *//p')
check "the log has a line for each" "$(wc -l <"$work/log")" 2
check "with hash, key, version and counter" \
    "$(tail -n 1 "$work/log" | cut -d' ' -f2-5)" "$hash $("$holdfast" key hash "$work/signer.pem") 1.2.4+0 4"
sign three.img --key "$work/signer.pem" --version 1.2.5 --log "$work/none/log"
check "no log, no image" "$? $(ls "$work" | grep -c three.img)" "3 0"

sign release.img --key lab/keys/app-1.pem --version 1.0.0 --release
check "a release with a test key" "$? $(grep -c 'public test key' "$work/err") $(ls "$work" | grep -c release.img)" "3 1 0"
sign release.img --key "$work/signer.pem" --version 1.0.0 --release
check "a release with an own key" $? 0

# The same sources give the same firmware wherever they lie: no ELF file names the place that it was built in.
check "stages built" "$(ls build/an505/{irot,urot,secure,app}.elf | wc -l)" 4
check "no place in them" "$(grep -lF "$PWD" build/an505/{irot,urot,secure,app}.elf)" ""

echo "$passed passed, $failed failed"
[[ $passed -gt 0 && $failed == 0 ]]
