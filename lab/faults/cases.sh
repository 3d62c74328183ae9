# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# The images that are tried, and the cases made of them. Sourced by lab/faults/run.

# word NUMBER: four bytes, little-endian.
word() {
    local hex
    hex=$(printf '%08x' "$1")
    printf "\\x${hex:6:2}\\x${hex:4:2}\\x${hex:2:2}\\x${hex:0:2}"
}

# A payload of 64 bytes for code at ADDRESS: stack pointer, reset vector, and NOPs that never run.
payload() {
    word 0x20001000
    word $(($1 + 0x20 + 1))
    for ((i = 0; i < 28; i++)); do printf '\x00\xbf'; done
}

# field BOARD ROLE NAME: a field of a role in the board's layout.
field() {
    sed -n "/\"$2\": {/,/}/ s/.*\"$3\": \"*\([^\",]*\)\"*.*/\1/p" "build/$1/layout.json" | head -n 1
}

first_slot() {
    sed -n "/\"$2\": {/,/}/ s/.*\"slots\": \[ \"\([^\"]*\)\".*/\1/p" "build/$1/layout.json"
}

flash_base() {
    sed -n 's/.*"nvm": { "address": "\([^"]*\)".*/\1/p' "build/$1/layout.json"
}

# The header is smaller than that of the real images, to keep the copy loops short.
readonly header=0x80

# sign BOARD ROLE KEY CLASS_BOARD OUT: an image for BOARD, with the class of CLASS_BOARD.
sign() {
    local board=$1 role=$2 key=$3 class=$4 out=$5 load base
    load=$(field "$board" "$role" load_address)
    base=$load
    [[ $((load)) != 0 ]] || base=$(($(flash_base "$board") + $(first_slot "$board" "$role")))
    payload $((base + header)) >"$out.bin"
    local options=(--vendor-id "$(sed -n 's/.*"vendor": .*"uuid": "\([^"]*\)".*/\1/p' "build/$board/layout.json")"
        --class-id "$(field "$class" "$role" uuid)" --version 1.0.0 --security-counter 1 --header-size $header)
    [[ $role != urot ]] || options+=(--load-address "$load" --embed-key)
    build/host/holdfast image sign --key "lab/keys/$key.pem" "${options[@]}" -o "$out" "$out.bin" >/dev/null
}

make_images() {
    local board=$1 dir=build/faults/images/$1 other=an385
    [[ $board != an385 ]] || other=an505
    mkdir -p "$dir"
    sign "$board" urot root-1 "$board" "$dir/urot.img"
    sign "$board" urot root-1 "$other" "$dir/urot-foreign.img"
    sign "$board" urot wrong-1 "$board" "$dir/urot-wrong.img"
    sign "$board" secure secure-1 "$board" "$dir/secure.img"
    sign "$board" secure secure-1 "$other" "$dir/secure-foreign.img"
    sign "$board" secure wrong-1 "$board" "$dir/secure-wrong.img"
    sign "$board" secure app-1 "$board" "$dir/secure-by-app.img"
    sign "$board" app app-1 "$board" "$dir/app.img"
}

# cases_of BOARD STAGE: name, expectation and options, one case a line. The first image is the one that is judged.
cases_of() {
    local d=build/faults/images/$1
    if [[ $2 == irot ]]; then
        echo "good boots --image A=$d/urot.img --floor urot=1"
        echo "forged held --image A=$d/urot.img --forge A --floor urot=1"
        echo "old held --image A=$d/urot.img --floor urot=2"
        echo "foreign held --image A=$d/urot-foreign.img --floor urot=1"
        echo "unknown-key held --image A=$d/urot-wrong.img --floor urot=1"
        echo "revoked-key held --image A=$d/urot.img --revoke 0 --floor urot=1"
    else
        local app="--image app=$d/app.img" floors="--floor secure=1 --floor app=1"
        echo "good boots --image secure=$d/secure.img $app $floors"
        echo "forged held --image secure=$d/secure.img --forge secure $app $floors"
        echo "forged-app held --image secure=$d/secure.img $app --forge app $floors"
        echo "old held --image secure=$d/secure.img $app --floor secure=2 --floor app=1"
        echo "old-app held --image secure=$d/secure.img $app --floor secure=1 --floor app=2"
        echo "foreign held --image secure=$d/secure-foreign.img $app $floors"
        echo "unknown-key held --image secure=$d/secure-wrong.img $app $floors"
        echo "key-of-app held --image secure=$d/secure-by-app.img $app $floors"
    fi
}
