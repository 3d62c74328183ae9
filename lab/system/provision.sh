#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# The life of a device on each board that keeps one: unprovisioned it serves nothing; the factory's authority (a file, and a
# PKCS#11 token where SoftHSM2 is installed) certifies its own keys; power may be cut at any moment; what is wrong is refused by
# name and changes nothing; several devices in one registry are told apart. usage: provision.sh HOLDFAST
set -uo pipefail
cd "$(dirname "$0")/../.."
. script/lib.sh

readonly holdfast=$1
readonly foul=$(dirname "$1")/lab/provision/foul
readonly ca=lab/keys/factory-1.crt ca_key=lab/keys/factory-1.pem
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

# has NAME TEXT PATTERN
has() {
    is "$1: $2" "$(grep -cE -- "$3" <<<"$2")" 1
}

new() {
    rm -rf "$1"
    "$holdfast" device new --board "$board" "$1" 2>/dev/null
}

lifecycle() {
    "$holdfast" device show --json "$1" | grep -o '"lifecycle":"[a-z]*"' | cut -d'"' -f4
}

# provision DEVICE [OPTION...]
# Without the notice that the lab's authority is everybody's.
quiet() {
    "$@" 2>&1 | grep -v "authority is the public test key"
    return "${PIPESTATUS[0]}"
}

provision() {
    quiet "$holdfast" device provision --ca "$ca" --ca-key "$ca_key" "$@"
}

nonce() {
    head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n'
}

verdict() {
    "$holdfast" attest verify --json "$@" 2>/dev/null | sed -n 's/.*"reason":"\([^"]*\)".*/\1/p'
}

try_unprovisioned() {
    local device=$work/$board-fresh answer
    new "$device"
    is "$board: a new device is in provisioning" "$(lifecycle "$device")" provisioning
    "$holdfast" device run "$device" >"$work/out" 2>/dev/null
    is "$board: and its app gets nothing" "$? $(grep -c 'is WRONG\|: refused (-137)' "$work/out" | sed 's/^[1-9].*/some/')" "1 some"
    has "$board: by name" "$("$holdfast" device why "$device")" 'secure refused: .*life\.unprovisioned'
    is "$board: no storage was made" "$(vault_bytes "$device")" 0
    for entropy in stuck silent; do
        answer=$(provision "$device" --entropy $entropy)
        is "$board: $entropy entropy" "$? ${answer%%:*}" "1 refused"
        has "$board: $entropy entropy by name" "$answer" "refused: entropy\.$entropy: "
    done
    is "$board: without entropy it stays" "$(lifecycle "$device")" provisioning
}

# vault_bytes DEVICE: how many bytes of the vault are not erased.
vault_bytes() {
    dd if="$1/nvm.bin" bs=65536 skip=32 count=1 status=none | tr -d '\377' | wc -c
}

# Everything that must leave the device as it was. One device takes it all, and is provisioned at the end.
try_bad_input() {
    local device=$work/$board-bad answer
    new "$device"
    openssl req -x509 -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$work/other.pem" -out "$work/other.crt" \
        -subj /CN=other -days 30 2>/dev/null
    answer=$("$holdfast" device provision "$device" --ca "$work/other.crt" --ca-key "$ca_key" 2>&1)
    is "$board: a key of another authority" "$?" 3
    has "$board: a key of another authority" "$answer" 'other\.crt: the key is not the one'
    head -c 100 "$ca" >"$work/short.crt"
    answer=$("$holdfast" device provision "$device" --ca "$work/short.crt" --ca-key "$ca_key" 2>&1)
    is "$board: a certificate that is cut" "$? $(wc -l <<<"$answer")" "3 1"
    printf '{"schema":"holdfast.registry/1","policies":{},"devices":{},"more":1}' >"$work/bad.json"
    answer=$(provision "$device" --registry "$work/bad.json")
    is "$board: a registry that cannot be read" "$? $(lifecycle "$device")" "3 provisioning"
    is "$board: is left as it was" "$(grep -c '"more":1' "$work/bad.json")" 1
    answer=$(provision "$device" --registry "$work/no-such-folder/registry.json")
    is "$board: a registry that cannot be written" "$? $(lifecycle "$device")" "3 provisioning"
    "$foul" "$device" cut damaged no-digits endless unknown short-challenge start early-secure short-secure no-certificate \
        empty-certificate foreign-certificate zero-order short-order hello old-order other-device >"$work/foul"
    diff - "$work/foul" <<'END' >&2
cut provision.frame
damaged provision.frame
no-digits provision.frame
endless provision.frame
unknown provision.message
short-challenge provision.message
start life.state
early-secure provision.certificate
short-secure provision.message
no-certificate provision.certificate
empty-certificate provision.certificate
foreign-certificate provision.certificate
zero-order provision.message
short-order provision.message
hello provision.message
old-order life.request
other-device life.request
END
    is "$board: each foul message is refused by name" $? 0
    is "$board: and moves nothing" "$(lifecycle "$device")" provisioning
    answer=$("$holdfast" device decommission "$device" --key lab/keys/service-1.pem)
    is "$board: an unprovisioned device has no end" "$? ${answer%:*}" "1 refused: life.state"
    answer=$(provision "$device" --registry "$work/$board.json")
    is "$board: after all that it is provisioned" "$? $(lifecycle "$device")" "0 secured"
}

