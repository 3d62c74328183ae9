#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# Our token against other people's libraries, and theirs against our verifier: python3-cbor2 with python3-cryptography,
# and the COSE library @auth0/cose where Node.js is. The libraries are fetched into the build folder and not installed;
# a part whose library cannot be had is skipped aloud (exit 77 when that is all of them).
# usage: attest_independent.sh HOLDFAST
set -uo pipefail
cd "$(dirname "$0")/../.."
. script/lib.sh

build=$(cd "$(dirname "$1")" && pwd)
readonly build holdfast=$build/holdfast deps=$build/attest-libraries
readonly debs=(python3-cbor2 python3-cryptography python3-cffi-backend)
readonly cose=@auth0/cose@1.0.2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

judge() {
    if [[ $2 == 0 ]]; then
        passed=$((passed + 1))
    else
        echo "FAILED: $1" >&2
        failed=$((failed + 1))
    fi
}

python() {
    PYTHONPATH=$deps/python/usr/lib/python3/dist-packages python3 "$@"
}

have_python() {
    command -v python3 >/dev/null || return 1
    python -c 'import cbor2, cryptography.hazmat.primitives.asymmetric.ec' 2>/dev/null && return 0
    command -v apt-get >/dev/null || return 1
    mkdir -p "$deps/debs" "$deps/python"
    (cd "$deps/debs" && apt-get download -qq "${debs[@]}" >/dev/null 2>&1) || return 1
    for package in "$deps"/debs/*.deb; do
        dpkg -x "$package" "$deps/python" || return 1
    done
    python -c 'import cbor2, cryptography.hazmat.primitives.asymmetric.ec' 2>/dev/null
}

have_node() {
    command -v node >/dev/null && command -v npm >/dev/null || return 1
    export HOLDFAST_NODE_MODULES=$deps/node/node_modules
    [[ -d $HOLDFAST_NODE_MODULES/@auth0/cose ]] && return 0
    mkdir -p "$deps/node"
    timeout 120 npm install --silent --no-audit --no-fund --ignore-scripts --no-save --prefix "$deps/node" "$cose" \
        >/dev/null 2>&1 && [[ -d $HOLDFAST_NODE_MODULES/@auth0/cose ]]
}

make_ours() {
    openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$work/key.pem" 2>/dev/null &&
        openssl pkey -in "$work/key.pem" -pubout -out "$work/public.pem" &&
        openssl rand -out "$work/nonce.bin" 64 &&
        "$build/lab/attest/token_maker" "$work/key.pem" "$work/nonce.bin" >"$work/ours.cbor"
}

# expects NAME REASON EXIT_CODE ARGUMENT...: our verifier gives that reason and that exit code.
expects() {
    local name=$1 reason=$2 code=$3 got got_code
    shift 3
    got=$("$holdfast" attest verify --json "$@" 2>"$work/err")
    got_code=$?
    got=$(sed -n 's/.*"reason":"\([^"]*\)".*/\1/p' <<<"$got")
    if [[ $got == "$reason" && $got_code == "$code" ]]; then
        passed=$((passed + 1))
    else
        echo "FAILED: $name: expected $reason and exit $code, got ${got:-nothing} and exit $got_code: $(cat "$work/err")" >&2
        failed=$((failed + 1))
    fi
}

# Every case of FOLDER/cases must get the reason that stands there.
run_cases() {
    local file key reason options
    while read -r file key reason options; do
        options=${options//nonce.bin/$1/nonce.bin}
        # shellcheck disable=SC2086  # options are words
        expects "$file" "$reason" $([[ $reason == accepted ]] && echo 0 || echo 1) "$1/$file" --key "$1/$key" $options
    done <"$1/cases"
}

make_ours || die "cannot write a token with $build/lab/attest/token_maker"
expects "our own token" accepted 0 "$work/ours.cbor" --key "$work/public.pem" --nonce-file "$work/nonce.bin" --shortest

parts=0
if have_python; then
    parts=$((parts + 1))
    python lab/attest/independent.py check "$work/ours.cbor" "$work/public.pem" "$work/nonce.bin"
    judge "cbor2 and cryptography take our token" $?
    for place in 40 -1; do
        python - "$work/ours.cbor" "$work/flipped.cbor" $place <<'PY'
import sys
data = bytearray(open(sys.argv[1], "rb").read())
data[int(sys.argv[3])] ^= 1
open(sys.argv[2], "wb").write(data)
PY
        ! python lab/attest/independent.py check "$work/flipped.cbor" "$work/public.pem" "$work/nonce.bin" 2>/dev/null
        judge "cbor2 and cryptography refuse our token with byte $place flipped" $?
    done
    mkdir "$work/cases"
    python lab/attest/independent.py make "$work/cases"
    judge "cbor2 and cryptography make tokens" $?
    run_cases "$work/cases"
else
    say "SKIPPED: ${debs[*]} are not installed and cannot be fetched"
fi
if have_node; then
    parts=$((parts + 1))
    node lab/attest/independent.mjs check "$work/ours.cbor" "$work/public.pem"
    judge "$cose takes our token" $?
    mkdir "$work/node"
    node lab/attest/independent.mjs make "$work/node"
    judge "$cose makes a token" $?
    expects "the token of $cose" accepted 0 "$work/node/nodejs.cbor" --key "$work/node/nodejs.pem"
else
    say "SKIPPED: $cose needs Node.js, and npm to fetch it"
fi

echo "$passed passed, $failed failed"
[[ $failed == 0 ]] || exit 1
[[ $parts -gt 0 ]] || exit 77
