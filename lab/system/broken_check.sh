#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# A score card that stays green over a broken boot chain would be worthless. Builds the firmware of one board from a copy in
# which the signature compare always agrees, and then from one in which no floor is looked at and floors rise before the
# accept, and expects the attacks that are about it to turn the card red. usage: broken_check.sh HOLDFAST
set -euo pipefail
cd "$(dirname "$0")/../.."
. script/lib.sh

readonly holdfast=$1
readonly board=an385
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

mkdir "$work/tree"
git ls-files -z | xargs -0 cp --parents -t "$work/tree" 2>/dev/null

# break FILE EXPRESSION: the sed expression must change something, or this test tests nothing.
break_it() {
    sed -i "$2" "$work/tree/$1"
    cmp -s "$1" "$work/tree/$1" && die "'$2' changes nothing in $1: mend this test"
    return 0
}

mend() {
    cp "$1" "$work/tree/$1"
}

build() {
    cmake -S "$work/tree" -B "$work/$board" -G Ninja -DHOLDFAST_BOARD=$board -DHOLDFAST_COMMAND="$PWD/build/host/holdfast" \
        -DHOLDFAST_MBEDTLS="${HOLDFAST_MBEDTLS:-$PWD/build/deps/mbedtls}" \
        -DCMAKE_TOOLCHAIN_FILE="$work/tree/cmake/arm-none-eabi.cmake" >"$work/log" 2>&1 || { cat "$work/log"; die "cannot configure"; }
    cmake --build "$work/$board" >"$work/log" 2>&1 || { cat "$work/log"; die "cannot build"; }
}

# breaks ATTACK: the broken chain turns this attack red.
breaks() {
    local code=0
    "$holdfast" attack "$1" --board $board --build "$work/$board" >"$work/card" 2>"$work/err" || code=$?
    if [[ $code == 1 ]] && grep -qE "$1 +$board +held +broke" "$work/card"; then
        passed=$((passed + 1))
    else
        say "$1: the broken chain gave exit $code:"
        cat "$work/card" "$work/err" >&2
        failed=$((failed + 1))
    fi
}

break_it firmware/proof/prove.c 's/^    hf_p256_verify(\(.*\), sides);/    hf_p256_verify(\1, sides);\n    *sides = (struct hf_p256_sides){{0}, {0}};/'
build
breaks t4_flip_signature
mend firmware/proof/prove.c

break_it firmware/proof/subject.c 's/demand->floor = hf_counter_read(subject->role);/demand->floor = 0;/'
break_it firmware/urot/install.c 's/install->update.phase != HF_UPDATE_ACCEPTED ||/install->update.phase < HF_UPDATE_TRIAL ||/'
build
breaks t4_rollback
breaks t4_install_rollback
breaks t4_install_counter

if "$holdfast" attack t4_flip_signature t4_rollback t4_install_rollback t4_install_counter --board $board >"$work/card" 2>&1; then
    passed=$((passed + 1))
else
    say "the whole chain did not hold:"
    cat "$work/card" >&2
    failed=$((failed + 1))
fi
echo "$passed passed, $failed failed"
[[ $failed == 0 ]]