try_repeated() {
    local device=$work/$board-bad answer before
    before=$(sha256sum <"$work/$board.json")
    answer=$(provision "$device" --registry "$work/$board.json")
    is "$board: provisioning again" "$? $answer" "0 provisioned before: nothing was changed"
    is "$board: leaves the registry" "$(sha256sum <"$work/$board.json")" "$before"
    cp -r "$device" "$work/$board-stolen"
    rm "$work/$board-stolen/device.crt"
    answer=$(provision "$work/$board-stolen")
    is "$board: a device that somebody else secured" "$? ${answer%:*}" "1 refused: life.state"
    "$foul" "$device" start early-secure no-certificate short-challenge >"$work/foul"
    is "$board: a secured device takes no message of provisioning" "$(cut -d' ' -f2 "$work/foul" | sort | uniq -c | tr -s ' ')" \
        " 4 life.state"
}

# A second and third device in the same registry; each token under each challenge and registry.
try_registry() {
    local first=$work/$board-bad second=$work/$board-second third=$work/$board-third challenge
    new "$second"
    new "$third"
    is "$board: a second device" "$(provision "$second" --registry "$work/$board.json" | cut -d: -f1)" provisioned
    is "$board: a third one elsewhere" "$(provision "$third" --registry "$work/$board-else.json" | cut -d: -f1)" provisioned
    is "$board: two devices are registered" "$(grep -c '"certificate":' "$work/$board.json")" 2
    challenge=$(nonce)
    for device in "$first" "$second" "$third"; do
        "$holdfast" device attest "$device" --nonce "$challenge" -o "$device.cbor"
        is "$board: $device gives a token" $? 0
    done
    for device in "$first" "$second"; do
        is "$board: the registry knows $device" \
            "$(verdict "$device.cbor" --registry "$work/$board.json" --nonce "$challenge" --ca "$ca")" accepted
        is "$board: another challenge" "$(verdict "$device.cbor" --registry "$work/$board.json" --nonce "$(nonce)")" attest.nonce
        is "$board: another authority" \
            "$(verdict "$device.cbor" --registry "$work/$board.json" --nonce "$challenge" --ca "$work/other.crt")" attest.certificate
    done
    is "$board: a device of another registry" "$(verdict "$third.cbor" --registry "$work/$board.json" --nonce "$challenge")" \
        attest.unknown_device
    # The first device's entry under the second's name: the reader recomputes the instance id.
    sed "s/$(id_of "$first")/$(id_of "$second" | tr 0-9 1-90)/" "$work/$board.json" >"$work/swapped.json"
    "$holdfast" attest verify "$first.cbor" --registry "$work/swapped.json" >/dev/null 2>"$work/err"
    is "$board: a key under another name" "$? $(grep -c "instance id" "$work/err")" "3 1"
    openssl verify -CAfile "$ca" "$second/device.crt" >/dev/null 2>&1
    is "$board: OpenSSL believes the certificate" $? 0
    "$holdfast" device run "$second" >/dev/null 2>&1
    is "$board: the device has the same certificate" \
        "$(tr -d '\r' <"$second/app.log" | sed -n 's/^@app certificate //p')" \
        "$(openssl x509 -in "$second/device.crt" -outform DER | od -An -tx1 -v | tr -d ' \n')"
}

# id_of DEVICE: the instance id that its certificate names.
id_of() {
    echo "01$(openssl x509 -in "$1/device.crt" -noout -subject | grep -o '[0-9a-f]\{64\}')"
}

