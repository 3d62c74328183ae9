#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# A score card that stays green over a broken boot chain would be worthless. Builds the firmware of one board from a
# copy in which the signature compare always agrees, and expects the attacks on the signature to turn the card red.
# usage: broken_check.sh HOLDFAST
set -euo pipefail
cd "$(dirname "$0")/../.."
. script/lib.sh

readonly holdfast=$1
readonly board=an385
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir "$work/tree"
git ls-files -z | xargs -0 cp --parents -t "$work/tree" 2>/dev/null
readonly proof=$work/tree/firmware/proof/prove.c
sed -i 's/^    hf_p256_verify(\(.*\), sides);/    hf_p256_verify(\1, sides);\n    *sides = (struct hf_p256_sides){{0}, {0}};/' "$proof"
cmp -s firmware/proof/prove.c "$proof" && die "the call of hf_p256_verify was not found: mend this test"

cmake -S "$work/tree" -B "$work/$board" -G Ninja -DHOLDFAST_BOARD=$board -DHOLDFAST_COMMAND="$PWD/build/host/holdfast" \
    -DHOLDFAST_MBEDTLS="${HOLDFAST_MBEDTLS:-$PWD/build/deps/mbedtls}" \
    -DCMAKE_TOOLCHAIN_FILE="$work/tree/cmake/arm-none-eabi.cmake" >"$work/log" 2>&1 || { cat "$work/log"; die "cannot configure"; }
cmake --build "$work/$board" >"$work/log" 2>&1 || { cat "$work/log"; die "cannot build"; }

passed=0
failed=0
code=0
"$holdfast" attack t4_flip_signature --board $board --build "$work/$board" >"$work/card" 2>"$work/err" || code=$?
if [[ $code == 1 ]] && grep -qE 't4_flip_signature +'$board' +held +broke' "$work/card"; then
    passed=$((passed + 1))
else
    say "the broken chain gave exit $code:"
    cat "$work/card" "$work/err" >&2
    failed=$((failed + 1))
fi
if "$holdfast" attack t4_flip_signature --board $board >"$work/card" 2>&1; then
    passed=$((passed + 1))
else
    say "the whole chain did not hold:"
    cat "$work/card" >&2
    failed=$((failed + 1))
fi
echo "$passed passed, $failed failed"
[[ $failed == 0 ]]
