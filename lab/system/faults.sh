#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
# The quick fault campaign on all boards must find nothing; on the naive bootloader, and on an irot and a urot with one weakened
# check, it must find something, or it would find nothing anywhere.
# usage: lab/system/faults.sh HOLDFAST
set -euo pipefail
cd "$(dirname "$0")/../.."
. script/lib.sh
readonly holdfast=$1

if [[ ! -x $(dirname "$holdfast")/holdfast-faults ]]; then
    say "no holdfast-faults here (libunicorn-dev is missing): skipped"
    exit 77
fi

expect() {
    local want=$1 what=$2 code=0
    shift 2
    "$@" >build/faults/last.txt 2>&1 || code=$?
    [[ $code == "$want" ]] || { cat build/faults/last.txt >&2; die "$what: exit $code, expected $want"; }
    echo "$what: exit $want, as expected"
}

mkdir -p build/faults/naive
examples/naive-boot/sign lab/keys/app-1.pem build/faults/naive/good.img
examples/naive-boot/sign --tamper lab/keys/app-1.pem build/faults/naive/tampered.img
naive=("$holdfast" faults build/an385/naive_boot.elf --goal boot_image --halt boot_refuse --ram 0x20000000:0x10000 --at 0x20000
    --stub sha256=boot_sha256 --stub p256=boot_verify)
expect 1 "the naive bootloader breaks" "${naive[@]}" --good build/faults/naive/good.img --tampered build/faults/naive/tampered.img
grep -q 'skip: boots' build/faults/last.txt || die "one skip no longer boots the tampered image on the naive bootloader"
expect 3 "without a good image the run is void" "${naive[@]}" --good build/faults/naive/tampered.img --tampered build/faults/naive/tampered.img

for stage in irot urot; do
    weak=$(lab/faults/weakened an505 $stage)
    expect 1 "$stage with one plain check breaks" lab/faults/run --quick --board an505 --stage $stage --case forged --elf "$weak"
    grep -q '"outcome":"boots"' build/reports/faults.hits.jsonl || die "no forged image boots on the weakened $stage"
done

expect 0 "nothing breaks irot and urot in the quick campaign" lab/faults/run --quick
cat build/faults/last.txt