# Killed after 20 ms, 40 ms, ...: QEMU dies with its parent. Then once more to the end.
try_cuts() {
    local device=$work/$board-cut answer cuts=0
    new "$device"
    for ((ms = 20; ms <= 900; ms += 40)); do
        { timeout -s KILL "0.$(printf %03d $ms)" "$holdfast" device provision "$device" --ca "$ca" --ca-key "$ca_key" \
            --registry "$work/$board-cut.json" >/dev/null 2>&1; } 2>/dev/null
        flock -w 20 "$device/device.json" true # a killed process holds its lock as long as it waits for the disk
        cuts=$((cuts + 1))
        "$holdfast" device show "$device" >/dev/null || is "$board: cut after $ms ms" broken whole
        [[ ! -f $work/$board-cut.json ]] || is "$board: a registry cut after $ms ms" \
            "$("$holdfast" attest verify lab/fuzz/corpus/token/device --registry "$work/$board-cut.json" >/dev/null 2>&1; echo $?)" 1
    done
    answer=$(provision "$device" --registry "$work/$board-cut.json")
    is "$board: provisioned after $cuts cuts" "$? ${answer%%[: ]*}" "0 provisioned"
    "$holdfast" device run "$device" >/dev/null 2>&1
    is "$board: and serves" "$? $(lifecycle "$device")" "0 secured"
    is "$board: registered once" "$(grep -c '"certificate":' "$work/$board-cut.json")" 1
    challenge=$(nonce)
    "$holdfast" device attest "$device" --nonce "$challenge" -o "$device.cbor"
    is "$board: and believed" "$(verdict "$device.cbor" --registry "$work/$board-cut.json" --nonce "$challenge" --ca "$ca")" accepted
}

# From assembly, with the authority's key in a PKCS#11 token.
try_token() {
    local device=$work/$board-token uri='pkcs11:token=lab;object=ca;type=private' answer
    if ! command -v softhsm2-util >/dev/null; then
        echo "notice: no softhsm2-util: PKCS#11 is not tested" >&2
        return
    fi
    rm -rf "$work/tokens" "$device"
    mkdir -p "$work/tokens"
    printf 'directories.tokendir = %s\nlog.level = ERROR\n' "$work/tokens" >"$work/softhsm2.conf"
    export SOFTHSM2_CONF=$work/softhsm2.conf
    softhsm2-util --init-token --free --label lab --pin 4711 --so-pin 0815 >/dev/null
    softhsm2-util --import "$ca_key" --token lab --label ca --id 01 --pin 4711 >/dev/null
    "$holdfast" device new --lifecycle assembly --board "$board" "$device" 2>/dev/null
    with_token() {
        quiet "$holdfast" device provision "$device" --ca "$ca" "$@"
    }
    answer=$(with_token --ca-key "$uri")
    is "$board: a token without a PIN" "$? $(wc -l <<<"$answer") $(grep -c HOLDFAST_PIN <<<"$answer")" "3 1 1"
    answer=$(with_token --ca-key "$uri?pin-source=$work/no-such-pin")
    is "$board: a PIN file that is not there" "$? $(wc -l <<<"$answer") $(grep -c no-such-pin <<<"$answer")" "3 1 1"
    answer=$(with_token --ca-key "$uri?pin-value=4711")
    is "$board: a PIN on the command line" "$? $(grep -c 'can be read by others' <<<"$answer")" "3 1"
    answer=$(HOLDFAST_PIN=1111 with_token --ca-key "$uri")
    is "$board: a wrong PIN" "$? $(wc -l <<<"$answer") $(lifecycle "$device")" "3 1 assembly"
    answer=$(HOLDFAST_PIN=4711 with_token --ca-key 'pkcs11:token=lab;object=nobody;type=private')
    is "$board: a key that is not in the token" "$? $(wc -l <<<"$answer")" "3 1"
    echo 4711 >"$work/pin"
    answer=$(with_token --ca-key "$uri?pin-source=$work/pin")
    is "$board: the token signs" "$? ${answer%%:*} $(lifecycle "$device")" "0 provisioned secured"
    is "$board: for the authority" "$(openssl verify -CAfile "$ca" "$device/device.crt" 2>/dev/null)" "$device/device.crt: OK"
}

command -v qemu-system-arm >/dev/null || { echo "no qemu-system-arm: skipped"; exit 77; }
tried=0
for board in an505 an385; do
    [[ -f build/$board/app.img ]] || continue
    tried=$((tried + 1))
    try_unprovisioned
    try_bad_input
    try_repeated
    try_registry
    try_cuts
    try_token
done
echo "$passed passed, $failed failed"
[[ $tried -gt 0 ]] || exit 77
[[ $failed == 0 ]]
