#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# Keys in a PKCS#11 token: signing goes through the token, the PIN never through the command line, and what is unclear is
# refused with one line. usage: hsm.sh HOLDFAST
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

# refuses NAME PATTERN ARGUMENT...: exit 3, one line on stderr that matches.
refuses() {
    local name=$1 pattern=$2
    shift 2
    "$@" >"$work/out" 2>"$work/err" </dev/null
    check "$name: exit" $? 3
    check "$name: one line that says why" "$(wc -l <"$work/err") $(grep -cE -- "$pattern" "$work/err")" "1 1"
}

command -v softhsm2-util >/dev/null || { echo "no softhsm2-util: skipped"; exit 77; }
module=
for file in /usr/lib/softhsm/libsofthsm2.so /usr/lib/*/softhsm/libsofthsm2.so; do
    [[ -f $file ]] && module=$file
done
[[ -n $module ]] || { echo "no SoftHSM2 module: skipped"; exit 77; }

mkdir "$work/tokens"
printf 'directories.tokendir = %s\nobjectstore.backend = file\nlog.level = ERROR\n' "$work/tokens" >"$work/softhsm2.conf"
export SOFTHSM2_CONF=$work/softhsm2.conf HOLDFAST_PKCS11_MODULE=$module
softhsm2-util --init-token --free --label signing --pin 4711 --so-pin 0815 >/dev/null
"$holdfast" key new -o "$work/key.pem" 2>/dev/null
openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384 -out "$work/p384.pem" 2>/dev/null
softhsm2-util --import "$work/key.pem" --token signing --pin 4711 --label app --id 01 >/dev/null
softhsm2-util --import lab/keys/wrong-1.pem --token signing --pin 4711 --label twice --id 02 >/dev/null
softhsm2-util --import lab/keys/root-1.pem --token signing --pin 4711 --label twice --id 03 >/dev/null
softhsm2-util --import "$work/p384.pem" --token signing --pin 4711 --label p384 --id 04 >/dev/null
printf '4711\n' >"$work/pin"
printf '4712\n' >"$work/wrong-pin"
head -c 5000 /dev/urandom >"$work/payload.bin"
uri='pkcs11:token=signing;object=app'

sign() {
    "$holdfast" image sign --key "$1" --vendor-id 16da6b7e-0000-4000-8000-000000000001 --class-id 16da6b7e-0000-4000-8000-000000000002 \
        --version 1.2.3 --security-counter 4 -o "$work/image.img" "$work/payload.bin"
}

verify() {
    "$holdfast" image verify --key "$1" --vendor-id 16da6b7e-0000-4000-8000-000000000001 --class-id 16da6b7e-0000-4000-8000-000000000002 \
        "$work/image.img"
}

expected=$("$holdfast" key hash "$work/key.pem")
check "the PIN from a file in the URI" "$("$holdfast" key hash "$uri?pin-source=file:$work/pin")" "$expected"
check "the PIN from HOLDFAST_PIN" "$(HOLDFAST_PIN=4711 "$holdfast" key hash "$uri")" "$expected"
check "the PIN from HOLDFAST_PIN_FILE" "$(HOLDFAST_PIN_FILE=$work/pin "$holdfast" key hash "$uri")" "$expected"
check "a public key needs no PIN" "$("$holdfast" key hash "$uri;type=public")" "$expected"
check "a key by its id" "$(HOLDFAST_PIN=4711 "$holdfast" key hash 'pkcs11:token=signing;id=%01')" "$expected"

(export HOLDFAST_PIN=4711; sign "$uri") 2>"$work/err"
check "signing in the token" $? 0
verify "$work/key.pem" >/dev/null 2>&1
check "what the token signed verifies" $? 0
printf 'x' | dd of="$work/image.img" bs=1 seek=700 conv=notrunc status=none
verify "$work/key.pem" >/dev/null 2>&1
check "and not with one byte changed" $? 1

rm -f "$work/image.img"
export HOLDFAST_PIN=4712
refuses "a wrong PIN" "PIN \(it was tried once\)" sign "$uri"
check "leaves no image" "$(ls "$work" | grep -c image.img)" 0
unset HOLDFAST_PIN
refuses "no PIN at all" "wants its PIN" sign "$uri"
refuses "a PIN in the URI" "command line can be read" sign "$uri?pin-value=4711"
refuses "a PIN file that is not there" "No such file" sign "$uri?pin-source=$work/none"
export HOLDFAST_PIN=4711
refuses "two keys of one name" "more than one" sign 'pkcs11:token=signing;object=twice'
refuses "no such key" "no token here" sign 'pkcs11:token=signing;object=nobody'
refuses "no such token" "no token here" sign 'pkcs11:token=nowhere;object=app'
refuses "another curve" "not a P-256 key" sign 'pkcs11:token=signing;object=p384'
refuses "not a URI" "pkcs11" sign 'pkcs11:;;=%'
refuses "a public key cannot sign" "public key" sign "$uri;type=public"
refuses "no module" "cannot be loaded" sign "$uri?module-path=$work/none.so"

echo "$passed passed, $failed failed"
[[ $passed -gt 0 && $failed == 0 ]]
